"""The graph as one HTML file that opens without a network: pyvis, through our own template.

pyvis's template loads two files from elsewhere and lets text from articles run as script;
ours escapes everything, holds all it needs, and forbids requests by a content policy.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from pathlib import Path
from textwrap import wrap
from typing import Any

import networkx as nx
import pyvis
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from pyvis.network import Network

from kb.graph.building import place
from kb.rendering import web_address
from kb.rendering.wording import Wording
from kb.store.neighbours import KINDS, Node

_LINE = 22  # characters in a line of a label in the picture; the panel has all of it
# The kinds differ in shape, not in colour alone.
_SHAPES = {
    "article": "square",
    "claim": "dot",
    "source": "diamond",
    "person": "triangle",
    "organisation": "hexagon",
}
_DASHES: dict[str, list[int] | bool] = {
    "via": [7, 5],
    "relayed by": [7, 5],
    "says": [2, 4],
    "repeats": [1, 3],
}
_FACTS = ("support", "author", "publisher", "published", "role", "organisation")


def as_html(
    graph: nx.MultiDiGraph,
    words: Wording,
    *,
    title: str,
    summary: str,
    focus: Node | None = None,
) -> str:
    """The picture with its list, legend, search and panel, as the text of one HTML file."""
    numbers = {node: number for number, node in enumerate(graph)}
    net = Network(directed=True, cdn_resources="in_line")
    net.toggle_physics(False)
    places = place(graph)
    for node, told in graph.nodes(data=True):
        x, y = places[node]
        net.add_node(
            numbers[node],
            label=_short(told["label"]),
            shape=_SHAPES[told["kind"]],
            x=x,
            y=y,
            size=_size(graph, node),
            **_told(told, words),
        )
    for start, end, relation, told in graph.edges(keys=True, data=True):
        net.add_edge(
            numbers[start],
            numbers[end],
            label=words.name("relation", relation),
            relation=relation,
            note=told["note"],
            dashes=_DASHES.get(relation, False),
        )
    counts = {kind: sum(1 for node in graph if node[0] == kind) for kind in KINDS}
    net.templateEnv = _templates(
        words=words,
        title=title,
        summary=summary,
        focus=numbers.get(focus),
        kinds=[(kind, counts[kind]) for kind in KINDS if counts[kind]],
        messages={key: words(f"graph.{key}") for key in ("no_hit", "close", "ties", "open_address")}
        | {"kinds": {kind: words.name("kind", kind) for kind in KINDS}},
    )
    net.path = "graph.html"
    return str(net.generate_html())


def _told(told: dict[str, Any], words: Wording) -> dict[str, Any]:
    """What the panel tells of a node: plain text only; the page's script writes it as text."""
    facts = []
    for name in _FACTS:
        value = told.get(name)
        if value:
            shown = words.name("support", value) if name == "support" else str(value)
            shown = words.date(value) if name == "published" else shown
            facts.append([words("field." + name), shown])
    kind = words.name("kind", told["kind"])
    if told.get("source_kind"):
        kind = words.name("source_kind", told["source_kind"])
    return {
        "kind": told["kind"],
        "kindName": kind,
        "name": told["label"],
        "support": told.get("support") or "",
        "facts": facts,
        "url": web_address(told.get("url")) or "",
        "article": told.get("article") or "",
    }


def _size(graph: nx.MultiDiGraph, node: Node) -> int:
    ties = graph.degree(node)
    return min(11 + 2 * int(ties), 34) if node[0] != "claim" else 9


def _short(label: str) -> str:
    """At most two lines for the picture. The bullet of a list item says nothing there."""
    words = " ".join(label.split()).lstrip("-–—•* ") or "?"
    return "\n".join(wrap(words, _LINE, max_lines=2, placeholder=" …")) or words[:_LINE]


def _templates(**given: Any) -> Environment:
    """An environment that escapes, in place of the one pyvis makes."""
    templates = Environment(loader=PackageLoader("kb.graph"), autoescape=True)
    scripts = [_pyvis("vis-network.min.js"), _own("kb.graph", "graph.js")]
    styles = [_pyvis("vis-network.css"), _own("kb.rendering", "palette.css")]
    styles.append(_own("kb.graph", "graph.css"))
    templates.globals.update(
        given,
        # Files of installed packages, not text of articles: the one thing that is not escaped.
        scripts=[Markup(script) for script in scripts],
        styles=[Markup(style) for style in styles],
        script_hashes=" ".join(f"'{_digest(script)}'" for script in scripts),
    )
    return templates


def _digest(script: str) -> str:
    """How a content policy names a script that may run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _own(package: str, name: str) -> str:
    return (resources.files(package) / "static" / name).read_text(encoding="utf-8")


def _pyvis(name: str) -> str:
    folder = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    text = (folder / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")  # as a browser reads it, or the digest would not fit

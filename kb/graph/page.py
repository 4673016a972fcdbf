"""The graph as one HTML file that opens without a network: pyvis, through our own template.

pyvis's template loads two files from elsewhere and lets text from articles run as script;
ours escapes everything, holds all it needs, and forbids requests by a content policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sqlite3
from collections.abc import Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from pyvis.network import Network

from kb.graph import telling
from kb.graph.body import TEMPLATES, body
from kb.graph.building import build_graph, place
from kb.graph.selecting import Selection
from kb.graph.vis import VIS
from kb.rendering.wording import Wording
from kb.store.neighbours import Node, totals

# In the order in which they need each other.
MODULES = (
    "drawing.js",
    "picture.js",
    "panel.js",
    "filters.js",
    "address.js",
    "saving.js",
    "graph.js",
)

_IMPORT = re.compile(r"^import .*?;\n", re.M)
_EXPORT = re.compile(r"^export (?=\w)", re.M)


def as_html(
    connection: sqlite3.Connection,
    selection: Selection,
    rows: Mapping[Node, Mapping[str, Any]],
    words: Wording,
) -> str:
    """The picture with its list, legend, search and panel, as the text of one HTML file."""
    graph = build_graph(connection, selection)
    places = place(graph)
    told = telling.told(selection, rows, words, lambda _: None)
    net = Network(directed=True, cdn_resources="in_line")
    net.toggle_physics(False)
    for node in told["nodes"]:
        x, y = places[telling.named(node["id"])]
        net.add_node(node["id"], x=x, y=y, **{k: v for k, v in node.items() if k != "id"})
    for edge in told["edges"]:
        ends = {"from", "to"}
        net.add_edge(edge["from"], edge["to"], **{k: v for k, v in edge.items() if k not in ends})
    net.templateEnv = _templates(
        words=words,
        title=telling.title(selection, rows, words),
        summary=telling.summary(selection, sum(totals(connection).values()), words),
        focus=told["focus"],
        body=body(words, told, served=False),
        messages=telling.messages(words),
    )
    net.path = "graph_file.html"
    return str(net.generate_html())


def _templates(**given: Any) -> Environment:
    """An environment that escapes, in place of the one pyvis makes."""
    templates = TEMPLATES.overlay()
    scripts = [_vis("vis-network.min.js"), _joined()]
    styles = [_vis("vis-network.css"), _own("kb.rendering", "palette.css")]
    styles.append(_own("kb.graph", "graph.css"))
    styles.append(_own("kb.graph", "graph_file.css"))
    templates.globals = {
        **TEMPLATES.globals,
        **given,
        # Files of installed packages, not text of articles: the one thing that is not escaped.
        "scripts": [Markup(script) for script in scripts],
        "styles": [Markup(style) for style in styles],
        "script_hashes": " ".join(f"'{_digest(script)}'" for script in scripts),
    }
    return templates


def _joined() -> str:
    """Our modules as one script: in a file there is nothing to import from."""
    parts = (_own("kb.graph", module) for module in MODULES)
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)
    return f'"use strict";\n(() => {{\n{joined}}})();\n'


def _digest(script: str) -> str:
    """How a content policy names a script that may run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _own(package: str, name: str) -> str:
    return (resources.files(package) / "static" / name).read_text(encoding="utf-8")


def _vis(name: str) -> str:
    text = (VIS / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")  # as a browser reads it, or the digest would not fit

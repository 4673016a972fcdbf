"""Nodes and edges in a reader's words, as plain data for the page's script, which writes them
as text. The page in Datasette and the one-file page are told the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any

from kb.graph.selecting import COUNTED, Selection
from kb.rendering.markup import web_address
from kb.rendering.showing import Showing
from kb.rendering.wording import Wording
from kb.store.neighbours import KINDS, Node, Tie

Told = dict[str, Any]
Address = Callable[[Node], str | None]  # of the node's page, where there is one

_LINE = 22  # characters in a line of a label in the picture; the panel has all of it
# The kinds differ in shape, not in colour alone.
SHAPES = {
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
_TOLD = ("support", "author", "publisher", "site", "published", "role", "organisation")


def name(node: Node) -> str:
    """The node's id in the picture and in addresses: « claim:0123 »."""
    return f"{node.kind}:{node.id}"


def named(written: str) -> Node | None:
    """The node of such an id; None for what is none."""
    kind, _, row_id = written.partition(":")
    return Node(kind, row_id) if kind in KINDS and row_id else None


def told(
    selection: Selection, rows: Mapping[Node, Mapping[str, Any]], words: Wording, address: Address
) -> Told:
    """The picture: its nodes, edges and focus. `rows` are the details of the nodes."""
    ties = Counter(node for tie in selection.ties for node in {tie.start, tie.end})
    return {
        "nodes": [
            node_told(
                node,
                rows[node],
                words,
                ties=ties[node],
                more=selection.more.get(node, 0),
                address=address,
            )
            for node in selection.nodes
            if node in rows
        ],
        "edges": [
            tie_told(tie, words) for tie in selection.ties if tie.start in rows and tie.end in rows
        ],
        "focus": name(selection.focus) if selection.focus else None,
    }


def summary(selection: Selection, total: int, words: Wording) -> str:
    """« 120 of the base's 3,400. 87 ties lead out of the picture. »"""
    said = words("graph.shown", n=words.number(len(selection.nodes)), total=words.number(total))
    if selection.left_out:
        key = "left_out_many" if selection.left_out_more else "left_out"
        said += " " + words.count(key, selection.left_out)
    return said


def title(selection: Selection, rows: Mapping[Node, Mapping[str, Any]], words: Wording) -> str:
    """What the picture is about."""
    if selection.focus is None or selection.focus not in rows:
        return words("graph.title")
    # A quotation would stand in quotation marks twice.
    label = Showing(words).text(rows[selection.focus]["label"], 90).lstrip('«“" \u00a0\u202f')
    return words("graph.title_focus", label=label)


def node_told(
    node: Node, row: Mapping[str, Any], words: Wording, *, ties: int, more: int, address: Address
) -> Told:
    """What the picture, the list and the panel tell of a node."""
    show = Showing(words)
    label = show.text(row["label"], 2000) or show.source({"kind": row.get("source_kind")})
    state = row.get("state")
    lines = []
    for column in _TOLD:
        value = row.get(column)
        if value:
            shown = words.name("support", value) if column == "support" else str(value)
            shown = words.date(value) if column == "published" else shown
            lines.append([words("field." + column), shown])
    if state:
        lines.append([words("field.status"), words.name("state", state)])
    kind = words.name("kind", node.kind)
    if row.get("source_kind"):
        kind = words.name("source_kind", row["source_kind"])
    return {
        "id": name(node),
        "kind": node.kind,
        "kindName": kind,
        "name": label,
        "label": _short(label),
        "shape": SHAPES[node.kind],
        "size": 9 if node.kind == "claim" else min(11 + ties, 24),
        "support": row.get("support") or "",
        "state": state or "",
        "year": (row.get("published") or "")[:4],
        "language": row.get("language") or "",
        "article": row.get("article") or "",
        "articleId": f"article:{row['article_id']}" if row.get("article_id") else "",
        "lines": lines,
        "url": web_address(row.get("url")) or "",
        "page": address(node) or "",
        "more": more,
        "moreName": words.plural("count", "more", more).format(
            n=f"{COUNTED}+" if more >= COUNTED else more
        ),
    }


def tie_told(tie: Tie, words: Wording) -> Told:
    """What the picture and the panel tell of a tie."""
    show = Showing(words)
    rule = show.rule(tie.note) if tie.relation != "belongs to" else tie.note
    sure = show.percent(tie.confidence)
    return {
        "id": f"{name(tie.start)} {tie.relation} {name(tie.end)}",
        "from": name(tie.start),
        "to": name(tie.end),
        "relation": tie.relation,
        "label": words.name("relation", tie.relation),
        "note": " · ".join(part for part in (rule, sure) if part),
        "confidence": tie.confidence,
        "dashes": _DASHES.get(tie.relation, False),
    }


def messages(words: Wording) -> Told:
    """The words that the script needs."""
    keys = (
        "no_hit", "close", "ties", "open_address", "open_page", "expand", "hide", "pin", "unpin",
        "path_from", "path_to", "path_found", "path_none", "path_unsure", "focus", "in_base",
        "shown_now", "hidden_now", "failed", "too_many",
    )  # fmt: skip
    return {
        **{key: words(f"graph.{key}", n="{n}", name="{name}") for key in keys},
        "kinds": {kind: words.name("kind", kind) for kind in KINDS},
    }


def _short(label: str) -> str:
    """At most two lines for the picture. The bullet of a list item says nothing there."""
    said = label.lstrip("-–—•* ") or "?"
    return "\n".join(wrap(said, _LINE, max_lines=2, placeholder=" …")) or said[:_LINE]

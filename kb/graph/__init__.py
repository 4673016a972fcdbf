"""The base as a graph: which part to draw, a networkx graph of it, and one HTML file."""

from __future__ import annotations

import sqlite3
from collections import Counter

from kb.graph.selecting import Selection, UnknownId, around, most_leaned_on
from kb.rendering.wording import Wording, wording
from kb.store.neighbours import details

__all__ = ["Selection", "UnknownId", "around", "graph_page", "most_leaned_on", "page_of"]


def graph_page(connection: sqlite3.Connection, *, focus: str | None = None, depth: int = 2) -> str:
    """One HTML file: what lies within `depth` steps of the row with the id `focus`.

    Without `focus`, the sources that most claims rest on and what they back. Raises UnknownId.
    """
    selection = around(connection, focus, depth=depth) if focus else most_leaned_on(connection)
    return page_of(connection, selection)


def page_of(
    connection: sqlite3.Connection, selection: Selection, words: Wording | None = None
) -> str:
    """One HTML file of this selection, in the language that most of its articles have."""
    from kb.graph.page import as_html  # pyvis takes its time to import

    rows = details(connection, selection.nodes)
    if words is None:
        spoken = Counter(row["language"] for row in rows.values() if row.get("language"))
        words = wording(spoken.most_common(1)[0][0] if spoken else "en")
    return as_html(connection, selection, rows, words)

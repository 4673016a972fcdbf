"""The base as a graph: which part to draw, a networkx graph of it, and one HTML file."""

from __future__ import annotations

import sqlite3
from collections import Counter

from kb.graph.building import build_graph
from kb.graph.selecting import Selection, UnknownId, around, most_leaned_on
from kb.rendering.wording import wording
from kb.store.neighbours import totals

__all__ = ["Selection", "UnknownId", "around", "build_graph", "graph_page", "most_leaned_on"]


def graph_page(connection: sqlite3.Connection, *, focus: str | None = None, depth: int = 2) -> str:
    """One HTML file: what lies within `depth` steps of the row with the id `focus`.

    Without `focus`, the sources that most claims rest on and what they back. Raises UnknownId.
    """
    from kb.graph.page import as_html  # pyvis takes its time to import

    selection = around(connection, focus, depth=depth) if focus else most_leaned_on(connection)
    graph = build_graph(connection, selection)
    spoken = Counter(told["language"] for _, told in graph.nodes(data=True) if "language" in told)
    words = wording(spoken.most_common(1)[0][0] if spoken else "en")
    everything = sum(totals(connection).values())
    summary = words("graph.shown", n=words.number(len(graph)), total=words.number(everything))
    if selection.left_out:
        summary += " " + words("graph.left_out", n=words.number(selection.left_out))
    title = words("graph.title")
    if selection.focus is not None and selection.focus in graph:
        label = " ".join(str(graph.nodes[selection.focus]["label"]).split())
        title = words("graph.title_focus", label=label if len(label) < 90 else label[:89] + "…")
    return as_html(graph, words, title=title, summary=summary, focus=selection.focus)

"""The graph as GraphML, for Gephi, yEd and the like."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

from kb.graph.telling import name

# What no XML can hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_graphml(graph: nx.MultiDiGraph) -> str:
    """The graph of `build_graph` as GraphML. What is not known is left out."""
    plain = nx.MultiDiGraph()
    for node, told in graph.nodes(data=True):
        plain.add_node(name(node), **_clean(told))
    for start, end, relation, told in graph.edges(keys=True, data=True):
        attributes = _clean({**told, "relation": relation})
        plain.add_edge(name(start), name(end), key=relation, **attributes)
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def _clean(told: dict[str, Any]) -> dict[str, Any]:
    """Attributes that GraphML has types for: text and numbers, and no character that XML lacks."""
    return {
        key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in told.items()
        if isinstance(value, str | int | float) and value != ""
    }

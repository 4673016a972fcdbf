"""A part of the base as a networkx graph, with a place for every node."""

from __future__ import annotations

import math
import sqlite3

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kb.graph.selecting import Selection
from kb.store.neighbours import details

Places = NDArray[np.float64]

_SEED = 7  # any fixed number: the same base gives the same picture
_ROOM = 130.0  # distance between neighbours, in the picture's own units
_CLAIM_ROOM, _NAME_ROOM = 38.0, 80.0  # around a node, and around one whose name is always shown
_STRETCH = np.array([1.0, 1.7])


def build_graph(connection: sqlite3.Connection, selection: Selection) -> nx.MultiDiGraph:
    """The selection as a graph. Nodes are (kind, id) with their row's columns as attributes.

    Edges are keyed and labelled by their relation; `note` is the rule that found it.
    """
    graph = nx.MultiDiGraph()
    told = details(connection, selection.nodes)
    for node in selection.nodes:
        if node in told:
            # The row's own id is the node's second half; « kind » is its first.
            graph.add_node(node, **{**told[node], "kind": node.kind})
    for tie in selection.ties:
        if tie.start in graph and tie.end in graph:
            graph.add_edge(
                tie.start,
                tie.end,
                key=tie.relation,
                label=tie.relation,
                note=tie.note,
                confidence=tie.confidence,
            )
    return graph


def place(graph: nx.MultiDiGraph) -> dict[object, tuple[float, float]]:
    """Where each node goes: every connected part by itself, the parts in rows, largest first."""
    simple = nx.Graph(graph)
    parts = sorted(nx.connected_components(simple), key=lambda part: (-len(part), min(part)))
    laid = [_lay_out(simple.subgraph(sorted(part))) for part in parts]
    area = sum((width + _ROOM) * (height + _ROOM) for _, width, height in laid)
    widest = max((width for _, width, _ in laid), default=0.0)
    row_width = max(widest, math.sqrt(area) * 1.35)
    places: dict[object, tuple[float, float]] = {}
    left = top = row_height = 0.0
    for spots, width, height in laid:
        if left and left + width > row_width:
            left, top, row_height = 0.0, top + row_height + _ROOM * 1.2, 0.0
        for node, (x, y) in spots.items():
            places[node] = (round(left + x, 1), round(top + y, 1))
        left += width + _ROOM * 1.2
        row_height = max(row_height, height)
    return places


def _lay_out(part: nx.Graph) -> tuple[dict[object, tuple[float, float]], float, float]:
    """Places for one connected part, from (0, 0) on, with its width and height."""
    size = len(part)
    if size == 1:
        return {next(iter(part)): (0.0, 0.0)}, 0.0, 0.0
    spread = _ROOM * math.sqrt(size) * 0.85
    spots = nx.spring_layout(
        part, seed=_SEED, k=1.6 / math.sqrt(size), iterations=250 if size < 120 else 150
    )
    room = np.array([_CLAIM_ROOM if node[0] == "claim" else _NAME_ROOM for node in spots])
    # Names are wider than high: what counts as near is stretched downwards.
    apart = _push_apart(np.array(list(spots.values())) * spread * _STRETCH, room) / _STRETCH
    # numpy's numbers are no JSON
    flat = {node: (float(x), float(y)) for node, (x, y) in zip(spots, apart, strict=True)}
    west, north = min(x for x, _ in flat.values()), min(y for _, y in flat.values())
    moved = {node: (x - west, y - north) for node, (x, y) in flat.items()}
    return moved, max(x for x, _ in moved.values()), max(y for _, y in moved.values())


def _push_apart(spots: Places, room: Places) -> Places:
    """Move nodes that nearly cover each other aside; each wants its `room` around it.

    An article and the one source of all its claims pull the same claims, so that the layout
    sets the two on one spot.
    """
    for _ in range(60):
        gaps = spots[:, None, :] - spots[None, :, :]
        distances = np.hypot(gaps[..., 0], gaps[..., 1])
        np.fill_diagonal(distances, np.inf)
        lack = np.clip(room[:, None] + room[None, :] - distances, 0, None)
        if not lack.any():
            break
        # Two on the very same spot part sideways.
        gaps[distances < 1e-9] = (1.0, 0.0)
        steps = gaps / np.maximum(distances, 1.0)[..., None] * lack[..., None] / 2
        spots = spots + steps.sum(axis=1) * 0.6
    return spots

"""How one thing leads to another: the shortest chain of ties, of at most six steps."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store.neighbours import Node, reached, tied

LONGEST = 6  # steps
_EACH = 400  # neighbours followed from a node, by each relation
_MET = 12_000  # nodes met from each end


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes from one end to the other; empty where there is none."""

    nodes: tuple[Node, ...]
    thorough: bool  # whether everything within reach was looked at


def path(connection: sqlite3.Connection, start: Node, end: Node) -> Path:
    """The shortest path between the two, looked for from both ends at once."""
    if start == end:
        return Path((start,), thorough=True)
    thorough = True
    for depth in range(1, LONGEST // 2 + 1):
        one, other = (
            reached(
                connection, {node: 0}, depth=depth, each=_EACH, most=_MET, through_articles=True
            )
            for node in (start, end)
        )
        thorough = len(one) < _MET and len(other) < _MET
        met = one.keys() & other.keys()
        if met:
            middle = min(met, key=lambda node: (one[node] + other[node], node))
            first_half = _back(connection, middle, one)
            second_half = _back(connection, middle, other)
            return Path((*reversed(first_half), *second_half[1:]), thorough)
    return Path((), thorough)


def _back(connection: sqlite3.Connection, node: Node, steps: dict[Node, int]) -> list[Node]:
    """From a node back to where the walk began, each step one nearer to it."""
    way = [node]
    while steps[way[-1]] > 0:
        nearer = [one for one, n in steps.items() if n == steps[way[-1]] - 1]
        way.append(min(tied(connection, way[-1], nearer)))
    return way

"""Which part of the base to draw: what surrounds one thing, or the sources most leaned on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kb.store.neighbours import Node, Tie, leaned_on, resolve, ties

MOST = 250  # nodes; more is a hairball that nobody reads
_PER_RELATION = 4 * MOST
_SOURCES, _CLAIMS_EACH = 24, 6


class UnknownId(LookupError):
    """No row of the base has this id."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Nodes in the order they were met, and the ties among them."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int  # further nodes tied to those shown, as far as was looked
    focus: Node | None = None


def around(
    connection: sqlite3.Connection, any_id: str, *, depth: int, most: int = MOST
) -> Selection:
    """What lies within `depth` steps of the thing with this id. Raises UnknownId."""
    focus = resolve(connection, any_id)
    if focus is None:
        raise UnknownId(any_id)
    chosen, left_out = {focus: None}, set[Node]()
    frontier = [focus]
    for _ in range(depth):
        met = _beside(connection, frontier, chosen)
        room = max(0, most - len(chosen))
        frontier = met[:room]
        chosen.update(dict.fromkeys(frontier))
        left_out.update(met[room:])
        if not frontier:
            break
    return _selection(connection, chosen, left_out, focus)


def most_leaned_on(connection: sqlite3.Connection, *, most: int = MOST) -> Selection:
    """The sources that most claims rest on, those claims, where they stand and who says them."""
    seeds = leaned_on(connection, sources=_SOURCES, claims=_CLAIMS_EACH)[:most]
    chosen = dict.fromkeys(seeds)
    claims = [node for node in seeds if node.kind == "claim"]
    met = _beside(connection, claims, chosen)
    room = max(0, most - len(chosen))
    chosen.update(dict.fromkeys(met[:room]))
    left_out = set(met[room:])
    left_out.update(_beside(connection, [n for n in seeds if n.kind == "source"], chosen))
    return _selection(connection, chosen, left_out, None)


def _beside(
    connection: sqlite3.Connection, nodes: Iterable[Node], known: dict[Node, None]
) -> list[Node]:
    """Nodes tied to these that are not known yet, those with the most ties first."""
    met: dict[Node, int] = {}
    for tie in ties(connection, nodes, limit=_PER_RELATION):
        for node in (tie.start, tie.end):
            if node not in known:
                met[node] = met.get(node, 0) + 1
    return sorted(met, key=lambda node: (-met[node], node))


def _selection(
    connection: sqlite3.Connection,
    chosen: dict[Node, None],
    left_out: set[Node],
    focus: Node | None,
) -> Selection:
    among = tuple(
        tie
        for tie in ties(connection, chosen, limit=_PER_RELATION)
        if tie.start in chosen and tie.end in chosen
    )
    return Selection(tuple(chosen), among, len(left_out - chosen.keys()), focus)

"""Which part of the base to draw: what surrounds one thing, or the sources most leaned on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.store.neighbours import (
    Node,
    Tie,
    beside,
    leaned_on,
    neighbours,
    reached,
    resolve,
    ties_among,
)

COUNTED = 100  # neighbours that are not shown; of more it is only told that there are more
MOST = 250  # nodes; more is a hairball that nobody reads
_CLAIMS_EACH = 5  # of the sources most leaned on
_EACH = 24  # neighbours followed from a node on the way, by each relation


class UnknownId(LookupError):
    """No row of the base has this id."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Nodes in the order they were met, and the ties among them."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    # {node: how many neighbours of it are not shown}, where there are any
    more: Mapping[Node, int] = field(default_factory=dict)
    focus: Node | None = None

    @property
    def left_out(self) -> int:
        """How many ties lead out of the picture, as far as they were counted."""
        return sum(self.more.values())

    @property
    def left_out_more(self) -> bool:
        """Whether there are more of these than were counted."""
        return any(more >= COUNTED for more in self.more.values())


def known(connection: sqlite3.Connection, any_id: str) -> Node:
    """The node that the id of any row means. Raises UnknownId."""
    node = resolve(connection, any_id)
    if node is None:
        raise UnknownId(any_id)
    return node


def around(
    connection: sqlite3.Connection,
    any_id: str,
    *,
    depth: int,
    most: int = MOST,
    opened: Iterable[Node] = (),
) -> Selection:
    """What lies within `depth` steps of the thing with this id, and beside those `opened`.

    Raises UnknownId.
    """
    focus = known(connection, any_id)
    near = _around(connection, focus, depth, most)
    return chosen(connection, _with_opened(connection, near, opened, most), focus)


def _around(connection: sqlite3.Connection, focus: Node, depth: int, most: int) -> list[Node]:
    # All that is beside the focus itself; from there on only some of each.
    seeds = {focus: 0}
    if depth > 0:
        seeds.update(dict.fromkeys(beside(connection, focus, limit=most), 1))
    near = _near(connection, seeds, depth, most)
    return [focus, *(node for node in near if node != focus)][:most]


def _near(
    connection: sqlite3.Connection, seeds: Mapping[Node, int], depth: int, most: int
) -> Iterable[Node]:
    """At most `most` nodes within `depth` steps, the nearest first, and perhaps some more."""
    if len(seeds) >= most:  # the walk would add what there is no room for
        return seeds
    # A walk meets a node at most once at each distance.
    return reached(connection, seeds, depth=depth, each=_EACH, most=(depth + 1) * most)


def most_leaned_on(
    connection: sqlite3.Connection, *, most: int = MOST, opened: Iterable[Node] = ()
) -> Selection:
    """The sources that most claims rest on, those claims, where they stand and who says them."""
    # A third of the room is for where the claims stand and who says them.
    sources = max(1, 2 * most // (3 * (1 + _CLAIMS_EACH)))
    seeds = leaned_on(connection, sources=sources, claims=_CLAIMS_EACH)[:most]
    steps = {node: 1 for node in seeds if node.kind == "claim"}
    near = _near(connection, steps, 2, most)
    nodes = list(dict.fromkeys((*seeds, *near)))[:most]
    return chosen(connection, _with_opened(connection, nodes, opened, most), None)


def _with_opened(
    connection: sqlite3.Connection, nodes: Iterable[Node], opened: Iterable[Node], most: int
) -> list[Node]:
    """The nodes, and what is beside those that the reader opened."""
    shown = dict.fromkeys(nodes)
    for node in opened:
        shown[node] = None
        shown.update(dict.fromkeys(beside(connection, node, limit=_EACH)))
    return list(shown)[: 2 * most]


def chosen(connection: sqlite3.Connection, nodes: Iterable[Node], focus: Node | None) -> Selection:
    """These nodes with the ties among them, and what each has besides."""
    shown = list(dict.fromkeys(nodes))
    ties = tuple(ties_among(connection, shown))
    tied: dict[Node, set[Node]] = {node: set() for node in shown}
    for tie in ties:
        if tie.start != tie.end:
            tied[tie.start].add(tie.end)
            tied[tie.end].add(tie.start)
    degrees = neighbours(connection, {node: COUNTED + len(tied[node]) for node in shown})
    more = {node: min(COUNTED, degrees[node] - len(tied[node])) for node in shown}
    return Selection(tuple(shown), ties, {node: n for node, n in more.items() if n > 0}, focus)

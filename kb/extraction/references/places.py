"""Quick answers to « what stands there? » for lists of things with a start and an end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=Placed)


class Places(Generic[Thing]):
    """Things sorted by their start."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things: Sequence[Thing] = sorted(things, key=lambda t: t.start)
        self._starts = [thing.start for thing in self.things]

    def starting_in(self, start: int, end: int) -> Sequence[Thing]:
        """The things that start in [start, end), in order."""
        return self.things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def holding(self, position: int) -> Thing | None:
        """The thing started last that holds the position; things are taken not to overlap."""
        at = bisect_right(self._starts, position) - 1
        return self.things[at] if at >= 0 and position < self.things[at].end else None


class Taken:
    """Stretches that are taken one after another, each only where none before it stands."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Take [start, end); False where a stretch taken before touches it."""
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


class Cover:
    """Whether any of many spans holds a position or touches a stretch; spans may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Some span has a character in [start, end)."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def holds(self, position: int) -> bool:
        return self.touches(position, position + 1)

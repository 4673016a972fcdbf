"""Right, extra and missed: what precision, recall and F1 are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")

KINDS = (
    "urls",
    "shortened",
    "statistics",
    "values",
    "subjects",
    "quotations",
    "speakers",
    "people",
    "roles",
    "sources",
    "support",
    "via",
    "unsourced",
)


@dataclass
class Count:
    """One kind of thing, counted over articles."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    # (confidence given, whether it was right), for the kinds that carry a confidence
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def hit(self) -> None:
        self.right += 1

    def detail(self, right: bool, said: bool, what: str) -> None:
        """A detail of something found: right, wrong (said otherwise) or missed (not said)."""
        if right:
            self.right += 1
            return
        self.missed.append(what)
        if said:
            self.extra.append(what)

    @property
    def precision(self) -> float:
        found = self.right + len(self.extra)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Count) -> None:
        self.right += other.right
        self.missed += other.missed
        self.extra += other.extra
        self.sure += other.sure


Counts = dict[str, Count]


def no_counts() -> Counts:
    return {kind: Count() for kind in KINDS}


def pair(wanted: Sequence[G], got: Sequence[P], good: Callable[[G, P], float]) -> dict[int, int]:
    """Greedy one-to-one pairing by the largest good(w, g) > 0: index of wanted -> index of got."""
    scored = sorted(
        ((good(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got)),
        key=lambda triple: -triple[0],
    )
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score <= 0:
            break
        if i not in pairs and j not in taken:
            taken.add(j)
            pairs[i] = j
    return pairs

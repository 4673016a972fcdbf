"""Where something was found in a text, and how overlapping finds are cut into nested pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Of two finds on the very same words, the later one here lies inside the other.
NESTING = (
    "claim",
    "attribution",
    "note",
    "quotation",
    "citation",
    "source",
    "organisation",
    "person",
    "statistic",
    "link",
    "marker",
)


@dataclass(frozen=True, slots=True)
class Span:
    """One find in the text. Positions are code points; what lies outside the text is cut off."""

    start: int
    end: int
    kind: str  # one of NESTING
    id: str  # of its row
    href: str | None = None  # where a click on it leads
    tip: str = ""  # one line that says what it is
    flavour: str = ""  # what else decides its looks: a claim's support, a link's verdict
    number: int | None = None  # a claim's place in the list beside the text

    @property
    def key(self) -> str:
        """The find's name on the page: ids are unique within a kind only."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the spans that cover it, outermost first."""

    start: int
    end: int
    covering: tuple[Span, ...]


def _depth(span: Span) -> tuple[int, int, int, str]:
    """Sorting key that puts the outer span first."""
    rank = NESTING.index(span.kind) if span.kind in NESTING else len(NESTING)
    return (span.start, -span.end, rank, span.id)


def pieces(start: int, end: int, spans: Iterable[Span]) -> Iterator[Piece]:
    """Cut [start, end) wherever a span begins or ends.

    The pieces join to the whole stretch. Of two spans that cross, the one that began
    first stays outside; the other is cut where the first one ends.
    """
    inside = sorted(
        (span for span in spans if max(span.start, start) < min(span.end, end)), key=_depth
    )
    cuts = {start, end}
    for span in inside:
        cuts.update((max(span.start, start), min(span.end, end)))
    ordered = sorted(cuts)
    active: list[Span] = []
    waiting = 0
    for left, right in pairwise(ordered):
        active = [span for span in active if span.end > left]
        while waiting < len(inside) and max(inside[waiting].start, start) <= left:
            active.append(inside[waiting])
            waiting += 1
        active.sort(key=_depth)
        yield Piece(left, right, tuple(active))

"""What a number could tell: one candidate for each, in normal form.

Which of them are statistics is decided in `selection`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.extraction.numbers.place import Place
from kb.extraction.numbers.quantities import Quantity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with the words that belong to it."""

    start: int
    end: int
    number: Span  # without approximator and noun
    shape: str  # which rule read it: ratio, fraction, percent, point, money, multiple, ...
    kind: str
    value: float
    high: float | None = None
    unit: str = ""
    qualifier: str = ""
    noun: Span | None = None  # what is counted
    quantity: Quantity | None = None


QUALIFIERS = ("more than", "less than", "about", "at least", "at most", "nearly", "only")


def qualified(place: Place, start: int, end: int) -> tuple[int, int, str]:
    """The span with its approximator, and the approximator's name.

    « à peine plus d'un quart »: the one beside the number says how it is meant, all
    of them belong to it.
    """
    name = ""
    for _ in range(2):
        found = _approximator(place, start)
        if found is None:
            break
        start, said = found
        name = name or said
    behind = _approximator_behind(place, end)
    if behind and not name:
        end, name = behind
    return start, end, name


def _approximator(place: Place, at: int) -> tuple[int, str] | None:
    before, base = place.before(at), place.base(at)
    if not place.lex.any_qualifier_before().search(before):
        return None
    best: tuple[int, str] | None = None
    for name in QUALIFIERS:
        match = place.lex.qualifier_before(name).search(before)
        if match and (best is None or base + match.start() < best[0]):
            best = base + match.start(), name
    return best


def _approximator_behind(place: Place, at: int) -> tuple[int, str] | None:
    if place.text[at : at + 1] != " ":
        return None
    for name in QUALIFIERS:
        match = place.lex.qualifier_after(name).match(place.text, at)
        if match and match.end() <= place.end:
            return match.end(), name
    return None


def tidy(value: float) -> float:
    """4.1 milliards is 4100000000, without the dust of binary fractions."""
    return float(f"{value:.12g}")

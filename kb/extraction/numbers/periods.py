"""When a figure holds, as its sentence says it: « En 2013, 79 % », "grew 5% in 2015".

A date counts with a word of time before it; so the year of a study (« une enquête
de 2013 », "(HubSpot, 2016)") is no period of its figures.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass

from kb.extraction.numbers.candidates import Candidate
from kb.extraction.numbers.place import Place
from kb.reading.dates import find_dates


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a range of dates in a sentence."""

    start: int
    end: int
    iso: str


def find_periods(place: Place) -> list[Period]:
    """The dates of a sentence that say when something holds."""
    text = place.text[place.start : place.end]
    dates = [
        (place.start + start, place.start + end, iso)
        for start, end, iso in find_dates(text, place.lex.code)
    ]
    out: list[Period] = []
    for start, end, iso in dates:
        joint = place.text[out[-1].end : start] if out else ""
        if out and "/" not in out[-1].iso and _is_range(place, joint, out[-1].iso, iso):
            out[-1] = Period(out[-1].start, end, f"{out[-1].iso}/{iso}")
        elif place.ends_with(start, "period_before"):
            out.append(Period(start, end, iso))
    return out


def _is_range(place: Place, joint: str, first: str, second: str) -> bool:
    """« entre 2010 et 2013 », "from 2010 to 2013"."""
    if len(joint) > 12 or first >= second:
        return False
    match = place.lex.here("to", "and").match(joint)
    return match is not None and not joint[match.end() :].strip()


def period_of(found: Candidate, periods: list[Period], next_figure: int | None) -> str | None:
    """The nearest period; one behind the figure only when it stands before the next figure."""
    at = bisect(periods, found.start, key=lambda p: p.start)
    before = periods[at - 1] if at else None
    after = periods[at] if at < len(periods) else None
    if after and next_figure is not None and after.start >= next_figure:
        after = None
    if before is None or after is None:
        nearest = before or after
        return nearest.iso if nearest else None
    return after.iso if after.start - found.end < found.start - before.end else before.iso

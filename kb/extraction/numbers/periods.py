"""When a figure holds, as its sentence says it: « En 2013, 79 % », "grew 5% in 2015".

A date counts with a word of time before it; so the year of a study (« une enquête
de 2013 », "(HubSpot, 2016)") is no period of its figures.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cache

from kb.extraction.numbers.candidates import Candidate
from kb.extraction.numbers.lexicon import lexicon
from kb.extraction.numbers.place import Place
from kb.reading.dates import find_dates

YEAR = r"(?:1[5-9]|20)\d\d"


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a range of dates in a sentence."""

    start: int
    end: int
    iso: str


def find_periods(place: Place) -> list[Period]:
    """The dates of a sentence that say when something holds, in order."""
    ranges = [
        Period(m.start(), m.end(), f"{m['first']}/{m['last']}")
        for m in _years(place.lex.code).finditer(place.text, place.start, place.end)
        if m["first"] < m["last"]
    ]
    text = place.text[place.start : place.end]
    out = list(ranges)
    for start, end, iso in find_dates(text, place.lex.code):
        date = Period(place.start + start, place.start + end, iso)
        timed = place.ends_with(date.start, "period_before") is not None
        # « jusqu'en 2018 » says one end of a span, and not what it covers.
        timed = timed and place.ends_with(date.start, "period_open") is None
        if timed and not _touches(date, ranges):
            out.append(date)
    return sorted(out, key=lambda p: p.start)


def _touches(date: Period, ranges: list[Period]) -> bool:
    at = bisect(ranges, date.start, key=lambda r: r.start)
    return any(r.start < date.end and date.start < r.end for r in ranges[max(0, at - 1) : at + 1])


@cache
def _years(code: str) -> re.Pattern[str]:
    """« entre 2010 et 2013 », "from 2010 to 2013"."""
    lex = lexicon(code)
    opening = rf"(?:{lex.any_of('between', 'from')}\s?)"
    joint = rf"\s{lex.any_of('to', 'and')}\s"
    first, last = rf"(?P<first>{YEAR})", rf"(?P<last>{YEAR})"
    return re.compile(rf"(?<![\w.,-]){opening}{first}{joint}{last}(?![\w-])", re.I)


# « 1 200 en 2015 à 850 en 2023 »: a date so near behind a figure is its own.
DIRECTLY = 12


def period_of(
    found: Candidate, periods: list[Period], last_figure: int, next_figure: int | None
) -> str | None:
    """The nearest period; one behind the figure only when it stands before the next figure.

    `last_figure` is where the figure before ends: a date between the two is the other's
    when this one has a date of its own directly behind it.
    """
    at = bisect(periods, found.start, key=lambda p: p.start)
    before = periods[at - 1] if at else None
    after = periods[at] if at < len(periods) else None
    if after and next_figure is not None and after.start >= next_figure:
        after = None
    if before is None or after is None:
        nearest = before or after
        return nearest.iso if nearest else None
    if before.start >= last_figure > 0 and after.start - found.end <= DIRECTLY:
        return after.iso
    return after.iso if after.start - found.end < found.start - before.end else before.iso

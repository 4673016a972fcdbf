"""Dates in running text, as ISO dates with the precision they have: « juin 2013 » is 2013-06.

A pattern finds where a date stands; python-dateutil reads it, with the month and day names
of the language. A part that the text does not give is never made up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

from dateutil import parser

from kb.languages import alternation, fold, load

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# Two days that differ in everything: what both readings agree on, the text has given.
_DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2))
_MARGIN = 40  # a two-digit year is of the century that began in 2000 up to here


def parse_date(text: str, language: str) -> str | None:
    """The first date with a year in the text, or None. A bare year must be all there is."""
    if re.fullmatch(_YEAR, text.strip()):
        return text.strip()
    found = find_dates(text, language)
    return found[0][2] if found else None


def find_dates(text: str, language: str) -> list[tuple[int, int, str]]:
    """(start, end, ISO date) of every date with a year in the text, in order.

    A bare year counts where its neighbours make it one (« en 2013 », "(2013)"), so that
    « 2000 personnes » is none.
    """
    pattern, reader = _pattern(language), _parser(language)
    found = []
    for match in pattern.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        written = text[start:end]
        iso = _numeric(written) or _read(written, reader)
        if iso is not None:
            found.append((start, end, iso))
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """The ways to write a date; the named group that matched is the date."""
    words = load(language)
    month, weekday = (
        alternation(name for names in words.words("dates", kind) for name in _spellings(names))
        for kind in ("months", "weekdays")
    )
    ordinal = words.pattern("dates", "ordinals")
    of = rf"(?:\s+{words.pattern('dates', 'of')})?"
    before_year = words.pattern("dates", "before_year")
    day = rf"(?:{weekday}\.?,?\s+)?{_DAY}(?:\s?{ordinal})?"
    ways = {
        "stamp": rf"(?<![\w/.-]){_YEAR}-[01]\d-[0-3]\d(?=[T ]\d\d:|(?![\w/-]))",
        "year_first": rf"(?<![\w/.-]){_YEAR}[/-](?:0[1-9]|1[0-2])(?:/[0-3]\d)?(?![\w/-])",
        "numbers": rf"(?<![\w/.,-])[0-3]?\d(?:/[01]?\d/(?:{_YEAR}|\d\d)|[.-][01]?\d[.-]{_YEAR}"
        rf"|/[0-3]?\d/{_YEAR})(?![\w/-])",
        "day_first": rf"(?<!\w){day}{of}\s+{month}\.?,?{of}\s+{_YEAR}(?!\w)",
        "month_first": rf"(?<!\w)(?:{weekday}\.?,?\s+)?{month}\.?\s+{_DAY}(?:\s?{ordinal})?"
        rf",?\s+{_YEAR}(?!\w)",
        "month": rf"(?<!\w){month}\.?,?{of}\s+{_YEAR}(?!\w)",
    }
    # A bare year: a word before it says so, or brackets, or it closes the line.
    behind = r"(?![\w%€$£]|[.,/-]\d|\s?[%€$£])"
    ways["year"] = rf"{_YEAR}{behind}(?=\s*[)\]])|(?<=[(\[]){_YEAR}{behind}"
    alternatives = [f"(?P<{name}>{way})" for name, way in ways.items()]
    alternatives.append(rf"(?<!\w){before_year}\s+(?P<said_year>{_YEAR}){behind}")
    return re.compile("|".join(alternatives), re.IGNORECASE)


@cache
def _parser(language: str) -> parser.parser:
    words = load(language)

    class Names(parser.parserinfo):  # type: ignore[misc]  # dateutil has no types
        """The names of one language, spelled with and without accents."""

        MONTHS: ClassVar = [_spellings(names) for names in words.words("dates", "months")]
        WEEKDAYS: ClassVar = [_spellings(names) for names in words.words("dates", "weekdays")]
        JUMP: ClassVar = [
            *parser.parserinfo.JUMP,
            *words.words("dates", "ordinals"),
            *words.words("dates", "of"),
        ]

        def convertyear(self, year: int, century_specified: bool = False) -> int:
            # dateutil's own turns on today's date, so that a text would change with time.
            if year >= 100 or century_specified:
                return year
            return year + (2000 if year < _MARGIN else 1900)

    return parser.parser(Names(dayfirst=bool(words.table("dates")["day_first"])))


def _spellings(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*names, *map(fold, names)]))


def _numeric(written: str) -> str | None:
    """A date with the year first, or a year: nothing to find out but whether it exists."""
    parts = re.fullmatch(rf"({_YEAR})(?:[-/]([01]?\d)(?:[-/]([0-3]?\d))?)?", written)
    if parts is None:
        return None
    year, month, day = parts.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return year
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _read(written: str, reader: parser.parser) -> str | None:
    try:
        one, other = (reader.parse(written, default=day) for day in _DEFAULTS)
    except (ValueError, OverflowError):  # « 31/02/2014 »
        return None
    if one.year != other.year:
        return None
    if one.month != other.month:
        return f"{one.year:04}"
    if one.day != other.day:
        return f"{one.year:04}-{one.month:02}"
    return f"{one.year:04}-{one.month:02}-{one.day:02}"

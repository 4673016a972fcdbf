"""Words that are a multiple or a halving by themselves.

« le trafic a doublé », "twice as many units", "to triple"; « réduit de moitié »,
"has been halved" are changes of -50 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.numbers.candidates import Candidate, qualified
from kb.extraction.numbers.changes import nearest_change
from kb.extraction.numbers.lexicon import bounded, lexicon
from kb.extraction.numbers.place import Place


def find_multipliers(place: Place) -> Iterator[Candidate]:
    """The multiples and halvings of a sentence that are one word."""
    for table, needs_auxiliary in (("multipliers", False), ("multipliers_after_auxiliary", True)):
        values = place.lex.values(table)
        for match in _words(place.lex.code, table).finditer(place.text, place.start, place.end):
            if needs_auxiliary and not place.ends_with(match.start(), "multiplier_before"):
                continue
            value = values[re.sub(r"\s+", " ", match[0]).casefold()]
            start, end, qualifier = qualified(place, *match.span())
            yield Candidate(
                start, end, match.span(), "multiplier", "multiple", value, qualifier=qualifier
            )
    yield from _halvings(place)


def _halvings(place: Place) -> Iterator[Candidate]:
    """« ont diminué de moitié », "was cut in half", "halved"."""
    for name, needs_change in (("halved", False), ("by_half", True)):
        for match in place.lex.anywhere(name).finditer(place.text, place.start, place.end):
            if not needs_change or nearest_change(place, match.start()) < 0:
                yield Candidate(*match.span(), match.span(), "halving", "change", -50.0, unit="%")


@cache
def _words(code: str, table: str) -> re.Pattern[str]:
    """The words of the table; « doublé d'un musicien » and "doubled down" are something else."""
    lex = lexicon(code)
    blocks = lex.any_of("multiplier_blocks")
    return re.compile(rf"{bounded(lex.values(table))}(?!\s{blocks})", re.IGNORECASE)

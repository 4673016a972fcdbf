"""Bare numbers whose unit stands with the figure before them in the sentence.

« 26,1 minutes, contre 21,7 en 1980 », « dix-huit mois de prison, dont six avec
sursis », « le smartphone en avait nécessité sept », « 15 filiales en Europe et deux
en Afrique ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.lexicon import lexicon
from kb.extraction.numbers.place import Place, is_plural

LENDERS = ("share", "money", "duration", "count", "other")
# So far behind its lender an elliptic number may stand, in characters.
FURTHEST = 120
CLAUSE_ENDS = re.compile(r"\s?(?:[.,;:)!?]|$)")


def borrowed(place: Place, found: Candidate, earlier_ones: Sequence[Candidate]) -> Candidate | None:
    """The number with kind and unit of a figure before it; None where it borrows nothing."""
    if not earlier_ones:
        return None
    percent = next((c for c in reversed(earlier_ones) if c.unit == "%"), None)
    if percent and _is_other_change(place, found, percent):
        sign = 1 if percent.value > 0 else -1
        high = None if found.high is None else sign * found.high
        return replace(found, kind="change", value=sign * found.value, high=high)
    earlier = earlier_ones[-1]
    if not _may_lend(found, earlier):
        return None
    if not (
        place.ends_with(found.start, "compared_firmly")
        or _is_part(place, found, earlier)
        or _is_pronominal(place, found)
        or _is_coordinated(place, found, earlier)
        or _is_goal(place, found, earlier)
    ):
        return None
    factor = _factor(earlier)
    return replace(
        found,
        shape="ellipsis",
        kind=earlier.kind,
        value=found.value * factor,
        unit=earlier.unit,
        noun=None,
        end=found.number[1],
    )


def _may_lend(found: Candidate, earlier: Candidate) -> bool:
    quantity = found.quantity
    return (
        quantity is not None
        and found.shape == "count"
        and quantity.form in ("digits", "words")
        and earlier.kind in LENDERS
        and earlier.shape not in ("ratio", "fraction")
        and 0 < found.start - earlier.end <= FURTHEST
    )


def _is_other_change(place: Place, found: Candidate, earlier: Candidate) -> bool:
    """« a augmenté de 5 %, contre *3 %* l'an dernier »: the second is a change too."""
    return (
        found.kind == "share"
        and found.shape == "percent"
        and earlier.kind == "change"
        and place.ends_with(found.start, "compared_firmly") is not None
    )


def _factor(earlier: Candidate) -> float:
    """« 50 centimes, contre 45 »: the second is in hundredths too."""
    quantity = earlier.quantity
    return quantity.unit.factor if quantity and quantity.unit else 1.0


def _is_goal(place: Place, found: Candidate, earlier: Candidate) -> bool:
    """ "fell from 1,140 in December to 715", "cutting a form from 12 pages to four"."""
    if not place.ends_with(found.start, "to") or not place.ends_with(earlier.start, "from"):
        return False
    between = place.text[earlier.end : found.start]
    counts = found.noun and is_counted(place, found.noun)
    return not counts and not re.search(r"[,;:.()]", between)


def is_counted(place: Place, noun: Span) -> bool:
    """Whether a plural stands behind the number: "to four *raised completion*" has none."""
    return any(is_plural(place, t) for t in place.tokens(*noun))


def _is_part(place: Place, found: Candidate, earlier: Candidate) -> bool:
    """« dix-huit mois, dont six avec sursis »."""
    dont = place.ends_with(found.start, "of_which") is not None
    return dont and found.value < earlier.value and found.noun is None


def _is_pronominal(place: Place, found: Candidate) -> bool:
    """« m'en a coûté 410. », « en avait nécessité sept, »: « en » stands for the unit."""
    ends = CLAUSE_ENDS.match(place.text, found.number[1]) is not None
    dated = place.follows(found.number[1], "period_before") is not None  # « 6,9 millions fin 2018 »
    return (ends or dated) and _pronoun(place.lex.code).search(
        place.before(found.start)
    ) is not None


@cache
def _pronoun(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    verb = lex.any_of("auxiliaries", "verbs")
    return re.compile(rf"{lex.any_of('unit_pronouns')}\s{verb}(?:\s[^\W\d]+)?\s$", re.IGNORECASE)


def _is_coordinated(place: Place, found: Candidate, earlier: Candidate) -> bool:
    """« 15 filiales en Europe et deux en Afrique »: both sides have a place of their own."""
    if earlier.kind not in ("count", "duration") or found.noun is not None:
        return False
    between = place.text[earlier.end : found.start]
    linked = place.lex.last("and").search(between) is not None and "," not in between
    behind = place.follows(found.number[1], "coordinate_places")
    return linked and behind is not None and len(between.split()) > 1

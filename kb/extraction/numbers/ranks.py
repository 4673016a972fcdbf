"""Ordinals that say a place in an order.

« au 5ème rang », « la troisième place mondiale », "the second-largest economy",
"ranks fifth", "the No. 1 cause". Other ordinals are no statistics: « la deuxième
fois », "the third quarter".
"""

from __future__ import annotations

import re
from functools import cache

from kb.extraction.numbers.candidates import Candidate
from kb.extraction.numbers.lexicon import HYPHENS, bounded, lexicon
from kb.extraction.numbers.place import Place
from kb.languages import alternation

CLAUSE_END = re.compile(r"[,;:.!?()]")


def find_ranks(place: Place) -> list[Candidate]:
    """The ordinals of a sentence that are ranks."""
    out: list[Candidate] = []
    waiting: re.Match[str] | None = None
    for match in _ordinal(place.lex.code).finditer(place.text, place.start, place.end):
        value = _ordinal_value(place, match)
        end = value and _end_of_rank(place, match, value, out)
        if value and end:
            if waiting and _is_pair(place, waiting, match):
                out.append(_rank(waiting, _ordinal_value(place, waiting), waiting.end()))
            out.append(_rank(match, value, end))
        waiting = None if value and end else match
    for match in _number_one(place.lex.code).finditer(place.text, place.start, place.end):
        value = float(match["value"]) if match["value"].isdigit() else 1.0
        span = match.span("rank")
        out.append(Candidate(*span, span, "rank", "rank", value))
    return sorted(out, key=lambda c: c.start)


def _rank(match: re.Match[str], value: float, end: int) -> Candidate:
    return Candidate(match.start(), end, match.span(), "rank", "rank", value)


def _is_pair(place: Place, first: re.Match[str], second: re.Match[str]) -> bool:
    """ "slid from 38th to 67th place": the first is a rank since the second is one."""
    between = place.text[first.end() : second.start()]
    return place.lex.here("to", "rank_links").fullmatch(between.rstrip()) is not None


@cache
def _ordinal(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    endings = alternation(lex.words("ordinal_endings"))
    words = bounded(lex.values("ordinals"))
    return re.compile(
        rf"(?<![\w.,])(?P<digits>\d{{1,4}})\s?{endings}(?!\w)|(?P<word>{words})", re.I
    )


def _ordinal_value(place: Place, match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"])
    return float(place.lex.values("ordinals")[match["word"].casefold()])


def _end_of_rank(
    place: Place, match: re.Match[str], value: float, earlier: list[Candidate]
) -> int | None:
    """Where the rank's words end; None when the ordinal is no rank."""
    at = match.end()
    if place.follows(at, "rank_blocks"):
        return None
    noun = place.follows(at, "ranks")
    blocked = place.ends_with(match.start(), "rank_blocks_before") is not None
    if noun and not (blocked and value == 1):  # "in the first place"
        scope = place.follows(noun.end(), "rank_scope")
        return scope.end() if scope else noun.end()
    if blocked:
        return None  # « son troisième festival européen »
    superlative = _superlative(place.lex.code).match(place.text, at)
    if superlative and superlative.end() <= place.end and value > 1:
        return superlative.end()
    if place.ends_with(match.start(), "ranked"):
        return at
    if match["digits"]:
        if _is_bracketed(place, match):  # « la Norvège (1re) »
            return at
        if earlier and place.ends_with(match.start(), "rank_links"):
            return at  # « au 5ème rang pour …, et au 8ème pour … »
    scoped = _scoped(place.lex.code).match(place.text, at)
    if scoped and scoped.end() <= place.end:
        return scoped.end()
    return at if value > 1 and _is_in_a_row(place, match) else None


def _is_in_a_row(place: Place, match: re.Match[str]) -> bool:
    """« la cinquième grève depuis 2018 », "the fifth strike on this line in six years"."""
    if not place.ends_with(match.start(), "articles_before"):
        return False
    clause = CLAUSE_END.split(place.after(match.end()))[0]
    return place.lex.anywhere("row_since").search(clause) is not None


def _is_bracketed(place: Place, match: re.Match[str]) -> bool:
    before, after = place.before(match.start(), 1), place.after(match.end(), 1)
    return before == "(" and after in (")", ",")


@cache
def _superlative(code: str) -> re.Pattern[str]:
    """« deuxième ville la plus chère », « troisième plus grand pays », "second-largest economy"."""
    lex = lexicon(code)
    best = lex.any_of("superlatives")
    if lex.table["noun_before_adjective"]:
        article = lex.any_of("articles_before")
        return re.compile(rf"(?:\s[^\W\d]{{2,20}}\s{article})?\s?{best}\s[^\W\d]{{2,20}}", re.I)
    return re.compile(
        rf"[\s{HYPHENS}](?:{best}[\s{HYPHENS}]\w{{2,20}}|(?!inter|for|hon)[a-z]{{2,12}}est(?!\w))"
        r"(?:\s[a-z]{3,20})?",
        re.I,
    )


@cache
def _scoped(code: str) -> re.Pattern[str]:
    """« premier exportateur mondial », « deuxième pays représenté d'Europe »."""
    lex = lexicon(code)
    word = r"\s(?-i:[a-zà-ÿ])[^\W\d]{2,20}"
    after = lex.any_of("rank_scope")
    goal = bounded(lex.words("to"))
    return re.compile(rf"(?:{word}){{1,3}}?\s?{after}(?!\s{goal})", re.IGNORECASE)


@cache
def _number_one(code: str) -> re.Pattern[str]:
    """« le numéro un mondial », "the No. 1 cause"."""
    lex = lexicon(code)
    value = rf"(?P<value>{alternation(lex.words('articles'))}|[1-9])"
    word = alternation(lex.words("number_one"))
    article = lex.any_of("articles_before")
    return re.compile(rf"{article}\s(?P<rank>{word}\s?{value})(?![\w.,])", re.IGNORECASE)

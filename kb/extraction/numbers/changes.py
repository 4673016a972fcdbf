"""Whether a percentage or a number of points is a change, and which way.

« a augmenté de 30 % », « une baisse du chômage de 3 % », « +12 % », "up 5%",
"can increase conversion by 80%", "135% more"; not « a reculé à 17 % », a new level.
"""

from __future__ import annotations

import re
from functools import cache

from kb.extraction.numbers.lexicon import bounded, lexicon
from kb.extraction.numbers.place import Place

# Words between the word of change and its size: « une baisse du chômage de longue durée de 3 % ».
FURTHEST = 9
CLAUSE_END = re.compile(r"[,;:.!?()«»“”\n]|\s[–—-]\s")


def change_sign(place: Place, start: int, end: int) -> int:
    """+1 or -1 for a change, 0 for a level. The span holds approximator and unit."""
    return _sign_behind(place, end) or _sign_before(place, start)


def _sign_behind(place: Place, end: int) -> int:
    """« 24 % de moins », "135% more", "a 14% increase", "a 2.5% pay rise"."""
    match = _behind(place.lex.code).match(place.text, end)
    if match is None or match.end() > place.end:
        return 0
    return 1 if match["up"] else -1


def _sign_before(place: Place, start: int) -> int:
    before = place.before(start)
    for sign, name in ((-1, "signed_words_minus"), (1, "signed_words_plus")):
        word = place.lex.last(name).search(before)
        if word and re.search(r"(?:^|[:,;(–—])\s*$", before[: word.start()]):
            return sign  # « La consommation recule : moins 5,8 % »
    link = _link(place.lex.code).search(before)
    if link:
        return _nearest_change(place, before[: link.start()], FURTHEST)
    if place.ends_with(start, "level_phrases"):
        return 0  # "women make up 27%"
    # « a perdu 1,35 % », "rose 12%", "up 5%"
    return _nearest_change(place, before, 1) if _direct(place, before) else 0


def nearest_change(place: Place, at: int) -> int:
    """The sign of the last word of change in the clause before `at`, 0 when there is none."""
    return _nearest_change(place, place.before(at), FURTHEST)


def _direct(place: Place, before: str) -> bool:
    """Whether a change may stand directly before its size; French does so with some verbs only."""
    return place.lex.last("direct_changes").search(before) is not None or not place.lex.words(
        "direct_changes"
    )


def _nearest_change(place: Place, before: str, furthest: int) -> int:
    """The sign of the last word of change in the clause that ends `before`."""
    ends = list(CLAUSE_END.finditer(before))
    clause = before[ends[-1].end() :] if ends else before
    words = clause.split()[-furthest:]
    for word in reversed(words):
        for sign, names in ((-1, "down"), (1, "up")):
            if _changes(place.lex.code, names).match(word.casefold()):
                return sign
        if word[-1:] in "%€$":
            return 0
    return 0


@cache
def _changes(code: str, direction: str) -> re.Pattern[str]:
    """A word of change, perhaps behind an elision: « l'augmentation »."""
    lex = lexicon(code)
    stems = "|".join(re.escape(s) for s in lex.words(f"{direction}_stems"))
    words = "|".join(re.escape(w) for w in lex.words(f"{direction}_words"))
    return re.compile(rf"(?:\w+['’])?(?:(?:{stems})\w*|(?:{words}))\W*$")


@cache
def _link(code: str) -> re.Pattern[str]:
    """What joins a change and its size: « de », "by", "of"."""
    return re.compile(rf"{lexicon(code).any_of('change_links')}\s*$", re.IGNORECASE)


@cache
def _behind(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    noun = bounded(lex.words("rise_nouns"))
    fall = bounded(lex.words("fall_nouns"))
    up, down = bounded(lex.words("more_by")), bounded(lex.words("less_by"))
    # At most one word may stand between the figure and a noun: "a 2.5% pay rise".
    between = (
        rf"(?:\s(?!{lex.any_of('prepositions', 'conjunctions', 'auxiliaries')})[a-z-]{{2,15}})?"
    )
    return re.compile(
        rf"(?P<up>\s{up}|{between}\s{noun})|(?:\s{down}|{between}\s{fall})", re.IGNORECASE
    )

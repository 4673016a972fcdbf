"""The rules that read one quantity: as a ratio, a share, an amount, a duration, a count ...

Each takes the quantity where it stands and gives a candidate or None; the first that
fits wins, so the order of `SHAPES` matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from kb.extraction.numbers.amounts import Amount
from kb.extraction.numbers.candidates import Candidate, qualified, tidy
from kb.extraction.numbers.changes import change_sign
from kb.extraction.numbers.lexicon import HYPHENS, lexicon
from kb.extraction.numbers.nouns import counted_noun
from kb.extraction.numbers.place import Place
from kb.extraction.numbers.quantities import Quantity

Rule = Callable[[Place, Quantity, Quantity | None], Candidate | None]

# The whole of a ratio is a round or a small number: « sur 10 », "in 1,000", not "in 2015".
# « 29 sièges sur 43 » is a count.
LARGEST_WHOLE = 1_000_000


def read_quantity(place: Place, quantity: Quantity, following: Quantity | None) -> Candidate | None:
    """What the quantity could tell. `following` is the next quantity of the sentence."""
    for rule in SHAPES:
        found = rule(place, quantity, following)
        if found is not None:
            return found
    return None


def _candidate(
    place: Place,
    quantity: Quantity,
    shape: str,
    kind: str,
    *,
    end: int | None = None,
    value: float | None = None,
    high: float | None = None,
    unit: str = "",
    noun: tuple[int, int] | None = None,
) -> Candidate:
    """A candidate for the quantity with its approximator."""
    number = quantity.start, end or quantity.end
    start, last, qualifier = qualified(place, *number)
    if quantity.form == "collective" and not qualifier:
        qualifier = "about"
    shown = quantity.value if value is None else value
    upper = quantity.high if high is None and value is None else high
    return Candidate(
        start,
        last,
        number,
        shape,
        kind,
        tidy(shown),
        None if upper is None else tidy(upper),
        unit,
        qualifier,
        noun,
        quantity,
    )


# -- shares -------------------------------------------------------------------


def _ratio(place: Place, part: Quantity, whole: Quantity | None) -> Candidate | None:
    """« 9 sociétés sur 10 », « un sur trois », "6 in 10", "four out of every ten", "1 in 1,000"."""
    if whole is None or part.unit is not None or not _may_be_whole(whole, part):
        return None
    if part.form not in ("digits", "words", "article"):
        return None
    between = place.text[part.end : whole.start]
    match = _ratio_link(place.lex.code).fullmatch(between)
    if match is None:
        return None
    among = place.follows(part.end, "part_of") is not None  # "12 of the 13 states"
    if not (part.value > 1 if among else _is_usual_whole(whole, part)):
        return None
    noun = None
    if match["noun"] and _is_doing(place, part.end, part.end + match.end("noun")):
        return None
    if match["noun"]:
        noun = (part.end + match.start("noun") + 1, part.end + match.end("noun"))
    if noun is None:
        noun = counted_noun(place, whole.end)
    value = 100 * part.value / whole.value
    high = None if part.high is None else 100 * part.high / whole.value
    return _candidate(
        place, part, "ratio", "share", end=whole.end, value=value, high=high, unit="%", noun=noun
    )


def _is_doing(place: Place, start: int, end: int) -> bool:
    """« Une enquête portant sur 97 villages », « une étude menée sur 45 patients »."""
    words = place.tokens(start, end)
    endings = tuple(place.lex.words("participle_endings"))
    return len(words) > 1 and bool(endings) and words[-1].folded.endswith(endings)


def _may_be_whole(whole: Quantity, part: Quantity) -> bool:
    year = whole.form == "digits" and not whole.amount.grouped and whole.value > 1000
    return (
        whole.unit is None
        and whole.high is None
        and not year
        and whole.value == int(whole.value)
        and 1 < whole.value <= LARGEST_WHOLE
        and 0 < part.value < whole.value
    )


def _is_usual_whole(whole: Quantity, part: Quantity) -> bool:
    """« un sur 13 », « 9 sur 10 », "7 in 25"; "5 in 13" may be anything."""
    usual = whole.value <= 10 or whole.value % 5 == 0 or whole.value == 12
    return part.value == 1 or usual


@cache
def _ratio_link(code: str) -> re.Pattern[str]:
    """Between part and whole: the noun, where it stands between them, and « sur »."""
    lex = lexicon(code)
    small = lex.any_of("prepositions", "conjunctions", "auxiliaries")
    verb = lex.any_of("verbs")  # « un élève sur trois »: the first word is no verb
    word = r"[^\W\d_][\w'’-]*"
    noun = rf"\s(?!{small}){word}(?:\s(?!{small}|{verb}){word}){{0,2}}?"
    return re.compile(
        rf"(?P<noun>{noun})?[\s{HYPHENS}]{lex.any_of('ratio', 'part_of')}[\s{HYPHENS}]",
        re.IGNORECASE,
    )


def _fraction(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« la moitié des », « 2/3 des », « près d'un quart », "two-thirds of", "half the"."""
    if quantity.form != "fraction":
        return None
    hour = _part_of_hour(place.lex.code).match(place.text, quantity.end)
    if hour:  # « trois quarts d'heure »
        return _candidate(
            place,
            quantity,
            "duration",
            "duration",
            end=hour.end(),
            value=quantity.value * 0.6,
            unit="minute",
        )
    found = _candidate(place, quantity, "fraction", "share", unit="%")
    if place.follows(found.end, "of") and not place.follows(found.end, "more_by", "less_by"):
        return found  # « a perdu les deux tiers de ses abeilles »
    return _as_change(place, quantity, found) or found


@cache
def _part_of_hour(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    return re.compile(
        rf"\s(?:{lex.any_of('of')}\s?|an?\s)?{lex.any_of('hour_words')}", re.IGNORECASE
    )


def _percent(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« 79 % des internautes » is a share; « +12 % », "135% more", « baisse de 3 % » changes."""
    if quantity.unit is None or quantity.unit.kind != "percent":
        return None
    found = _candidate(place, quantity, "percent", "share", unit="%")
    return _as_change(place, quantity, found) or found


def _as_change(place: Place, quantity: Quantity, found: Candidate) -> Candidate | None:
    sign = quantity.amount.sign
    if not sign and not quantity.paired:
        sign = change_sign(place, found.start, found.end)
    if not sign:
        return None
    high = None if found.high is None else sign * found.high
    return replace(found, kind="change", value=sign * found.value, high=high)


def _points(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« +10 points », « une hausse de 15 points »; « 7 215 points » of an index is no change."""
    if quantity.unit is None or quantity.unit.kind != "point":
        return None
    found = _candidate(place, quantity, "point", "change", unit="point")
    changed = _as_change(place, quantity, found)
    if changed:
        return changed
    return found if quantity.value < 100 else replace(found, kind="other")


# -- amounts and measures -------------------------------------------------------


def _money(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« 5 000 € », "$3bn", « 3,5 milliards d'euros »."""
    if quantity.unit is None or quantity.unit.kind != "money":
        return None
    return _candidate(place, quantity, "money", "money", unit=quantity.unit.name)


def _multiple(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« trois fois plus », "2.6x", "four times as many", « multiplié par trois »."""
    if quantity.unit is not None or quantity.form not in ("digits", "words", "article"):
        return None
    glued = _glued_times(place.lex.code).match(place.text, quantity.end)
    if glued:
        return _candidate(place, quantity, "multiple", "multiple", end=glued.end())
    factor = _factor(place, quantity)
    if factor:
        return _candidate(place, quantity, "multiple", "multiple", value=factor)
    times = place.follows(quantity.end, "times")
    if times is None or quantity.form == "article":
        return None
    more = place.follows(times.end(), "times_more")
    less = place.follows(times.end(), "times_less")
    if more or less:
        end = _end_of_comparison(place, times.end(), (less or more))
        return _candidate(place, quantity, "multiple", "multiple", end=end)
    return _candidate(place, quantity, "times", "count", end=times.end(), unit="")


def _factor(place: Place, quantity: Quantity) -> float | None:
    """« multiplié par trois », « divise sa facture par trois », "by a factor of 3"."""
    by = place.ends_with(quantity.start, "by")
    if by is None or not quantity.value:
        return None
    clause = re.split(r"[,;:.()]", place.before(quantity.start)[: by.start()])[-1]
    words = clause.casefold().split()[-6:]
    if any(w.startswith(tuple(place.lex.words("multiply_stems"))) for w in words):
        return quantity.value
    if any(w.startswith(tuple(place.lex.words("divide_stems"))) for w in words):
        return 1 / quantity.value
    return None


def _end_of_comparison(place: Place, at: int, match: re.Match[str] | None) -> int:
    """« trois fois plus » ends behind « plus »; « trois fois la taille » behind « fois »."""
    if match is None or match[0].strip().casefold() in place.lex.words("determiners"):
        return at
    return match.end()


@cache
def _glued_times(code: str) -> re.Pattern[str]:
    folds = lexicon(code).any_of("folds")
    return re.compile(rf"\s?[xX×](?!\w)(?!\s?\d)|[\s-]?{folds}", re.IGNORECASE)


# How many of the smaller unit make one of the larger: « 2 heures et 15 minutes ».
PARTS = {
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("day", "hour"): 24,
}
# « 4 h 37 »: minutes without their unit
MINUTES = re.compile(r"\s?([0-5]\d)(?:\s?(?:min|mn))?(?!\w|[.,]\d)")


def _duration(place: Place, quantity: Quantity, following: Quantity | None) -> Candidate | None:
    """« 170 minutes », « deux ans et demi », "three years", "a 10-day strike", « 4 h 37 »."""
    if quantity.unit is None or quantity.unit.kind != "duration":
        return None
    half = place.follows(quantity.end, "halves")
    value = quantity.value + 0.5 if half else None
    end = half.end() if half else None
    rest = None if half else _rest(place, quantity, following)
    if rest:
        value, end = quantity.value + rest[0], rest[1]
    found = _candidate(
        place, quantity, "duration", "duration", value=value, end=end, unit=quantity.unit.name
    )
    return replace(found, high=quantity.high)


def _rest(place: Place, quantity: Quantity, following: Quantity | None) -> tuple[float, int] | None:
    """What a smaller unit adds, and where it ends: « 2 heures *et 15 minutes* », "1 hour *20*"."""
    assert quantity.unit is not None
    if quantity.unit.name == "hour" and quantity.high is None:
        minutes = MINUTES.match(place.text, quantity.end, place.end)
        clock = place.text[quantity.number_end : quantity.end].strip() in ("h", "H")
        if minutes and clock:
            return int(minutes[1]) / 60, minutes.end()
    if following is None or following.unit is None or following.high is not None:
        return None
    parts = PARTS.get((quantity.unit.name, following.unit.name))
    between = place.text[quantity.end : following.start].strip().casefold()
    if not parts or following.value >= parts or between not in {"", ",", *place.lex.words("and")}:
        return None
    return following.value / parts, following.end


def _measure(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« 2 500 hectares », « 38 TWh », "35,000 feet"; « +1,7 °C » is a change."""
    if quantity.unit is None or quantity.unit.kind != "measure":
        return None
    found = _candidate(place, quantity, "measure", "other", unit=quantity.unit.name)
    return _as_change(place, quantity, found) or found


# -- counts ---------------------------------------------------------------------


def _count(place: Place, quantity: Quantity, _following: Quantity | None) -> Candidate | None:
    """« 800 employés », « 231,7 millions d’utilisateurs », "51 million people"."""
    if quantity.unit is not None or _has_letters(quantity.amount):
        return None
    noun = counted_noun(place, quantity.looked)
    end = noun[1] if noun and not quantity.shared else quantity.end
    unit = place.text[noun[0] : noun[1]] if noun else ""
    found = _candidate(place, quantity, "count", "count", end=end, unit=unit, noun=noun)
    return replace(found, number=(quantity.start, quantity.end))


def _has_letters(amount: Amount) -> bool:
    return bool(amount.glued)


SHAPES: tuple[Rule, ...] = (
    _ratio,
    _fraction,
    _percent,
    _points,
    _money,
    _multiple,
    _duration,
    _measure,
    _count,
)

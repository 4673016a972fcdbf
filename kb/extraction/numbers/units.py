"""What stands directly beside a number: percent, a currency, a time, a measure.

« 12,5 pour cent », « 45 M€ », "$3bn", « 170 minutes », « 2 500 hectares ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kb.extraction.numbers.lexicon import HYPHENS, Lexicon, lexicon
from kb.languages import alternation


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and where it ends in the text (or starts, when it stands before the number)."""

    kind: str  # percent, point, money, duration, measure
    name: str  # "%", "point", an ISO code, "minute", "km"
    edge: int
    factor: float = 1.0  # « 45 M€ » has 1e6, « 50 centimes » 0.01


def unit_after(text: str, at: int, lex: Lexicon, *, after_sign: bool = False) -> Unit | None:
    """The unit that follows a number which ends at `at`.

    `after_sign`: a sign of a currency stands before the number, so that « m » is million.
    """
    if after_sign:
        return _magnitude_after(text, at, lex)
    for kind, names in (("percent", "%"), ("point", "point")):
        match = _listed(lex.code, kind).match(text, at)
        if match:
            return Unit(kind, names, match.end())
    return (
        _money_after(text, at, lex)
        or _named(text, at, lex, "durations", "duration")
        or _named(text, at, lex, "measures", "measure")
    )


def currency_before(text: str, start: int, at: int, lex: Lexicon) -> Unit | None:
    """The sign of a currency before a number which starts at `at`: "$3.2", "US$ 5"."""
    match = _sign_before(lex.code).search(text, max(start, at - 6), at)
    if match is None:
        return None
    name, factor = _currency(_signs(lex)[match["sign"]])
    return Unit("money", name, match.start(), factor)


def _magnitude_after(text: str, at: int, lex: Lexicon) -> Unit | None:
    match = _money_magnitude(lex.code).match(text, at)
    if match is None:
        return None
    return Unit("money", "", match.end(), lex.values("money_magnitudes")[match["magnitude"]])


def _money_after(text: str, at: int, lex: Lexicon) -> Unit | None:
    match = _money(lex.code).match(text, at)
    if match is None:
        return None
    names = {k.casefold(): v for k, v in lex.names("currencies").items()}
    name, factor = _currency(names[_spaced(match["currency"])])
    if match["magnitude"]:
        factor *= lex.values("money_magnitudes")[match["magnitude"]]
    return Unit("money", name, match.end(), factor)


def _named(text: str, at: int, lex: Lexicon, table: str, kind: str) -> Unit | None:
    match = _unit(lex.code, table).match(text, at)
    if match is None:
        return None
    name = _name(match["unit"], lex.names(table))
    return Unit(kind, name, match.end()) if name else None


def _name(written: str, names: Mapping[str, str]) -> str | None:
    """A symbol is itself only in its own case (« 3 Go », « 10 m »); a word in any."""
    exact = names.get(re.sub(r"\s+", " ", written))
    if exact or len(written) < 4:
        return exact
    return names.get(_spaced(written))


def _currency(name: str) -> tuple[str, float]:
    code, _, part = name.partition("/")
    return code, 1 / float(part) if part else 1.0


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words).replace("’", "'").casefold()


def _signs(lex: Lexicon) -> dict[str, str]:
    return {s: name for s, name in lex.names("currencies").items() if s[-1] in "$£€¥₹" or s == "Rs"}


@cache
def _sign_before(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])(?P<sign>{alternation(_signs(lexicon(code)))})\s?$")


@cache
def _listed(code: str, kind: str) -> re.Pattern[str]:
    name = {"percent": "percent", "point": "points"}[kind]
    listed = lexicon(code).words(name)
    return re.compile(rf"[\s{HYPHENS}]?(?:{_ended(listed)})", re.IGNORECASE)


@cache
def _money(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    magnitude = rf"(?P<magnitude>{alternation(lex.values('money_magnitudes'))})"
    joint = rf"(?:(?i:{lex.any_of('of')})\s?)?"
    currency = rf"(?P<currency>(?i:{_ended(lex.names('currencies'))}))"
    return re.compile(rf"[\s{HYPHENS}]?(?:{magnitude}\s?)?{joint}{currency}")


@cache
def _money_magnitude(code: str) -> re.Pattern[str]:
    words = alternation(lexicon(code).values("money_magnitudes"))
    return re.compile(rf"(?P<magnitude>{words})(?!\w)")


@cache
def _unit(code: str, table: str) -> re.Pattern[str]:
    """« 18 premiers mois », "a three-year plan", "10 consecutive days"."""
    lex = lexicon(code)
    adjective = rf"(?:{lex.any_of('unit_adjectives')}\s)?" if table == "durations" else ""
    units = _ended(lex.names(table))
    return re.compile(rf"[\s{HYPHENS}]?{adjective}(?P<unit>{units})", re.IGNORECASE)


def _ended(words: Iterable[str]) -> str:
    """Any of the words; one that ends in a letter is not inside a longer word."""
    listed = list(words)
    letters = [w for w in listed if w[-1].isalnum()]
    signs = [w for w in listed if not w[-1].isalnum()]
    parts = [rf"{alternation(letters)}(?![\w'’])"] if letters else []
    parts += [alternation(signs)] if signs else []
    return "|".join(parts)

"""Bare numbers in a stretch of text, in digits or in letters, with their values.

« 1 200 », « 7.612,52 », "1,200", « quatre-vingt-dix-sept », « 3,5 milliards »,
« une centaine », « les deux tiers », « 2/3 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from text_to_num import text2num

from kb.extraction.numbers.lexicon import HYPHENS, Lexicon, bounded, lexicon
from kb.languages import alternation

# A longer run of digits is an identifier, not a number.
LONGEST = 24

SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
POINTED = r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
COMMAED = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
PLAIN = r"\d+(?:[.,]\d+)?"
DIGITS = re.compile(rf"(?<![\w#@/\\.,:])(?:{SPACED}|{POINTED}|{COMMAED}|{PLAIN})")
# « 2/3 des sociétés »; not « 24/7 », not a date, not « 15/34 ans » (a group of ages).
SLASHED = re.compile(r"(?<![\w/.,])(\d{1,2})\s?/\s?(\d{1,3})(?![\w/]|[.,]\d)")
GLUED = re.compile(r"[^\W\d_]+")
SIGN = re.compile(r"(?:^|(?<=[\s(«“\"\[~]))([+\-−–])$|\(\s?([+\-−–])\s$|(?<=\s)(\+)\s$")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number where it stands."""

    start: int
    end: int
    value: float  # a fraction's is in percent
    form: str  # digits, words, article (« un »), collective (« une centaine »), fraction
    scaled: bool = False  # a magnitude is in it: « 3 millions »
    grouped: bool = False  # with a separator of thousands, so never a year
    sign: int = 0  # +1 or -1 where a sign is written
    glued: str = ""  # letters that follow at once: « 9H », "3x", "$3bn"


def find_amounts(text: str, start: int, end: int, code: str) -> list[Amount]:
    """Every number of text[start:end], in order, none inside another."""
    lex = lexicon(code)
    found = list(_collectives(text, start, end, lex))
    taken = _Taken(found)
    found += [a for a in _fractions(text, start, end, lex) if taken.is_free(a)]
    taken = _Taken(found)
    found += [a for a in _in_digits(text, start, end, lex) if taken.is_free(a)]
    found += [a for a in _in_letters(text, start, end, lex) if taken.is_free(a)]
    return _joined(text, sorted(found, key=lambda a: a.start))


class _Taken:
    """The places that fractions and collectives hold already."""

    def __init__(self, amounts: list[Amount]) -> None:
        self._held = {at for a in amounts for at in range(a.start, a.end)}

    def is_free(self, amount: Amount) -> bool:
        return amount.start not in self._held and amount.end - 1 not in self._held


def _in_digits(text: str, start: int, end: int, lex: Lexicon) -> Iterator[Amount]:
    for match in DIGITS.finditer(text, start, end):
        at, to = match.span()
        if to - at > LONGEST or re.match(r"[.:]\d|_", text[to : to + 2]):
            continue  # an identifier, a version (1.2.3), a time
        letters = GLUED.match(text, to)
        amount = Amount(
            at,
            to,
            value_of(match[0], bool(lex.table["decimal_comma"])),
            "digits",
            grouped=bool(re.search(r"[ .,]\d{3}", match[0])),
            sign=_sign(text, start, at),
            glued=letters[0] if letters else "",
        )
        yield _scaled(text, amount, lex)


def value_of(written: str, decimal_comma: bool) -> float:
    """The value of a number in digits: « 7.612,52 » is 7612.52, whatever the language.

    One separator before three digits is read by the language's custom: « 1,200 » is
    1200 in English and 1.2 in French; but « 800.000 » is 800000 in both, since nobody
    writes three noughts behind a decimal sign.
    """
    bare = written.replace(" ", "")
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(bare.rfind("."), bare.rfind(","))
        whole = re.sub(r"[.,]", "", bare[:decimal])
        return float(f"{whole}.{bare[decimal + 1 :]}")
    if points + commas > 1:
        return float(re.sub(r"[.,]", "", bare))
    separator = "." if points else ","
    if points + commas == 1:
        whole, _, rest = bare.partition(separator)
        decimal_here = (separator == ",") == decimal_comma
        grouping = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
        spaced = " " in written
        if grouping and not spaced and (not decimal_here or rest.endswith("00")):
            return float(whole + rest)
        return float(f"{whole}.{rest}")
    return float(bare)


def _sign(text: str, start: int, at: int) -> int:
    match = SIGN.search(text[max(start, at - 3) : at])
    if match is None:
        return 0
    return 1 if "+" in match[0] else -1


def _in_letters(text: str, start: int, end: int, lex: Lexicon) -> Iterator[Amount]:
    for match in _spelled(lex.code).finditer(text, start, end):
        for at, to, value in _readings(text, match.start(), match.end(), lex.code):
            alone = text[at:to].casefold() in lex.words("articles")
            amount = Amount(at, to, value, "article" if alone else "words")
            yield _scaled(text, amount, lex)


@cache
def _spelled(code: str) -> re.Pattern[str]:
    """A run of words of which numbers are made; « l'un » is none."""
    lex = lexicon(code)
    word = bounded(lex.words("words"))
    joint = bounded(lex.words("joints"))
    between = rf"(?:[{HYPHENS}]|\s)(?:{joint}(?:[{HYPHENS}]|\s))?"
    # A hyphen stands before a number only in "one-in-five".
    ratio = "|".join(rf"(?<=-{re.escape(w)}-)" for w in lex.words("ratio") if " " not in w)
    return re.compile(
        rf"(?:(?<![\w{HYPHENS}])|{ratio})(?<!\bl['’]){word}(?:{between}{word}){{0,11}}(?![\w])",
        re.IGNORECASE,
    )


def _readings(text: str, start: int, end: int, code: str) -> Iterator[tuple[int, int, float]]:
    """The numbers of a run of number words, the longest first: "two three" are two."""
    words = list(re.finditer(rf"[^\s{HYPHENS}]+", text[start:end]))
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            at, to = start + words[first].start(), start + words[last - 1].end()
            value = _spelled_value(text[at:to], code)
            if value is not None:
                yield at, to, float(value)
                break
        else:
            last = first + 1
        first = last


def _spelled_value(words: str, code: str) -> int | None:
    try:
        return int(text2num(re.sub(r"[\u2010\u2011]", "-", words).casefold(), code))
    except ValueError:
        return None


def _scaled(text: str, amount: Amount, lex: Lexicon) -> Amount:
    """« 3,5 » before « milliards » is one number, 3500000000; "two and a half" is 2.5."""
    half = lex.here("halves").match(text, amount.end)
    if half and text[amount.end] == " ":
        amount = replace(amount, end=half.end(), value=amount.value + 0.5)
    match = _magnitude(lex.code).match(text, amount.end)
    if match is None:
        return amount
    factors = {w.casefold(): f for w, f in lex.values("magnitudes").items()}
    factor = factors[match["word"].casefold()]
    form = "words" if amount.form == "article" else amount.form
    return replace(
        amount, end=match.end(), value=amount.value * factor, form=form, scaled=True, glued=""
    )


@cache
def _magnitude(code: str) -> re.Pattern[str]:
    words = bounded(lexicon(code).values("magnitudes")).removeprefix(r"(?<!\w)")
    return re.compile(rf"[ {HYPHENS}]?(?P<word>{words})", re.IGNORECASE)


def _fractions(text: str, start: int, end: int, lex: Lexicon) -> Iterator[Amount]:
    values = {_spaced(w): v for w, v in lex.values("fractions").items()}
    for match in lex.anywhere("fractions").finditer(text, start, end):
        if lex.last("halves").search(text, max(start, match.start() - 8), match.end()):
            continue  # "two and a half" is a number
        yield Amount(match.start(), match.end(), values[_spaced(match[0])], "fraction")
    for match in SLASHED.finditer(text, start, end):
        over, under = int(match[1]), int(match[2])
        if 0 < over < under:
            value = round(100 * over / under, 2)
            yield Amount(match.start(), match.end(), value, "fraction")


def _collectives(text: str, start: int, end: int, lex: Lexicon) -> Iterator[Amount]:
    values = {_spaced(w): v for w, v in lex.values("collectives").items()}
    for match in lex.anywhere("collectives").finditer(text, start, end):
        found = Amount(match.start(), match.end(), values[_spaced(match[0])], "collective")
        further = _further_magnitude(lex.code).match(text, match.end())
        if further:  # « une centaine de millions », "a few hundred thousand"
            factors = {w.casefold(): f for w, f in lex.values("magnitudes").items()}
            factor = factors[further["word"].casefold()]
            found = replace(found, end=further.end(), value=found.value * factor, scaled=True)
        yield found


@cache
def _further_magnitude(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    words = alternation(lex.values("magnitudes"))
    return re.compile(rf"\s(?:{lex.any_of('of')}\s?)?(?P<word>{words})(?!\w)", re.IGNORECASE)


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold()


def _joined(text: str, amounts: list[Amount]) -> list[Amount]:
    """« un million » and « deux cent mille » side by side are one number."""
    out: list[Amount] = []
    for amount in amounts:
        before = out[-1] if out else None
        if before is None or amount.start >= before.end:
            is_rest = (
                before is not None
                and before.scaled
                and before.form == amount.form == "words"
                and amount.value < before.value
                and text[before.end : amount.start] == " "
            )
            if before is not None and is_rest:
                total = before.value + amount.value
                out[-1] = replace(before, end=amount.end, value=total)
            else:
                out.append(amount)
    return out

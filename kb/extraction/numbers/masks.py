"""Stretches of text whose numbers are never statistics, whatever stands beside them.

Addresses, dates, clock times, phone numbers, street addresses, note marks, ages
in ranges, numbers of pages and articles of law.
"""

from __future__ import annotations

import re
from functools import cache

from kb.extraction.numbers.lexicon import HYPHENS, Lexicon, bounded, lexicon
from kb.languages import alternation

Span = tuple[int, int]

# Each piece of a pattern starts where a word starts, so that no text is read twice.
DOMAINS = r"com|org|net|fr|eu|gov|edu|io|info|uk|be|ch|ca|de"
ADDRESS = (
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,80}@\S+|[@#]\w+"
    rf"|(?<![\w.-])\w[\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,5}}\.(?:{DOMAINS})\b(?:/\S*)?"
)
IDENTIFIER = r"\b10\.\d{4,9}/\S+|\b(?:ISBN|ISSN)[\s:-]*[\dXx -]{8,17}"
NUMERIC_DATE = r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"
CLOCK = r"\b\d{1,2}\s?[hH:]\s?[0-5]\d(?:\s?(?:min|mn))?(?::\d{2})?\b(?:\s?[ap]\.?m\.?)?"
SPELL = re.compile(r"\d{1,2}\s?[hH]\s?[0-5]\d(?:\s?(?:min|mn))?")
PHONE = (
    r"(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{1,3}\)[ .-]?)?(?<![\d ])\d{2,3}[ .-]\d{3}[ .-]\d{4}\b"
    # « +33 5 55 01 02 », "+44 (0)1632 960 144"
    r"|\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,5}){2,5}\b"
    r"|(?:\+\d{2,3} ?)?\b\d{1,2}(?:[ .-]\d{2}){4}\b|\b0800(?: \d{2,3})+"
)
NOTE = r"[(\[]\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?[)\]]"
# « 24h/24 », « 7j/7 », "24/7", "9/11"
ALWAYS = r"\b\d{1,2}\s?[hHj]?(?:ours)?\s?/\s?(?:7|24|11)\s?[hHj]?\b"
# "on 96.2 FM"
RADIO = r"\b\d{2,4}(?:[.,]\d)?\s?(?:FM|AM)\b"
NUMBERED = r"^\s*\(?\d{1,3}\s?[.)\]:°–-](?=\s)"
# « les 18-24 ans », « tranche 15/34 ans », "45-year-old"
AGES = r"\b\d{1,2}\s?(?:-|–|/|\u2010|\u2011)\s?\d{1,2}\s?(?:ans|year[s-])"
# "FY10-11", « COVID-19 », « NK603 », « B2B »: a number inside a word
INSIDE_WORD = r"(?<!\w)[^\W\d_]\w{0,40}[-‐‑.]?\d\w*(?:[-‐‑/.]\w+)*"
WRITTEN = re.compile(
    "|".join((ADDRESS, IDENTIFIER, NUMERIC_DATE, PHONE, CLOCK, NOTE, ALWAYS, RADIO))
)
CASED = re.compile("|".join((AGES, INSIDE_WORD)), re.IGNORECASE)
LISTED = re.compile(NUMBERED)


def masked(text: str, start: int, end: int, code: str) -> list[Span]:
    """The stretches of text[start:end] to pass over."""
    found = [m.span() for p in (WRITTEN, CASED) for m in p.finditer(text, start, end)]
    found = [s for s in found if not _is_spell(text, start, s, lexicon(code))]
    found += [m.span() for p in _worded(code) for m in p.finditer(text, start, end)]
    first = LISTED.match(text[start : start + 8])
    if first:
        found.append((start, start + first.end()))
    return found


def _is_spell(text: str, start: int, span: Span, lex: Lexicon) -> bool:
    """« 4 h 37 par jour », « dure 2 h 30 »: how long, not at what time."""
    if not SPELL.fullmatch(text, *span):
        return False
    if lex.here("per", "single_after").match(text, span[1]):
        return True
    return lex.last("spell_before").search(text[max(start, span[0] - 24) : span[0]]) is not None


@cache
def _worded(code: str) -> tuple[re.Pattern[str], ...]:
    lex = lexicon(code)
    patterns = [*_dates(lex), _clock(lex), _labelled(lex), _street(lex), _ages(lex)]
    return tuple(re.compile(p, re.IGNORECASE) for p in patterns)


def _dates(lex: Lexicon) -> list[str]:
    """« lundi 24 juin 2013 », "December 3, 2012", « du 12 au 15 mars », « les années 90 »."""
    month = rf"{alternation(lex.words('months'))}\b\.?"
    weekday = alternation(lex.words("weekdays"))
    day = r"\d{1,2}(?:er|st|nd|rd|th)?"
    year = r"(?:,?\s(?:1[5-9]|20|21)\d\d)?"
    dates = [
        rf"\b(?:{day}\s?(?:-|–|au|et|to|and|or|ou)\s?)?{day}\s(?:of\s)?{month}{year}\b",
        rf"(?<!\w){month}\s{day}(?:\s?(?:-|–|to|and)\s?{day})?\b(?![%\w])(?:,?\s(?:1[5-9]|20|21)\d\d\b)?",
        rf"(?<!\w){month}\s(?:1[5-9]|20|21)\d\d\b",
        rf"\b{weekday}\s\d{{1,2}}\b",
        r"\b(?:1[5-9]|20|21)\d0['’]?s\b|['’]\d0s\b|\b\d0s\b",
        r"\b(?:1[5-9]|20|21)\d\d\s?(?:-|–|/|\u2010|\u2011)\s?(?:(?:1[5-9]|20|21)\d\d|\d\d)\b",
        rf"\d{{1,2}}(?:e|ème|st|nd|rd|th)\s{alternation(lex.words('century'))}",
    ]
    if lex.words("decades"):
        dates.append(rf"\b{alternation(lex.words('decades'))}\s(?:19|20)?\d0\b")
    return dates


def _clock(lex: Lexicon) -> str:
    """« à 17 heures », "6 p.m."; « à 9 h » but « en 48 heures » is a duration."""
    units = "|".join(re.escape(w) for w in sorted(lex.words("clock_units"), key=len, reverse=True))
    if not lex.words("clock_before"):
        return rf"\b\d{{1,2}}\s?(?:{units})(?!\w)"
    before = bounded(lex.words("clock_before"))
    hours = rf"\d{{1,2}}\s?(?:{units})"
    spell = rf"\b{hours}\s?(?:[–{HYPHENS}]|{lex.any_of('to')})\s?{hours}\b"  # « de 9 h à 18 h »
    return rf"{spell}|{before}\s*\d{{1,2}}\s?(?:{units})\b(?!\sde\s|\spar\s)"


def _labelled(lex: Lexicon) -> str:
    """« page 12 », « article 49.3 », "Section 508", "Key Benefit 1:"."""
    words = [w for w in lex.words("labels") if w[-1].isalnum()]
    marks = [w for w in lex.words("labels") if not w[-1].isalnum()]
    label = rf"(?:(?<!\w){alternation(words)}\.?|{alternation(marks)})"
    further = rf"(?:\s?(?:,|&|{lex.any_of('and', 'to')})\s?\d+)?"
    figure = rf"(?:[A-Z]\.?)?\d+(?:[.\-–]\d+)*{further}"
    large = alternation(lex.values("magnitudes"))
    return rf"{label}\s?{figure}(?!\s?%|\w|\s{large})"


def _street(lex: Lexicon) -> str:
    """« 12 rue des Lilas, 75011 Paris », "221 Baker Street"."""
    streets = alternation(lex.words("streets"))
    if lex.table["street_after"]:
        street = rf"\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s{streets}\s(?-i:[a-zé']{{0,4}}\s?[A-Zl])"
        return rf"{street}|\b\d{{5}}\s(?-i:[A-Z])"
    name = r"(?-i:(?:[A-Z][\w.]{0,30}\s){1,3})"
    return rf"\b\d{{1,5}}\s{name}{streets}\b|(?-i:[A-Z]{{2}})\s\d{{5}}\b"


def _ages(lex: Lexicon) -> str:
    """« âgé de 54 ans », « 12 ans et plus », "people aged 15 and older", "a 45-year-old"."""
    number = rf"\d{{1,3}}(?:\s?(?:[–{HYPHENS}]|{lex.any_of('to', 'and')})\s?\d{{1,3}})?"
    before, after = bounded(lex.words("age_before")), alternation(lex.words("age_after"))
    spelled = alternation(lex.words("words"))  # "a nine-year-old"
    return rf"{before}\s?{number}|\b(?:{number}|{spelled})[\s{HYPHENS}]{after}(?!\w)"

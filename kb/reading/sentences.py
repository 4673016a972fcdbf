"""Cuts a block of plain text into sentences, with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.languages import fold, load

# A possible end: the stops, what closes behind them (quotation marks, brackets, note
# markers), and the white space before the next sentence. French puts a space before ».
_END = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]++|(?<=\s)[\U0001F600-\U0001F64F])"
    r"(?P<closed>(?:\s?»|[”\"’')\]*_]|\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁴-⁹]|\s?[\U0001F300-\U0001FAFF])*+)"
    r"(?P<gap>\s+)(?=\S)"
)
_WORD_BEFORE = re.compile(r"[^\s(\[«“\"’']*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’])?")
_OPENING = re.compile(r"^[\s«“\"‘'(\[—–-]*")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
# The word before a stop and the brackets after it are looked for this far, so that no
# text, however odd, takes more than linear time.
_NEAR = 40
_LONGEST_ASIDE = 200


@dataclass(frozen=True)
class Words:
    """The words of a language that decide whether a full stop ends a sentence."""

    never: frozenset[str]  # a stop behind these never ends one: « M. », « p. »
    seldom: frozenset[str]  # ends one only before an opener: "Inc.", « J.-C. »
    openers: frozenset[str]  # words that begin sentences and are no names: « Le », "The"


@cache
def words_of(language: str) -> Words:
    reading = load(language)
    return Words(
        *(
            frozenset(fold(word) for word in reading.words("reading", name))
            for name in ("abbreviations", "abbreviations_that_may_end", "openers")
        )
    )


def split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The sentences of text[start:end], in order, without outer white space."""
    words = words_of(language)
    spans: list[tuple[int, int]] = []
    begin = start
    at = start
    while found := _END.search(text, at, end):
        aside = _aside_behind(text, found.end(), end)
        at = aside or found.end()
        following = _OPENING.sub("", text[at : min(at + _NEAR, end)], count=1)
        if (
            following
            and not _begins_low(following)
            and _stops(text, begin, found, following, words)
        ):
            spans.append((begin, aside or found.end("closed")))
            begin = at
    spans.append((begin, end))
    return [trimmed for span in spans if (trimmed := trim(text, *span))]


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without outer white space; None when nothing is left."""
    stripped = text[start:end].strip()
    if not stripped:
        return None
    begin = text.index(stripped[0], start)
    return begin, begin + len(stripped)


def _stops(text: str, begin: int, found: re.Match[str], following: str, words: Words) -> bool:
    """Whether the stop that was found ends a sentence that began at `begin`."""
    if found["stop"] != "." or found["closed"].strip():
        return True
    before = _WORD_BEFORE.search(text, max(begin, found.start() - _NEAR), found.start())
    word = before[0] if before else ""
    if not word:
        return False
    if word.isdigit() and not text[begin : found.start() - len(word)].strip():
        return False  # « 1. Les technologies … »: the number of a list
    return not _is_abbreviation(word, following, words)


def _begins_low(bare: str) -> bool:
    """Whether the next sentence would begin with a small letter (« iPhone » begins one)."""
    return bare[0].islower() and not (len(bare) > 1 and bare[1].isupper())


def _is_abbreviation(word: str, bare: str, words: Words) -> bool:
    folded = fold(word)
    if folded in words.never:
        return True
    is_short = folded in words.seldom or _ACRONYM.fullmatch(word) is not None
    is_initial = len(word) == 1 and word.isupper()
    if not (is_short or is_initial):
        return False
    opener = _NEXT_WORD.match(bare)
    return not (opener and fold(opener[0]) in words.openers and opener[0][0].isupper())


def _aside_behind(text: str, start: int, end: int) -> int | None:
    """The end of a bracket without a stop of its own: « … progresse. (source : Insee) ».

    Such a bracket belongs to the sentence before it; one that holds a sentence is its own.
    """
    if text[start] not in "([":
        return None
    closing = {"(": ")", "[": "]"}[text[start]]
    close = text.find(closing, start, min(end, start + _LONGEST_ASIDE))
    if close < 0 or re.search(r"[.!?…]\s*$", text[start:close]):
        return None
    cut = close + 2 if text.startswith(".", close + 1) else close + 1
    return cut if cut >= end or text[cut].isspace() else None

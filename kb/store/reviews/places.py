"""Where a decision stands: its words kept with their context, and the place found again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from kb.languages import fold

_CONTEXT = 80  # characters kept before and behind
# « 64 % » may stand in many sentences; so many words together stand in one.
_TELLING = 5
# A sentence is another one when a fifth of it is.
_SAME_SENTENCE = 0.8
# How much of the words on one side must be the same for a place to be the same.
_SAME_SIDE = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at a place, and around it."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that a decision may be about."""

    id: str
    start: int
    end: int
    also: tuple[str, ...] = ()  # words that tell it from others with the same span


def words_at(text: str, start: int, end: int) -> Words:
    """The words of a span, with their context: whole words, so that no half a name is kept."""
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    while 0 < first < start and _within_word(text, first):
        first += 1
    while end < last < len(text) and _within_word(text, last):
        last -= 1
    return Words(text[start:end], text[first:start], text[end:last])


def _within_word(text: str, at: int) -> bool:
    return all(c.isalnum() or unicodedata.combining(c) for c in text[at - 1 : at + 1])


def find_row(
    about_id: str,
    words: Words,
    also: tuple[str, ...],
    candidates: Sequence[Candidate],
    text: str,
) -> str | None:
    """The id of the row that a decision is about; None where none is it, or several could be."""
    wanted = fold(words.exact)
    same = [c for c in candidates if fold(text[c.start : c.end]) == wanted]
    # A citation is told by its claim and its source too, as far as those are the same still.
    for number, said in enumerate(also):
        agreeing = [c for c in same if fold(c.also[number]) == fold(said)]
        same = agreeing or same
    likeness = {c.id: _likeness(words, words_at(text, c.start, c.end)) for c in same}
    likely = {one: alike for one, alike in likeness.items() if _is_place(wanted, alike, words)}
    if likely:
        best = max(likely.values())
        ids = sorted(one for one, alike in likely.items() if alike == best)
        return about_id if about_id in ids else ids[0] if len(ids) == 1 else None
    whole = len(wanted.split()) >= _TELLING
    span = find_span(words, text)
    if span is not None and not also:
        return _overlapping(span, candidates, _SAME_SENTENCE if whole else 0.0)
    return _reworded(words, candidates, text) if whole and span is None else None


def _reworded(words: Words, candidates: Iterable[Candidate], text: str) -> str | None:
    """The row of a sentence in which a word or two changed, but no number, at the same place."""
    wanted = _said(words.exact)
    near = {
        c.id: alike
        for c in candidates
        if (said := _said(text[c.start : c.end]))
        and abs(len(said) - len(wanted)) <= len(wanted) * (1 - _SAME_SENTENCE)
        and _numbers(said) == _numbers(wanted)
        and (alike := SequenceMatcher(None, wanted, said, autojunk=False).ratio()) >= _SAME_SENTENCE
        and _likeness(words, words_at(text, c.start, c.end)) >= _SAME_SIDE
    }
    best = max(near.values(), default=0.0)
    ids = [one for one, alike in near.items() if alike == best]
    return ids[0] if len(ids) == 1 else None


def _numbers(said: Iterable[str]) -> list[str]:
    return [word for word in said if word.isdigit()]


def find_span(words: Words, text: str) -> tuple[int, int] | None:
    """Where these words stand in the text, by their context; None where they do not."""
    wanted = fold(words.exact)
    if not wanted:
        return _between(words, text)
    found = {
        span: _likeness(words, words_at(text, *span)) for span in find_spans(words.exact, text)
    }
    likely = {span: alike for span, alike in found.items() if _is_place(wanted, alike, words)}
    best = max(likely.values(), default=0.0)
    spans = [span for span, alike in likely.items() if alike == best]
    return spans[0] if len(spans) == 1 else None


def find_spans(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words stand in the text, folded, at most a thousand times."""
    wanted = fold(words)
    if not wanted:
        return []
    folded, starts = _folded(text)
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0 and len(found) < 1000:
        found.append((starts[at], starts[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + 1)
    return found


def _between(words: Words, text: str) -> tuple[int, int] | None:
    """An empty place: between its prefix and its suffix, one of which stands once."""
    for kept, offset in ((words.prefix[-30:], len(words.prefix[-30:])), (words.suffix[:30], 0)):
        if len(kept) >= 10 and text.count(kept) == 1:
            at = text.index(kept) + offset
            return at, at
    return None


@lru_cache(maxsize=2)
def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded as `fold` does, and the position of each of its characters."""
    letters: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(text):
        bare = " " if character.isspace() else _fold_one(character)
        if bare == " " and letters and letters[-1] == " ":
            continue
        for letter in bare:
            letters.append(letter)
            starts.append(position)
    return "".join(letters), starts


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    return fold(character)


def _likeness(one: Words, other: Words) -> float:
    """How much the context is the same: the better side counts, the other one breaks ties."""
    sides = [
        _same_words(_said(one.prefix)[::-1], _said(other.prefix)[::-1]),
        _same_words(_said(one.suffix), _said(other.suffix)),
    ]
    return max(sides) + min(sides) / 10


def _said(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _same_words(one: list[str], other: list[str]) -> float:
    """Of the words nearest to the place, how many are the same, in the same order."""
    near, far = one[:12], other[:12]
    if not near and not far:
        return 1.0
    return SequenceMatcher(None, near, far, autojunk=False).ratio()


def _is_place(wanted: str, alike: float, words: Words) -> bool:
    if len(wanted.split()) >= _TELLING or not (words.prefix or words.suffix):
        return True
    return alike >= _SAME_SIDE


def _overlapping(
    span: tuple[int, int], candidates: Iterable[Candidate], least: float
) -> str | None:
    """The row that overlaps most with a span: « près de 64 % » where « 64 % » was.

    `least` is the share of both together that must be of both.
    """
    start, end = span
    shared = {
        c.id: overlap
        for c in candidates
        if (overlap := min(end, c.end) - max(start, c.start)) > 0
        and overlap >= least * (max(end, c.end) - min(start, c.start))
    }
    best = max(shared.values(), default=0)
    ids = [one for one, length in shared.items() if length == best]
    return ids[0] if best > 0 and len(ids) == 1 else None

"""Words of a text and the runs of capitalised words in it: where names can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.extraction.names.models import NamedSpan
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

# A word with its inner hyphens and apostrophes, and the full stop of an initial (« J. »).
_WORD = re.compile(r"(?:\b[A-Z]\.){2,}|[^\W_]+(?:[-‐‑’'][^\W_]+)*(?:(?<=\b[A-Z])\.)?")
_ABBREVIATIONS = re.compile(r"(?:Jr|Sr|St|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Me|Pr)$")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word without elided article and without possessive 's."""

    start: int
    end: int
    text: str
    before: str  # what stands between the word before and this one

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        letters = self.text.replace("-", "")
        return 2 <= len(letters) <= 7 and letters.isalnum() and sum(map(str.isupper, letters)) >= 2


def words(text: str, vocabulary: Vocabulary) -> list[Word]:
    """Every word of the text, in order."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        cut = _elided(word, vocabulary)
        start, word = start + cut, word[cut:]
        possessive = _POSSESSIVE.search(word)
        if possessive and possessive.start():
            end, word = end - 2, word[:-2]
        if text[end : end + 1] == "." and _ABBREVIATIONS.fullmatch(word):
            end, word = end + 1, word + "."
        found.append(Word(start, end, word, text[last:start]))
        last = end
    return found


def _elided(word: str, vocabulary: Vocabulary) -> int:
    """How many characters of « l’Insee », « jusqu’Alger » belong to the word before."""
    for at in (1, 2, 5, 6, 7):
        if word[at : at + 1] in ("'", "’") and word[:at].casefold() in vocabulary.elisions:
            return at + 1
    return 0


def runs(found: Sequence[Word], starts: frozenset[int], vocabulary: Vocabulary) -> Iterator[range]:
    """Runs of capitalised words one space apart, as ranges of word numbers.

    A word that has its capital only because a sentence begins there and that is
    an ordinary opener (« Selon », « Interrogé ») is left out.
    """
    first = 0
    while first < len(found):
        word = found[first]
        opener = word.start in starts or not word.before.endswith(" ")
        if not word.capital or (opener and fold(word.text) in vocabulary.openers):
            first += 1
            continue
        last = first
        while last + 1 < len(found) and found[last + 1].capital and joined(found[last + 1].before):
            last += 1
        yield range(first, last + 1)
        first = last + 1


def joined(between: str) -> bool:
    """Two capitalised words with this between them may be one name."""
    return between in (" ", " & ", "  ", "’ ", "' ")  # "the Brewers’ Guild"


def words_under(
    found: Sequence[Word], spans: Sequence[NamedSpan], kind: str
) -> Iterator[tuple[int, int]]:
    """(first, last word) of each span of the kind that a model saw; both in order of place."""
    at = 0
    for span in spans:
        if span.kind != kind:
            continue
        while at < len(found) and found[at].start < span.start:
            at += 1
        behind = at
        while behind < len(found) and found[behind].end <= span.end:
            behind += 1
        yield at, behind - 1

"""What a claim is about: its words, without the small ones and without how it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

import snowballstemmer

from kb.languages import codes, fold, load

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 4  # words: two claims that say one thing share two of their longest


def content(text: str, language: str, without: Iterable[str] = ()) -> frozenset[str]:
    """The stems of the words that tell what a text is about.

    `without` are stretches of it that say something else: figures, markers, sources.
    """
    for stretch in sorted({s for s in without if s}, key=lambda s: (-len(s), s)):
        text = text.replace(stretch, " ")
    skipped = _skipped(language)
    return frozenset(
        _stem(word, language)
        for word in _WORD.findall(text.lower())
        if len(word) > 1 and fold(word) not in skipped
    )


def word_pairs(stems: frozenset[str]) -> list[str]:
    """Keys under which claims that say one thing meet."""
    longest = sorted(stems, key=lambda w: (-len(w), w))[:_LONGEST]
    return [" ".join(sorted(pair)) for pair in combinations(longest, 2)] or longest


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    return fold(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(load(language).table("identity")["stemmer"])


@cache
def _skipped(language: str) -> frozenset[str]:
    listed = load(language if language in codes() else codes()[0])
    words = (*listed.words("identity", "small_words"), *listed.words("identity", "telling_words"))
    return frozenset(part for word in words for part in _WORD.findall(fold(word)))

"""The words of one language that the rules on numbers need, as compiled patterns.

The words themselves are the `[numbers]` tables of `kb/languages/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kb.languages import Language, alternation, load

HYPHENS = r"\-\u2010\u2011"  # for the inside of a character class


def bounded(words: Iterable[str]) -> str:
    """A regular expression for any of the words, whole words only.

    A word that ends in an apostrophe (« d' ») is followed at once by the next one.
    """
    listed = list(words)
    if not listed:
        return r"(?!)"
    elided = [w for w in listed if w.endswith("'")]
    whole = [w for w in listed if not w.endswith("'")]
    parts = [rf"{alternation(whole)}(?!\w)"] if whole else []
    parts += [alternation(elided)] if elided else []
    return rf"(?<!\w)(?:{'|'.join(parts)})"


class Lexicon:
    """One language's words and patterns. Each pattern is compiled on first use and kept."""

    def __init__(self, language: Language) -> None:
        self.code = language.code
        self.table: Mapping[str, object] = language.table("numbers")
        self._language = language
        self._sets: dict[str, frozenset[str]] = {}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """A list, in lower case."""
        if name not in self._sets:
            listed = self._language.words("numbers", name)
            self._sets[name] = frozenset(w.casefold() for w in listed)
        return self._sets[name]

    def values(self, name: str) -> Mapping[str, float]:
        """A table of words with a number each: magnitudes, ordinals, fractions ..."""
        return self._language.table("numbers", name)

    def names(self, name: str) -> Mapping[str, str]:
        """A table of words with a name each: currencies, durations, measures."""
        return self._language.table("numbers", name)

    def any_of(self, *names: str) -> str:
        """A regular expression for any word of these lists or tables, whole words only."""
        return bounded(w for name in names for w in self.table[name])  # type: ignore[attr-defined]

    def here(self, *names: str) -> re.Pattern[str]:
        """Any word of these lists, to be matched at a place; white space may come first."""
        return self._kept(("here", *names), lambda: rf"\s*{self.any_of(*names)}")

    def last(self, *names: str) -> re.Pattern[str]:
        """Any word of these lists, to be searched in a stretch of text that ends with it."""
        return self._kept(("last", *names), lambda: rf"{self.any_of(*names)}\s*$")

    def anywhere(self, *names: str) -> re.Pattern[str]:
        """Any word of these lists, to be searched in a stretch of text."""
        return self._kept(("anywhere", *names), lambda: self.any_of(*names))

    def qualifier_before(self, name: str) -> re.Pattern[str]:
        """An approximator, to be searched in the text that ends before a number."""
        return self._kept(("before", name), lambda: rf"{self._qualifier('before', name)}\s*$")

    def any_qualifier_before(self) -> re.Pattern[str]:
        """Any approximator: one look instead of seven where there is none."""
        listed: Mapping[str, Iterable[str]] = self._language.table("numbers", "before")
        words = [w for words in listed.values() for w in words]
        return self._kept(("before",), lambda: rf"{bounded(words)}\s*$")

    def qualifier_after(self, name: str) -> re.Pattern[str]:
        """An approximator, to be matched behind a number."""
        return self._kept(("after", name), lambda: rf"\s{self._qualifier('after', name)}")

    def _qualifier(self, table: str, name: str) -> str:
        words: Mapping[str, Iterable[str]] = self._language.table("numbers", table)
        return bounded(words.get(name, ()))

    def _kept(self, key: tuple[str, ...], pattern: Callable[[], str]) -> re.Pattern[str]:
        if key not in self._patterns:
            self._patterns[key] = re.compile(pattern(), re.IGNORECASE)
        return self._patterns[key]


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of the language with this ISO 639-1 code."""
    return Lexicon(load(code))

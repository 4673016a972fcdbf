"""The language's words for sources, made into patterns once per language.

Patterns of words are matched on *flat* text (`flatten`): lower case, without accents,
one apostrophe, of the same length as the text, so that positions are those of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from kb.languages import Language, alternation, fold, load

_SPELLINGS = {"’": "'", "‘": "'", "ʼ": "'", "\xa0": " ", "\u202f": " ", "\n": " ", "\t": " "}


@cache
def _flat(character: str) -> str:
    if character in _SPELLINGS:
        return _SPELLINGS[character]
    lower = character.lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return bare if len(bare) == 1 else (lower if len(lower) == 1 else character)


def flatten(text: str) -> str:
    """« L’Étude » is "l'etude": for matching words, character for character."""
    return "".join(map(_flat, text))


def joined(words: tuple[str, ...]) -> str:
    """A pattern for any of the words in flat text, whole words only.

    A word that ends in an apostrophe (« d' ») is followed by its noun at once.
    """
    folded = [fold(word) for word in words]
    elided = [word for word in folded if word.endswith("'")]
    whole = [word for word in folded if not word.endswith("'")]
    parts = []
    if whole:
        # A word ending in a full stop (« cf. ») has no word boundary behind it.
        parts.append(rf"{alternation(whole)}(?!\w)")
    if elided:
        parts.append(alternation(elided))
    return r"(?<![\w-])(?:" + "|".join(parts) + ")" if parts else r"(?!)"


@dataclass(frozen=True)
class Words:
    """One language's words for sources."""

    language: Language

    def pattern(self, *path: str) -> str:
        """A pattern (flat text) for any word of a list of the [references] table."""
        return _pattern(self.language.code, *path)

    def compiled(self, *path: str) -> re.Pattern[str]:
        return _compiled(self.language.code, *path)

    def folded(self, *path: str) -> frozenset[str]:
        return _folded(self.language.code, *path)

    @property
    def article(self) -> str:
        """A pattern (flat text) for an article that may stand before a name, with its space."""
        return rf"(?:{self.pattern('articles')}(?:\s{{1,2}}|(?<=')\s?))?"

    @property
    def figure_from(self) -> str:
        """« un chiffre tiré du », "figures, taken from": a pattern (flat text) up to the origin."""
        between = r"(?:\s{1,2}[\w'-]{2,15}){0,2}?,?\s{1,2}"
        return rf"{self.pattern('figure_nouns')}{between}{self.pattern('figure_from')}"

    def grammar(self, name: str) -> bool:
        """What the language does: `name_behind_the_noun` is « étude Médiamétrie »."""
        return bool(self.language.table("references")[name])

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of source of each cue word, folded: {"sondage": "survey"}."""
        return _kinds(self.language.code)


@cache
def words_of(code: str) -> Words:
    """The words of the language with this code."""
    return Words(load(code))


@cache
def _pattern(code: str, *path: str) -> str:
    return joined(load(code).words("references", *path))


@cache
def _compiled(code: str, *path: str) -> re.Pattern[str]:
    return re.compile(words_of(code).pattern(*path))


@cache
def _folded(code: str, *path: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load(code).words("references", *path))


@cache
def _kinds(code: str) -> dict[str, str]:
    table = load(code).table("references", "works")
    return {fold(word): kind for kind, words in table.items() for word in words}

"""Whether two namings can be of one work: kinds that go together, titles and makers alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kb.extraction.references.drafts import Draft
from kb.extraction.references.words import words_of
from kb.languages import codes, fold, load

# Kinds that an article calls by each other's names: « l'étude » for a survey, "the report".
RESEARCH = frozenset({"study", "survey", "report", "press release", "other"})
_WRITING = frozenset(
    {"article", "post", "social post", "speech", "book", "web page", "press release"}
)


def same_family(one: str, other: str) -> bool:
    if one == other or {one, other} == {"survey", "article"}:
        return True  # « une enquête » is a survey or a reporter's article
    return (one in RESEARCH and other in RESEARCH) or (one in _WRITING and other in _WRITING)


def makers_of(draft: Draft) -> list[str]:
    return [m for m in (draft.author, draft.publisher, *draft.aliases) if m]


def alike(one: str, other: str) -> bool:
    a, b = telling_words(one), telling_words(other)
    if not a or not b:
        return False
    common = len(a & b)
    return common >= 0.8 * min(len(a), len(b)) and common >= min(2, len(a))


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", fold(text)) if w not in _fillers())


@cache
def _fillers() -> frozenset[str]:
    """Words that tell no two names apart: « institut », "the", of every language."""
    return frozenset().union(*(words_of(code).folded("fillers") for code in codes()))


@cache
def institution_words() -> frozenset[str]:
    """Words that say what an organisation is: « observatoire », "council"."""
    return frozenset().union(*(words_of(code).folded("generic") for code in codes()))


@cache
def organisation_words() -> frozenset[str]:
    """Words for an organisation in its name, of every language: « fondation », "group"."""
    tables = (load(code).table("names", "organisation_words") for code in codes())
    return frozenset(fold(word) for table in tables for words in table.values() for word in words)


def share_maker(own: Iterable[str], makers: Iterable[str], loosely: bool = False) -> bool:
    """One name inside the other: « Lune » and « institut Lune », "Census Bureau".

    Loosely, a word in common will do: "the above-mentioned Moon Research study" after
    "a Mars-Moon study".
    """
    theirs = [(name, telling_words(name)) for name in makers]
    for mine in own:
        a = telling_words(mine)
        for name, b in theirs:
            if a and b and (a <= b or b <= a or _initials(mine, name) or _initials(name, mine)):
                return True
            # « Fondation Lune » and « Fondation Mars » have no more in common than their kind.
            if loosely and any(len(w) > 3 and w not in organisation_words() for w in a & b):
                return True
    return False


def _initials(short: str, long: str) -> bool:
    """« CJR » of « Columbia Journalism Review »."""
    words = [word for word in short.split() if fold(word) not in _fillers()]  # "The GAO"
    if len(words) != 1 or len(words[0]) < 2 or not words[0].isupper():
        return False
    return words[0] == "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ][\w’']*", long))

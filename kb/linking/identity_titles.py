"""Titles of works: which may be one work's, however much of them an article gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz

from kb.languages import codes, fold, load

_ALIKE = 88.0  # of 100: « Les chiffres clé du numérique » and « Les chiffres clés du numérique »
_TELLING = 3  # words that say something: fewer name many works


def same_title(one: str, other: str) -> bool:
    """Whether two folded titles may be of one work.

    « Baromètre du numérique » and « Le baromètre du numérique : rapport » may: the words of the
    shorter one stand in the longer one. Those of 2012 and of 2013 may not.
    """
    if one == other:
        return True
    a, b = set(one.split()), set(other.split())
    numbers_a, numbers_b = ({w for w in s if w.isdigit()} for s in (a, b))
    if numbers_a and numbers_b and not numbers_a & numbers_b:
        return False
    telling_a, telling_b = _telling_words(one), _telling_words(other)
    if not telling_a or not telling_b:
        return not telling_a == telling_b == frozenset() and bool(a & b)
    return fuzz.token_set_ratio(" ".join(sorted(telling_a)), " ".join(sorted(telling_b))) >= _ALIKE


def is_telling(title: str) -> bool:
    """« Rapport annuel » and the like name many works; a few words that say something hardly do."""
    return len(_telling_words(title)) >= _TELLING


def title_keys(title: str) -> Iterator[str]:
    """Keys that variants of a title share: the words that say most, two by two."""
    telling = sorted(_telling_words(title) or title.split(), key=lambda w: (-len(w), w))[:4]
    yield title
    # All but one of the four longest: a slip in one word, or a word more, leaves the others.
    yield " ".join(sorted(telling[:2]))
    for left_out in range(min(2, len(telling))):
        rest = telling[:left_out] + telling[left_out + 1 :]
        if rest:
            yield " ".join(sorted(rest[:2]))


@lru_cache(maxsize=20_000)
def _telling_words(title: str) -> frozenset[str]:
    return frozenset(title.split()) - _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(
        fold(word)
        for code in codes()
        for name in ("small_words", "common_titles")
        for word in load(code).words("identity", name)
    )

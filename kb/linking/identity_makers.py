"""Names of organisations, as makers of works and for their own sake: which may be one's.

« l'Institut Orbis », « Orbis » and "the Orbis Institute" may; « Fondation Orbis » and
« Institut Orbis » may not, and « INCL » is known by the letters that its long name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kb.languages import codes, fold, load
from kb.linking.identity import name_key
from kb.linking.identity_spelling import misspelt_words, slip_keys

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_INITIALS, _LONGEST_INITIALS = 3, 8


@dataclass(frozen=True, slots=True)
class Maker:
    """A name, taken apart."""

    key: str  # folded, without determiner
    core: tuple[str, ...]  # without the word for what kind of organisation it is
    heads: frozenset[str]  # those words
    initials: frozenset[str]  # what its acronym may be
    is_short: bool  # it may itself be an acronym


@lru_cache(maxsize=20_000)
def maker(name: str) -> Maker:
    """The name taken apart. `name` is as written: capitals tell words of a name from others."""
    key = name_key(name)
    said = tuple(_WORD.findall(key))
    core, heads = _without_heads(said)
    content = [w for w in said if w not in _small_words()]
    initials = {"".join(w[0] for w in content), "".join(w[0] for w in said)}
    # « Conseil national du numérique » is the CNNum; the letters of the small words may count.
    is_short = len(said) == 1 and len(key) <= _LONGEST_INITIALS and key.isalpha()
    fit = {i for i in initials if _SHORTEST_INITIALS <= len(i) <= _LONGEST_INITIALS}
    return Maker(key, core, heads, frozenset(fit if len(content) > 2 else ()), is_short)


def _without_heads(said: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """« Institut Orbis » is « Orbis »; « université de Caen » is not « Caen »."""
    first, last = _heads()
    if len(said) > 1 and said[0] in first and said[1] not in _small_words():
        return said[1:], frozenset({said[0]})
    if len(said) > 1 and said[-1] in last:
        return said[:-1], frozenset({said[-1]})
    return said, frozenset(said) & (first | last)


def is_generic(name: str) -> bool:
    """Whether a name is no more than a word for an organisation: « la Fondation »."""
    said = set(maker(name).key.split())
    return bool(said) and said <= _kinds() | _small_words()


def same_maker(one: Maker, other: Maker) -> bool:
    """Whether two names may be one organisation's."""
    if one.key == other.key:
        return True
    if one.is_short and one.key in other.initials:
        return True
    if other.is_short and other.key in one.initials:
        return True
    if _other_kind(one.heads, other.heads):
        return False
    return one.core == other.core or misspelt_words(one.core, other.core)


def _other_kind(one: frozenset[str], other: frozenset[str]) -> bool:
    """« Fondation » is not « Institut », but "Inc" and "Group" may be."""
    if not one or not other or one & other:
        return False
    return not (one <= _legal_forms() and other <= _legal_forms())


def exact_keys(one: Maker) -> Iterator[str]:
    """Keys that names of one organisation share, unless one is misspelt."""
    yield " ".join(one.core)
    if one.is_short:
        yield f"letters {one.key}"
    yield from (f"letters {letters}" for letters in sorted(one.initials))


def rough_keys(one: Maker) -> Iterator[str]:
    """Keys that misspelt names share as well."""
    yield from exact_keys(one)
    yield from (f"slip {key}" for key in slip_keys(one.core))


@cache
def _small_words() -> frozenset[str]:
    words = (word for code in codes() for word in load(code).words("identity", "small_words"))
    return frozenset(map(fold, words))


@cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """Words for an organisation that lead its name, and those that end it."""
    first: set[str] = set()
    last: set[str] = set()
    for code in codes():
        language = load(code)
        table = language.table("names", "organisation_words")
        # A press name is all of its words: « La Gazette », "the Times".
        words = {
            fold(word)
            for kind in ("institute", "company", "association", "university")
            for word in table[kind]
        }
        (first if language.table("names")["heads_lead"] else last).update(words)
        first.update(w for w in words if language.table("names")["heads_lead"])
    # Names are told in the other language too: « le Pew Research Center ».
    return frozenset(first), frozenset(last | first)


@cache
def _kinds() -> frozenset[str]:
    listed = (load(code).table("names", "organisation_words").values() for code in codes())
    return frozenset(fold(word) for tables in listed for words in tables for word in words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(
        fold(word)
        for code in codes()
        for word in load(code).table("names", "organisation_words")["company"]
    )

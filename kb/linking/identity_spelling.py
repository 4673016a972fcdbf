"""Words that differ by a slip of the pen, and keys by which such words meet."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

_SHORT = 6  # letters: among shorter words a changed letter mostly makes another word
_LONG = 10  # letters: from here on two slips may go together


def misspelt(one: str, other: str) -> bool:
    """Whether two folded words are one, written differently: "karspersky" for "kaspersky".

    A letter left out, added, changed, or changed places with its neighbour. Digits never vary:
    "2012" is not "2013".
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORT or not (one.isalpha() and other.isalpha()):
        return False
    if {one, other} in ({one, f"{one}s"}, {other, f"{other}s"}):
        return True
    most = 2 if shorter >= _LONG else 1
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def misspelt_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one with a slip in at most one of their words."""
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return not differing or (len(differing) == 1 and misspelt(*differing[0]))


def slip_keys(name: tuple[str, ...]) -> Iterator[str]:
    """Keys that a name shares with each of its misspellings: near-linear instead of all pairs.

    A slip leaves all words but one as they are, and of that one the beginning or the end.
    """
    for n, word in enumerate(name):
        if len(word) >= _SHORT - 1 and word.isalpha():
            before, behind = " ".join(name[:n]), " ".join(name[n + 1 :])
            yield f"{before} {word[:3]}* {behind}"
            yield f"{before} *{word[-3:]} {behind}"

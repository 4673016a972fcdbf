"""Captions pasted into the middle of an address.

A page whose pictures are laid over its text gives, when it is copied, addresses such as
« …/la-joPhoto : Ada Lune 12urnee-des-arbres-4512 », meant as …/la-journee-des-arbres-4512.
The caption starts with a capital behind a small letter and ends inside another word.
"""

from __future__ import annotations

import re
from collections.abc import Container

from kb.languages import fold

# The end of the first piece: small letters, then the caption's first word.
_START = re.compile(r"(?<=[a-z0-9-])[A-ZÀ-ÖØ-Þ][^\W_]*\W?$")
_WORD = re.compile(r"[^\W_]+")


def starts_caption(piece: str) -> bool:
    """Whether the first piece of a broken address ends with the first word of a caption.

    Only where the last segment is otherwise a title in small letters with hyphens:
    « /la-joPhoto », not « /wiki/ParisPhoto ».
    """
    found = _START.search(piece)
    if found is None or "://" not in piece[: found.start()]:
        return False
    segment = piece[: found.start()].rpartition("/")[2]
    return "-" in segment and segment == segment.lower()


def readings(address: str, vocabulary: Container[str]) -> list[str]:
    """The addresses without the caption, best first; empty when there is none to see.

    The caption's last word may end anywhere in the last piece's first word: best where
    the halves make a word of the article, then where a figure meets a letter
    (« 12urnee »), then at the word's beginning and at its end.
    """
    first, *_, last = address.split()
    if not starts_caption(first) or first == last:
        return []
    start = _START.search(first)
    head = _WORD.match(last)
    if start is None or head is None:
        return []
    kept = first[: start.start()]
    broken = _WORD.search(kept[::-1])
    half = broken[0][::-1] if broken and broken.start() == 0 else ""
    cuts = sorted(
        range(head.end() + 1), key=lambda k: _rank(last[: head.end()], k, half, vocabulary)
    )
    return [kept + last[cut:] for cut in cuts[:3]]


def _rank(word: str, cut: int, half: str, vocabulary: Container[str]) -> tuple[int, int]:
    if 0 < cut < len(word) and fold(half + word[cut:]) in vocabulary:
        return 0, cut
    if 0 < cut < len(word) and word[cut - 1].isdigit() and word[cut].isalpha():
        return 1, cut
    if cut == 0 and word == word.lower():
        return 2, 0
    if cut == len(word):
        return 3, 0
    return 4, cut

"""Whether two pages of a site say the same, the words of their own addresses left out."""

from __future__ import annotations

import hashlib
import re
from array import array
from dataclasses import dataclass

from kb.links import paths
from kb.links.page import Page

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 600
_ALIKE = 0.9
# With one title and one heading, half of the words may be those of boxes that change.
_ALIKE_BY_TITLE = 0.5


@dataclass(frozen=True, slots=True)
class Sketch:
    """A page, small: hashes of its words, and one of its title and heading."""

    words: array[int]  # ascending
    titled: int  # 0 when the page has no heading


def sketch(page: Page, url: str, final_url: str) -> Sketch:
    """The sketch of the page that stands at `url`, which led to `final_url`."""
    own = paths.words(url) | paths.words(final_url) | set(_WORD.findall(url.lower()))
    text = page.main if len(page.main.split()) >= 8 else page.everything
    heading = _kept(f"{page.title} {page.headings}", own)
    words = set(_kept(text, own)) | set(heading)
    hashes = sorted(_hash(word) for word in words)[:_MOST]
    titled = _hash(" ".join(heading)) if page.headings and heading else 0
    return Sketch(array("q", hashes), titled)


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether the two say the same."""
    a, b = set(one.words), set(other.words)
    together = len(a | b)
    if together == 0:
        return True
    shared = len(a & b) / together
    if one.titled and one.titled == other.titled and shared >= _ALIKE_BY_TITLE:
        return True
    # Of a few words one may be the day's.
    return shared >= _ALIKE or (len(a ^ b) <= 1 and together > 3)


def _kept(text: str, own: set[str] | frozenset[str]) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in own]


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=7).digest(), "big")

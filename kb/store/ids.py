"""Ids: derived from content, never from offsets, so that an edit elsewhere changes none."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from kb.languages import fold

_LENGTH = 16  # hex digits: a million rows share no id with a probability of 1 - 3e-8


def digest(*parts: str) -> str:
    """A hash of these parts, as hex digits. ("ab", "c") and ("a", "bc") differ."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def slug(path: str) -> str:
    """« blog/Été 2013.html » is "blog-ete-2013-html"."""
    return re.sub(r"[^a-z0-9_]+", "-", fold(path)).strip("-")


def readable_name(path: str) -> str:
    """What an article without a title is called: « ete-2013_bilan.html » is "Ete 2013 bilan"."""
    words = re.sub(r"[\s_-]+", " ", PurePosixPath(path).stem).strip()
    return words[:1].upper() + words[1:] or path


def article_ids(paths: Iterable[str], taken: Mapping[str, str]) -> dict[str, str]:
    """An id for each path below the root; `taken` is {path: id} of the articles already in.

    Where two paths have one slug, the article that is in already keeps it, else the path
    that sorts first; the others get eight digits of their own path's hash.
    """
    ids = dict(taken)
    used = set(ids.values())
    for path in sorted(set(paths) - ids.keys()):
        plain = slug(path)
        new = plain if plain and plain not in used else f"{plain}-{digest(path)[:8]}".strip("-")
        ids[path] = new
        used.add(new)
    return {path: ids[path] for path in paths}


def link_id(url: str) -> str:
    """The id of an address: of the repaired form, as it is fetched."""
    return digest("links", url)[:_LENGTH]


class Ids:
    """The ids of one article's rows of one table, given in the order of the text."""

    def __init__(self, article_id: str, table: str) -> None:
        self._article_id = article_id
        self._table = table
        self._seen: Counter[str] = Counter()

    def next(self, words: str) -> str:
        """The id of the row with these words: equal words are numbered, 0, 1, 2 ..."""
        folded = fold(words)
        ordinal = self._seen[folded]
        self._seen[folded] += 1
        return digest(self._article_id, self._table, folded, str(ordinal))[:_LENGTH]

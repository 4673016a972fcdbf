"""Regular expressions from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A non-capturing group that matches any of the words, the longest first.

    An apostrophe in a word matches either apostrophe, a space any run of white
    space. The words are plain text: nothing in them is special. Case is the
    caller's business, and so are word boundaries.
    """
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(_literal(w) for w in longest_first) + ")"


def _literal(word: str) -> str:
    return r"\s+".join(re.sub("['’]", "['’]", re.escape(part)) for part in word.split())

"""Which words of a text a search has found."""

from __future__ import annotations

import re

from kb.languages import fold

_WORD = re.compile(r"\w+")


def marked(text: str, written: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was searched for.

    The pieces join to the text. Accents and case make no difference, and a word is found by its
    beginning, as the search does it.
    """
    wanted = [fold(word) for word in _WORD.findall(written)]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for word in _WORD.finditer(text):
        if not any(_found(fold(word.group()), one) for one in wanted):
            continue
        if word.start() > at:
            pieces.append((text[at : word.start()], False))
        pieces.append((word.group(), True))
        at = word.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def _found(word: str, wanted: str) -> bool:
    return word == wanted or (len(wanted) > 2 and word.startswith(wanted))

"""One spelling for words that differ only in case, accents, apostrophes or spaces."""

from __future__ import annotations

import unicodedata

_ONE_SPELLING = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)


class _Bare(dict[int, int | None]):
    """For `translate`: combining characters to nothing. Each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_BARE = _Bare()


def fold(text: str) -> str:
    """Lower-case, no accents, one kind of apostrophe, single spaces: « L’ÉTUDE » is "l'etude"."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_ONE_SPELLING))
        text = decomposed.translate(_BARE)
    return " ".join(text.split()).casefold()

"""One spelling for words that differ only in case, accents, apostrophes or spaces."""

from __future__ import annotations

import re
import unicodedata

_ONE_SPELLING = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)


def fold(text: str) -> str:
    """Lower-case, no accents, one kind of apostrophe, single spaces: « L’ÉTUDE » is "l'etude"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ONE_SPELLING))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip().casefold()

"""What near-duplicate articles have in common: prints of their texts.

MinHash, in bands: two texts share a print the more likely the more of their word sequences
they share, so that copies meet without comparing every article with every other.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np
from datasketch import MinHash

from kb.languages import fold

_SEQUENCE = 5  # words
_PERMUTATIONS, _ROWS = 96, 4  # 24 bands: half shared is met nearly always, a tenth hardly ever
_SEED = 1
_MOST = 20_000  # sequences of a text that are looked at
_WORD = re.compile(r"[^\W_]+")


def sequences(text: str) -> frozenset[bytes]:
    """The sequences of words of a text, hashed."""
    said = _WORD.findall(fold(text))[: _MOST + _SEQUENCE]
    if len(said) < 3 * _SEQUENCE:
        return frozenset()  # a few words are in many texts
    return frozenset(
        hashlib.blake2b(
            " ".join(said[n : n + _SEQUENCE]).encode(errors="replace"), digest_size=8
        ).digest()
        for n in range(len(said) - _SEQUENCE + 1)
    )


def prints(text: str) -> list[str]:
    """The prints of a text: copies of it have most of them, edited ones some."""
    found = sequences(text)
    if not found:
        return []
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update_batch(sorted(found))
    values = np.asarray(minhash.hashvalues, dtype=np.uint64).reshape(-1, _ROWS)
    return [
        f"{band} {hashlib.blake2b(row.tobytes(), digest_size=8).hexdigest()}"
        for band, row in enumerate(values)
    ]


def shared(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """How much of the shorter text stands in the longer one: from 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0

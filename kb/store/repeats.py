"""Claims that are the same word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from kb.store.batches import by_ids


def repeats(db: Database, claims: Iterable[str]) -> list[list[str]]:
    """The claims that say what one of these says, each list by ascending id, these included.

    Asked for by their key and not claim by claim: a text may say one thing a thousand times.
    """
    keys = {
        key
        for (key,) in by_ids(
            db,
            "select distinct group_key from claims where group_key is not null and id in",
            claims,
        )
    }
    found: dict[str, list[str]] = defaultdict(list)
    for key, claim in by_ids(db, "select group_key, id from claims where group_key in", keys):
        found[key].append(claim)
    return [sorted(together) for together in found.values()]

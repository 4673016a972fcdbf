"""Numbers that were counted as they were written (kb.store.counted)."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row, first, rows

_ONE = "select n from counts where what = :what and name = :name and part = :part"
_PARTS = "select part, n from counts where what = :what and name = :name order by part"
_NAMES = "select name, n from counts where what = :what order by n desc, rowid desc limit :limit"


def number(connection: sqlite3.Connection, what: str, name: str = "", part: str = "") -> int:
    """How many; 0 for what was never counted."""
    found = first(connection, _ONE, {"what": what, "name": name, "part": part})
    return int(found["n"]) if found else 0


def by_part(connection: sqlite3.Connection, what: str, name: str = "") -> dict[str, int]:
    """{part: how many}, in the order of the parts' names."""
    found = rows(connection, _PARTS, {"what": what, "name": name})
    return {row["part"]: row["n"] for row in found}


def most(connection: sqlite3.Connection, what: str, limit: int) -> list[Row]:
    """The names that most are counted of: name, n."""
    return rows(connection, _NAMES, {"what": what, "limit": limit})

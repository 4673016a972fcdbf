"""How the named queries are run: on any connection, rows as dictionaries."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]

_WORD = re.compile(r"\w+")


def rows(
    connection: sqlite3.Connection, sql: str, parameters: Mapping[str, object] | None = None
) -> list[Row]:
    """All rows of the answer."""
    cursor = connection.cursor()
    # The connection belongs to somebody else, whose rows may be of another make.
    cursor.row_factory = sqlite3.Row
    return [dict(row) for row in cursor.execute(sql, parameters or {})]


def first(
    connection: sqlite3.Connection, sql: str, parameters: Mapping[str, object] | None = None
) -> Row | None:
    """The first row of the answer, or None."""
    found = rows(connection, sql, parameters)
    return found[0] if found else None


def search_words(written: str) -> str:
    """What a person typed, as a full-text query: all of the words, each one also as a beginning.

    Nothing typed finds nothing; no character of it is read as the query language.
    """
    words = _WORD.findall(written)[:40]
    # « 12 » is not the beginning of « 1200 » to anyone who searches for a number.
    return " ".join(f'"{word}"' + "*" * (not word.isdigit()) for word in words) or '""'

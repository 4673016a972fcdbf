"""How the named queries are run: on any connection, rows as dictionaries."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]

_WORD = re.compile(r"\w+")
_PHRASE = re.compile('["«“„]([^"«»“”„]+)["»”]')


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


def search_words(written: str, *, beginnings: bool = True) -> str:
    """What a person typed, as a full-text query: all of the words, each one also as a beginning.

    Words between quotation marks are looked for side by side. Nothing typed finds nothing; no
    character of it is read as the query language.
    """
    phrases = [_WORD.findall(phrase) for phrase in _PHRASE.findall(written)]
    words = _WORD.findall(_PHRASE.sub(" ", written))
    terms = ['"' + " ".join(phrase[:40]) + '"' for phrase in phrases[:10] if phrase]
    terms += [f'"{word}"' + "*" * (beginnings and _may_go_on(word)) for word in words[:40]]
    return " ".join(terms) or '""'


def _may_go_on(word: str) -> bool:
    """Whether it may be the beginning of a word.

    « 12 » is not the beginning of « 1200 » to anyone who searches for a number; « a » is that
    of a quarter of all words.
    """
    return len(word) > 2 and not word.isdigit()

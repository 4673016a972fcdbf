"""Is this file a knowledge base? Asked by the browser's plugin of every file that it is shown."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from kb.store import marks

_HEADER = b"SQLite format 3\x00"


def is_kb(path: str | Path | None) -> bool:
    """Whether the file is a knowledge base of this schema; False for all that cannot be opened."""
    if path is None:
        return False
    try:
        connection = _reading(path)
    except sqlite3.Error:
        return False
    try:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return bool(mark == marks.APPLICATION_ID and version == marks.VERSION)


def is_sqlite(path: Path) -> bool:
    """Whether the file is an SQLite database, of whatever program; False where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


@lru_cache(maxsize=64)
def shape(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The tables and views of a knowledge base, each with the names of its columns."""
    connection = _reading(path)
    try:
        columns = connection.execute(
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c"
            " where m.type in ('table', 'view') order by m.name, c.cid"
        ).fetchall()
    finally:
        connection.close()
    return tuple(
        (table, tuple(column for _, column in group))
        for table, group in groupby(columns, key=lambda row: str(row[0]))
    )


def _reading(path: str | Path) -> sqlite3.Connection:
    address = f"file:{quote(str(Path(path).resolve()))}?mode=ro"
    return sqlite3.connect(address, uri=True)

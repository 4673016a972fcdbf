"""Opening a database: ours and of a version that this kb understands, or a clear refusal."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from kb.store import connecting, marks, schema, search, views
from kb.store.errors import explained


def open_kb(path: str | Path, *, create: bool = False, read_only: bool = False) -> Database:
    """The knowledge base at `path`, upgraded to this kb's schema.

    `create` makes a new one where there is no file; `read_only` changes nothing, not even
    the schema of an older file (which is then refused). Raises StoreError, or NotFound
    where there is no file and none may be made.
    """
    path = Path(path)
    if read_only:
        return Database(connecting.connect_read_only(path))
    connecting.check_file(path, create=create)
    with explained(path):
        db = Database(sqlite3.connect(path, timeout=connecting.PATIENCE))
        try:
            db.execute("PRAGMA foreign_keys = ON")
            connecting.check_program(db.conn, path)
            _prepare(db)
        except BaseException:
            db.close()
            raise
        return db


def _prepare(db: Database) -> None:
    # Readers (kb serve) go on while a build writes; a power cut loses at most the last commits.
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    if marks.version(db.conn) < marks.VERSION:
        schema.upgrade(db)
    views.renew(db)
    search.mend(db)

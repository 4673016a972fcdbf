"""Full-text search, and how it is kept right."""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.schema import SEARCHED


def mend(db: Database) -> None:
    """Rebuild each search index that a VACUUM has put out of step.

    The indexes go by rowid, and VACUUM numbers the rows of a table with text ids anew. It
    closes the gaps, so where it has changed anything the largest rowid is smaller than the
    largest one in the index, which triggers keep in step otherwise.
    """
    for table in SEARCHED:
        largest = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        indexed = db.execute(f"SELECT max(id) FROM {table}_fts_docsize").fetchone()[0]
        if largest != indexed:
            with db.atomic():
                db.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")

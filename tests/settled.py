"""A base in memory, filled with articles made by hand, for the tests of what settling gives."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from kb.records import Findings
from kb.store import schema, views
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article


def empty() -> Database:
    """A base of this schema that holds nothing."""
    db = Database(memory=True)
    db.execute("PRAGMA foreign_keys = ON")
    schema.upgrade(db)
    views.renew(db)
    return db


def write(db: Database, articles: Sequence[Findings], *, settle_each: bool = False) -> None:
    """Write the articles and settle, once at the end or after each of them too."""
    for findings in articles:
        article_id = findings.article.path.replace(".", "-")
        write_article(db, findings, article_id, Provenance(None, "x", "now"))
        if settle_each:
            settle(db)
    settle(db)

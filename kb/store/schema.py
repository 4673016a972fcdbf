"""The tables, as a list of migrations that is only ever appended to.

An edit to a migration would leave older files different from newer ones; a change of
the schema is a new function at the end of the list.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from kb.store import initial
from kb.store.marks import APPLICATION_ID

# Search finds « étude » for "etude" and the other way round.
_TOKENIZER = "unicode61 remove_diacritics 2"
# The searched columns of each table that has full-text search.
SEARCHED: dict[str, tuple[str, ...]] = {
    "articles": ("title", "author", "site", "text"),
    "claims": ("text",),
    "quotations": ("text", "speaker"),
    "sources": ("title", "author", "publisher", "container"),
}

migrations = Migrations("kb")


def upgrade(db: Database) -> None:
    """Bring the file up to this kb's schema. Each migration is one transaction."""
    # First of all, so that a file whose making was cut short is still known as ours.
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(db)


def _stamp(db: Database, number: int) -> None:
    db.execute(f"PRAGMA user_version = {number}")


@migrations()
def m001_initial(db: Database) -> None:
    """Everything that DESIGN.md names."""
    initial.create(db)
    for name, columns in SEARCHED.items():
        db.table(name).enable_fts(columns, create_triggers=True, tokenize=_TOKENIZER)
    _stamp(db, 1)

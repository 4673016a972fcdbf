"""The tables, as a list of migrations that is only ever appended to.

An edit to a migration would leave older files different from newer ones; a change of
the schema is a new function at the end of the list.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from kb.store import article_standings, checked, counted, initial, lineage_tables, reach, standings
from kb.store.ids import readable_name
from kb.store.marks import APPLICATION_ID
from kb.store.reviews import tables as review_tables

# Search finds « étude » for "etude" and the other way round.
_TOKENIZER = "unicode61 remove_diacritics 2"
# The searched columns of each table that has full-text search.
SEARCHED: dict[str, tuple[str, ...]] = {
    "articles": ("title", "author", "site", "text"),
    "claims": ("text",),
    "quotations": ("text", "speaker"),
    "sources": ("title", "author", "publisher", "container"),
    "people": ("name", "role", "organisation"),
    "organisations": ("name",),
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
    for name in ("articles", "claims", "quotations", "sources"):
        _make_searchable(db, name)
    _stamp(db, 1)


def _make_searchable(db: Database, name: str) -> None:
    db.table(name).enable_fts(SEARCHED[name], create_triggers=True, tokenize=_TOKENIZER)


@migrations()
def m002_counts(db: Database) -> None:
    """What pages show without scanning tables; names for untitled articles; search for names."""
    db.execute("alter table articles add column label text not null default ''")
    db.conn.create_function("readable_name", 1, readable_name, deterministic=True)
    db.execute("update articles set label = coalesce(title, readable_name(path))")
    for made in ("figures", "claim_sources"):
        db.execute(
            f"update {made} set article = a.label from articles a"
            f" where a.id = {made}.article_id and {made}.article <> a.label"
        )
    for name in ("people", "organisations"):
        _make_searchable(db, name)
    # The claims of one source, article by article.
    db.table("citations").create_index(["source_id", "article_id", "claim_id"])
    # A source without a date is at the latest as old as the article that leans on it.
    dated = "coalesce(source_published, published)"
    db.execute(f"create index idx_figures_dated on figures ({dated})")
    db.execute(f"create index idx_figures_unit_dated on figures (unit, {dated})")
    standings.create(db)
    counted.create(db)
    _stamp(db, 2)


@migrations()
def m003_checks(db: Database) -> None:
    """What link checks learn beyond a verdict."""
    checked.create(db)
    _stamp(db, 3)


@migrations()
def m004_lists(db: Database) -> None:
    """What lists of articles and sources are sorted by."""
    article_standings.create(db)
    db.table("sources").create_index(["label"])
    _stamp(db, 4)


@migrations()
def m005_reviews(db: Database) -> None:
    """Where people's decisions stand, and what the machine said in their place."""
    review_tables.create(db)
    _stamp(db, 5)


@migrations()
def m006_lineage(db: Database) -> None:
    """Claims that say one thing, where they come from, and articles that repeat others."""
    lineage_tables.create(db)
    _stamp(db, 6)


@migrations()
def m007_reach(db: Database) -> None:
    """What a base of a million claims needs to answer as fast as one of a thousand."""
    reach.create(db)
    _stamp(db, 7)

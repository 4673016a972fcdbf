"""What lets a base of a million claims answer as fast as one of a thousand.

Indexes for what pages ask, and search that finds beginnings of words without going through
all that begin so. Part of schema 7: never edited.
"""

from __future__ import annotations

from sqlite_utils import Database

# {table: columns of an index}
_INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    # A newspaper relays one study in very many articles: the next pair is found without them.
    "relays": (
        ("source_id", "via_source_id", "confidence"),
        ("via_source_id", "source_id", "confidence"),
    ),
    # Of figures that are ranges, those that end above.
    "figures": (("unit", "value_high"), ("value_high",)),
    "link_standings": (("domain", "claims", "mentions"),),
    # What a build and `kb info` ask of every article: without reading any text.
    "articles": (
        ("path", "id", "sha256", "metadata_sha256", "extractor", "added"),
        ("extractor",),
    ),
}
_WARNED = "create index idx_articles_warned on articles (path, warnings) where warnings is not null"

# A search for « in » would go through half of all words: shorter ones are searched whole.
_BEGINNINGS = "prefix='3 4'"


def create(db: Database) -> None:
    """The indexes, and the search for claims and articles made anew."""
    for name, indexes in _INDEXES.items():
        for columns in indexes:
            db.table(name).create_index(columns, if_not_exists=True)
    db.execute(_WARNED)
    for name in ("claims", "articles"):
        _search_beginnings(db, f"{name}_fts")


def _search_beginnings(db: Database, name: str) -> None:
    # Its triggers belong to the table that it searches, and stay.
    (sql,) = db.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
    db.execute(f"drop table {name}")
    db.execute(sql.replace("tokenize=", f"{_BEGINNINGS},\n    tokenize=", 1))
    db.execute(f"insert into {name} ({name}) values ('rebuild')")

"""A knowledge base's content as plain data: two are equal when they say the same."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from kb.store import article_standings
from kb.store.counted import COUNTS, counted
from kb.store.schema import SEARCHED
from kb.store.standings import standing

# When something was put in is no part of what is said.
_LEFT_OUT = {("articles", "added"), ("settings", "value")}


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """{table: its rows in a fixed order} of all tables, times left out."""
    found = {}
    for table in sorted(db.table_names()):
        if "_fts" in table or table == "_sqlite_migrations":
            continue
        columns = [
            f'"{column.name}"'
            for column in db[table].columns
            if (table, column.name) not in _LEFT_OUT
        ]
        rows = db.execute(f"select {', '.join(columns)} from {table}").fetchall()
        found[table] = sorted(rows, key=repr)
    return found


def check(db: Database) -> None:
    """What holds for every knowledge base: foreign keys, search in step, exact positions."""
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table in SEARCHED:
        # Raises when the index says something else than the table.
        db.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        db.conn.commit()
    for table, column in _SPANS.items():
        for said, start, end, text in db.execute(
            f"select t.{column}, t.start, t.end, a.text from {table} t"
            " join articles a on a.id = t.article_id where t.start is not null"
        ).fetchall():
            assert text[start:end] == said, (table, said, text[start:end])
    assert db.execute("select * from pending").fetchall() == []
    check_summaries(db)


def check_summaries(db: Database) -> None:
    """What is kept in step says the same as what is counted anew."""
    anew = {row for count in COUNTS for row in db.execute(counted(count)).fetchall() if row[3]}
    assert set(db.execute("select what, name, part, n from counts").fetchall()) == anew
    columns = "link_id, state, is_shortened, domain, year, mentions, claims"
    kept = db.execute(f"select {columns} from link_standings").fetchall()
    assert set(kept) == set(db.execute(standing()).fetchall())
    kept = db.execute("select * from article_standings").fetchall()
    assert set(kept) == set(db.execute(article_standings.standing()).fetchall())


_SPANS = {
    "claims": "text",
    "statistics": "text",
    "quotations": "text",
    "attributions": "text",
    "citations": "marker",
    "notes": "text",
    "source_mentions": "written",
    "person_mentions": "written",
    "organisation_mentions": "written",
}

"""Changing what the machine said, so that it can be put back exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from kb.store import pending
from kb.store.asking import Row, first

# What goes when a row goes, and what merely loses it: (table, column). What `derived` and
# `settle` make anew is left out.
_HANGING: dict[str, tuple[tuple[str, str], ...]] = {
    "claims": (
        ("citations", "claim_id"), ("attributions", "claim_id"), ("quotations", "claim_id"),
        ("statistics", "claim_id"),
    ),
}  # fmt: skip
# Where an identity is named by way of a mention: {table: {column: (column of the mention,
# table of mentions)}}. The identity is read from the mention whenever a row is put back,
# since clusters may have changed meanwhile.
_BY_MENTION: dict[str, dict[str, tuple[str, str]]] = {
    "quotations": {
        "person_id": ("person_mention_id", "person_mentions"),
        "organisation_id": ("organisation_mention_id", "organisation_mentions"),
    },
    "citations": {
        "source_id": ("source_mention_id", "source_mentions"),
        "via_source_id": ("via_mention_id", "source_mentions"),
    },
}
_BY_MENTION["attributions"] = _BY_MENTION["quotations"]
# A row is put back after what it refers to.
_ORDER = ("claims", "statistics", "quotations", "attributions", "citations")
_ADDED_ORDER = ("citations", "quotations", "attributions", "statistics", "claims",
                "person_mentions", "organisation_mentions", "source_mentions")  # fmt: skip


def row_of(db: Database, table: str, row_id: str) -> Row | None:
    return first(db.conn, f"select * from {table} where id = :id", {"id": row_id})


def set_values(
    db: Database, table: str, row_id: str, values: Mapping[str, Any], article_id: str
) -> None:
    """Have a row say these values, and remember those of the machine that they replace."""
    row = row_of(db, table, row_id)
    if row is None:
        return
    added = _is_added(db, table, row_id)
    derived = _BY_MENTION.get(table, {})
    for name, value in values.items():
        if row[name] == value and type(row[name]) is type(value):
            continue
        if not added and name not in derived:
            db.execute(
                "insert or ignore into machine_values (about, about_id, field, value, article_id)"
                " values (?, ?, ?, ?, ?)",
                [table, row_id, name, json.dumps(row[name], ensure_ascii=False), article_id],
            )
        db.execute(f'update {table} set "{name}" = ? where id = ?', [value, row_id])


def add_row(db: Database, table: str, row: Row, review_id: str) -> None:
    """Put in a row that a person added."""
    _insert(db, table, row)
    db.execute(
        "insert into added_rows (about, about_id, article_id, review_id) values (?, ?, ?, ?)",
        [table, row["id"], row["article_id"], review_id],
    )


def set_aside(db: Database, table: str, row_id: str, review_id: str) -> None:
    """Take a row out with all that hangs on it."""
    for hanging, column in _HANGING.get(table, ()):
        found = db.execute(f"select id from {hanging} where {column} = ?", [row_id]).fetchall()
        for (one,) in found:
            set_aside(db, hanging, one, review_id)
    row = row_of(db, table, row_id)
    if row is None:
        return
    if _is_added(db, table, row_id):
        db.execute("delete from added_rows where about = ? and about_id = ?", [table, row_id])
    else:
        db.execute(
            "insert into set_aside (about, about_id, row, article_id, review_id)"
            " values (?, ?, ?, ?, ?)",
            [table, row_id, _as_kept(table, row), row["article_id"], review_id],
        )
    db.execute(f"delete from {table} where id = ?", [row_id])


def _as_kept(table: str, row: Row) -> str:
    """A row without what it has from other articles, which is found anew when it is put back."""
    left = {*_BY_MENTION.get(table, {}), *(("group_id",) if table == "claims" else ())}
    return json.dumps({k: v for k, v in row.items() if k not in left}, ensure_ascii=False)


def restore(db: Database, article_id: str) -> None:
    """Have the rows of an article say what the machine said of it."""
    _put_back(db, article_id)
    _restore_values(db, article_id)
    _remove_added(db, article_id)


def _put_back(db: Database, article_id: str) -> None:
    found = db.execute(
        "select about, about_id, row from set_aside where article_id = ?", [article_id]
    ).fetchall()
    for table, _, row in sorted(found, key=lambda one: (_ORDER.index(one[0]), one[1])):
        _insert(db, table, _with_identities(db, table, json.loads(row)))
    db.execute("delete from set_aside where article_id = ?", [article_id])


def _restore_values(db: Database, article_id: str) -> None:
    found = db.execute(
        "select about, about_id, field, value from machine_values"
        " where article_id = ? and about not in ('sources', 'people', 'organisations')",
        [article_id],
    ).fetchall()
    for table, row_id, field, value in found:
        db.execute(f'update {table} set "{field}" = ? where id = ?', [json.loads(value), row_id])
        db.execute(
            "delete from machine_values where about = ? and about_id = ? and field = ?",
            [table, row_id, field],
        )
    for table, row_id in sorted({(table, row_id) for table, row_id, *_ in found}):
        row = row_of(db, table, row_id)
        if row is not None and table in _BY_MENTION:
            for name in _BY_MENTION[table]:
                value = _with_identities(db, table, row)[name]
                db.execute(f'update {table} set "{name}" = ? where id = ?', [value, row_id])


def _remove_added(db: Database, article_id: str) -> None:
    found = db.execute(
        "select about, about_id from added_rows where article_id = ?", [article_id]
    ).fetchall()
    for table, row_id in sorted(found, key=lambda one: (_ADDED_ORDER.index(one[0]), one[1])):
        if table == "source_mentions":
            link = (row_of(db, table, row_id) or {}).get("link_id")
            pending.add(db, pending.LINKS, [link] if link else [], "may be unused")
        db.execute(f"delete from {table} where id = ?", [row_id])
    db.execute("delete from added_rows where article_id = ?", [article_id])


def _with_identities(db: Database, table: str, row: Row) -> Row:
    """The row with the identities that its mentions belong to now."""
    found = dict(row)
    for name, (by, mentions) in _BY_MENTION.get(table, {}).items():
        at = db.execute(f"select {name.removeprefix('via_')} from {mentions} where id = ?",
                        [row[by]]).fetchone()  # fmt: skip
        found[name] = at and at[0]
    return found


def _insert(db: Database, table: str, row: Row) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    db.execute(f"insert into {table} ({columns}) values ({marks})", list(row.values()))


def _is_added(db: Database, table: str, row_id: str) -> bool:
    sql = "select 1 from added_rows where about = ? and about_id = ?"
    return db.execute(sql, [table, row_id]).fetchone() is not None

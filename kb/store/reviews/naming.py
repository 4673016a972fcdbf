"""The speaker or source that a decision names, as a mention in the article itself.

Everything that an article says stays with the article: where it does not mention the one
named, it gets a mention of it that a person added, and that is one with the mention named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from kb.languages import fold
from kb.linking.identity import name_key
from kb.store import pending
from kb.store.asking import Row, first, rows
from kb.store.identities import IDENTITIES
from kb.store.ids import digest, link_id
from kb.store.placing import link_row
from kb.store.reviews.decisions import MENTIONED, Review
from kb.store.reviews.places import Words, find_span
from kb.store.reviews.setting import add_row

BY_A_PERSON = "added by a person"


@dataclass(frozen=True, slots=True)
class Here:
    """The article at hand: where a thing stands, and the decision that asks for it."""

    article_id: str
    text: str
    start: int
    end: int
    about_id: str  # the row that needs the mention
    review: Review


def identity_of(db: Database, any_id: str) -> tuple[str, str] | None:
    """(table of identities, id) of the identity that an id of it or of a mention leads to."""
    for kind, mentions in MENTIONED.items():
        column = IDENTITIES[kind].column
        found = db.execute(f"select {column} from {mentions} where id = ?", [any_id]).fetchone()
        if found:
            return kind, str(found[0])
        if db.execute(f"select 1 from {kind} where id = ?", [any_id]).fetchone():
            return kind, any_id
    return None


def called(db: Database, any_id: str) -> str | None:
    """What people call the identity that an id leads to."""
    found = identity_of(db, any_id)
    if found is None:
        return None
    column = "label" if found[0] == "sources" else "name"
    row = db.execute(f"select {column} from {found[0]} where id = ?", [found[1]]).fetchone()
    return row and str(row[0])


def label_of(review: Review) -> str:
    """The name of what the value names, which outlives its id."""
    kept = json.loads(review.context).get("label") if review.context else None
    return str(kept or review.value or "")


def speaker_columns(db: Database, named: str | None, label: str, here: Here) -> Row:
    """The columns of a quotation or attribution that somebody named said."""
    columns: Row = dict.fromkeys(
        ("person_id", "person_mention_id", "organisation_id", "organisation_mention_id")
    )
    if named is None:
        return columns
    kind = "people"
    mention = _mention(db, kind, named, label, here)
    if mention is None:
        kind = "organisations"
        mention = _mention(db, kind, named, label, here)
    if mention is None:
        wanted = identity_of(db, named)
        kind = wanted[0] if wanted and wanted[0] != "sources" else "people"
        mention = _add_name(db, kind, wanted[1] if wanted else None, label, here)
    name = "person" if kind == "people" else "organisation"
    columns[f"{name}_mention_id"] = mention["id"]
    columns[f"{name}_id"] = mention[f"{name}_id"]
    columns["written"] = mention["written"] or mention["name"]
    return columns


def source_columns(
    db: Database, named: str, label: str, here: Here, more: Mapping[str, object]
) -> tuple[str, str]:
    """(mention id, source id) of a source named, in the article."""
    mention = _mention(db, "sources", named, label, here)
    if mention is None:
        wanted = identity_of(db, named)
        source = wanted[1] if wanted and wanted[0] == "sources" else None
        mention = _add_source(db, source, label, here, more)
    return str(mention["id"]), str(mention["source_id"])


def _mention(db: Database, kind: str, named: str, label: str, here: Here) -> Row | None:
    """The article's first mention of the one named: by id, else by its name."""
    wanted = identity_of(db, named)
    mentions, column = MENTIONED[kind], IDENTITIES[kind].column
    if wanted is not None and wanted[0] != kind:
        return None
    if wanted is not None:
        return first(
            db.conn,
            f"select * from {mentions} where article_id = :article and {column} = :one"
            " order by start, id limit 1",
            {"article": here.article_id, "one": wanted[1]},
        )
    names = ("title", "publisher", "author", "written") if kind == "sources" else ("name",)
    found = rows(
        db.conn,
        f"select * from {mentions} where article_id = :article order by start, id",
        {"article": here.article_id},
    )
    for name in names:
        for mention in found:
            if mention[name] and _same_name(mention[name], label):
                return mention
    return None


def _same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) or (bool(name_key(one)) and name_key(one) == name_key(other))


def _add_name(db: Database, kind: str, wanted: str | None, label: str, here: Here) -> Row:
    """A mention of a person or organisation: where the text has the name, else before the words."""
    mentions, column = MENTIONED[kind], IDENTITIES[kind].column
    start, end = find_span(Words(label, "", ""), here.text) or (here.start, here.start)
    mention: Row = {
        "id": _mention_id(here, mentions, label),
        "article_id": here.article_id,
        "start": start,
        "end": end,
        "written": here.text[start:end],
        "name": label,
    }
    _join(db, kind, mention, wanted, here, {"name": label})
    if kind == "people":
        for name in ("role", "organisation", "handle"):
            mention[name] = _field_of(db, kind, wanted, name)
    return _added(db, mentions, column, mention, here)


def _add_source(
    db: Database, wanted: str | None, label: str, here: Here, more: Mapping[str, object]
) -> Row:
    """A mention of a source, standing in the marker."""
    work = db.execute(
        "select coalesce(max(work), -1) + 1 from source_mentions where article_id = ?",
        [here.article_id],
    ).fetchone()[0]
    mention: Row = {
        "id": _mention_id(here, "source_mentions", label),
        "article_id": here.article_id,
        "start": here.start,
        "end": here.end,
        "written": here.text[here.start : here.end],
        "work": work,
        "rule": BY_A_PERSON,
        "confidence": 1.0,
    }
    fields = ("kind", "title", "author", "publisher", "container", "published", "link_id", "doi",
              "isbn")  # fmt: skip
    for name in fields:
        mention[name] = _field_of(db, "sources", wanted, name) if wanted else more.get(name)
    if not wanted:
        mention["kind"] = mention["kind"] or "other"
        mention["title"] = label
        if more.get("url"):
            mention["link_id"] = _link(db, str(more["url"]))
    _join(db, "sources", mention, wanted, here, {"kind": mention["kind"], "label": label})
    return _added(db, "source_mentions", "source_id", mention, here)


def _mention_id(here: Here, mentions: str, label: str) -> str:
    return digest(here.article_id, mentions, fold(label), BY_A_PERSON, here.about_id)[:16]


def _field_of(db: Database, kind: str, wanted: str | None, name: str) -> object:
    if wanted is None:
        return None
    found = db.execute(f"select {name} from {kind} where id = ?", [wanted]).fetchone()
    return found and found[0]


def _join(
    db: Database, kind: str, mention: Row, wanted: str | None, here: Here, fields: Row
) -> None:
    """Have an added mention belong to the identity it names, or to one of its own."""
    column = IDENTITIES[kind].column
    mention[column] = wanted or mention["id"]
    if wanted:
        db.execute(
            "insert or replace into identity_decisions (review_id, one_id, other_id, kind, same)"
            " values (?, ?, ?, ?, 1)",
            [here.review.id, mention["id"], wanted, kind],
        )
    else:
        names = ", ".join(fields)
        db.execute(
            f"insert into {kind} (id, {names}) values (?, {', '.join('?' for _ in fields)})"
            " on conflict (id) do nothing",
            [mention["id"], *fields.values()],
        )
    pending.add(db, kind, [str(mention[column])], "a review")


def _added(db: Database, mentions: str, column: str, mention: Row, here: Here) -> Row:
    add_row(db, mentions, mention, here.review.id)
    return {"written": "", "name": "", **mention, column: mention[column]}


def _link(db: Database, url: str) -> str:
    row = link_row(url)
    columns = ", ".join(row)
    db.execute(
        f"insert into links ({columns}) values ({', '.join('?' for _ in row)})"
        " on conflict (id) do nothing",
        list(row.values()),
    )
    return link_id(url)

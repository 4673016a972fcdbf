"""The speaker or source that a decision names, as a mention in the article itself.

Everything that an article says stays with the article, and is the same whatever other
articles are in: where it does not mention the one named, it gets a mention that a person
added, and that is decided to be one with the mention named, if that is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from kb.languages import fold
from kb.linking.identity import name_key
from kb.store import pending
from kb.store.asking import Row, first, rows
from kb.store.identities import IDENTITIES
from kb.store.ids import digest, link_id
from kb.store.placing import link_row
from kb.store.reviews.decisions import MENTIONED, Review, ReviewError
from kb.store.reviews.finding import describe, words_in
from kb.store.reviews.kept import other_of
from kb.store.reviews.places import Candidate, find_row, find_spans
from kb.store.reviews.setting import add_row, row_of

BY_A_PERSON = "added by a person"


def identity_of(db: Database, any_id: str) -> tuple[str, str] | None:
    """(table of identities, id) of the identity that an id of it or of a mention leads to."""
    for kind, mentions in MENTIONED.items():
        column = IDENTITIES[kind].column
        found = db.execute(f"select {column} from {mentions} where id = ?", [any_id]).fetchone()
        if found:
            return kind, str(found[0])
    return None


# -- when a decision is taken -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Naming:
    """One who is named, as a review keeps it."""

    value: str  # the id of a mention, or a name
    label: str  # what the one is called, which outlives the id
    kind: str | None = None  # of a mention: the table of its identity
    here: dict[str, str] | None = None  # its words, of a mention in the same article
    other: dict[str, str] | None = None  # its words, of one in another
    other_article_id: str | None = None


def named(db: Database, field: str, value: str, article_id: str) -> Naming:
    """Whom an id or a name means: a mention in the article, if there is one; else another.

    Raises ReviewError for the id of a thing that cannot be the speaker, source or relay.
    """
    found = identity_of(db, value)
    if found is None:
        return Naming(value, value)
    kind, identity = found
    if (kind == "sources") != (field in ("source", "via")):
        wanted = "a person or organisation" if field == "speaker" else "a source"
        raise ReviewError(f"{field}: « {value} » is the id of one of the {kind}, not {wanted}")
    label = str((row_of(db, kind, identity) or {})["label" if kind == "sources" else "name"])
    column, mentions = IDENTITIES[kind].column, MENTIONED[kind]
    own = first(
        db.conn,
        f"select id from {mentions} where article_id = :article and {column} = :one"
        " order by start, id limit 1",
        {"article": article_id, "one": identity},
    )
    mention = str(own["id"]) if own else value
    article, words, _ = describe(db, mentions, mention)
    place = asdict(words) if words else None
    if article == article_id:
        return Naming(mention, label, kind, here=place)
    if field == "via":  # one place elsewhere is all that a review keeps
        return Naming(label or value, label or value)
    return Naming(mention, label, kind, other=place, other_article_id=article)


def context_of(naming: Naming) -> dict[str, Any]:
    """What a review keeps of one who is named, beside the value and the other article."""
    kept = {"label": naming.label, "kind": naming.kind, "here": naming.here, "other": naming.other}
    return {name: value for name, value in kept.items() if value is not None}


# -- when it is applied -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Here:
    """The article at hand: where a thing stands, and the decision that asks for it."""

    article_id: str
    text: str
    start: int
    end: int
    about_id: str  # the row that needs the mention
    review: Review

    def kept(self, field: str) -> Mapping[str, Any]:
        """What the review keeps of the one named in a field."""
        context = json.loads(self.review.context or "{}")
        of_field = context.get(field)
        return of_field if isinstance(of_field, dict) else {}


def speaker_columns(db: Database, value: str | None, here: Here) -> Row:
    """The columns of a quotation or attribution that the one named said."""
    columns: Row = dict.fromkeys(
        ("person_id", "person_mention_id", "organisation_id", "organisation_mention_id", "written")
    )
    if value is None:
        return columns
    kept = here.kept("speaker")
    kinds = [kept["kind"]] if kept.get("kind") in MENTIONED else ["people", "organisations"]
    kind, mention = kinds[0], None
    for kind in kinds:
        mention = _mention(db, kind, value, kept, here)
        if mention is not None:
            break
    else:
        kind = kinds[0]
        mention = _add_name(db, kind, str(kept.get("label") or value), here)
    name = "person" if kind == "people" else "organisation"
    columns[f"{name}_mention_id"] = mention["id"]
    columns[f"{name}_id"] = mention[f"{name}_id"]
    columns["written"] = mention["written"] or mention["name"]
    return columns


def source_columns(
    db: Database, field: str, value: str, here: Here, more: Mapping[str, object]
) -> tuple[str, str]:
    """(mention id, source id) in the article of the one named as source or via."""
    kept = here.kept(field)
    mention = _mention(db, "sources", value, kept, here)
    if mention is None:
        mention = _add_source(db, str(kept.get("label") or value), kept, here, more)
    return str(mention["id"]), str(mention["source_id"])


def _mention(
    db: Database, kind: str, value: str, kept: Mapping[str, Any], here: Here
) -> Row | None:
    """The article's own mention of the one named: by its place, else by its name."""
    mentions = rows(
        db.conn,
        f"select * from {MENTIONED[kind]} where article_id = :article order by start, id",
        {"article": here.article_id},
    )
    if isinstance(kept.get("here"), dict):
        candidates = [Candidate(one["id"], one["start"], one["end"]) for one in mentions]
        found = find_row(value, words_in(kept["here"]), (), candidates, here.text)
        for mention in mentions:
            if mention["id"] == found:
                return mention
    if isinstance(kept.get("other"), dict):
        return None
    label = str(kept.get("label") or value)
    names = ("title", "publisher", "author", "written") if kind == "sources" else ("name",)
    for name in names:
        for mention in mentions:
            if mention[name] and _same_name(mention[name], label):
                return mention
    return None


def _same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) or (bool(name_key(one)) and name_key(one) == name_key(other))


def _add_name(db: Database, kind: str, name: str, here: Here) -> Row:
    """A mention of a person or organisation: where the text has the name, else before the words."""
    start, end = next(iter(find_spans(name, here.text)), (here.start, here.start))
    mention = _blank(here, MENTIONED[kind], name, start, end)
    mention["name"] = name
    return _added(db, kind, mention, {"name": name}, here)


def _add_source(
    db: Database, label: str, kept: Mapping[str, Any], here: Here, more: Mapping[str, object]
) -> Row:
    """A mention of a source, standing in the marker."""
    mention = _blank(here, "source_mentions", label, here.start, here.end)
    work = "select coalesce(max(work), -1) + 1 from source_mentions where article_id = ?"
    mention["work"] = db.execute(work, [here.article_id]).fetchone()[0]
    mention |= {"rule": BY_A_PERSON, "confidence": 1.0, "kind": more.get("kind") or "other"}
    elsewhere = isinstance(kept.get("other"), dict) and other_of(db, here.review) is not None
    # What the other mentions say of it is enough, where they are there.
    mention["title"] = None if elsewhere else label
    for name in ("author", "publisher", "published"):
        mention[name] = more.get(name)
    if more.get("url"):
        mention["link_id"] = _link(db, str(more["url"]))
    return _added(db, "sources", mention, {"kind": mention["kind"], "label": label}, here)


def _blank(here: Here, mentions: str, label: str, start: int, end: int) -> Row:
    return {
        "id": digest(here.article_id, mentions, fold(label), BY_A_PERSON, here.about_id)[:16],
        "article_id": here.article_id,
        "start": start,
        "end": end,
        "written": here.text[start:end],
    }


def _added(db: Database, kind: str, mention: Row, fields: Row, here: Here) -> Row:
    """Put an added mention in, as an identity of its own until `clusters.settle` has seen it."""
    column = IDENTITIES[kind].column
    mention[column] = mention["id"]
    known = row_of(db, MENTIONED[kind], mention["id"])
    if known is not None:
        return known
    names = ", ".join(fields)
    db.execute(
        f"insert into {kind} (id, {names}) values (?, {', '.join('?' for _ in fields)})"
        " on conflict (id) do nothing",
        [mention["id"], *fields.values()],
    )
    add_row(db, MENTIONED[kind], mention, here.review.id)
    pending.add(db, kind, [mention["id"]], "a review")
    return {"written": "", "name": "", **mention}


def _link(db: Database, url: str) -> str:
    row = link_row(url)
    columns = ", ".join(row)
    db.execute(
        f"insert into links ({columns}) values ({', '.join('?' for _ in row)})"
        " on conflict (id) do nothing",
        list(row.values()),
    )
    return link_id(url)

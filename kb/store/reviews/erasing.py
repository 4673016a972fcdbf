"""Erasing a person from a knowledge base: from every text in it, and from its file."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kb.linking.identity import name_key
from kb.reading.erasing import BLOCK, Eraser, Erasure, erasure_of
from kb.store import derived
from kb.store.asking import Row, rows
from kb.store.clusters import settle
from kb.store.connecting import PATIENCE
from kb.store.errors import StoreError, explained
from kb.store.ids import digest
from kb.store.reviews import kept
from kb.store.reviews.applying import Seen, apply_to, follow
from kb.store.reviews.decisions import Review, ReviewError
from kb.store.reviews.erasures import erasures, said_of
from kb.store.reviews.lines import canonical
from kb.store.reviews.naming import identity_of
from kb.store.reviews.setting import restore, row_of
from kb.store.schema import SEARCHED

# What triggers, `settle` and `derived` make anew from the other tables.
_FOLLOWING = {
    "counts", "article_standings", "link_standings", "identity_keys", "merges", "pending",
    "settings", "_sqlite_migrations", "reviews",
}  # fmt: skip
# Checksums and the way to the file, which an erasure leaves alone.
_LEFT = {("articles", "path"), ("articles", "extractor"), ("articles", "sha256")}


@dataclass(frozen=True)
class Erased:
    """What an erasure did."""

    review_id: str
    articles: tuple[str, ...]  # paths of the articles that had the name
    named: tuple[str, ...]  # paths that hold the name themselves: kb does not rename files


def erase(db: Database, *who: str, actor: str | None = None, note: str | None = None) -> Erased:
    """Erase a person, given by names, @handles or the id of the person or of a mention.

    Raises ReviewError where there is nobody to erase. One transaction; `scrub` then frees the
    file of what is left of the bytes.
    """
    with db.atomic():
        erasure = _erasure(db, who)
        hashes = sorted(form.hash for form in erasure.forms)
        review = Review(
            about="people",
            about_id=digest("erased", erasure.salt, *hashes)[:16],
            decision="erased",
            value=canonical(said_of(erasure)),
            note=note or None,
            actor=actor or None,
            created=kept.next_moment(db),
        )
        review = kept.with_id(review)
        kept.insert_reviews(db, [review])
        touched = erase_everywhere(db)
        settle(db)
        paths = db.execute("select path from articles order by path").fetchall()
    eraser = Eraser([erasure])
    named = tuple(path for (path,) in paths if eraser.names(path))
    return Erased(review.id, tuple(touched), named)


def _erasure(db: Database, who: Sequence[str]) -> Erasure:
    """The person's name in all its forms, hashed with the salt of the base."""
    names: set[str] = set()
    handles: set[str] = set()
    mentions: list[Row] = []
    for given in map(str.strip, who):
        if sum(letter.isalnum() for letter in given) < 2:
            raise ReviewError(f"« {given[:60]} » is no name; give a name or the id of a person")
        if given.startswith("@"):
            handles.add(given)
        else:
            more, found = _named(db, given)
            names |= more
            mentions += found
    handles |= {str(mention["handle"]) for mention in mentions if mention["handle"]}
    known = erasures(db.conn)
    salt = known[-1].salt if known else secrets.token_hex(16)
    return erasure_of(
        sorted(names),
        sorted({str(mention["written"]) for mention in mentions}),
        sorted(handle.lstrip("@") for handle in handles),
        salt,
    )


_ID = re.compile(r"[0-9a-f]{16}")


def _named(db: Database, who: str) -> tuple[set[str], list[Row]]:
    """The full names of a person, and all mentions."""
    found = identity_of(db, who)
    if found is not None and found[0] != "people":
        raise ReviewError(f"« {who[:60]} » is the id of one of the {found[0]}; people are erased")
    if found is None and _ID.fullmatch(who):
        # Kept as a name it would be erased from whatever is read later.
        raise ReviewError(f"no row has the id « {who} »; give the name, or the id of a person")
    if found is not None:
        people, names = {found[1]}, set()
    else:
        every = db.execute("select person_id, name from person_mentions").fetchall()
        key = name_key(who)
        people = {person for person, name in every if key and name_key(name) == key}
        names = {who}
    mentions = [
        mention
        for person in sorted(people)
        for mention in rows(
            db.conn,
            "select * from person_mentions where person_id = :id order by id",
            {"id": person},
        )
    ]
    return names | {str(mention["name"]) for mention in mentions}, mentions


# -- out of every text -----------------------------------------------------------------------


def erase_everywhere(db: Database) -> list[str]:
    """Mask all who are erased wherever they stand; the paths of the articles that changed.

    Within the caller's transaction; `clusters.settle` does what is noted as pending. The
    articles are read again by the next build.
    """
    eraser = Eraser(erasures(db.conn))
    if not eraser:
        return []
    holding = [
        article
        for (article,) in db.execute("select id from articles order by id").fetchall()
        if _holds(db, article, eraser)
    ]
    reviews = [
        (review, masked)
        for review in kept.all_reviews(db)
        if (masked := _masked_review(review, eraser, holding)) != review
    ]
    about = {r.article_id for r, _ in reviews} | {r.other_article_id for r, _ in reviews}
    before = {
        article: Seen.of(db, article)
        for article in sorted({*holding, *filter(None, about)})
        if row_of(db, "articles", article) is not None
    }
    for article in before:
        restore(db, article)
    tables = _tables(db)
    for article in holding:
        for table, columns in tables.items():
            if "article_id" in columns or table == "articles":
                _mask_rows(db, table, columns, eraser, article)
        _quote_anew(db, article)
        _drop_masked_people(db, article)
        db.execute("update articles set extractor = 'erased' where id = ?", [article])
    for table, columns in tables.items():
        if "article_id" not in columns and table != "articles":
            _mask_rows(db, table, columns, eraser, None)
    for review, masked in reviews:
        db.execute("delete from reviews where id = ?", [review.id])
        kept.insert_reviews(db, [masked])
    for article in before:
        apply_to(db, article)
    # Somebody of several articles goes with the first of them; no figure of the others may
    # name them by then.
    claims: set[str] = set()
    for article, seen in before.items():
        claims |= seen.claims | Seen.of(db, article).claims
    derived.refresh(db, claims)
    for article, seen in before.items():
        follow(db, article, seen, rekey=True)
    return [
        path
        for article in holding
        for (path,) in db.execute("select path from articles where id = ?", [article]).fetchall()
    ]


def _holds(db: Database, article: str, eraser: Eraser) -> bool:
    """Whether an article has a person who is erased."""
    said = db.execute(
        "select coalesce(a.title, '') || ' | ' || a.label || ' | ' || coalesce(a.author, '')"
        " || ' | ' || coalesce(a.site, '') || ' | ' || coalesce(a.url, ''), a.text, m.anchors,"
        " m.blockquotes from articles a join article_maps m on m.article_id = a.id where a.id = ?",
        [article],
    ).fetchone()
    texts = [str(text) for text in said or ()]
    for sql in (
        "select coalesce(title, '') || ' | ' || coalesce(author, '') from sections"
        " where article_id = ?",
        "select coalesce(name, '') || ' | ' || coalesce(handle, '') from person_mentions"
        " where article_id = ?",
    ):
        texts += [str(text) for (text,) in db.execute(sql, [article]).fetchall()]
    return any(eraser.names(text) for text in texts)


def _masked_review(review: Review, eraser: Eraser, holding: Collection[str]) -> Review:
    if review.decision == "erased":
        fields: tuple[str, ...] = ("note", "actor")
    else:
        fields = ("value", "note", "actor", "exact", "prefix", "suffix", "context")
    said = [getattr(review, name) for name in fields]
    alongside = not {review.article_id, review.other_article_id}.isdisjoint(holding) or any(
        eraser.names(text) for text in said if text
    )
    changed = {
        name: _mask(text, eraser, alongside)
        for name, text in zip(fields, said, strict=True)
        if text
    }
    return kept.with_id(replace(review, **changed))


def _tables(db: Database) -> dict[str, dict[str, str]]:
    """{table: {column: type}} of what may hold texts."""
    return {
        table.name: {column.name: column.type for column in table.columns}
        for table in db.tables
        if table.name not in _FOLLOWING and "_fts" not in table.name
    }


def _mask_rows(
    db: Database,
    table: str,
    columns: Mapping[str, str],
    eraser: Eraser,
    article: str | None,
) -> None:
    """Mask what stands in a table: of an article that has a person, or of what is no article's."""
    info = db.table(table)
    ids = {*info.pks, *(key.column for key in info.foreign_keys)}
    texts = [
        name
        for name, kind in columns.items()
        if kind.upper() == "TEXT" and name not in ids and (table, name) not in _LEFT
    ]
    if not texts:
        return
    named = ", ".join(f'"{name}"' for name in texts)
    where = "" if article is None else f"where {'id' if table == 'articles' else 'article_id'} = ?"
    found = db.execute(
        f"select rowid, {named} from {table} {where}", [] if article is None else [article]
    ).fetchall()
    for rowid, *said in found:
        changed = {
            name: masked
            for name, text in zip(texts, said, strict=True)
            if isinstance(text, str)
            and (masked := _mask(text, eraser, article is not None)) != text
        }
        if changed:
            settings = ", ".join(f'"{name}" = ?' for name in changed)
            db.execute(f"update {table} set {settings} where rowid = ?", [*changed.values(), rowid])


def _mask(text: str, eraser: Eraser, alongside: bool) -> str:
    """The text masked; of JSON, what it says and not how it is written."""
    if text[:1] in ("[", "{"):
        try:
            said = json.loads(text)
        except ValueError:
            return eraser.mask(text, alongside=alongside)
        masked = _mask_in(said, eraser, alongside)
        if masked == said:
            return text
        tight = '", ' not in text and '": ' not in text
        separators = (",", ":") if tight else (", ", ": ")
        return json.dumps(masked, ensure_ascii=False, separators=separators)
    return eraser.mask(text, alongside=alongside)


def _mask_in(said: Any, eraser: Eraser, alongside: bool) -> Any:
    if isinstance(said, str):
        return eraser.mask(said, alongside=alongside)
    if isinstance(said, list):
        return [_mask_in(one, eraser, alongside) for one in said]
    if isinstance(said, dict):
        return {name: _mask_in(one, eraser, alongside) for name, one in said.items()}
    return said


# What rows quote of the text, which may have a part of a name.
_QUOTING = {
    "claims": "text", "statistics": "text", "quotations": "text", "attributions": "text",
    "citations": "marker", "notes": "text", "source_mentions": "written",
    "person_mentions": "written", "organisation_mentions": "written",
}  # fmt: skip


def _quote_anew(db: Database, article: str) -> None:
    """Have rows quote what stands at their place now."""
    text = str((row_of(db, "articles", article) or {})["text"])
    for table, column in _QUOTING.items():
        found = db.execute(
            f"select id, start, end, {column} from {table}"
            " where article_id = ? and start is not null",
            [article],
        ).fetchall()
        for row, start, end, said in found:
            if text[start:end] != said:
                db.execute(f"update {table} set {column} = ? where id = ?", [text[start:end], row])
                if column == "written" and table != "source_mentions":
                    db.execute(
                        f"update {table} set name = ? where id = ? and name = ?",
                        [text[start:end], row, said],
                    )


def _drop_masked_people(db: Database, article: str) -> None:
    """Take out the mentions of people of whose name nothing is left."""
    found = db.execute(
        f"select id, name from person_mentions where article_id = ? and instr(name, '{BLOCK}')",
        [article],
    ).fetchall()
    for mention, name in found:
        if any(letter.isalnum() for letter in name):
            continue
        for table in ("quotations", "attributions"):
            db.execute(
                f"update {table} set person_id = null, person_mention_id = null"
                " where person_mention_id = ?",
                [mention],
            )
        db.execute("delete from person_mentions where id = ?", [mention])


# -- out of the file ----------------------------------------------------------------------


def scrub(path: Path, patience: float = PATIENCE) -> None:
    """Free the file of what it does not say any more: no page and no log keeps old bytes.

    `patience` are the seconds to wait for other programs. Raises StoreError where one has the
    file open for longer.
    """
    with explained(path):
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            for table in SEARCHED:  # VACUUM numbers the rows anew, by which search goes
                connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    if busy:
        raise StoreError(
            f"{path}: another program has it open, and {path}-wal still holds what was erased; "
            "close it and run the same command again"
        )

"""Where the decisions about one article stand in it now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from kb.store.asking import Row
from kb.store.reviews.decisions import MENTIONED, Review
from kb.store.reviews.places import Candidate, Words, find_row, find_span, words_at
from kb.store.reviews.setting import row_of

_CITATIONS = """
    select c.id, c.start, c.end, k.text, m.written from citations c
    join claims k on k.id = c.claim_id join source_mentions m on m.id = c.source_mention_id
    where c.article_id = ?
"""


@dataclass
class Found:
    """Places by review, and the spans of what was added."""

    rows: dict[str, str] = field(default_factory=dict)  # {review id: row id}
    others: dict[str, str] = field(default_factory=dict)  # {review id: id of the other mention}
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)  # of additions


class Finder:
    """Finds places in one article as it is without decisions."""

    def __init__(self, db: Database, article_id: str, text: str) -> None:
        self._db = db
        self._article_id = article_id
        self._text = text
        self._candidates: dict[str, list[Candidate]] = {}

    def place(self, reviews: list[Review]) -> Found:
        """Where these decisions on rows, the oldest first, stand."""
        found = Found()
        added: dict[str, str] = {}  # {id of an added row: id of the row that it is now}
        for review in reviews:
            if review.decision == "added" and review.article_id == self._article_id:
                span = find_span(_words(review), self._text)
                if span is not None:
                    found.spans[review.id] = span
                    row = self._machines_own(review, span) or review.about_id
                    found.rows[review.id] = added[review.about_id] = row
        for review in reviews:
            if (
                review.article_id == self._article_id
                and review.about not in MENTIONED
                and review.decision != "added"
            ):
                self._place_row(review, added, found)
        return found

    def place_late(self, reviews: list[Review], found: Found) -> None:
        """Where those on mentions stand, and the mentions that others name, added ones too.

        And those on claims that are there for the sake of what was added.
        """
        self._candidates.clear()
        for review in reviews:
            late = review.about in MENTIONED or (
                review.about == "claims" and review.id not in found.rows
            )
            if late and review.article_id == self._article_id:
                self._place_row(review, {}, found)
            if review.other_article_id == self._article_id:
                other = self._other(review)
                if other is not None:
                    found.others[review.id] = other

    def _place_row(self, review: Review, added: dict[str, str], found: Found) -> None:
        if review.about_id in added:
            found.rows[review.id] = added[review.about_id]
            return
        if review.about == "articles":
            found.rows[review.id] = self._article_id
            return
        table = MENTIONED.get(review.about, review.about)
        words, also = _words(review), _also(review)
        row = find_row(review.about_id, words, also, self.candidates(table), self._text)
        if row is not None:
            found.rows[review.id] = row
        elif review.decision == "rejected" and find_span(words, self._text) is not None:
            # The words are there, and the machine does not take them for anything any more.
            found.rows[review.id] = review.about_id

    def _other(self, review: Review) -> str | None:
        """The mention in this article that the value of a review names."""
        context = json.loads(review.context or "{}")
        named, value = context, review.value or ""
        kind = review.about
        if review.decision not in ("merged", "split"):
            field = review.field or ("speaker" if review.about == "quotations" else "source")
            named = context.get(field) or {}
            kind = str(named.get("kind"))
            if review.decision == "added":
                value = str(json.loads(value).get(field) or "")
        if kind not in MENTIONED or not isinstance(named.get("other"), dict):
            return None
        candidates = self.candidates(MENTIONED[kind])
        return find_row(value, words_in(named["other"]), (), candidates, self._text)

    def _machines_own(self, review: Review, span: tuple[int, int]) -> str | None:
        """The row that the machine has where a person added one before it could."""
        if review.about == "citations":
            return None  # that it has the marker does not say that it has the source
        same = [c.id for c in self.candidates(review.about) if (c.start, c.end) == span]
        return same[0] if same else None

    def candidates(self, table: str) -> list[Candidate]:
        if table not in self._candidates:
            sql = f"select id, start, end from {table} where article_id = ?"
            rows = self._db.execute(
                _CITATIONS if table == "citations" else sql, [self._article_id]
            ).fetchall()
            self._candidates[table] = [
                Candidate(one, start, end, tuple(map(str, also))) for one, start, end, *also in rows
            ]
        return self._candidates[table]


def words_in(kept: Mapping[str, object]) -> Words:
    """The words of a place, as a context keeps them."""
    return Words(*(str(kept.get(name) or "") for name in ("exact", "prefix", "suffix")))


def _words(review: Review) -> Words:
    return Words(review.exact or "", review.prefix or "", review.suffix or "")


def _also(review: Review) -> tuple[str, ...]:
    if review.about != "citations":
        return ()
    context = json.loads(review.context or "{}")
    return str(context.get("in_claim") or ""), str(context.get("cites") or "")


def describe(
    db: Database, table: str, row_id: str
) -> tuple[str | None, Words | None, dict[str, object]]:
    """(article id, words, what else tells it) of a row, in its table or taken out of it.

    The article is None where there is no such row.
    """
    if table == "articles":
        return (row_id if row_of(db, table, row_id) else None), None, {}
    row = any_row(db, table, row_id)
    if row is None:
        return _as_added(db, table, row_id)
    article = row_of(db, "articles", row["article_id"]) or {}
    more: dict[str, object] = {}
    if table == "citations":
        claim = any_row(db, "claims", row["claim_id"]) or {}
        source = row_of(db, "source_mentions", row["source_mention_id"]) or {}
        more = {"in_claim": claim.get("text"), "cites": source.get("written")}
    return row["article_id"], words_at(article["text"], row["start"], row["end"]), more


def _as_added(
    db: Database, table: str, row_id: str
) -> tuple[str | None, Words | None, dict[str, object]]:
    """The same of a row that was added, and taken away again."""
    found = db.execute(
        "select article_id, exact, prefix, suffix from reviews where about = ? and about_id = ?"
        " and decision = 'added' order by created desc, id limit 1",
        [table, row_id],
    ).fetchone()
    return (found[0], Words(*found[1:]), {}) if found else (None, None, {})


def any_row(db: Database, table: str, row_id: str) -> Row | None:
    """A row of a table, or one that was set aside from it."""
    row = row_of(db, table, row_id)
    if row is None:
        kept = db.execute(
            "select row from set_aside where about = ? and about_id = ?", [table, row_id]
        ).fetchone()
        row = kept and json.loads(kept[0])
    return row

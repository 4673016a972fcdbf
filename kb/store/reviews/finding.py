"""Where the decisions about one article stand in it now."""

from __future__ import annotations

import json
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
        """Where these decisions, the oldest first, stand."""
        found = Found()
        added: dict[str, str] = {}  # {id of an added row: id of the row that it is now}
        for review in reviews:
            if review.decision == "added":
                span = find_span(_words(review), self._text)
                if span is not None:
                    found.spans[review.id] = span
                    row = self._machines_own(review, span) or review.about_id
                    found.rows[review.id] = added[review.about_id] = row
        for review in reviews:
            if review.decision in ("added", "erased"):
                continue
            if review.article_id == self._article_id:
                self._place_row(review, added, found)
            if review.other_article_id == self._article_id:
                other = self._other(review)
                if other is not None:
                    found.others[review.id] = other
        return found

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
        other = json.loads(review.context or "{}").get("other") or {}
        words = Words(*(str(other.get(name) or "") for name in ("exact", "prefix", "suffix")))
        candidates = self.candidates(MENTIONED[review.about])
        return find_row(review.value or "", words, (), candidates, self._text)

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


def _words(review: Review) -> Words:
    return Words(review.exact or "", review.prefix or "", review.suffix or "")


def _also(review: Review) -> tuple[str, ...]:
    if review.about != "citations":
        return ()
    context = json.loads(review.context or "{}")
    return str(context.get("claim") or ""), str(context.get("source") or "")


def describe(
    db: Database, table: str, row_id: str
) -> tuple[str | None, Words | None, dict[str, object]]:
    """(article id, words, what else tells it) of a row, in its table or set aside.

    The article is None where there is no such row.
    """
    if table == "articles":
        return (row_id if row_of(db, table, row_id) else None), None, {}
    row = any_row(db, table, row_id)
    if row is None:
        return None, None, {}
    article = row_of(db, "articles", row["article_id"]) or {}
    more: dict[str, object] = {}
    if table == "citations":
        claim = any_row(db, "claims", row["claim_id"]) or {}
        source = row_of(db, "source_mentions", row["source_mention_id"]) or {}
        more = {"claim": claim.get("text"), "source": source.get("written")}
    return row["article_id"], words_at(article["text"], row["start"], row["end"]), more


def any_row(db: Database, table: str, row_id: str) -> Row | None:
    """A row of a table, or one that was set aside from it."""
    row = row_of(db, table, row_id)
    if row is None:
        kept = db.execute(
            "select row from set_aside where about = ? and about_id = ?", [table, row_id]
        ).fetchone()
        row = kept and json.loads(kept[0])
    return row

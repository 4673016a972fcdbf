"""The claim that an added row belongs to: one that is there, or the sentence around the words."""

from __future__ import annotations

import json

from sqlite_utils import Database

from kb.languages import fold
from kb.store.ids import digest
from kb.store.reviews.decisions import Review
from kb.store.reviews.naming import BY_A_PERSON
from kb.store.reviews.setting import add_row
from kb.store.rows import group_key


def claim_around(
    db: Database, article_id: str, text: str, span: tuple[int, int], review: Review
) -> str | None:
    """The id of the claim; None where a newer decision says that there is none."""
    found = db.execute(
        "select id from claims where article_id = :article and start < :end and end > :start"
        " order by min(end, :end) - max(start, :start) desc, start, id limit 1",
        {"article": article_id, "start": span[0], "end": span[1]},
    ).fetchone()
    if found:
        return str(found[0])
    return None if _refused(db, article_id, span, review) else _new(
        db, article_id, text, span, review
    )  # fmt: skip


def _refused(db: Database, article_id: str, span: tuple[int, int], review: Review) -> bool:
    rows = db.execute(
        "select s.row from set_aside s join reviews r on r.id = s.review_id"
        " where s.about = 'claims' and s.article_id = ? and (r.created, r.id) > (?, ?)",
        [article_id, review.created, review.id],
    ).fetchall()
    claims = [json.loads(row) for (row,) in rows]
    return any(claim["start"] < span[1] and claim["end"] > span[0] for claim in claims)


def _new(db: Database, article_id: str, text: str, span: tuple[int, int], review: Review) -> str:
    start, end, section = _sentences_around(db, article_id, span)
    claim = {
        "id": digest(article_id, "claims", fold(text[start:end]), str(section), BY_A_PERSON)[:16],
        "article_id": article_id,
        "section_id": section,
        "text": text[start:end],
        "start": start,
        "end": end,
        "support": "none",
        "group_key": group_key(text[start:end]),
    }
    add_row(db, "claims", claim, review.id)
    return str(claim["id"])


def _sentences_around(
    db: Database, article_id: str, span: tuple[int, int]
) -> tuple[int, int, str | None]:
    """From the first to the last sentence that the words touch, and the section they are in."""
    found = db.execute(
        "select sentences from article_maps where article_id = ?", [article_id]
    ).fetchone()
    sentences = json.loads(found[0]) if found else []
    touched = [s for s in sentences if s[0] < span[1] and s[1] > span[0]]
    start = min((s[0] for s in touched), default=span[0])
    end = max((s[1] for s in touched), default=span[1])
    start, end = min(start, span[0]), max(end, span[1])
    section = db.execute(
        "select id from sections where article_id = ? and start <= ? and end >= ?"
        " order by end - start, id limit 1",
        [article_id, span[0], span[1]],
    ).fetchone()
    return start, end, section and str(section[0])

"""The claim that an added row belongs to: one that is there, or the sentence around the words."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlite_utils import Database

from kb.languages import fold
from kb.store.asking import Row
from kb.store.ids import digest
from kb.store.reviews.decisions import Review
from kb.store.reviews.naming import BY_A_PERSON
from kb.store.reviews.setting import add_row
from kb.store.rows import group_key


def claim_around(
    db: Database,
    article_id: str,
    text: str,
    span: tuple[int, int],
    review: Review,
    rejected: Mapping[str, Review],
) -> str | None:
    """The id of the claim; None where a newer decision says that there is none.

    `rejected` are the decisions against claims, by the ids of these.
    """
    found = db.execute(
        "select id from claims where article_id = :article and start < :end and end > :start"
        " order by min(end, :end) - max(start, :start) desc, start, id limit 1",
        {"article": article_id, "start": span[0], "end": span[1]},
    ).fetchone()
    if found:
        return str(found[0])
    claim = _claim(db, article_id, text, span)
    against = [rejected[claim["id"]]] if claim["id"] in rejected else []
    for row, review_id in db.execute(
        "select row, review_id from set_aside where about = 'claims' and article_id = ?",
        [article_id],
    ).fetchall():
        aside = json.loads(row)
        if aside["start"] < span[1] and aside["end"] > span[0]:
            against += [one for one in rejected.values() if one.id == review_id]
    if any((one.created, one.id) > (review.created, review.id) for one in against):
        return None
    add_row(db, "claims", claim, review.id)
    return str(claim["id"])


def _claim(db: Database, article_id: str, text: str, span: tuple[int, int]) -> Row:
    start, end, section = _sentences_around(db, article_id, span)
    return {
        "id": digest(article_id, "claims", fold(text[start:end]), str(section), BY_A_PERSON)[:16],
        "article_id": article_id,
        "section_id": section,
        "text": text[start:end],
        "start": start,
        "end": end,
        "support": "none",
        "group_key": group_key(text[start:end]),
    }


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

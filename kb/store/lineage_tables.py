"""The tables of migration 6: what claims, figures and articles have to do with each other.

Never edited: files with this schema are out there.
"""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.tables import table


def create(db: Database) -> None:
    """Names and figures of works, claims that are one, where claims come from, copied articles."""
    # What else an article calls the makers of a work, and the figures that it gives by it.
    for column in ("also", "figures"):
        db.execute(f"alter table source_mentions add column {column} text")
    # What a claim with a figure is about, and what it must share with another to be compared.
    table(
        db,
        "claim_words",
        {"claim_id": str, "words": str},
        pk="claim_id",
        owned_by={"claim_id": "claims"},
        required=("words",),
    )
    table(
        db,
        "claim_keys",
        {"key": str, "claim_id": str},
        pk=("key", "claim_id"),
        owned_by={"claim_id": "claims"},
    )
    # Two claims that say one thing in other words; one_id < other_id.
    table(
        db,
        "claim_matches",
        {
            "one_id": str, "other_id": str, "source_id": str, "rule": str, "confidence": float,
        },
        pk=("one_id", "other_id"),
        owned_by={"one_id": "claims", "other_id": "claims"},
        points_to={"source_id": "sources"},
        required=("rule", "confidence"),
    )  # fmt: skip
    # Where a claim comes from in the end, and in how many steps.
    table(
        db,
        "claim_origins",
        {"claim_id": str, "source_id": str, "steps": int, "inferred": int},
        pk=("claim_id", "source_id"),
        owned_by={"claim_id": "claims", "source_id": "sources"},
        required=("steps", "inferred"),
    )
    # What near-duplicate articles share, and which article repeats which.
    table(
        db,
        "article_prints",
        {"print": str, "article_id": str},
        pk=("print", "article_id"),
        owned_by={"article_id": "articles"},
    )
    table(
        db,
        "article_copies",
        {"article_id": str, "original_id": str, "shared": float},
        pk="article_id",
        owned_by={"article_id": "articles", "original_id": "articles"},
        required=("shared",),
    )
    for kind in ("comparing", "copies"):
        db.execute(
            "insert or ignore into pending (kind, what, reason)"
            f" select '{kind}', id, 'new tables' from articles"
        )

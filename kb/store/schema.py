"""The tables, as a list of migrations that is only ever appended to.

An edit to a migration would leave older files different from newer ones; a change of
the schema is a new function at the end of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

from kb.store.marks import APPLICATION_ID

# Search finds « étude » for "etude" and the other way round.
_TOKENIZER = "unicode61 remove_diacritics 2"
# The searched columns of each table that has full-text search.
SEARCHED: dict[str, tuple[str, ...]] = {
    "articles": ("title", "author", "site", "text"),
    "claims": ("text",),
    "quotations": ("text", "speaker"),
    "sources": ("title", "author", "publisher", "container"),
}

migrations = Migrations("kb")


def upgrade(db: Database) -> None:
    """Bring the file up to this kb's schema. Each migration is one transaction."""
    # First of all, so that a file whose making was cut short is still known as ours.
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(db)


def _stamp(db: Database, number: int) -> None:
    db.execute(f"PRAGMA user_version = {number}")


def _table(
    db: Database,
    name: str,
    columns: Mapping[str, type],
    *,
    pk: str | tuple[str, ...] = "id",
    owned_by: Mapping[str, str] | None = None,
    refers_to: Mapping[str, str] | None = None,
    points_to: Mapping[str, str] | None = None,
    required: Iterable[str] = (),
    indexed: Iterable[str | tuple[str, ...]] = (),
) -> None:
    """One table.

    A row goes with the row that it is `owned_by`; a row that another one `refers_to` must
    stay; one that another merely `points_to` may go, and leaves null behind.
    """
    owners, targets, loose = dict(owned_by or {}), dict(refers_to or {}), dict(points_to or {})
    actions = ((owners, "CASCADE"), (targets, "NO ACTION"), (loose, "SET NULL"))
    keys = [
        ForeignKey(name, column, other, "id", on_delete=action)
        for columns_of, action in actions
        for column, other in columns_of.items()
    ]
    db.table(name).create(dict(columns), pk=pk, foreign_keys=keys, not_null={*required, *owners})
    indexes: list[tuple[str, ...]] = [(column,) for column in (*owners, *targets, *loose)]
    indexes += [(i,) if isinstance(i, str) else i for i in indexed]
    first_of_pk = (pk,) if isinstance(pk, str) else (pk[0],)
    for index in dict.fromkeys(indexes):
        if index != first_of_pk:  # the primary key is an index already
            db.table(name).create_index(index)


_SPAN = {"start": int, "end": int}


@migrations()
def m001_initial(db: Database) -> None:
    """Everything that DESIGN.md names."""
    _articles(db)
    _links(db)
    _identities(db)
    _claims(db)
    _mentions(db)
    _support(db)
    _notes(db)
    _bookkeeping(db)
    _derived(db)
    for name, columns in SEARCHED.items():
        db.table(name).enable_fts(columns, create_triggers=True, tokenize=_TOKENIZER)
    _stamp(db, 1)


def _articles(db: Database) -> None:
    _table(
        db,
        "articles",
        {
            "id": str, "path": str, "title": str, "author": str, "site": str, "url": str,
            "published": str, "language": str, "format": str, "text": str, "words": int,
            "sha256": str, "metadata_sha256": str, "extractor": str, "warnings": str,
            "added": str,
        },
        required=("path", "language", "format", "text", "words", "sha256", "extractor", "added"),
        indexed=("language", "format", "site", "author", "published"),
    )  # fmt: skip
    db.table("articles").create_index(["path"], unique=True)
    _table(
        db,
        "sections",
        {
            "id": str, "article_id": str, "position": int, "kind": str, "title": str,
            "author": str, "published": str, **_SPAN,
        },
        owned_by={"article_id": "articles"},
        required=("position", "kind", "start", "end"),
        indexed=("kind",),
    )  # fmt: skip
    # What reading knows of the article's shape, as JSON, for pages that show it in place:
    # sentences [start, end, section, paragraph, kind], anchors [start, end, url],
    # blockquotes [start, end, cite], file_map [start, line, column]. Text positions.
    _table(
        db,
        "article_maps",
        {
            "article_id": str, "sentences": str, "anchors": str, "blockquotes": str,
            "file_map": str,
        },
        pk="article_id",
        owned_by={"article_id": "articles"},
        required=("sentences", "anchors", "blockquotes", "file_map"),
    )  # fmt: skip


def _links(db: Database) -> None:
    _table(
        db,
        "links",
        {
            "id": str, "url": str, "key": str, "host": str, "domain": str, "is_shortened": int,
            "verdict": str, "final_url": str, "archive_url": str, "failing_since": str,
            "confirmed": int,
        },
        required=("url", "key", "host", "domain", "is_shortened", "confirmed"),
        indexed=("key", "host", "domain", "is_shortened", "verdict", "confirmed"),
    )  # fmt: skip
    _table(
        db,
        "link_mentions",
        {
            "id": str, "link_id": str, "article_id": str, **_SPAN, "written": str,
            "anchor_text": str, "repair": str, "stripped": str,
        },
        owned_by={"article_id": "articles"},
        refers_to={"link_id": "links"},
        required=("link_id", "start", "end", "written", "repair", "stripped"),
        indexed=("repair",),
    )  # fmt: skip
    _table(
        db,
        "link_readings",
        {"link_mention_id": str, "link_id": str, "rank": int, "chosen_by": str},
        pk=("link_mention_id", "rank"),
        owned_by={"link_mention_id": "link_mentions"},
        refers_to={"link_id": "links"},
        required=("link_id",),
    )
    _table(
        db,
        "link_checks",
        {
            "id": str, "link_id": str, "checked": str, "verdict": str, "status": int,
            "final_url": str, "hops": str, "evidence": str, "error": str, "milliseconds": int,
            "archive_url": str, "archived": str,
        },
        refers_to={"link_id": "links"},
        required=("link_id", "checked", "verdict"),
        indexed=("verdict", ("link_id", "checked")),
    )  # fmt: skip


def _identities(db: Database) -> None:
    _table(
        db,
        "organisations",
        {"id": str, "name": str, "kind": str},
        required=("name",),
        indexed=("name", "kind"),
    )
    _table(
        db,
        "organisation_mentions",
        {
            "id": str, "article_id": str, "organisation_id": str, **_SPAN, "written": str,
            "name": str, "kind": str,
        },
        owned_by={"article_id": "articles"},
        refers_to={"organisation_id": "organisations"},
        required=("organisation_id", "start", "end", "written", "name"),
        indexed=("kind",),
    )  # fmt: skip
    _table(
        db,
        "people",
        {
            "id": str, "name": str, "role": str, "organisation": str, "organisation_id": str,
            "organisation_mention_id": str, "handle": str,
        },
        points_to={
            "organisation_id": "organisations",
            "organisation_mention_id": "organisation_mentions",
        },
        required=("name",),
        indexed=("name",),
    )  # fmt: skip
    _table(
        db,
        "sources",
        {
            "id": str, "kind": str, "label": str, "title": str, "author": str, "publisher": str,
            "container": str, "published": str, "link_id": str, "doi": str, "isbn": str,
        },
        refers_to={"link_id": "links"},
        required=("kind", "label"),
        indexed=("kind", "publisher", "published", "doi", "isbn"),
    )  # fmt: skip


def _claims(db: Database) -> None:
    _table(
        db,
        "claims",
        {
            "id": str, "article_id": str, "section_id": str, "text": str, **_SPAN,
            "support": str, "group_id": str, "group_key": str,
        },
        owned_by={"article_id": "articles"},
        refers_to={"section_id": "sections"},
        points_to={"group_id": "claims"},
        required=("text", "start", "end", "support"),
        indexed=("support", "group_key"),
    )  # fmt: skip
    _table(
        db,
        "statistics",
        {
            "id": str, "claim_id": str, "article_id": str, "text": str, **_SPAN, "kind": str,
            "value": float, "value_high": float, "unit": str, "qualifier": str,
            "subject": str, "period": str,
        },
        owned_by={"article_id": "articles", "claim_id": "claims"},
        required=("text", "start", "end", "kind", "unit", "qualifier"),
        indexed=("kind", "unit", "qualifier", "period", "value"),
    )  # fmt: skip


def _mentions(db: Database) -> None:
    _table(
        db,
        "person_mentions",
        {
            "id": str, "article_id": str, "person_id": str, **_SPAN, "written": str,
            "name": str, "role": str, "organisation": str, "organisation_mention_id": str,
            "handle": str,
        },
        owned_by={"article_id": "articles"},
        refers_to={"person_id": "people", "organisation_mention_id": "organisation_mentions"},
        required=("person_id", "start", "end", "written", "name"),
    )  # fmt: skip
    _table(
        db,
        "source_mentions",
        {
            "id": str, "article_id": str, "source_id": str, "work": int, **_SPAN,
            "written": str, "kind": str, "title": str, "author": str, "publisher": str,
            "container": str, "published": str, "link_id": str, "doi": str, "isbn": str,
            "rule": str, "confidence": float,
        },
        owned_by={"article_id": "articles"},
        refers_to={"source_id": "sources", "link_id": "links"},
        required=("source_id", "work", "start", "end", "written", "kind", "rule", "confidence"),
        indexed=("kind", "rule"),
    )  # fmt: skip
    speakers = {
        "person_id": "people",
        "organisation_id": "organisations",
        "person_mention_id": "person_mentions",
        "organisation_mention_id": "organisation_mentions",
    }
    _table(
        db,
        "quotations",
        {
            "id": str, "claim_id": str, "article_id": str, "text": str, **_SPAN,
            "speaker": str, "person_id": str, "organisation_id": str,
            "person_mention_id": str, "organisation_mention_id": str, "cue": str,
            "confidence": float, "speaker_confidence": float,
        },
        owned_by={"article_id": "articles", "claim_id": "claims"},
        refers_to=speakers,
        required=("text", "start", "end", "cue", "confidence", "speaker_confidence"),
        indexed=("cue",),
    )  # fmt: skip
    _table(
        db,
        "attributions",
        {
            "id": str, "claim_id": str, "article_id": str, "text": str, **_SPAN,
            "person_id": str, "organisation_id": str, "person_mention_id": str,
            "organisation_mention_id": str, "cue": str, "confidence": float,
        },
        owned_by={"article_id": "articles", "claim_id": "claims"},
        refers_to=speakers,
        required=("text", "start", "end", "cue", "confidence"),
        indexed=("cue",),
    )  # fmt: skip


def _support(db: Database) -> None:
    sources = {
        "source_id": "sources",
        "via_source_id": "sources",
        "source_mention_id": "source_mentions",
        "via_mention_id": "source_mentions",
    }
    _table(
        db,
        "citations",
        {
            "id": str, "claim_id": str, "article_id": str, "source_id": str,
            "via_source_id": str, "source_mention_id": str, "via_mention_id": str,
            "marker": str, **_SPAN, "rule": str, "confidence": float,
        },
        owned_by={"article_id": "articles", "claim_id": "claims"},
        refers_to=sources,
        required=(
            "source_id", "source_mention_id", "marker", "start", "end", "rule", "confidence",
        ),
        indexed=("rule", "confidence"),
    )  # fmt: skip
    _table(
        db,
        "relays",
        {
            "id": str, "source_id": str, "via_source_id": str, "article_id": str,
            "source_mention_id": str, "via_mention_id": str, **_SPAN, "rule": str,
            "confidence": float,
        },
        owned_by={"article_id": "articles"},
        refers_to=sources,
        required=(
            "source_id", "via_source_id", "source_mention_id", "via_mention_id", "start", "end",
            "rule", "confidence",
        ),
    )  # fmt: skip
    _table(
        db,
        "conflicts",
        {
            "statistic_id": str, "other_id": str, "source_id": str, "reason": str,
            "confidence": float,
        },
        pk=("statistic_id", "other_id"),
        owned_by={"statistic_id": "statistics", "other_id": "statistics"},
        points_to={"source_id": "sources"},
    )  # fmt: skip


def _notes(db: Database) -> None:
    _table(
        db,
        "notes",
        {"id": str, "article_id": str, "label": str, "text": str, **_SPAN},
        owned_by={"article_id": "articles"},
        required=("label",),
    )
    _table(
        db,
        "note_markers",
        {"note_id": str, **_SPAN},
        pk=("note_id", "start"),
        owned_by={"note_id": "notes"},
        required=("end",),
    )
    _table(
        db,
        "note_sources",
        {"note_id": str, "source_id": str, "source_mention_id": str},
        pk=("note_id", "source_mention_id"),
        owned_by={"note_id": "notes"},
        refers_to={"source_id": "sources", "source_mention_id": "source_mentions"},
        required=("source_id",),
    )


def _bookkeeping(db: Database) -> None:
    _table(db, "settings", {"name": str, "value": str}, pk="name", required=("value",))
    _table(
        db,
        "pending",
        {"kind": str, "what": str, "reason": str},
        pk=("kind", "what"),
        required=("reason",),
    )
    _table(
        db,
        "merges",
        {"kind": str, "one_id": str, "other_id": str, "rule": str, "confidence": float},
        pk=("kind", "one_id", "other_id"),
        required=("rule", "confidence"),
        indexed=("one_id", "other_id", "rule"),
    )
    # What two mentions must share before identity looks at them together.
    _table(
        db,
        "identity_keys",
        {"kind": str, "key": str, "mention_id": str, "article_id": str},
        pk=("kind", "key", "mention_id"),
        owned_by={"article_id": "articles"},
        indexed=("mention_id",),
    )
    _table(
        db,
        "reviews",
        {
            "id": str, "about": str, "about_id": str, "field": str, "decision": str,
            "value": str, "note": str, "actor": str, "created": str, "article_id": str,
            "exact": str, "prefix": str, "suffix": str,
        },
        required=("about", "about_id", "decision", "created"),
        indexed=("about", "about_id", "decision", "actor", "article_id"),
    )  # fmt: skip


def _derived(db: Database) -> None:
    """Rows put together ahead of time: the joins take too long over a million rows."""
    _table(
        db,
        "figures",
        {
            "statistic_id": str, "value": float, "value_high": float, "unit": str, "kind": str,
            "qualifier": str, "text": str, "subject": str, "period": str, "claim_id": str,
            "claim": str, "support": str, "source_id": str, "source": str,
            "source_published": str, "other_sources": int, "via_source_id": str, "via": str,
            "person_id": str, "organisation_id": str, "speaker": str, "article_id": str,
            "article": str, "published": str, "language": str,
        },
        pk="statistic_id",
        owned_by={
            "statistic_id": "statistics", "claim_id": "claims", "article_id": "articles",
        },
        refers_to={
            "source_id": "sources", "via_source_id": "sources", "person_id": "people",
            "organisation_id": "organisations",
        },
        required=("other_sources",),
        indexed=(
            "value", "unit", "kind", "qualifier", "support", "published", "source_published",
            "period", "language", ("unit", "value"),
        ),
    )  # fmt: skip
    _table(
        db,
        "claim_sources",
        {
            "citation_id": str, "claim_id": str, "claim": str, "source_id": str,
            "source": str, "source_kind": str, "source_published": str, "link_id": str,
            "via_source_id": str, "via": str, "marker": str, "rule": str, "confidence": float,
            "article_id": str, "article": str, "published": str, "language": str,
        },
        pk="citation_id",
        owned_by={
            "citation_id": "citations", "claim_id": "claims", "article_id": "articles",
        },
        refers_to={"source_id": "sources", "via_source_id": "sources", "link_id": "links"},
        indexed=(
            "source_kind", "source_published", "rule", "confidence", "published", "language",
        ),
    )  # fmt: skip

"""The tables of schema 1, as DESIGN.md names them. Files like this are out there: never edited."""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.tables import table

_SPAN = {"start": int, "end": int}


def create(db: Database) -> None:
    """Make all tables, in the order in which they refer to each other."""
    _articles(db)
    _links(db)
    _identities(db)
    _claims(db)
    _mentions(db)
    _support(db)
    _notes(db)
    _bookkeeping(db)
    _derived(db)


def _articles(db: Database) -> None:
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
        db,
        "link_readings",
        {"link_mention_id": str, "link_id": str, "rank": int, "chosen_by": str},
        pk=("link_mention_id", "rank"),
        owned_by={"link_mention_id": "link_mentions"},
        refers_to={"link_id": "links"},
        required=("link_id",),
    )
    table(
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
    table(
        db,
        "organisations",
        {"id": str, "name": str, "kind": str},
        required=("name",),
        indexed=("name", "kind"),
    )
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
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
    table(
        db,
        "notes",
        {"id": str, "article_id": str, "label": str, "text": str, **_SPAN},
        owned_by={"article_id": "articles"},
        required=("label",),
    )
    table(
        db,
        "note_markers",
        {"note_id": str, **_SPAN},
        pk=("note_id", "start"),
        owned_by={"note_id": "notes"},
        required=("end",),
    )
    table(
        db,
        "note_sources",
        {"note_id": str, "source_id": str, "source_mention_id": str},
        pk=("note_id", "source_mention_id"),
        owned_by={"note_id": "notes"},
        refers_to={"source_id": "sources", "source_mention_id": "source_mentions"},
        required=("source_id",),
    )


def _bookkeeping(db: Database) -> None:
    table(db, "settings", {"name": str, "value": str}, pk="name", required=("value",))
    table(
        db,
        "pending",
        {"kind": str, "what": str, "reason": str},
        pk=("kind", "what"),
        required=("reason",),
    )
    table(
        db,
        "merges",
        {"kind": str, "one_id": str, "other_id": str, "rule": str, "confidence": float},
        pk=("kind", "one_id", "other_id"),
        required=("rule", "confidence"),
        indexed=("one_id", "other_id", "rule"),
    )
    # What two mentions must share before identity looks at them together.
    table(
        db,
        "identity_keys",
        {"kind": str, "key": str, "mention_id": str, "article_id": str},
        pk=("kind", "key", "mention_id"),
        owned_by={"article_id": "articles"},
        indexed=("mention_id",),
    )
    table(
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
    table(
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
    table(
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

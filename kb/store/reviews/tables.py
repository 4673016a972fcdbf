"""The tables of migration 5: where decisions stand, and what the machine said in their place."""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.tables import table


def create(db: Database) -> None:
    """Everything beside the decisions is made anew whenever an article is written."""
    for column in ("other_article_id", "context"):
        db.execute(f"alter table reviews add column {column} text")
    db.table("reviews").create_index(["other_article_id"])
    db.table("reviews").create_index(["created", "id"])
    # Where a decision stands now: without a row_id it is orphaned; one on two mentions also
    # without an other_id.
    table(
        db,
        "review_places",
        {"review_id": str, "row_id": str, "other_id": str},
        pk="review_id",
        owned_by={"review_id": "reviews"},
        indexed=("row_id", "other_id"),
    )
    # What the machine said of a field that a decision changed. The value is JSON; the article
    # of an identity is that of the mention with its id.
    table(
        db,
        "machine_values",
        {"about": str, "about_id": str, "field": str, "value": str, "article_id": str},
        pk=("about", "about_id", "field"),
        owned_by={"article_id": "articles"},
        required=("value",),
        indexed=("about_id",),
    )
    # Rows that a decision took out of their table, as JSON, with all that hung on them.
    table(
        db,
        "set_aside",
        {"about": str, "about_id": str, "row": str, "article_id": str, "review_id": str},
        pk=("about", "about_id"),
        owned_by={"article_id": "articles", "review_id": "reviews"},
        required=("row",),
        indexed=("about_id",),
    )
    table(
        db,
        "added_rows",
        {"about": str, "about_id": str, "article_id": str, "review_id": str},
        pk=("about", "about_id"),
        owned_by={"article_id": "articles", "review_id": "reviews"},
        indexed=("about_id",),
    )
    # The decisions on what is one and what is two, as pairs of mentions.
    table(
        db,
        "identity_decisions",
        {"review_id": str, "one_id": str, "other_id": str, "kind": str, "same": int},
        pk=("review_id", "one_id"),
        owned_by={"review_id": "reviews"},
        required=("other_id", "kind", "same"),
        indexed=("one_id", "other_id"),
    )
    # A date that a person corrects is also that of the article's links.
    db.execute(
        """
        create trigger article_dated after update of published on articles
        when old.published is not new.published begin
          update link_standings set year = (
            select min(substr(a.published, 1, 4)) from link_mentions m
            join articles a on a.id = m.article_id where m.link_id = link_standings.link_id)
          where link_id in (select link_id from link_mentions where article_id = new.id);
        end
        """
    )

"""How each article stands: its length, its claims and how many of them have a source.

What lists of articles are sorted by, kept by triggers in the transaction that changes an
article or its claims. Part of schema 4: never edited.
"""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.tables import table

# Of an article without claims nothing can be said: it comes last.
SHARE = "case when claims > 0 then 1.0 * sourced / claims else -1 end"
# Articles without a date come last in either order.
OLDEST = "case when published = '' then '~' else published end"

_SOURCED = "({row}.support = 'sourced')"
_OF_ARTICLE = "new.id, new.label, coalesce(new.published, ''), new.language, new.words"

_TRIGGERS = {
    "article_added after insert on articles": f"""
        insert into article_standings
            (article_id, label, published, language, words, claims, sourced)
        values ({_OF_ARTICLE}, 0, 0);""",
    "article_changed after update of label, published, language, words on articles": f"""
        update article_standings
        set (article_id, label, published, language, words) = ({_OF_ARTICLE})
        where article_id = old.id;""",
    "article_claims after insert on claims": f"""
        update article_standings
        set claims = claims + 1, sourced = sourced + {_SOURCED.format(row="new")}
        where article_id = new.article_id;""",
    "article_claims_no_more after delete on claims": f"""
        update article_standings
        set claims = claims - 1, sourced = sourced - {_SOURCED.format(row="old")}
        where article_id = old.article_id;""",
    "article_claims_otherwise after update of support on claims": f"""
        update article_standings
        set sourced = sourced - {_SOURCED.format(row="old")} + {_SOURCED.format(row="new")}
        where article_id = new.article_id;""",
}


def create(db: Database) -> None:
    """The table, filled from what is there, and the triggers that keep it."""
    table(
        db,
        "article_standings",
        {
            "article_id": str, "label": str, "published": str, "language": str, "words": int,
            "claims": int, "sourced": int,
        },
        pk="article_id",
        owned_by={"article_id": "articles"},
        required=("label", "published", "language", "words", "claims", "sourced"),
        indexed=("label", "published", "language", "words", "claims"),
    )  # fmt: skip
    db.execute(f"create index idx_article_standings_share on article_standings ({SHARE})")
    db.execute(f"create index idx_article_standings_oldest on article_standings ({OLDEST})")
    db.execute(f"insert into article_standings {standing()}")
    for head, body in _TRIGGERS.items():
        db.execute(f"create trigger {head} begin {body} end")


def standing() -> str:
    """SQL that says anew how every article stands."""
    # Few claims are of one article, many of one support (+): the planner cannot know.
    return """
        select a.id, a.label, coalesce(a.published, ''), a.language, a.words,
               (select count(*) from claims where article_id = a.id),
               (select count(*) from claims where article_id = a.id and +support = 'sourced')
        from articles a"""

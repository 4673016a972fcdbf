"""The way in: the base in numbers, and what one would look at first."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row, rows
from kb.store.pages import counting

# What is counted, and the table that has it, in the order in which they are shown.
_COUNTED = (
    ("article", "articles"),
    ("claim", "claims"),
    ("statistic", "statistics"),
    ("quotation", "quotations"),
    ("source", "sources"),
    ("person", "people"),
    ("organisation", "organisations"),
    ("link", "links"),
)
SUPPORTS = ("sourced", "attributed", "none")

# The newest first; after them, where there is room, those without a date.
_ARTICLE = "select id, label as title, author, site, published, language, words from articles"
_NEWEST = f"{_ARTICLE} where published is not null order by published desc, id limit :limit"
_UNDATED = f"{_ARTICLE} where published is null limit :limit"

_LEANED_ON = """
    select s.id, s.label, s.kind, s.published, n.n as claims, m.n as articles
    from counts n
    join sources s on s.id = n.name
    join counts m on m.what = 'articles of source' and m.name = n.name and m.part = ''
    where n.what = 'claims of source' order by n.n desc, n.rowid desc limit :limit"""
_QUOTED = """
    select p.id, p.name, p.role, p.organisation, n.n as quotations
    from counts n join people p on p.id = n.name
    where n.what = 'quotations of person' order by n.n desc, n.rowid desc limit :limit"""
_UNSOURCED = """
    select statistic_id, text, value, value_high, unit, kind, qualifier, subject, claim_id, claim,
           article_id, article, published, language
    from figures where support = 'none' order by rowid desc limit :limit"""
_LINKS = """
    select t.link_id, t.state, t.claims, t.mentions, l.url, l.final_url, l.archive_url
    from link_standings t join links l on l.id = t.link_id
    where t.{which} order by t.claims desc, t.mentions desc limit :limit"""


def home_page(connection: sqlite3.Connection, *, articles: int, most: int) -> Row:
    """The base in numbers, `articles` newest articles, and `most` of everything else."""
    limit = {"limit": most}
    return {
        "counts": [
            {"kind": kind, "table": table, "n": counting.number(connection, table)}
            for kind, table in _COUNTED
        ],
        "support": {
            support: counting.number(connection, "support", support) for support in SUPPORTS
        },
        "articles": newest(connection, articles),
        "leaned_on": rows(connection, _LEANED_ON, limit),
        "quoted": rows(connection, _QUOTED, limit),
        "unsourced": rows(connection, _UNSOURCED, limit),
        "unsourced_figures": counting.number(connection, "figures by support", "none"),
        "dead": rows(connection, _LINKS.format(which="state = 'dead'"), limit),
        "shortened": rows(connection, _LINKS.format(which="is_shortened = 1"), limit),
        "states": states(connection),
        "shortened_links": sum(
            counting.number(connection, "state", state, "1") for state in STATES
        ),
        "units": [row["name"] for row in counting.most(connection, "unit", 31) if row["name"]],
    }


# How links stand, the best first.
STATES = ("works", "blocked", "failing", "dead", "skipped", "unchecked")


def states(connection: sqlite3.Connection) -> dict[str, int]:
    """How many links stand how."""
    found = {state: sum(counting.by_part(connection, "state", state).values()) for state in STATES}
    return {state: n for state, n in found.items() if n}


def newest(connection: sqlite3.Connection, limit: int) -> list[Row]:
    """The newest articles, each with how its claims are supported."""
    found = rows(connection, _NEWEST, {"limit": limit})
    found += rows(connection, _UNDATED, {"limit": limit - len(found)})
    for row in found:
        row["support"] = counting.by_part(connection, "support of article", row["id"])
    return found

"""The page of links: how they stand, by host and by year, and what hangs on those in trouble."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store.asking import Row, rows
from kb.store.pages import counting
from kb.store.pages.home import STATES, states

PAGE = 40  # links on a page
_EACH = 3  # claims and articles shown for each link
_DOMAINS = 12

_LINKS = """
    select t.link_id as id, t.state, t.is_shortened, t.domain, t.year, t.mentions, t.claims,
           l.url, l.verdict, l.final_url, l.archive_url, l.failing_since
    from (select * from link_standings where {where} order by {order} limit :n offset :o) t
    join links l on l.id = t.link_id"""
_ORDER = "claims desc, mentions desc"
_CLAIMS = """
    select distinct claim_id, claim, source_id, source, article_id, article, language
    from claim_sources where link_id = :id limit :limit"""
_ARTICLES = """
    select distinct m.article_id, a.label as article, a.language
    from (select article_id from link_mentions where link_id = :id limit 20) m
    join articles a on a.id = m.article_id limit :limit"""
_CHECKED = "select max(checked) as latest from link_checks where link_id = :id"


@dataclass(frozen=True)
class WantedLinks:
    """Which links: of a state, a domain, shortened ones, or a single one. Empty asks for all."""

    state: str = ""
    domain: str = ""
    shortened: bool = False
    link: str = ""  # the id of one link, or of a mention of it
    page: int = 1


def links_page(connection: sqlite3.Connection, wanted: WantedLinks) -> Row:
    """The links asked for, each with what hangs on it; and how all of them stand."""
    conditions = {
        "state = :state": wanted.state,
        "domain = :domain": wanted.domain,
        "is_shortened = 1": wanted.shortened,
        "link_id in (:link, (select link_id from link_mentions where id = :link))": wanted.link,
    }
    where = " and ".join(sql for sql, asked in conditions.items() if asked)
    parameters = {
        "state": wanted.state,
        "domain": wanted.domain,
        "link": wanted.link,
        "n": PAGE + 1,
        "o": min(max(1, wanted.page) - 1, 200) * PAGE,
    }
    # All links in the order of what hangs on them have no index, and nobody asks for that.
    order = _ORDER if where else "state"
    found = rows(connection, _LINKS.format(where=where or "1", order=order), parameters)
    for link in found[:PAGE]:
        each = {"id": link["id"], "limit": _EACH}
        link["hanging"] = rows(connection, _CLAIMS, each) if link["claims"] else []
        link["articles"] = rows(connection, _ARTICLES, each)
        link["checked"] = rows(connection, _CHECKED, each)[0]["latest"]
    return {
        "links": found[:PAGE],
        "page": max(1, wanted.page),
        "more": len(found) > PAGE,
        "states": states(connection),
        "shortened": sum(counting.number(connection, "state", state, "1") for state in STATES),
        "total": counting.number(connection, "links"),
        "domains": [
            {
                "domain": row["name"],
                "n": row["n"],
                "states": counting.by_part(connection, "state of domain", row["name"]),
            }
            for row in counting.most(connection, "domain", _DOMAINS)
        ],
        "years": _years(connection),
    }


def _years(connection: sqlite3.Connection) -> list[Row]:
    """How links stand by the year of the first article that gives them, the oldest first."""
    sql = "select name, part, n from counts where what = 'state of year' order by name limit 600"
    years: dict[str, dict[str, int]] = {}
    for row in rows(connection, sql):
        years.setdefault(row["name"], {})[row["part"]] = row["n"]
    return [{"year": year, "states": found} for year, found in years.items()]

"""The page of a source: what it is, what rests on it, how articles name it, how its links fare."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from kb.store.asking import Row, first, rows
from kb.store.pages import counting
from kb.store.pages.claims import told

_MOST = 60  # claims; and as many mentions are looked at
_RELATED = 8

_SOURCE = """
    select s.*, l.url, l.verdict, l.final_url, l.archive_url, l.failing_since, l.is_shortened,
           t.state
    from sources s
    left join links l on l.id = s.link_id
    left join link_standings t on t.link_id = s.link_id
    where s.id = :id"""
# In the order of the index: by article.
_CLAIMS = """
    select claim_id, via_source_id, article_id from citations where source_id = :id
    and (article_id, claim_id) > (:article, :claim)
    order by article_id, claim_id limit :limit + 1"""
_RELAYED = """
    select claim_id, source_id from citations where via_source_id = :id
    order by rowid limit :limit"""
_MENTIONS = """
    select m.id, m.written, m.title, m.author, m.publisher, m.published, m.rule, m.confidence,
           m.link_id, m.article_id, m.start, a.label as article, a.language
    from source_mentions m join articles a on a.id = m.article_id
    where m.source_id = :id order by m.rowid limit :limit"""
_LINKS = """
    select l.id, l.url, l.verdict, l.final_url, l.archive_url, l.failing_since, l.is_shortened,
           t.state
    from links l join link_standings t on t.link_id = l.id
    where l.id in (select value from json_each(:ids)) order by l.url"""
_CHECKS = """
    select link_id, checked, verdict, status, final_url, archive_url, archived, error
    from link_checks where link_id = :id order by checked desc limit 20"""
_RELAYS = """
    select distinct {other} as id, s.label, s.kind, s.published, r.rule, r.article_id,
           a.label as article
    from relays r
    join sources s on s.id = r.{other}
    join articles a on a.id = r.article_id
    where r.{own} = :id limit :limit"""
_BESIDE = """
    select source_id as id, count(distinct claim_id) as together from citations
    where claim_id in (select value from json_each(:claims)) and source_id <> :id
    group by source_id order by together desc, source_id limit :limit"""
_SAME_MAKER = """
    select id from sources where publisher = :publisher and id <> :id
    order by rowid limit :limit"""
_LABELS = """
    select id, label, kind, published from sources
    where id in (select value from json_each(:ids))"""
# As many of the first mention's as there is room for: with it, all others are one.
_MERGES = """
    select distinct rule, confidence from
        (select rule, confidence from merges
         where kind = 'sources' and one_id in (select value from json_each(:ids)) limit 200)
    order by confidence desc, rule"""


def source_page(connection: sqlite3.Connection, source_id: str, after: str = "") -> Row | None:
    """Everything about one source; None if there is none with this id.

    `by_article` are the claims behind the place that is called `after`, as `next` told it.
    """
    source = first(connection, _SOURCE, {"id": source_id})
    if source is None:
        return None
    wanted = {"id": source_id, "limit": _MOST}
    last_article, _, last_claim = after.partition(" ")
    found = rows(connection, _CLAIMS, {**wanted, "article": last_article, "claim": last_claim})
    cited = found[:_MOST]
    relayed = rows(connection, _RELAYED, wanted)
    claims = told(connection, [row["claim_id"] for row in cited])
    second_hand = {row["claim_id"] for row in cited if row["via_source_id"]}
    for claim in claims:
        claim["second_hand"] = claim["id"] in second_hand
    mentions = rows(connection, _MENTIONS, wanted)
    of_source = {"id": source_id, "limit": _RELATED}
    return {
        "source": source,
        "claims": counting.number(connection, "claims of source", source_id),
        "articles": counting.number(connection, "articles of source", source_id),
        "by_article": _by_article(claims),
        "next": f"{cited[-1]['article_id']} {cited[-1]['claim_id']}" if found[_MOST:] else None,
        "relays_claims": told(connection, [row["claim_id"] for row in relayed]),
        "mentions": _as_written(mentions),
        "merges": rows(connection, _MERGES, {"ids": json.dumps([m["id"] for m in mentions])}),
        "links": _links(connection, source, mentions),
        "relayed_by": rows(
            connection, _RELAYS.format(other="via_source_id", own="source_id"), of_source
        ),
        "relays": rows(
            connection, _RELAYS.format(other="source_id", own="via_source_id"), of_source
        ),
        "related": _related(connection, source, [claim["id"] for claim in claims]),
    }


def _by_article(claims: list[Row]) -> list[Row]:
    """The claims article by article, the newest article first."""
    articles: dict[str, Row] = {}
    for claim in claims:
        shared = {key: claim[key] for key in ("article", "published", "language")}
        article = articles.setdefault(
            claim["article_id"], {"id": claim["article_id"], **shared, "claims": []}
        )
        article["claims"].append(claim)
    return sorted(articles.values(), key=lambda one: one["published"] or "", reverse=True)


def _as_written(mentions: list[Row]) -> list[Row]:
    """How articles write it: the words, with the articles that write them so."""
    written: dict[str, Row] = {}
    for mention in mentions:
        words = " ".join(mention["written"].split())
        name = written.setdefault(words, {"written": words, "places": {}, "rules": Counter()})
        name["places"].setdefault(mention["article_id"], mention)
        name["rules"][mention["rule"]] += 1
    return [
        {
            "written": one["written"],
            "places": list(one["places"].values()),
            "rules": list(one["rules"]),
        }
        for one in written.values()
    ]


def _links(connection: sqlite3.Connection, source: Row, mentions: list[Row]) -> list[Row]:
    """All addresses given for it, its own first, each with its checks."""
    ids = dict.fromkeys([source["link_id"], *(mention["link_id"] for mention in mentions)])
    given = [one for one in ids if one]
    found = {row["id"]: row for row in rows(connection, _LINKS, {"ids": json.dumps(given)})}
    for row in found.values():
        row["checks"] = rows(connection, _CHECKS, {"id": row["id"]})
    return [found[one] for one in given if one in found]


def _related(connection: sqlite3.Connection, source: Row, claims: list[str]) -> list[Row]:
    """Sources that back the same claims, then others of the same publisher."""
    wanted = {"id": source["id"], "claims": json.dumps(claims), "limit": _RELATED}
    together = {row["id"]: row["together"] for row in rows(connection, _BESIDE, wanted)}
    ids = list(together)
    if source["publisher"]:
        same = {"id": source["id"], "publisher": source["publisher"], "limit": _RELATED}
        ids += [row["id"] for row in rows(connection, _SAME_MAKER, same)]
    labels = {row["id"]: row for row in rows(connection, _LABELS, {"ids": json.dumps(ids)})}
    return [
        {**labels[one], "together": together.get(one, 0)}
        for one in dict.fromkeys(ids)
        if one in labels
    ][:_RELATED]

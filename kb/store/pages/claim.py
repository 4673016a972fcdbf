"""The page of a claim: its surroundings, what it carries, the chain to the origin, its likes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kb.store.asking import Row, first, rows
from kb.store.pages.claims import told

_AROUND = 420  # characters of the article before and behind the claim
_MOST = 40  # of the claims that say the same, and of the figures that contradict

_CLAIM = """
    select c.id, c.text, c.start, c.end, c.support, c.group_id, c.article_id,
           a.label as article, a.text as article_text, a.author, a.site, a.url, a.language,
           coalesce(e.published, a.published) as published, e.kind as section,
           e.start as section_start, e.end as section_end,
           e.author as section_author
    from claims c
    join articles a on a.id = c.article_id
    left join sections e on e.id = c.section_id
    where c.id = :id"""
_STATISTICS = """
    select id, text, start, end, kind, value, value_high, unit, qualifier, subject, period
    from statistics where claim_id = :id order by start, end"""
_SAID = """
    select t.id, t.text, t.start, t.end, {speaker} as speaker, t.cue, {confidence} as confidence,
           t.person_id, p.name as person, p.role, t.organisation_id, o.name as organisation
    from {table} t
    left join people p on p.id = t.person_id
    left join organisations o on o.id = t.organisation_id
    where t.claim_id = :id order by t.start, t.end"""
_CITATIONS = """
    select c.id, c.marker, c.start, c.end, c.rule, c.confidence, c.via_source_id, c.source_id
    from citations c where c.claim_id = :id order by c.confidence desc, c.start, c.id"""
_SOURCE = """
    select s.id, s.kind, s.label, s.title, s.author, s.publisher, s.container, s.published, s.doi,
           s.link_id, l.url, l.verdict, l.final_url, l.archive_url, l.failing_since,
           l.is_shortened, t.state
    from sources s
    left join links l on l.id = s.link_id
    left join link_standings t on t.link_id = s.link_id
    where s.id = :id"""
# The claim's own article first: it is the one that had the study through the newspaper.
_RELAYED = """
    select id from relays where article_id = :article
    and +source_id = :origin and +via_source_id = :nearest limit 1"""
_RELAYED_ELSEWHERE = """
    select id from relays where source_id = :origin and via_source_id = :nearest
    order by confidence desc limit 1"""
# From the origin towards the reader: a study has few relays, a newspaper relays many studies.
_RELAYS = """
    with recursive chain (via, path, steps) as (
        select :origin, '', 0
        union all
        select r.via_source_id, chain.path || ' ' || r.id, chain.steps + 1
        from chain cross join relays r on r.rowid in
             (select rowid from relays where source_id = chain.via limit 100)
        where chain.steps < 6 and instr(chain.path, r.id) = 0
        limit 300
    )
    select path from chain where via = :nearest and steps > 0 order by steps limit 1"""
_RELAY = """
    select r.id, r.source_id, r.via_source_id, r.start, r.end, r.rule, r.confidence,
           r.article_id, a.label as article, a.text as article_text, a.language
    from relays r join articles a on a.id = r.article_id where r.id = :id"""
_BESIDE = """
    select id from claims where article_id = :article
    and (start, id) {side} (:start, :id) order by start {order}, id {order} limit 1"""
_LIKE = """
    select id from claims where group_id = :first and id <> :id limit :limit"""
_CONFLICTS = """
    select k.reason, k.confidence, k.source_id, s.label as source,
           mine.text as figure, other.text as other_figure, other.claim_id as other_claim_id
    from (select statistic_id as mine, other_id as other, reason, confidence, source_id
          from conflicts where statistic_id = :id
          union
          select other_id, statistic_id, reason, confidence, source_id
          from conflicts where other_id = :id) k
    join statistics mine on mine.id = k.mine
    join statistics other on other.id = k.other
    left join sources s on s.id = k.source_id limit :limit"""
_LINKS = """
    select m.link_id, m.written, l.url, l.verdict, l.final_url, l.archive_url, l.is_shortened,
           t.state
    from link_mentions m
    join links l on l.id = m.link_id
    join link_standings t on t.link_id = m.link_id
    where m.article_id = :article and m.start >= :start and m.end <= :end order by m.start"""


def claim_page(connection: sqlite3.Connection, claim_id: str) -> Row | None:
    """Everything about one claim; None if there is none with this id."""
    claim = first(connection, _CLAIM, {"id": claim_id})
    if claim is None:
        return None
    text = claim.pop("article_text")
    start, end = claim["start"], claim["end"]
    # Menus and other people's comments are no part of the passage.
    begins, ends = claim.pop("section_start") or 0, claim.pop("section_end") or len(text)
    claim["before"] = text[max(begins, start - _AROUND) : start]
    claim["behind"] = text[end : min(ends, end + _AROUND)]
    claim["cut_before"], claim["cut_behind"] = start - _AROUND > begins, end + _AROUND < ends
    by_id = {"id": claim_id}
    statistics = rows(connection, _STATISTICS, by_id)
    at = {"article": claim["article_id"], "start": start, "end": end, "id": claim_id}
    return {
        "claim": claim,
        "statistics": statistics,
        "quotations": _said(connection, "quotations", claim_id),
        "attributions": _said(connection, "attributions", claim_id),
        "chains": [
            _chain(connection, citation, claim["article_id"])
            for citation in rows(connection, _CITATIONS, by_id)
        ],
        "links": rows(connection, _LINKS, at),
        "like": _like(connection, claim),
        "conflicts": _conflicts(connection, statistics),
        "previous": _beside(connection, at, "<", "desc"),
        "next": _beside(connection, at, ">", "asc"),
    }


def _said(connection: sqlite3.Connection, table: str, claim_id: str) -> list[Row]:
    quoted = table == "quotations"
    sql = _SAID.format(
        table=table,
        speaker="t.speaker" if quoted else "null",
        confidence="t.speaker_confidence" if quoted else "t.confidence",
    )
    return rows(connection, sql, {"id": claim_id})


def _chain(connection: sqlite3.Connection, citation: Row, article: str) -> Row:
    """The citation with its `sources`, the nearest to the claim first, the origin last.

    `steps` says of each source but the first why it stands behind the one before.
    """
    origin, nearest = citation["source_id"], citation["via_source_id"]
    ids: list[str] = [origin]
    steps: list[Row | None] = []
    if nearest is not None and nearest != origin:
        relays = _relays(connection, origin, nearest, article)
        if relays:
            ids = [relay["via_source_id"] for relay in relays] + [origin]
            steps = [*relays]
        else:
            ids, steps = [nearest, origin], [None]
    sources = [first(connection, _SOURCE, {"id": one}) for one in ids]
    return {**citation, "sources": [s for s in sources if s is not None], "steps": steps}


def _relays(connection: sqlite3.Connection, origin: str, nearest: str, article: str) -> list[Row]:
    """The relays between the nearest source and the origin, the nearest first."""
    ends = {"origin": origin, "nearest": nearest, "article": article}
    direct = first(connection, _RELAYED, ends) or first(connection, _RELAYED_ELSEWHERE, ends)
    if direct is not None:
        path = [direct["id"]]
    else:
        found = first(connection, _RELAYS, ends)
        path = found["path"].split()[::-1] if found else []
    relays = []
    for relay_id in path:
        relay = rows(connection, _RELAY, {"id": relay_id})[0]
        relay["words"] = relay.pop("article_text")[relay["start"] : relay["end"]]
        relays.append(relay)
    return relays


def _like(connection: sqlite3.Connection, claim: Row) -> list[Row]:
    """The other claims that say the same, the first known one before all."""
    head = claim["group_id"] or claim["id"]
    wanted = {"first": head, "id": claim["id"], "limit": _MOST}
    ids = [row["id"] for row in rows(connection, _LIKE, wanted)]
    return told(connection, ([head] if head != claim["id"] else []) + ids)


def _conflicts(connection: sqlite3.Connection, statistics: Sequence[Row]) -> list[Row]:
    """Figures that contradict those of the claim, each with its claim."""
    found = [
        row
        for statistic in statistics
        for row in rows(connection, _CONFLICTS, {"id": statistic["id"], "limit": _MOST})
    ]
    claims = {one["id"]: one for one in told(connection, [c["other_claim_id"] for c in found])}
    return [{**row, "claim": claims[row["other_claim_id"]]} for row in found]


def _beside(connection: sqlite3.Connection, at: Row, side: str, order: str) -> str | None:
    sql = _BESIDE.format(side=side, order=order)
    found = first(connection, sql, at)
    return str(found["id"]) if found else None

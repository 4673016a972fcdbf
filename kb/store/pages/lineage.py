"""Where claims come from in the end, and which articles repeat others."""

from __future__ import annotations

import json
import sqlite3

from kb.store.asking import Row, first, rows

_MOST = 40  # claims that say one thing, and articles that repeat one, are looked at

_ORIGINS = """
    select o.source_id as id, o.steps, o.inferred, s.label, s.kind, s.published
    from claim_origins o join sources s on s.id = o.source_id
    where o.claim_id = :id order by o.inferred, o.steps, s.label, s.id limit 20"""
_GROUP = """
    select c.id, c.article_id, x.original_id from claims c
    left join article_copies x on x.article_id = c.article_id
    where c.id = :first union all
    select near.id, near.article_id, x.original_id
    from (select id, article_id from claims where group_id = :first limit :limit) near
    left join article_copies x on x.article_id = near.article_id"""
_ORIGINS_OF_ALL = """
    select distinct source_id from claim_origins
    where claim_id in (select value from json_each(:ids))"""
_ORIGINAL = """
    select x.original_id as id, x.shared, a.label, a.published, a.language
    from article_copies x join articles a on a.id = x.original_id where x.article_id = :id"""
_COPIES = """
    select x.article_id as id, x.shared, a.label, a.published, a.language
    from article_copies x join articles a on a.id = x.article_id
    where x.original_id = :id order by x.shared desc, x.article_id limit :limit"""


def origins(connection: sqlite3.Connection, claim_id: str) -> list[Row]:
    """The sources at the ends of a claim's chains: those that its article gives come first.

    `steps` away; `inferred` is 1 for what another article says of the same claim.
    """
    return rows(connection, _ORIGINS, {"id": claim_id})


def support(connection: sqlite3.Connection, claim_id: str, group_id: str | None) -> Row:
    """How well what a claim says is supported by all who say it.

    `articles` say it, of which `copies` repeat another one; `origins` is the number of
    different sources that it comes from: newspapers that relay one study are one.
    """
    wanted = {"first": group_id or claim_id, "limit": _MOST}
    said = rows(connection, _GROUP, wanted)
    ids = json.dumps([one["id"] for one in said])
    return {
        "articles": len({one["article_id"] for one in said}),
        "copies": len({one["article_id"] for one in said if one["original_id"]}),
        "origins": len(rows(connection, _ORIGINS_OF_ALL, {"ids": ids})),
    }


def copies(connection: sqlite3.Connection, article_id: str) -> Row:
    """Which article this one repeats (`original`, or None), and which ones repeat it."""
    wanted = {"id": article_id, "limit": _MOST}
    return {
        "original": first(connection, _ORIGINAL, wanted),
        "copies": rows(connection, _COPIES, wanted),
    }

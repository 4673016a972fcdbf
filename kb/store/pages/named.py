"""The pages of people and organisations: what is said of them, and what they say."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row, first, rows
from kb.store.pages import counting

_MOST = 60  # quotations; as many mentions and attributions are looked at

_PERSON = """
    select p.*, o.name as organisation_name
    from people p left join organisations o on o.id = p.organisation_id where p.id = :id"""
_ORGANISATION = "select * from organisations where id = :id"
_SAID = """
    select t.id, t.text, t.claim_id, t.cue, t.article_id, a.label as article, a.language,
           coalesce(e.published, a.published) as published, c.text as claim, c.support,
           t.person_id, p.name as person
    from (select * from {table} where {column} = :id order by rowid limit :limit) t
    join claims c on c.id = t.claim_id
    join articles a on a.id = t.article_id
    left join sections e on e.id = c.section_id
    left join people p on p.id = t.person_id
    order by published desc, t.article_id, t.start"""
_PERSON_MENTIONS = """
    select m.id, m.written, m.role, m.organisation, m.article_id, a.label as article, a.published,
           a.language
    from (select * from person_mentions where person_id = :id order by rowid limit :limit) m
    join articles a on a.id = m.article_id order by a.published desc, m.article_id, m.start"""
_ORGANISATION_MENTIONS = """
    select m.id, m.written, m.kind, m.article_id, a.label as article, a.published, a.language
    from (select * from organisation_mentions where organisation_id = :id
          order by rowid limit :limit) m
    join articles a on a.id = m.article_id order by a.published desc, m.article_id, m.start"""
_MEMBERS = """
    select id, name, role from people where organisation_id = :id order by rowid limit :limit"""
_PUBLISHED = """
    select s.id, s.label, s.kind, s.published, coalesce(n.n, 0) as claims
    from (select * from sources where publisher = :name order by rowid limit :limit) s
    left join counts n on n.what = 'claims of source' and n.name = s.id and n.part = ''
    order by claims desc, s.published desc"""


def person_page(connection: sqlite3.Connection, person_id: str) -> Row | None:
    """Everything about one person; None if there is none with this id."""
    person = first(connection, _PERSON, {"id": person_id})
    if person is None:
        return None
    wanted = {"id": person_id, "limit": _MOST}
    mentions = rows(connection, _PERSON_MENTIONS, wanted)
    return {
        "person": person,
        "roles": _distinct(mentions, ("role", "organisation")),
        "written": _distinct(mentions, ("written",)),
        "articles": _distinct(mentions, ("article_id",)),
        **_spoken(connection, "person", person_id),
    }


def organisation_page(connection: sqlite3.Connection, organisation_id: str) -> Row | None:
    """Everything about one organisation; None if there is none with this id."""
    organisation = first(connection, _ORGANISATION, {"id": organisation_id})
    if organisation is None:
        return None
    wanted = {"id": organisation_id, "name": organisation["name"], "limit": _MOST}
    mentions = rows(connection, _ORGANISATION_MENTIONS, wanted)
    return {
        "organisation": organisation,
        "written": _distinct(mentions, ("written",)),
        "articles": _distinct(mentions, ("article_id",)),
        "people": rows(connection, _MEMBERS, wanted),
        "sources": rows(connection, _PUBLISHED, wanted),
        **_spoken(connection, "organisation", organisation_id),
    }


def _spoken(connection: sqlite3.Connection, who: str, identity: str) -> Row:
    wanted = {"id": identity, "limit": _MOST}
    said = {
        table: rows(connection, _SAID.format(table=table, column=f"{who}_id"), wanted)
        for table in ("quotations", "attributions")
    }
    return {**said, "quoted": counting.number(connection, f"quotations of {who}", identity)}


def _distinct(mentions: list[Row], columns: tuple[str, ...]) -> list[Row]:
    """What mentions say in these columns, each once, with the first mention that says so."""
    said: dict[tuple[object, ...], Row] = {}
    for mention in mentions:
        values = tuple(mention[column] for column in columns)
        if any(values):
            said.setdefault(values, mention)
    return list(said.values())

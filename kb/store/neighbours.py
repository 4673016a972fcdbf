"""What the graph asks: which thing an id means, what is tied to it, and what it is called.

A node is (kind, id); kinds are article, claim, source, person, organisation. A tie is
(from, relation, to, note), the note being what the relation's words are in the text.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kb.store.asking import Row, first, rows

KINDS = ("article", "claim", "source", "person", "organisation")


class Node(NamedTuple):
    kind: str
    id: str


class Tie(NamedTuple):
    start: Node
    relation: str  # claims, rests on, via, relayed by, says, belongs to, repeats
    end: Node
    note: str = ""


_TABLES = {
    "article": "articles",
    "claim": "claims",
    "source": "sources",
    "person": "people",
    "organisation": "organisations",
}
# The id of a mention, a figure or a quotation means the thing it belongs to: the column of the
# table that names it, where another column is the id. A link is its source, or where it stands.
_BELONGS = (
    ("claim", "statistics", "claim_id", "id"),
    ("claim", "quotations", "claim_id", "id"),
    ("claim", "attributions", "claim_id", "id"),
    ("claim", "citations", "claim_id", "id"),
    ("source", "source_mentions", "source_id", "id"),
    ("person", "person_mentions", "person_id", "id"),
    ("organisation", "organisation_mentions", "organisation_id", "id"),
    ("source", "relays", "source_id", "id"),
    ("source", "sources", "id", "link_id"),
    ("article", "link_mentions", "article_id", "link_id"),
    ("article", "link_mentions", "article_id", "id"),
    ("article", "sections", "article_id", "id"),
    ("article", "notes", "article_id", "id"),
)

# (kind of the start, relation, kind of the end, SQL giving start, end and note)
_TIES = (
    ("article", "claims", "claim", "select article_id as a, id as b, null as note from claims"),
    (
        "claim",
        "rests on",
        "source",
        "select claim_id as a, source_id as b, rule as note from citations",
    ),
    (
        "claim",
        "via",
        "source",
        "select claim_id as a, via_source_id as b, rule as note from citations"
        " where via_source_id is not null",
    ),
    (
        "source",
        "relayed by",
        "source",
        "select source_id as a, via_source_id as b, rule as note from relays",
    ),
    (
        "person",
        "says",
        "claim",
        "select person_id as a, claim_id as b, cue as note from quotations"
        " where person_id is not null",
    ),
    (
        "person",
        "says",
        "claim",
        "select person_id as a, claim_id as b, cue as note from attributions"
        " where person_id is not null",
    ),
    (
        "organisation",
        "says",
        "claim",
        "select organisation_id as a, claim_id as b, cue as note from quotations"
        " where organisation_id is not null",
    ),
    (
        "organisation",
        "says",
        "claim",
        "select organisation_id as a, claim_id as b, cue as note from attributions"
        " where organisation_id is not null",
    ),
    (
        "person",
        "belongs to",
        "organisation",
        "select id as a, organisation_id as b, role as note from people"
        " where organisation_id is not null",
    ),
    (
        "claim",
        "repeats",
        "claim",
        "select id as a, group_id as b, null as note from claims where group_id is not null",
    ),
)

_DETAILS = {
    "article": """
        select id, label, author, site, published, language, url
        from articles where id in (select value from json_each(:ids))""",
    "claim": """
        select c.id, c.text as label, c.text, c.support, a.label as article,
               a.published
        from claims c join articles a on a.id = c.article_id
        where c.id in (select value from json_each(:ids))""",
    "source": """
        select s.id, s.label, s.kind as source_kind, s.author, s.publisher, s.published, l.url
        from sources s left join links l on l.id = s.link_id
        where s.id in (select value from json_each(:ids))""",
    "person": """
        select id, name as label, role, organisation from people
        where id in (select value from json_each(:ids))""",
    "organisation": """
        select id, name as label, kind as organisation_kind from organisations
        where id in (select value from json_each(:ids))""",
}

_LEANED_ON = """
    select source_id as id from citations group by source_id
    order by count(distinct claim_id) desc, count(distinct article_id) desc, source_id
    limit :limit"""
_CLAIMS_OF_SOURCE = """
    select claim_id as id, max(confidence) as best from citations where source_id = :id
    group by claim_id order by best desc, claim_id limit :limit"""
_ANY_CLAIMS = "select id from claims order by article_id, start limit :limit"


def resolve(connection: sqlite3.Connection, any_id: str) -> Node | None:
    """The node that an id of any table means; None for an id that nothing has."""
    for kind, table in _TABLES.items():
        if first(connection, f"select id from {table} where id = :id", {"id": any_id}):
            return Node(kind, any_id)
    for kind, table, column, key in _BELONGS:
        asked = f"select {column} as id from {table} where {key} = :id order by {column} limit 1"
        found = first(connection, asked, {"id": any_id})
        if found:
            return Node(kind, found["id"])
    return None


def ties(connection: sqlite3.Connection, nodes: Iterable[Node], *, limit: int) -> list[Tie]:
    """The ties that begin or end at these nodes, each once; at most `limit` of each relation."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes:
        ids[node.kind].add(node.id)
    found: dict[Tie, None] = {}
    for start, relation, end, sql in _TIES:
        for column, kind in (("a", start), ("b", end)):
            if not ids[kind]:
                continue
            asked = (
                f"select distinct a, b, note from ({sql})"
                f" where {column} in (select value from json_each(:ids)) order by a, b limit :limit"
            )
            wanted = {"ids": json.dumps(sorted(ids[kind])), "limit": limit}
            for row in rows(connection, asked, wanted):
                tie = Tie(Node(start, row["a"]), relation, Node(end, row["b"]), row["note"] or "")
                found[tie] = None
    return list(found)


def details(connection: sqlite3.Connection, nodes: Sequence[Node]) -> dict[Node, Row]:
    """What is known of each node: its label, and what its kind has besides."""
    told: dict[Node, Row] = {}
    for kind, sql in _DETAILS.items():
        ids = json.dumps([node.id for node in nodes if node.kind == kind])
        for row in rows(connection, sql, {"ids": ids}):
            told[Node(kind, row["id"])] = row
    return told


def leaned_on(connection: sqlite3.Connection, *, sources: int, claims: int) -> list[Node]:
    """The sources that most claims rest on, each followed by its best supported claims.

    Claims of any kind where no claim rests on a source.
    """
    chosen: dict[Node, None] = {}
    for source in rows(connection, _LEANED_ON, {"limit": sources}):
        chosen[Node("source", source["id"])] = None
        wanted = {"id": source["id"], "limit": claims}
        for claim in rows(connection, _CLAIMS_OF_SOURCE, wanted):
            chosen[Node("claim", claim["id"])] = None
    if not chosen:
        found = rows(connection, _ANY_CLAIMS, {"limit": sources})
        chosen = {Node("claim", claim["id"]): None for claim in found}
    return list(chosen)


def totals(connection: sqlite3.Connection) -> dict[str, int]:
    """How many nodes of each kind the whole base has."""
    return {
        kind: rows(connection, f"select count(*) as n from {table}")[0]["n"]
        for kind, table in _TABLES.items()
    }

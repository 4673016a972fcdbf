"""What the graph asks: which thing an id means, what is tied to it, and what it is called.

A node is (kind, id); kinds are article, claim, source, person, organisation. Everything is
bounded: a source that a hundred thousand claims rest on is looked at no longer than another.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.store.asking import Row, first, rows
from kb.store.pages import counting

KINDS = ("article", "claim", "source", "person", "organisation")


class Node(NamedTuple):
    kind: str
    id: str


class Tie(NamedTuple):
    start: Node
    relation: str  # claims, rests on, via, relayed by, says, belongs to, repeats
    end: Node
    note: str = ""  # the rule that found it, or a role
    confidence: float | None = None


@dataclass(frozen=True)
class _Relation:
    """Rows of `table` that tie two nodes. `few` is the column of which a value has few rows."""

    start: str
    name: str
    end: str
    table: str
    from_column: str
    to_column: str
    few: str
    note: str = "null"
    confidence: str = "null"


_SAYS = {"few": "claim_id", "note": "cue"}
_SURE = {"note": "rule", "confidence": "confidence"}
_RELATIONS = (
    _Relation("article", "claims", "claim", "claims", "article_id", "id", few="id"),
    _Relation(
        "claim", "rests on", "source", "citations", "claim_id", "source_id", few="claim_id", **_SURE
    ),
    _Relation(
        "claim", "via", "source", "citations", "claim_id", "via_source_id", few="claim_id", **_SURE
    ),
    _Relation(
        "source", "relayed by", "source", "relays", "source_id", "via_source_id",
        few="source_id", **_SURE,
    ),
    _Relation("person", "says", "claim", "quotations", "person_id", "claim_id", **_SAYS),
    _Relation("person", "says", "claim", "attributions", "person_id", "claim_id", **_SAYS),
    _Relation(
        "organisation", "says", "claim", "quotations", "organisation_id", "claim_id", **_SAYS
    ),
    _Relation(
        "organisation", "says", "claim", "attributions", "organisation_id", "claim_id", **_SAYS
    ),
    _Relation(
        "person", "belongs to", "organisation", "people", "id", "organisation_id",
        few="id", note="role",
    ),
    _Relation("claim", "repeats", "claim", "claims", "id", "group_id", few="id"),
)  # fmt: skip

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

_DETAILS = {
    "article": """
        select id, label, author, site, published, language, url
        from articles where id in (select value from json_each(:ids))""",
    "claim": """
        select c.id, c.text as label, c.text, c.support, a.label as article, c.article_id,
               a.published, a.language
        from claims c join articles a on a.id = c.article_id
        where c.id in (select value from json_each(:ids))""",
    "source": """
        select s.id, s.label, s.kind as source_kind, s.author, s.publisher, s.published, l.url,
               t.state
        from sources s
        left join links l on l.id = s.link_id
        left join link_standings t on t.link_id = s.link_id
        where s.id in (select value from json_each(:ids))""",
    "person": """
        select id, name as label, role, organisation from people
        where id in (select value from json_each(:ids))""",
    "organisation": """
        select id, name as label, kind as organisation_kind from organisations
        where id in (select value from json_each(:ids))""",
}

_CLAIMS_OF_SOURCE = """
    select claim_id as id from citations where source_id = :id
    order by article_id, claim_id limit :limit"""
_ANY_CLAIMS = "select id from claims limit :limit"


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


def reached(
    connection: sqlite3.Connection,
    seeds: Mapping[Node, int],
    *,
    depth: int,
    each: int,
    most: int,
    through_articles: bool = False,
) -> dict[Node, int]:
    """The nodes within `depth` steps, with the fewest steps to each, nearest first.

    `seeds` are where to begin, with the steps already taken. From one node at most `each`
    neighbours by each relation are followed, and at most `most` nodes are met. All claims of
    an article lie two steps from each other, so that one walks on through an article that was
    met on the way only where `through_articles` says so.
    """
    found: dict[Node, int] = {}
    wanted = {
        "seeds": json.dumps([[*node, steps] for node, steps in seeds.items()]),
        "depth": depth,
        "each": each,
        "most": most,
        "articles": through_articles,
    }
    for row in rows(connection, _WALK, wanted):
        node = Node(row["kind"], row["id"])
        found[node] = min(row["steps"], found.get(node, depth))
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _directions() -> Iterable[tuple[str, str, str, str, str]]:
    """Every relation in both directions: from kind, its column, to kind, its column, table."""
    for one in _RELATIONS:
        yield one.start, one.from_column, one.end, one.to_column, one.table
        yield one.end, one.to_column, one.start, one.from_column, one.table


def _walk() -> str:
    """A breadth-first walk: rows leave the queue of a recursive query in the order they came."""
    terms = []
    for kind, column, other, other_column, table in _directions():
        on_the_way = " and (near.steps = 0 or :articles)" if kind == "article" else ""
        terms.append(
            f"select '{other}', t.{other_column}, near.steps + 1 from near cross join {table} t"
            f" where near.kind = '{kind}'{on_the_way} and near.steps < :depth and t.rowid in"
            f" (select rowid from {table} where {column} = near.id"
            f" and {other_column} is not null limit :each)"
        )
    seeds = "select value ->> 0, value ->> 1, value ->> 2 from json_each(:seeds)"
    return (
        f"with recursive near (kind, id, steps) as ({seeds} union {' union '.join(terms)}"
        " limit :most) select kind, id, steps from near"
    )


_WALK = _walk()


def beside(connection: sqlite3.Connection, node: Node, *, limit: int) -> list[Node]:
    """The neighbours of one node, each once; at most `limit` by each relation."""
    found: dict[Node, None] = {}
    for kind, column, other, other_column, table in _directions():
        if kind != node.kind:
            continue
        sql = (
            f"select distinct {other_column} as id from {table} where {column} = :id"
            f" and {other_column} is not null limit :limit"
        )
        for row in rows(connection, sql, {"id": node.id, "limit": limit}):
            found[Node(other, row["id"])] = None
    found.pop(node, None)
    return list(found)


def ties_among(connection: sqlite3.Connection, nodes: Iterable[Node]) -> list[Tie]:
    """The ties between these nodes, the surest of each relation between two of them."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes:
        ids[node.kind].add(node.id)
    found: dict[tuple[Node, str, Node], Tie] = {}
    for one in _RELATIONS:
        if not ids[one.start] or not ids[one.end]:
            continue
        # Looked up by the side of which a value has few rows, whatever the other one has.
        at_start = one.few == one.from_column
        start, end = ("", "+") if at_start else ("+", "")
        sql = (
            f"select {one.from_column} as a, {one.to_column} as b, {one.note} as note,"
            f" {one.confidence} as confidence from {one.table}"
            f" where {start}{one.from_column} in (select value from json_each(:starts))"
            f" and {end}{one.to_column} in (select value from json_each(:ends))"
            " order by confidence desc, a, b, note"
        )
        wanted = {
            "starts": json.dumps(sorted(ids[one.start])),
            "ends": json.dumps(sorted(ids[one.end])),
        }
        for row in rows(connection, sql, wanted):
            start_node, end_node = Node(one.start, row["a"]), Node(one.end, row["b"])
            tie = Tie(start_node, one.name, end_node, row["note"] or "", row["confidence"])
            found.setdefault((start_node, one.name, end_node), tie)
    return list(found.values())


def neighbours(
    connection: sqlite3.Connection, nodes: Iterable[Node], *, most: int
) -> dict[Node, int]:
    """How many nodes are tied to each of these; no more than `most` are counted."""
    return {
        node: int(rows(connection, _DEGREES[node.kind], {"id": node.id, "most": most})[0]["n"])
        for node in nodes
    }


def _degrees() -> dict[str, str]:
    """SQL that counts the neighbours of a node of each kind, each neighbour once."""
    sql = {}
    for kind in KINDS:
        each = [
            f"select * from (select distinct '{other}' as kind, {other_column} as id from {table}"
            f" where {column} = :id and {other_column} is not null limit :most)"
            for start, column, other, other_column, table in _directions()
            if start == kind
        ]
        sql[kind] = f"select count(*) as n from ({' union '.join(each)} limit :most)"
    return sql


_DEGREES = _degrees()


def details(connection: sqlite3.Connection, nodes: Sequence[Node]) -> dict[Node, Row]:
    """What is known of each node: its label, and what its kind has besides."""
    told: dict[Node, Row] = {}
    for kind, sql in _DETAILS.items():
        ids = json.dumps([node.id for node in nodes if node.kind == kind])
        for row in rows(connection, sql, {"ids": ids}):
            told[Node(kind, row["id"])] = row
    return told


def leaned_on(connection: sqlite3.Connection, *, sources: int, claims: int) -> list[Node]:
    """The sources that most claims rest on, each followed by some of its claims.

    Claims of any kind where no claim rests on a source.
    """
    chosen: dict[Node, None] = {}
    for source in counting.most(connection, "claims of source", sources):
        chosen[Node("source", source["name"])] = None
        wanted = {"id": source["name"], "limit": claims}
        for claim in rows(connection, _CLAIMS_OF_SOURCE, wanted):
            chosen[Node("claim", claim["id"])] = None
    if not chosen:
        found = rows(connection, _ANY_CLAIMS, {"limit": sources})
        chosen = {Node("claim", claim["id"]): None for claim in found}
    return list(chosen)


def totals(connection: sqlite3.Connection) -> dict[str, int]:
    """How many nodes of each kind the whole base has."""
    return {kind: counting.number(connection, table) for kind, table in _TABLES.items()}

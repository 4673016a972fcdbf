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
    """Rows of `table` that tie two nodes.

    `few` is the column of which a value has few rows. Where neither has, as of the relays
    between a study and a newspaper, an index begins with both columns, in either order.
    """

    start: str
    name: str
    end: str
    table: str
    from_column: str
    to_column: str
    few: str | None
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
        few=None, **_SURE,
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
        asked = f"select {column} as id from {table} where {key} = :id order by rowid limit 1"
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


class _Direction(NamedTuple):
    """A relation as it is gone along: from a kind and its column to another one's."""

    kind: str
    column: str
    other: str
    other_column: str
    table: str
    manifold: bool  # whether very many rows may tie the same two


def _directions() -> Iterable[_Direction]:
    """Every relation in both directions."""
    for one in _RELATIONS:
        ends = (one.start, one.from_column), (one.end, one.to_column)
        for here, there in (ends, ends[::-1]):
            yield _Direction(*here, *there, one.table, one.few is None)


def _walk() -> str:
    """A breadth-first walk: rows leave the queue of a recursive query in the order they came."""
    terms = []
    for kind, column, other, other_column, table, _ in _directions():
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
    for way in _directions():
        if way.kind == node.kind:
            for row in rows(connection, _others(way, "limit"), {"id": node.id, "limit": limit}):
                found[Node(way.other, row["id"])] = None
    found.pop(node, None)
    return list(found)


def _others(way: _Direction, limit: str) -> str:
    """SQL of the ids tied to :id in this direction, each once, at most as the parameter says."""
    other, rows_of = way.other_column, f"from {way.table} where {way.column} = :id"
    if not way.manifold:
        return f"select distinct {other} as id {rows_of} and {other} is not null limit :{limit}"
    # From one to the next along the index, over all the rows that tie the same two.
    return (
        f"with recursive others (id) as (select min({other}) {rows_of} union all"
        f" select (select min({other}) {rows_of} and {other} > others.id) from others"
        f" where others.id is not null limit :{limit} + 1)"
        " select id from others where id is not null"
    )


def ties_among(connection: sqlite3.Connection, nodes: Iterable[Node]) -> list[Tie]:
    """The ties between these nodes, the surest of each relation between two of them."""
    among = list(nodes)
    return list(_ties(connection, among, among).values())


def tied(connection: sqlite3.Connection, node: Node, nodes: Iterable[Node]) -> set[Node]:
    """Those of these nodes that are tied to this one."""
    among = list(nodes)
    onward, back = _ties(connection, [node], among), _ties(connection, among, [node])
    return {tie.end for tie in onward.values()} | {tie.start for tie in back.values()}


def _ties(
    connection: sqlite3.Connection, starts: Sequence[Node], ends: Sequence[Node]
) -> dict[tuple[Node, str, Node], Tie]:
    """The surest tie of each relation from one of the `starts` to one of the `ends`."""
    at_start, at_end = _ids_by_kind(starts), _ids_by_kind(ends)
    found: dict[tuple[Node, str, Node], Tie] = {}
    for one in _RELATIONS:
        wanted = {"starts": at_start[one.start], "ends": at_end[one.end]}
        if not all(wanted.values()):
            continue
        given = {side: json.dumps(sorted(ids)) for side, ids in wanted.items()}
        for row in rows(connection, _between(one), given):
            start_node, end_node = Node(one.start, row["a"]), Node(one.end, row["b"])
            tie = Tie(start_node, one.name, end_node, row["note"] or "", row["confidence"])
            found.setdefault((start_node, one.name, end_node), tie)
    return found


def _ids_by_kind(nodes: Iterable[Node]) -> defaultdict[str, set[str]]:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes:
        ids[node.kind].add(node.id)
    return ids


def _between(one: _Relation) -> str:
    """SQL of the rows that tie one of :starts with one of :ends, the surest first."""
    columns = f"{one.note} as note, {one.confidence} as confidence"
    if one.few is None:
        return (
            f"select s.value as a, e.value as b, {columns}"
            f" from json_each(:starts) s cross join json_each(:ends) e"
            f" cross join {one.table} t on t.id ="
            f" (select id from {one.table} where {one.from_column} = s.value"
            f" and {one.to_column} = e.value order by {one.confidence} desc limit 1)"
        )
    # Looked up by the side of which a value has few rows, whatever the other one has.
    start, end = ("", "+") if one.few == one.from_column else ("+", "")
    return (
        f"select {one.from_column} as a, {one.to_column} as b, {columns} from {one.table}"
        f" where {start}{one.from_column} in (select value from json_each(:starts))"
        f" and {end}{one.to_column} in (select value from json_each(:ends))"
        " order by confidence desc, a, b, note"
    )


def neighbours(connection: sqlite3.Connection, most: Mapping[Node, int]) -> dict[Node, int]:
    """How many nodes are tied to each of these; for each no more are counted than `most` says."""
    return {
        node: int(rows(connection, _DEGREES[node.kind], {"id": node.id, "most": n})[0]["n"])
        for node, n in most.items()
    }


def _degrees() -> dict[str, str]:
    """SQL that counts the neighbours of a node of each kind, each neighbour once."""
    sql = {}
    for kind in KINDS:
        each = [
            f"select '{way.other}' as kind, id from ({_others(way, 'most')})"
            for way in _directions()
            if way.kind == kind
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

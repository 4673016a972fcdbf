"""Lists of everything of one kind: articles, claims, quotations, sources, people, organisations.

Pages go on behind the last row of the one before (keyset), so that page 900 costs what page 2
does, and a row that is put in meanwhile shifts nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.store.article_standings import OLDEST, SHARE
from kb.store.asking import Row, rows, search_words
from kb.store.pages import counting
from kb.store.pages.claims import told

PAGE = 50  # rows on a page
SEEN = 1000  # rows up to which they are counted
_HITS = 2000  # rows that a search for words goes through, the latest first

Key = str | float | None  # what rows are sorted by


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort a list: by an indexed expression, and by rowid where that is the same."""

    key: str
    descending: bool = False
    # Of what `counts` holds: it leaves out those of which there are none; they come last.
    counted: str = ""
    only: str = ""  # SQL: what has a place in this order at all


@dataclass(frozen=True)
class Kind:
    """A list: `table` is what is sorted and filtered, as t; `columns` may need the `joins`."""

    table: str
    searched: str  # the table whose search finds rows, by their ids
    columns: str
    orders: Mapping[str, Order]  # the first one is the usual one
    total: str  # what `counts` calls all of them
    joins: str = ""
    id: str = "id"
    # {name: SQL by :name}; the + lets the index of the order lead, and not that of the filter.
    filters: Mapping[str, str] = field(default_factory=dict)


_NEWEST_IN = {"newest": Order("t.rowid", descending=True), "oldest": Order("t.rowid")}
KINDS = {
    "articles": Kind(
        table="article_standings",
        id="article_id",
        searched="articles",
        columns="""t.article_id as id, t.label, t.published, t.language, t.words, t.claims,
            t.sourced, a.author, a.site""",
        joins="join articles a on a.id = t.article_id",
        orders={
            "newest": Order("t.published", descending=True),
            "oldest": Order(OLDEST.replace("published", "t.published")),
            "title": Order("t.label"),
            "longest": Order("t.words", descending=True),
            "claims": Order("t.claims", descending=True),
            "best": Order(SHARE, descending=True),
            "worst": Order(SHARE, only="t.claims > 0"),
        },
        filters={
            "language": "+t.language = :language",
            "year": "+t.published >= :year and +t.published < :year || '~'",
        },
        total="articles",
    ),
    "claims": Kind(
        table="claims",
        searched="claims",
        columns="t.id",
        orders=_NEWEST_IN,
        filters={"support": "t.support = :support"},
        total="claims",
    ),
    "quotations": Kind(
        table="quotations",
        searched="quotations",
        columns="""t.id, t.text, t.speaker, t.claim_id, t.article_id, t.person_id,
            t.organisation_id, a.label as article, a.language, k.support,
            coalesce(e.published, a.published) as published,
            p.name as person, o.name as organisation""",
        joins="""join articles a on a.id = t.article_id
            join claims k on k.id = t.claim_id
            left join sections e on e.id = k.section_id
            left join people p on p.id = t.person_id
            left join organisations o on o.id = t.organisation_id""",
        orders=_NEWEST_IN,
        total="quotations",
    ),
    "sources": Kind(
        table="sources",
        searched="sources",
        columns="t.id, t.label, t.kind, t.author, t.publisher, t.published",
        orders={
            "claims": Order("n.n", descending=True, counted="claims of source"),
            "name": Order("t.label"),
            "newest": Order("t.published", descending=True, only="t.published > ''"),
        },
        filters={"kind": "+t.kind = :kind"},
        total="sources",
    ),
    "people": Kind(
        table="people",
        searched="people",
        columns="t.id, t.name as label, t.role, t.organisation, t.organisation_id",
        orders={
            "quotations": Order("n.n", descending=True, counted="quotations of person"),
            "name": Order("t.name"),
        },
        total="people",
    ),
    "organisations": Kind(
        table="organisations",
        searched="organisations",
        columns="t.id, t.name as label, t.kind",
        orders={
            "quotations": Order("n.n", descending=True, counted="quotations of organisation"),
            "name": Order("t.name"),
        },
        filters={"kind": "+t.kind = :kind"},
        total="organisations",
    ),
}
_COUNTS_OF = {
    "sources": ("claims of source", "articles of source"),
    "people": ("quotations of person",),
    "organisations": ("quotations of organisation",),
}
_LANGUAGES = """
    with recursive known (language) as (
        select min(language) from article_standings
        union all
        select (select min(language) from article_standings where language > known.language)
        from known where known.language is not null
    )
    select language from known where language is not null limit 50"""


@dataclass(frozen=True)
class WantedList:
    """Which rows. `filters` are by the names that the kind has; empty ones ask for all."""

    words: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    after: str = ""  # the place of the row before, as the page before told it


def list_page(connection: sqlite3.Connection, name: str, wanted: WantedList) -> Row:
    """`rows` of the list, `next` (the place behind the last one; None at the end), `total`.

    `total` is None where it is more than SEEN; `languages` are those of articles.
    """
    kind = KINDS[name]
    sort = wanted.sort if wanted.sort in kind.orders else next(iter(kind.orders))
    order = kind.orders[sort]
    asked = {one: value for one, value in wanted.filters.items() if value and one in kind.filters}
    conditions = [kind.filters[one].replace(f"+{order.key} ", f"{order.key} ") for one in asked]
    if order.only:
        conditions.append(order.only)
    if wanted.words:
        conditions.append(_having_words(kind))
    parameters = {**asked, "words": search_words(wanted.words), "hits": _HITS}
    found = _sorted(connection, kind, order, conditions, parameters, _place(wanted.after))
    shown = found[:PAGE]
    places = [(row.pop("sorted_by"), row.pop("place")) for row in shown]
    return {
        "rows": _completed(connection, name, shown),
        "sort": sort,
        "next": json.dumps(places[-1]) if len(found) > PAGE else None,
        "total": _total(connection, kind, conditions, parameters),
        "languages": _languages(connection) if name == "articles" else [],
    }


def _having_words(kind: Kind) -> str:
    return f"""t.{kind.id} in (select id from {kind.searched} where rowid in
        (select rowid from {kind.searched}_fts where {kind.searched}_fts match :words
         order by rowid desc limit :hits))"""


def _place(after: str) -> tuple[Key, int] | None:
    """Where to go on: what the row before was sorted by, and its rowid; None from the start."""
    try:
        key, place = json.loads(after)
    except (ValueError, TypeError, RecursionError):
        return None
    if type(place) is not int or not -(2**63) <= place < 2**63:
        return None
    if key is not None and type(key) not in (str, int, float):
        return None
    return key, place


def _sorted(
    connection: sqlite3.Connection,
    kind: Kind,
    order: Order,
    conditions: list[str],
    parameters: Row,
    place: tuple[Key, int] | None,
) -> list[Row]:
    """One row more than a page has, if there are so many."""
    most = PAGE + 1
    if not order.counted:
        return _behind(connection, kind, order, conditions, parameters, place, most)
    found: list[Row] = []
    if place is None or place[0] is not None:
        found = _behind(connection, kind, order, conditions, parameters, place, most)
        place = None
    if len(found) == most:
        return found
    # Those of which nothing is counted, in the order in which they came in.
    none = (
        f"not exists (select 1 from counts where what = '{order.counted}'"
        " and name = t.id and part = '')"
    )
    rest = [*conditions, none]
    left = most - len(found)
    return found + _behind(connection, kind, Order("null"), rest, parameters, place, left)


def _behind(
    connection: sqlite3.Connection,
    kind: Kind,
    order: Order,
    conditions: list[str],
    parameters: Row,
    place: tuple[Key, int] | None,
    most: int,
) -> list[Row]:
    """The rows in this order behind a place."""
    direction, sign = ("desc", "<") if order.descending else ("asc", ">")
    table, row = f"{kind.table} t", "t.rowid"
    where = list(conditions)
    if order.counted:
        # Cross: from the index of counts, which is in the order asked for.
        table, row = f"counts n cross join {kind.table} t on t.id = n.name", "n.rowid"
        where.append(f"n.what = '{order.counted}'")
    by_row = order.key in ("null", "t.rowid")
    if place is not None:
        where.append(
            f"{row} {sign} :place" if by_row else f"({order.key}, {row}) {sign} (:key, :place)"
        )
    by = [row] if by_row else [order.key, row]
    sql = f"""
        select {kind.columns}, {order.key} as sorted_by, {row} as place
        from {table} {kind.joins}
        where {" and ".join(where) or "1"}
        order by {", ".join(f"{one} {direction}" for one in by)} limit :most"""
    key, at = place or (None, 0)
    return rows(connection, sql, {**parameters, "key": key, "place": at, "most": most})


def _total(
    connection: sqlite3.Connection, kind: Kind, conditions: list[str], parameters: Row
) -> int | None:
    if not conditions:
        return counting.number(connection, kind.total)
    where = " and ".join(conditions).replace("+t.", "t.")  # in any order
    sql = f"select count(*) as n from (select 1 from {kind.table} t where {where} limit {SEEN + 1})"
    n = int(rows(connection, sql, parameters)[0]["n"])
    return n if n <= SEEN else None


def _completed(connection: sqlite3.Connection, name: str, shown: list[Row]) -> list[Row]:
    """The rows with what stands elsewhere: what claims rest on, how much there is of a source."""
    if name == "claims":
        return told(connection, [row["id"] for row in shown])
    for row in shown:
        for what in _COUNTS_OF.get(name, ()):
            row[what.partition(" ")[0]] = counting.number(connection, what, row["id"])
    return shown


def _languages(connection: sqlite3.Connection) -> list[str]:
    return [row["language"] for row in rows(connection, _LANGUAGES)]

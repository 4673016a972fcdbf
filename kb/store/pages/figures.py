"""The page of figures: a filtered, sorted list, and how its values and their years spread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kb.store.asking import Row, first, rows, search_words
from kb.store.pages import counting

PAGE = 50  # figures on a page
SEEN = 1000  # figures that a plot is made of, and up to which they are counted
LOOKED_AT = 20_000  # figures that are looked at for one answer
_PAGES = 200  # nobody turns more
_HITS = 2000  # claims that a search for words goes through, the latest first

_DATED = "coalesce(source_published, published)"
# Each one an index, so that no order needs the whole table. Those with no value come last.
SORTS = {
    "newest": f"{_DATED} desc",
    "oldest": f"{_DATED} nulls last",
    "largest": "value desc",
    "smallest": "value nulls last",
}

_COLUMNS = f"""
    statistic_id as id, text, value, value_high, unit, kind, qualifier, subject, period, claim_id,
    claim, support, source_id, source, source_published, other_sources, via_source_id, via,
    person_id, organisation_id, speaker, article_id, article, published, language,
    {_DATED} as dated"""
_WORDS = """claim_id in (select id from claims where rowid in
    (select rowid from claims_fts where claims_fts match :words order by rowid desc limit :hits))"""
# A range ends above; for the index, one that also begins above is told apart.
_ABOVE = "(value >= :at_least or (value_high >= :at_least and value < :at_least))"


# A way to some figures: conditions with nothing in common, each of which one index answers.
# (A + before a column keeps a condition from choosing another index.)
Way = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which figures. Empty or None asks for all; dates are years or longer."""

    words: str = ""
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    since: str = ""
    until: str = ""
    source: str = ""
    support: str = ""
    sort: str = "newest"
    page: int = 1

    @property
    def conditions(self) -> list[str]:
        """SQL of what is asked for, by the named parameters below."""
        conditions = {
            _WORDS: self.words,
            "unit = :unit": self.unit,
            _ABOVE: self.at_least is not None,
            "value <= :at_most": self.at_most is not None,
            # A source without a date is at the latest as old as the article that leans on it.
            f"source_id is not null and {_DATED} >= :since": self.since,
            # « until 2013 » holds all of 2013.
            f"{_DATED} < :until || '~'": self.until,
            "source_id = :source": self.source,
            "support = :support": self.support,
        }
        return [sql for sql, asked in conditions.items() if asked]

    @property
    def ways(self) -> list[Way]:
        """Ways to all that is asked for, and more."""
        if self.words:
            return [(_WORDS,)]
        ways: dict[Way, object] = {
            self._by_value: self._by_value,
            self._by_date: self._by_date,
            ("unit = :unit",): self.unit,
            ("source_id = :source",): self.source,
            ("support = :support",): self.support,
        }
        return [way for way, asked in ways.items() if asked]

    @property
    def way_in_order(self) -> Way:
        """The way whose index has the order asked for; what is not in its first part is little."""
        by_value = self.sort in ("largest", "smallest")
        in_order = self._by_value if by_value else self._by_date
        return in_order or (("unit = :unit",) if self.unit else ("1",))

    @property
    def _by_value(self) -> Way:
        unit = "unit = :unit and " if self.unit else ""
        below = " and value <= :at_most" if self.at_most is not None else ""
        if self.at_least is not None:
            ranges = f"{unit}value_high >= :at_least and +value < :at_least"
            return (f"{unit}value >= :at_least{below}", ranges)
        return (f"{unit}value <= :at_most",) if below else ()

    @property
    def _by_date(self) -> Way:
        conditions = {
            "unit = :unit": self.unit and (self.since or self.until),
            f"{_DATED} >= :since": self.since,
            f"{_DATED} < :until || '~'": self.until,
        }
        dates = " and ".join(sql for sql, asked in conditions.items() if asked)
        return (dates,) if dates else ()

    @property
    def order(self) -> str:
        return SORTS.get(self.sort, SORTS["newest"])

    @property
    def ties(self) -> str:
        """The direction of rows that are equal in this order: as their index has them."""
        return "desc" if self.order.endswith(" desc") else "asc"

    @property
    def offset(self) -> int:
        return min(max(1, self.page) - 1, _PAGES) * PAGE

    @property
    def parameters(self) -> Row:
        return {
            "words": search_words(self.words),
            "hits": _HITS,
            "unit": self.unit,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "since": self.since,
            "until": self.until,
            "source": self.source,
            "support": self.support,
        }


def figures_page(connection: sqlite3.Connection, wanted: Wanted) -> Row:
    """The figures asked for, how many there are (`total`; None for more than SEEN), and plots.

    `bins` and `years` are {part: number}; `values` are the single figures, for comparing
    sources, where all are of one unit and few enough. `looked_at` is how many figures were
    gone through where that was not all of them: then there may be others.
    """
    counted = _only_unit(wanted)
    most = wanted.offset + PAGE + 1
    found, looked_at = _matching(connection, wanted, most if counted else max(most, SEEN + 1))
    source = first(
        connection, "select id, label, kind from sources where id = :id", {"id": wanted.source}
    )
    return {
        "figures": _told(connection, found[wanted.offset : most - 1]),
        "page": max(1, wanted.page),
        "more": len(found) >= most,
        "total": _counted(connection, wanted) if counted else _number(found),
        "looked_at": looked_at,
        "units": [row for row in counting.most(connection, "unit", 41) if row["name"]],
        "source": source,
        **_spread(connection, wanted, [] if counted else found[:SEEN]),
    }


def _matching(
    connection: sqlite3.Connection, wanted: Wanted, most: int
) -> tuple[list[int], int | None]:
    """The numbers of the rows asked for, in order, at most so many; and how many were looked at
    where those were not all.

    Where one of the filters leaves few figures, these are gone through; else all are, in the
    order asked for, until there are enough of them or too many were looked at.
    """
    few = None if _only_unit(wanted) else _fewest(connection, wanted)
    conditions = [sql for sql in wanted.conditions if sql is not _WORDS]  # a way by itself
    sql = _in_order(wanted) if few is None else _through(few)
    sql = sql.format(where=" and ".join(conditions) or "1", order=wanted.order, ties=wanted.ties)
    asked = {**wanted.parameters, "most": most, "looked_at": LOOKED_AT}
    found = [row["n"] for row in rows(connection, sql, asked)]
    cut_short = few is None and len(found) < most and not _only_unit(wanted)
    return found, LOOKED_AT if cut_short else None


def _through(way: Way) -> str:
    """SQL that goes through all figures of a way."""
    parts = " union all ".join(f"select rowid from figures where {part}" for part in way)
    return (
        f"with few (n) as materialized ({parts})"
        " select f.rowid as n from few cross join figures f on f.rowid = few.n"
        " where {where} order by {order}, f.rowid {ties} limit :most"
    )


def _in_order(wanted: Wanted) -> str:
    """SQL that goes through figures in the order asked for."""
    first_part, *ranges = wanted.way_in_order
    sql = (
        f"select rowid as n, * from figures where {first_part} order by {{order}} limit :looked_at"
    )
    if not ranges:
        return f"select n from ({sql}) where {{where}} limit :most"
    parts = [
        sql,
        *(f"select rowid as n, * from figures where {r} limit :looked_at" for r in ranges),
    ]
    union = " union all ".join(f"select * from ({part})" for part in parts)
    return f"select n from ({union}) where {{where}} order by {{order}}, n {{ties}} limit :most"


def _fewest(connection: sqlite3.Connection, wanted: Wanted) -> Way | None:
    """The way that goes through the fewest figures; None where all go through too many."""
    if wanted.words:  # no more than _HITS claims
        return wanted.ways[0]
    lengths = {way: _length(connection, wanted, way) for way in wanted.ways}
    few = {way: n for way, n in lengths.items() if n <= LOOKED_AT}
    return min(few, key=lambda way: few[way], default=None)


def _length(connection: sqlite3.Connection, wanted: Wanted, way: Way) -> int:
    """How many figures a way goes through, counted up to one more than are looked at."""
    parts = (f"select * from (select 1 from figures where {part} limit :looked_at)" for part in way)
    sql = f"select count(*) as n from ({' union all '.join(parts)})"
    asked = {**wanted.parameters, "looked_at": LOOKED_AT + 1}
    return int(rows(connection, sql, asked)[0]["n"])


def _told(connection: sqlite3.Connection, found: Sequence[int]) -> list[Row]:
    """The rows of these numbers, in this order."""
    sql = f"""
        select rowid as n, {_COLUMNS} from figures
        where rowid in (select value from json_each(:found))"""
    told = {row.pop("n"): row for row in rows(connection, sql, {"found": json.dumps(found)})}
    return [told[one] for one in found]


def _number(found: Sequence[int]) -> int | None:
    return len(found) if len(found) <= SEEN else None


def _counted(connection: sqlite3.Connection, wanted: Wanted) -> int:
    if not wanted.unit:
        return counting.number(connection, "statistics")
    return counting.number(connection, "unit", wanted.unit)


def _only_unit(wanted: Wanted) -> bool:
    """Whether nothing but the unit narrows the list: then all of it is counted already."""
    return wanted == Wanted(unit=wanted.unit, sort=wanted.sort, page=wanted.page)


def _spread(connection: sqlite3.Connection, wanted: Wanted, found: Sequence[int]) -> Row:
    if _only_unit(wanted) and wanted.unit:
        bins = counting.by_part(connection, "values of unit", wanted.unit)
        years = counting.by_part(connection, "years of unit", wanted.unit)
        return {"bins": bins, "years": years, "values": [], "of": None}
    if not wanted.unit:
        return {"bins": {}, "years": {}, "values": [], "of": None}
    return {"bins": {}, "years": {}, "values": _told(connection, found), "of": SEEN}

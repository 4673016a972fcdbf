"""The page of figures: a filtered, sorted list, and how its values and their years spread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store.asking import Row, first, rows, search_words
from kb.store.pages import counting

PAGE = 50  # figures on a page
SEEN = 1000  # figures that a plot is made of, and up to which they are counted
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
            "coalesce(value_high, value) >= :at_least": self.at_least is not None,
            # For the index: a range that begins above is above.
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
    sources, where all are of one unit and few enough.
    """
    where = " and ".join(wanted.conditions) or "1"
    order = SORTS.get(wanted.sort, SORTS["newest"])
    page = max(1, wanted.page)
    sql = f"select {_COLUMNS} from figures where {where} order by {order}, rowid limit :n offset :o"
    shown = rows(
        connection, sql, {**wanted.parameters, "n": PAGE + 1, "o": min(page - 1, 200) * PAGE}
    )
    source = first(
        connection, "select id, label, kind from sources where id = :id", {"id": wanted.source}
    )
    return {
        "figures": shown[:PAGE],
        "page": page,
        "more": len(shown) > PAGE,
        "total": _total(connection, wanted, where),
        "units": [row for row in counting.most(connection, "unit", 41) if row["name"]],
        "source": source,
        **_spread(connection, wanted, where),
    }


def _total(connection: sqlite3.Connection, wanted: Wanted, where: str) -> int | None:
    if _only_unit(wanted):
        if not wanted.unit:
            return counting.number(connection, "statistics")
        return counting.number(connection, "unit", wanted.unit)
    sql = f"select count(*) as n from (select 1 from figures where {where} limit {SEEN + 1})"
    n = int(rows(connection, sql, wanted.parameters)[0]["n"])
    return n if n <= SEEN else None


def _only_unit(wanted: Wanted) -> bool:
    """Whether nothing but the unit narrows the list: then all of it is counted already."""
    return wanted == Wanted(unit=wanted.unit, sort=wanted.sort, page=wanted.page)


def _spread(connection: sqlite3.Connection, wanted: Wanted, where: str) -> Row:
    if _only_unit(wanted) and wanted.unit:
        bins = counting.by_part(connection, "values of unit", wanted.unit)
        years = counting.by_part(connection, "years of unit", wanted.unit)
        return {"bins": bins, "years": years, "values": [], "of": None}
    if not wanted.unit:
        return {"bins": {}, "years": {}, "values": [], "of": None}
    sql = f"""
        select statistic_id as id, text, value, value_high, unit, kind, qualifier, subject,
               claim_id, source_id, source, source_published, article, {_DATED} as dated
        from figures where {where} limit {SEEN}"""
    return {"bins": {}, "years": {}, "values": rows(connection, sql, wanted.parameters), "of": SEEN}

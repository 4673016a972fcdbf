"""The page of figures: a table made for numbers, its plots, and sources compared."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import Any

from kb.rendering import plots
from kb.store.asking import Row
from kb.store.pages.figures import SEEN, SORTS, Wanted, figures_page
from kb.store.pages.home import SUPPORTS
from kb.store.pages.reviews import by_row, decisions_on
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


async def figures(datasette: Datasette, request: Request) -> Response:
    """?q= words, ?unit=, ?at_least=, ?at_most=, ?since=, ?until=, ?source=, ?support=, ?sort=."""
    visit = await Visit.of(datasette, request)
    wanted = _wanted(visit)

    def question(connection: sqlite3.Connection) -> Row:
        found = figures_page(connection, wanted)
        shown = [row["id"] for row in found["figures"]]
        return {**found, "decisions": decisions_on(connection, shown)}

    found = await visit.ask(question)
    if visit.wants_json:
        return visit.json(found)
    values = found["values"]
    bins = found["bins"] or plots.binned(values, wanted.unit)
    years = found["years"] or plots.by_year(values)
    context = {
        **found,
        "by_row": by_row(found["decisions"]),
        "wanted": wanted,
        "unit_listed": any(one["name"] == wanted.unit for one in found["units"]),
        "sorts": tuple(SORTS),
        "supports": SUPPORTS,
        "seen": SEEN,
        "histogram": plots.histogram(bins, wanted.unit, visit.words),
        "timeline": plots.timeline(years),
        "compared": plots.compared(values, visit.words),
        "address": lambda **asked: _address(visit, _with(wanted, **asked)),
        "page_address": lambda page: _address(visit, replace(wanted, page=page)),
        "bin_address": lambda bar: _address(
            visit, _with(wanted, at_least=bar.low, at_most=bar.high, sort="largest")
        ),
        "year_address": lambda bar: _address(
            visit, _with(wanted, since=bar.label, until=bar.label)
        ),
        "json_address": _address(visit, wanted, "figures.json"),
        "export": _export(wanted),
        "filtered": wanted != Wanted(sort=wanted.sort, page=wanted.page),
    }
    return await visit.page("kb_figures.html", context)


def _wanted(visit: Visit) -> Wanted:
    sort, support = visit.asked("sort"), visit.asked("support")
    since, until = visit.asked("since", 10), visit.asked("until", 10)
    return Wanted(
        words=visit.asked("q"),
        unit=visit.asked("unit"),
        at_least=visit.asked_number("at_least"),
        at_most=visit.asked_number("at_most"),
        since=since if _DATE.fullmatch(since) else "",
        until=until if _DATE.fullmatch(until) else "",
        source=visit.asked("source"),
        support=support if support in SUPPORTS else "",
        sort=sort if sort in SORTS else "newest",
        page=visit.asked_page(),
    )


def _with(wanted: Wanted, **asked: Any) -> Wanted:
    """Other filters, from the first page on."""
    return replace(wanted, **{"page": 1, **asked})


def _address(visit: Visit, wanted: Wanted, page: str = "figures") -> str:
    number = {
        name: "" if value is None else f"{value:g}"
        for name, value in (("at_least", wanted.at_least), ("at_most", wanted.at_most))
    }
    return visit.paths.listing(
        page,
        q=wanted.words,
        unit=wanted.unit,
        **number,
        since=wanted.since,
        until=wanted.until,
        source=wanted.source,
        support=wanted.support,
        sort="" if wanted.sort == "newest" else wanted.sort,
        page="" if wanted.page == 1 else wanted.page,
    )


def _export(wanted: Wanted) -> Row:
    """The same filters for the question `figures_about`, which Datasette gives in its formats."""
    return {
        "about": wanted.words,
        "unit": wanted.unit,
        "at_least": "" if wanted.at_least is None else f"{wanted.at_least:g}",
        "at_most": "" if wanted.at_most is None else f"{wanted.at_most:g}",
        "sources_since": wanted.since,
        "sources_until": wanted.until,
        "source": wanted.source,
        "support": wanted.support,
    }

"""Lists of everything of one kind, sorted, filtered and searched."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any

from kb.store.asking import Row
from kb.store.pages.home import SUPPORTS
from kb.store.pages.lists import KINDS, SEEN, WantedList, list_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit

_YEAR = re.compile(r"[0-9]{4}")
_PLACE = 4000  # characters of the place to go on from; titles are sorted by too
# Columns that sort a list when their head is clicked: the order at first, and at the next click.
_BY_HEAD: dict[str, dict[str, tuple[str, ...]]] = {
    "articles": {
        "date": ("newest", "oldest"),
        "title": ("title",),
        "words": ("longest",),
        "claims": ("claims",),
        "share": ("best", "worst"),
    },
    "sources": {"name": ("name",), "date": ("newest",), "claims": ("claims",)},
    "people": {"name": ("name",), "quotations": ("quotations",)},
    "organisations": {"name": ("name",), "quotations": ("quotations",)},
}
_ASCENDING = {"oldest", "title", "worst", "name"}


def a_list(name: str) -> Callable[[Datasette, Request], Coroutine[Any, Any, Response]]:
    """The view of the list with this name."""

    async def view(datasette: Datasette, request: Request) -> Response:
        """?q= words, ?sort=, ?after= a place, and the filters that the list has."""
        visit = await Visit.of(datasette, request)
        return await _shown(visit, name)

    return view


async def _shown(visit: Visit, name: str) -> Response:
    kind = KINDS[name]
    filters = {one: visit.asked(one) for one in kind.filters}
    if not _YEAR.fullmatch(filters.get("year", "")):
        filters.pop("year", None)
    wanted = WantedList(
        words=visit.asked("q"),
        sort=visit.asked("sort"),
        filters=filters,
        after=visit.asked("after", _PLACE),
    )

    def question(connection: sqlite3.Connection) -> Row:
        return list_page(connection, name, wanted)

    found = await visit.ask(question)
    if visit.wants_json:
        return visit.json(found)
    usual = next(iter(kind.orders))

    def address(page: str = name, **other: str) -> str:
        asked = {"q": wanted.words, **filters, "sort": found["sort"], **other}
        if asked["sort"] == usual:
            del asked["sort"]
        return visit.paths.listing(page, **asked)

    context = {
        **found,
        "name": name,
        "wanted": wanted,
        "filters": filters,
        "sorts": tuple(kind.orders),
        "heads": {
            head: _head(orders, found["sort"], address)
            for head, orders in _BY_HEAD.get(name, {}).items()
        },
        "seen": SEEN,
        "supports": SUPPORTS,
        "kinds": _kinds(visit, name),
        "filtered": bool(wanted.words or any(filters.values())),
        "address": address,
        "going_on": bool(wanted.after),
    }
    return await visit.page("kb_list.html", context)


def _head(orders: tuple[str, ...], sort: str, address: Callable[..., str]) -> Row:
    """Where a click on the head of a column leads, and how the list is sorted by it now."""
    other = orders[1] if len(orders) > 1 and sort == orders[0] else orders[0]
    now = None
    if sort in orders:
        now = "ascending" if sort in _ASCENDING else "descending"
    return {"href": address(sort=other), "now": now}


def _kinds(visit: Visit, name: str) -> list[str]:
    """What can be chosen as the kind of source or organisation."""
    group = {"sources": "source_kind", "organisations": "organisation_kind"}.get(name)
    return visit.words.names(group) if group else []

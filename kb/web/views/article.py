"""The page of an article: its text with everything found in it, marked in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.rendering.findings import ArticleRows, tell
from kb.rendering.layout import Block, is_byline
from kb.rendering.markup import render_text, web_address
from kb.rendering.wording import Wording
from kb.store.asking import Row
from kb.store.pages.article import article_page
from kb.store.pages.home import SUPPORTS
from kb.store.pages.lineage import copies
from kb.store.pages.reviews import by_row, decisions_in
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit

# What a reader marks off with the legend, in its order.
LEGEND = ("statistic", "quotation", "attribution", "person", "organisation", "source", "link")
# What a reader may ask to see alone: claims without a source, quotations.
_ONLY = ("none", "quotation")


async def article(datasette: Datasette, request: Request) -> Response:
    """?only= what alone is marked: « none », claims without a source, or « quotation »."""
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("article", _page)
    if isinstance(found, Response):
        return found
    row, finds, beside = found
    if visit.wants_json:
        return visit.json({"article": row, **finds, **beside})
    words = visit.words
    headings, bylines = _titles(row, finds.pop("headings"))
    findings = tell(ArticleRows(row, **finds), visit.paths.shown, words)
    text = render_text(
        row["text"],
        findings.spans,
        [_block(section, words) for section in finds["sections"]],
        labels={kind: words("section." + kind) for kind in ("comment", "caption", "navigation")},
        headings=headings,
        bylines=bylines,
    )
    context = {
        "article": row,
        "text": text,
        "findings": findings,
        "decisions": beside["decisions"],
        "copies": beside["copies"],
        "original_article": beside["original"],
        "by_row": by_row(beside["decisions"]),
        "original": web_address(row["url"]),
        "length": max(1, len(row["text"])),
        "legend": LEGEND,
        "only": only if (only := visit.asked("only")) in _ONLY else "",
        "quoting": {row["claim_id"] for row in finds["quotations"]},
        "supports": SUPPORTS,
        "support": {
            support: sum(1 for claim in finds["claims"] if claim["support"] == support)
            for support in SUPPORTS
        },
    }
    return await visit.page("kb_article.html", context)


def _page(
    connection: sqlite3.Connection, article_id: str
) -> tuple[Row, dict[str, list[Row]], Row] | None:
    """The article, what was found in it, and what stands beside it."""
    found = article_page(connection, article_id)
    if found is None:
        return None
    decisions = decisions_in(connection, article_id)
    return *found, {**copies(connection, article_id), "decisions": decisions}


def _block(row: Mapping[str, Any], words: Wording) -> Block:
    return Block(
        start=row["start"],
        end=row["end"],
        kind=row["kind"],
        author=row["author"],
        published=words.date(row["published"]),
    )


Places = list[tuple[int, int]]


def _titles(article: Mapping[str, Any], headings: list[dict[str, Any]]) -> tuple[Places, Places]:
    """Where the headings are, and where the by-lines that were read as headings."""
    known = (article["author"], article["site"], (article["published"] or "")[:4])
    titles: Places = []
    bylines: Places = []
    for number, heading in enumerate(headings):
        place = heading["start"], heading["end"]
        line = article["text"][place[0] : place[1]]
        (bylines if number and heading["top"] and is_byline(line, *known) else titles).append(place)
    return titles, bylines

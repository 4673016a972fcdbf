"""Our own pages: the way in, and an article with everything found in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.rendering.findings import ArticleRows, tell
from kb.rendering.layout import Block
from kb.rendering.markup import render_text, web_address
from kb.rendering.wording import Wording, preferred, wording
from kb.store.pages import article_page, home_page
from kb.store.questions import FIGURES, LINKS, SOURCES_OF_CLAIMS
from kb.web.compat import (
    Datasette,
    NotFound,
    Request,
    Response,
    answer,
    check_may_view,
    database_named,
    tilde_decode,
)
from kb.web.gate import is_ours
from kb.web.paths import Paths

# What a reader marks off with the legend, in its order.
LEGEND = ("statistic", "quotation", "attribution", "person", "organisation", "source", "link")
SUPPORT = ("sourced", "attributed", "none")

_HEADERS = {
    # Everything from this host, nothing inline: text of an article can never run.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
}


async def home(datasette: Datasette, request: Request) -> Response:
    """The way in: the base in numbers, its articles, and the three questions as forms."""
    database = await _ours(datasette, request)

    def ask(connection: sqlite3.Connection) -> dict[str, object]:
        return home_page(connection, articles=60, sources=12)

    found = await answer(datasette, database, ask)
    questions = {"backing": SOURCES_OF_CLAIMS, "figures": FIGURES, "links": LINKS}
    return await _page(
        datasette, request, database, "kb_home.html", {**found, "questions": questions}
    )


async def article(datasette: Datasette, request: Request) -> Response:
    """An article's text with every find highlighted in place."""
    database = await _ours(datasette, request)
    article_id = tilde_decode(request.url_vars["id"])

    def ask(connection: sqlite3.Connection) -> Any:
        return article_page(connection, article_id)

    found = await answer(datasette, database, ask)
    if found is None:
        raise NotFound("There is no such article in this base")
    row, finds = found
    if request.url_vars.get("format") == "json":
        return _json({"article": row, **finds})
    words = _words(request)
    paths = Paths(datasette, database)
    headings = [(heading["start"], heading["end"]) for heading in finds.pop("headings")]
    findings = tell(ArticleRows(row, **finds), paths.row, words)
    text = render_text(
        row["text"],
        findings.spans,
        [_block(section, words) for section in finds["sections"]],
        labels={kind: words("section." + kind) for kind in ("comment", "caption", "navigation")},
        headings=headings,
    )
    context = {
        "article": row,
        "text": text,
        "findings": findings,
        "original": web_address(row["url"]),
        "length": max(1, len(row["text"])),
        "support": {
            support: sum(1 for claim in finds["claims"] if claim["support"] == support)
            for support in SUPPORT
        },
    }
    return await _page(datasette, request, database, "kb_article.html", context)


async def _ours(datasette: Datasette, request: Request) -> str:
    """The name of the knowledge base that was asked for, once we know the visitor may see it."""
    database: str = database_named(datasette, request.url_vars["database"]).name
    await check_may_view(datasette, request, database)
    if not is_ours(datasette, database):
        raise NotFound("This database is not a knowledge base")
    return database


def _words(request: Request) -> Wording:
    return wording(preferred(request.headers.get("accept-language") or ""))


def _block(row: Mapping[str, Any], words: Wording) -> Block:
    return Block(
        start=row["start"],
        end=row["end"],
        kind=row["kind"],
        author=row["author"],
        published=words.date(row["published"]),
    )


async def _page(
    datasette: Datasette,
    request: Request,
    database: str,
    template: str,
    context: Mapping[str, object],
) -> Response:
    shared = {
        "database": database,
        "words": _words(request),
        "paths": Paths(datasette, database),
        "legend": LEGEND,
        "supports": SUPPORT,
    }
    html = await datasette.render_template(template, {**shared, **context}, request=request)
    return Response.html(html, headers=dict(_HEADERS))


def _json(content: object) -> Response:
    return Response(
        json.dumps(content, ensure_ascii=False, indent=1),
        headers={"X-Content-Type-Options": "nosniff"},
        content_type="application/json; charset=utf-8",
    )

"""How Datasette shows our cells: values with their unit, names for ids, ways to our pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from kb.rendering.values import shown_value
from kb.store.pages.naming import label
from kb.web.compat import Datasette, answer
from kb.web.paths import Paths

# Which table an id column leads to, the same in tables, views and queries.
_LEADS_TO = {
    "article_id": "articles",
    "citation_id": "citations",
    "claim_id": "claims",
    "first_article_id": "articles",
    "first_claim_id": "claims",
    "group_id": "claims",
    "link_id": "links",
    "link_mention_id": "link_mentions",
    "note_id": "notes",
    "organisation_id": "organisations",
    "organisation_mention_id": "organisation_mentions",
    "other_article_id": "articles",
    "person_id": "people",
    "person_mention_id": "person_mentions",
    "section_id": "sections",
    "source_id": "sources",
    "source_mention_id": "source_mentions",
    "statistic_id": "statistics",
    "via_mention_id": "source_mentions",
    "via_source_id": "sources",
}
# In an answer to a question, the words of the one column lead to the row of the other.
_WORDS_OF = {
    "article": "article_id",
    "claim": "claim_id",
    "figure": "statistic_id",
    "first_article": "first_article_id",
    "first_claim": "first_claim_id",
    "other_article": "other_article_id",
    "source": "source_id",
    "url": "link_id",
    "via": "via_source_id",
}
_SAID_BY = {target: words for words, target in _WORDS_OF.items()}
_PREVIEW = 240  # characters of an article's text in a table

_LINK = Markup('<a href="{}">{}</a>')
_CODE = Markup('<a class="kb-id" href="{}">{}</a>')
_NUMBER = Markup('<span class="kb-value">{}</span>')
_SUPPORT = Markup('<span class="kb-support kb-{0}">{0}</span>')


async def cell(
    datasette: Datasette,
    database: str,
    *,
    table: str | None,
    column: str,
    value: Any,
    row: Mapping[str, Any],
) -> Markup | str | None:
    """What the cell shows; None leaves it to Datasette."""
    if value is None or value == "":
        return None
    paths = Paths(datasette, database)
    names = row.keys()
    if column in _LEADS_TO:
        if _SAID_BY.get(column) in names:
            return _code(paths, _LEADS_TO[column], value)
        return await _named(datasette, database, paths, _LEADS_TO[column], value)
    if column in ("value", "value_high") and "unit" in names:
        return _figure(value, row)
    if column == "support" and value in ("sourced", "attributed", "none"):
        return _SUPPORT.format(value)
    if column == "confidence" and isinstance(value, float):
        return _NUMBER.format(shown_value(round(value * 100), "%"))
    if table == "articles":
        return _of_article(column, value, row, paths)
    target = _WORDS_OF.get(column)
    if target in names and row[target] and not isinstance(row[target], dict):
        return _LINK.format(paths.shown(_LEADS_TO[target], row[target]), value)
    return None


async def _named(
    datasette: Datasette, database: str, paths: Paths, table: str, value: Any
) -> Markup:
    """A row by its name. Tables hand over the label; row pages have only the id."""
    if isinstance(value, dict):
        row_id, words = str(value["value"]), value.get("label")
    else:
        row_id = str(value)

        def ask(connection: sqlite3.Connection) -> str | None:
            return label(connection, table, row_id)

        words = await answer(datasette, database, ask)
    return _LINK.format(paths.shown(table, row_id), _short(str(words or row_id)))


def _code(paths: Paths, table: str, value: Any) -> Markup:
    """The id itself, where another column of the row has the words for it."""
    row_id = str(value["value"] if isinstance(value, dict) else value)
    return _CODE.format(paths.shown(table, row_id), _short(row_id))


def _figure(value: Any, row: Mapping[str, Any]) -> Markup | None:
    if not isinstance(value, int | float):
        return None
    names = row.keys()
    kind = row["kind"] if "kind" in names else None
    unit = row["unit"] if isinstance(row["unit"], str) else None
    return _NUMBER.format(shown_value(float(value), unit, kind=kind))


def _of_article(
    column: str, value: Any, row: Mapping[str, Any], paths: Paths
) -> Markup | str | None:
    if column in ("title", "label"):
        return _LINK.format(paths.article(row["id"]), value)
    if column == "text":
        more = _LINK.format(paths.article(row["id"]), "read it with everything found in it")
        return Markup("{} — {}").format(_short(str(value)), more)
    return None


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _PREVIEW else words[: _PREVIEW - 1] + "…"

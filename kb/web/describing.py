"""What Datasette's own pages say of a knowledge base: titles, column descriptions, facets, labels.

Foreign keys carry labels, facets are declared, and the words come from descriptions.toml.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from kb.store.questions import QUESTIONS
from kb.store.recognising import shape
from kb.web.compat import Datasette
from kb.web.paths import Paths

_PASSED_ON = ("title", "description", "facets", "sort_desc", "label_column", "hidden")
_WELCOME = Markup(
    '<p class="kb-welcome">{description} <a href="{home}"><strong>Start here</strong></a>: '
    "the articles with everything found in them, and the three questions: {questions}.</p>"
)


@cache
def _words() -> dict[str, Any]:
    file = resources.files("kb.web") / "descriptions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def tables(columns_of: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, dict[str, Any]]:
    """Datasette's metadata of these tables and views, each given with its columns."""
    shared = _words()["columns"]
    described = {}
    for name, columns in columns_of:
        known = _words()["tables"].get(name)
        if known is None:  # the inner tables of full-text search
            continue
        own = {**shared, **known.get("columns", {})}
        told = {key: known[key] for key in _PASSED_ON if key in known}
        told["columns"] = {column: own[column] for column in columns if column in own}
        described[name] = told
    return described


def database(datasette: Datasette, name: str) -> dict[str, Any]:
    """Datasette's metadata of one knowledge base."""
    paths = Paths(datasette, name)
    told = _words()["database"]
    questions = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(
            paths.query(question.name), _words()["queries"][question.name]["title"]
        )
        for question in QUESTIONS
    )
    welcome = _WELCOME.format(
        description=told["description"], home=paths.home(), questions=questions
    )
    return {
        "title": told["title"],
        "description_html": str(welcome),
        "tables": tables(shape(str(datasette.databases[name].path))),
    }


def questions() -> dict[str, dict[str, Any]]:
    """The three questions as Datasette's canned queries."""
    words = _words()["queries"]
    return {
        question.name: {
            "sql": question.sql,
            "params": list(question.parameters),
            "hide_sql": True,
            **words[question.name],
        }
        for question in QUESTIONS
    }

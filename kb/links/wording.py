"""The words by which pages tell that they are not what was asked for, of all languages at once.

Everything here works on folded text: lower case, no accents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kb.languages import alternation, codes, fold, table

# Between « la page » and « n'existe plus »: « que vous avez demandée ».
_BETWEEN = r"(?:[\s,«»\"“”'’:()-]{1,4}[\w']{1,20}){0,%d}?[\s,«»\"“”'’:()-]{1,4}"


@dataclass(frozen=True)
class Wording:
    """Patterns and words of one or more languages."""

    missing: re.Pattern[str]
    missing_titles: frozenset[str]
    error_words: frozenset[str]
    nothing_found: re.Pattern[str]
    parked: re.Pattern[str]
    walls: re.Pattern[str]
    sign_in: re.Pattern[str]
    gates: re.Pattern[str]
    trouble: re.Pattern[str]
    error_paths: frozenset[str]
    sign_in_paths: frozenset[str]
    search_paths: frozenset[str]
    front_paths: frozenset[str]
    small_words: frozenset[str]


@cache
def wording() -> Wording:
    """That of all languages that kb knows: a French site may have an English error page."""
    everywhere = {name: _all(name) for name in _LISTS}
    missing = "|".join(
        rf"\b{_any(language, 'things')}\b{_BETWEEN % 9}{_any(language, 'gone')}\b"
        rf"|\b{_any(language, 'things')}\b{_BETWEEN % 2}{_any(language, 'gone_beside')}\b"
        rf"|\b{_any(language, 'seeking')}{_BETWEEN % 5}{_any(language, 'things')}\b"
        rf"|\b{_any(language, 'seeking_beside')}{_BETWEEN % 1}{_any(language, 'things')}\b"
        for language in codes()
    )
    return Wording(
        missing=re.compile(missing),
        missing_titles=frozenset(everywhere["missing_titles"]),
        error_words=frozenset(everywhere["error_words"]),
        nothing_found=_pattern(everywhere["nothing_found"]),
        parked=_pattern(everywhere["parked"]),
        walls=_pattern(everywhere["walls"]),
        sign_in=_pattern(everywhere["sign_in"]),
        gates=_pattern(everywhere["gates"]),
        trouble=_pattern(everywhere["trouble"]),
        error_paths=frozenset(everywhere["error_paths"]),
        sign_in_paths=frozenset(everywhere["sign_in_paths"]),
        search_paths=frozenset(everywhere["search_paths"]),
        front_paths=frozenset(everywhere["front_paths"]),
        small_words=frozenset(everywhere["small_words"]),
    )


@cache
def marks() -> Mapping[str, Any]:
    """Marks that are no words of a language: data/walls.toml."""
    file = resources.files("kb.links") / "data" / "walls.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


_LISTS = (
    "missing_titles", "error_words", "nothing_found", "parked", "walls", "sign_in", "gates",
    "trouble", "error_paths", "sign_in_paths", "search_paths", "front_paths", "small_words",
)  # fmt: skip


def _all(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for code in codes() for word in table(code, "links")[name])


def _any(code: str, name: str) -> str:
    return alternation(fold(word) for word in table(code, "links")[name])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    # « … » of punctuation has no word boundary behind it.
    return re.compile(rf"(?<!\w){alternation(words)}(?!\w)")

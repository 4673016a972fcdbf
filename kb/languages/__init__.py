"""Every word the rules need, one TOML file a language, and the few tools to match words.

A rule asks for its words by the names of the file's tables:
`load("fr").words("numbers", "approximators", "about")`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from kb.languages.folding import fold
from kb.languages.patterns import alternation

__all__ = ["Language", "alternation", "codes", "fold", "load", "table"]


@dataclass(frozen=True)
class Language:
    """One language's file."""

    code: str
    tables: Mapping[str, Any]

    @property
    def models(self) -> tuple[str, ...]:
        """Names of spaCy packages, best first."""
        return tuple(self.tables["models"])

    def table(self, *path: str) -> Mapping[str, Any]:
        """A table of the file. KeyError when the language's file lacks it."""
        found: Any = self.tables
        for name in path:
            found = found[name]
        return MappingProxyType(found)

    def words(self, *path: str) -> tuple[str, ...]:
        """A list of the file. KeyError when the language's file lacks it."""
        *tables, name = path
        return tuple(self.table(*tables)[name])

    def pattern(self, *path: str) -> str:
        """A regular expression for any word of a list (see `alternation`)."""
        return alternation(self.words(*path))


@cache
def codes() -> tuple[str, ...]:
    """The languages that kb has a file for."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """The language with this ISO 639-1 code. LookupError when kb has no file for it."""
    if code not in codes():
        raise LookupError(f"kb has no language file for {code!r}; it has {', '.join(codes())}")
    text = resources.files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return Language(code, tomllib.loads(text))


@cache
def table(code: str, name: str) -> Mapping[str, Any]:
    """One table of a language's file, read without the others: they take twenty times as long.

    It has no tables of its own. KeyError when the language's file lacks it.
    """
    text = resources.files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    found = re.search(rf"^\[{re.escape(name)}\]$.*?(?=^\[|\Z)", text, re.M | re.S)
    if found is None:
        raise KeyError(name)
    return MappingProxyType(tomllib.loads(found[0])[name])


def files() -> Iterable[bytes]:
    """The bytes of every language file, in order of name: part of the extractor's version."""
    return [resources.files(__name__).joinpath(f"{code}.toml").read_bytes() for code in codes()]

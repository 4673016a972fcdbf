"""The block of docs/languages.md that lists what a language file must hold.

A file has tables of lists and settings, whose keys the rules ask for by name, and two sorts
of tables whose keys are the language's own: words with a value, and lists by kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "languages.md"
FILES = sorted((ROOT / "kb" / "languages").glob("*.toml"))

BLOCK = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- end of keys -->)", re.S)
# Lists by what they name or say: a kind of which a language has no word is left out.
BY_KIND = frozenset(
    (
        "names.known_organisations",
        "names.organisation_words",
        "numbers.after",
        "numbers.before",
        "references.works",
    )
)
# French roles have a gender, or a word for each; English has words for both.
OPTIONAL = frozenset(("names.roles.either",))


def tables(found: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every table of a file with its name, "" for the top, outer ones first."""
    yield path, found
    for name, inner in found.items():
        if isinstance(inner, Mapping):
            yield from tables(inner, f"{path}.{name}" if path else name)


def is_of_words(path: str, table: Mapping[str, Any]) -> bool:
    """Words of the language with a value each: « milliard » = 1e9."""
    return bool(path) and all(isinstance(value, (str, int, float)) for value in table.values())


def shape(found: Mapping[str, Any]) -> dict[str, tuple[str, ...] | str]:
    """Table -> its keys, or what its keys are where they are the language's own."""
    shapes: dict[str, tuple[str, ...] | str] = {}
    for path, table in tables(found):
        if is_of_words(path, table):
            shapes[path] = "words, each with its value"
        elif path in BY_KIND:
            shapes[path] = "lists of words by kind"
        else:
            keys = (name for name, value in table.items() if not isinstance(value, Mapping))
            shapes[path] = tuple(sorted(k for k in keys if f"{path}.{k}" not in OPTIONAL))
    return shapes


def shapes_of(path: Path) -> dict[str, tuple[str, ...] | str]:
    return shape(tomllib.loads(path.read_text(encoding="utf-8")))


def listed() -> str:
    """The block as the files say it: a line for each table."""
    lines = []
    for path, keys in sorted(shapes_of(FILES[0]).items()):
        what = keys if isinstance(keys, str) else " ".join(f"`{key}`" for key in keys)
        if what:
            lines.append(f"- **{'[' + path + ']' if path else 'at the top'}** {what}\n")
    return "".join(lines)


def written() -> str:
    """The block as the page has it."""
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


def rewrite() -> None:
    """Bring the block of the page up to date."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda _: listed(), page), encoding="utf-8")

"""docs/languages.md lists every table and key that a language file must hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from language_keys import BY_KIND, FILES, OPTIONAL, listed, shapes_of, written


def test_the_page_lists_what_the_files_hold() -> None:
    assert written() == listed(), "run scripts/write-docs to mend docs/languages.md"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_language_has_the_same_tables_and_keys(path: Path) -> None:
    assert shapes_of(path) == shapes_of(FILES[0])


def test_what_the_rules_ask_for_is_on_the_list() -> None:
    asked = subprocess.run(
        [sys.executable, Path(__file__).with_name("asked_keys.py")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    shapes = shapes_of(FILES[0])
    missing = []
    for line in asked.splitlines():
        table, key = line.split("\t")
        keys = shapes[table]
        free = isinstance(keys, str) or table in BY_KIND or f"{table}.{key}" in OPTIONAL
        if not free and key not in keys:
            missing.append(f"{table}.{key}")
    assert asked
    assert missing == []

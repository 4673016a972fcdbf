"""docs/data-model.md names every table, column and view of the schema, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.store.opening import open_kb

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-model.md"
NOT_OURS = re.compile(r"sqlite_|_sqlite_|.*_fts")


def documented_tables() -> dict[str, set[str]]:
    page = PAGE.read_text(encoding="utf-8")
    tables = {}
    for part in re.split(r"^### ", page, flags=re.M)[1:]:
        name, _, text = part.partition("\n")
        text = re.split(r"^## ", text, flags=re.M)[0]
        tables[name.strip()] = set(re.findall(r"^\| `(\w+)` \|", text, flags=re.M))
    return tables


def documented_views() -> set[str]:
    page = PAGE.read_text(encoding="utf-8")
    views = page.partition("\n## Views\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", views, flags=re.M))


@pytest.fixture
def schema(tmp_path: Path) -> dict[str, set[str]]:
    db = open_kb(tmp_path / "kb.db", create=True)
    try:
        return {
            table.name: {column.name for column in table.columns}
            for table in db.tables
            if not NOT_OURS.match(table.name)
        }
    finally:
        db.close()


def test_every_table_is_documented(schema: dict[str, set[str]]) -> None:
    assert set(schema) == set(documented_tables())


def test_every_column_is_documented(schema: dict[str, set[str]]) -> None:
    written = documented_tables()
    wrong = {
        table: {"undocumented": columns - written[table], "gone": written[table] - columns}
        for table, columns in schema.items()
        if table in written and columns != written[table]
    }
    assert wrong == {}


def test_every_view_is_documented(tmp_path: Path) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    try:
        assert set(db.view_names()) == documented_views()
    finally:
        db.close()

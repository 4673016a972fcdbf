"""The house is built as CONTRIBUTING.md draws it: who imports whom, and who alone does what."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "kb").rglob("*.py"))

# The ground floor, which every part may stand on; addresses stands on languages itself.
GROUND = ("records", "languages", "addresses")
# A part imports only parts to its left. Links, rendering and graph stand side by side on store,
# but that the graph's page shows values as the other pages do.
PARTS = (*GROUND, "reading", "extraction", "linking", "store", "links", "rendering", "graph", "web")
# What strings the parts together, for the commands and for those who import kb.
STRINGS = ("versions", "workers", "pipeline", "cli", "__main__", "__init__")
STRANGERS = {("rendering", "links"), ("graph", "links")}

# How packages are named on the index, where the module has another name.
DISTRIBUTIONS = {
    "charset_normalizer": "charset-normalizer",
    "ada_url": "ada-url",
    "dateutil": "python-dateutil",
    "markdown_it": "markdown-it-py",
    "text_to_num": "text2num",
    "yaml": "pyyaml",
    "sqlite_utils": "sqlite-utils",
}
NETWORK = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "urllib.request", "urllib3"}
SQL = re.compile(
    r"^\s*(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s"
    r"|create\s+(table|view|index|trigger|virtual)\s|with\s+\w+\s+as\s*\(|pragma\s+\w)",
    re.IGNORECASE | re.DOTALL,
)


def part_of(module: Path) -> str:
    return module.relative_to(ROOT / "kb").parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The dotted names that a module imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def parts_imported(module: Path) -> set[str]:
    names = {name.split(".")[1] for name in imported(module) if name.startswith("kb.")}
    return names & {*PARTS, *STRINGS} - {part_of(module)}


def test_every_module_belongs_to_a_part() -> None:
    assert {part_of(module) for module in MODULES} <= {*PARTS, *STRINGS}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_parts_to_its_left(part: str) -> None:
    left = set(PARTS[: PARTS.index(part)]) - {b for a, b in STRANGERS if a == part}
    wrong = {
        str(module.relative_to(ROOT)): others
        for module in MODULES
        if part_of(module) == part and (others := parts_imported(module) - left)
    }
    assert wrong == {}


def test_records_and_languages_stand_on_nothing() -> None:
    ground = [module for module in MODULES if part_of(module) in ("records", "languages")]
    assert [module for module in ground if parts_imported(module)] == []


def test_only_store_contains_sql() -> None:
    found = {
        f"{module.relative_to(ROOT)}:{node.lineno}"
        for module in MODULES
        if part_of(module) != "store"
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("part", "libraries"),
    [
        ("links", NETWORK),
        ("web", {"datasette"}),
        ("graph", {"networkx", "pyvis"}),
        ("extraction", {"spacy"}),
    ],
)
def test_libraries_belong_to_one_part(part: str, libraries: set[str]) -> None:
    users = {
        part_of(module)
        for module in MODULES
        for name in imported(module)
        if any(name == library or name.startswith(f"{library}.") for library in libraries)
    }
    assert users <= {part}


def test_only_cli_prints() -> None:
    printing = {
        str(module.relative_to(ROOT))
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr == "echo")
    }
    assert printing <= {"kb/cli/printing.py", "kb/cli/frame.py"}


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        asked += extra
    declared = {re.split(r"[\[<>=!;~ ]", line)[0].lower() for line in asked}
    used = {name.split(".")[0] for module in MODULES for name in imported(module)}
    others = used - set(sys.stdlib_module_names) - {"kb"}
    assert {DISTRIBUTIONS.get(name, name) for name in others} <= declared

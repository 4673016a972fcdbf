"""The examples of docs/reviews.md can be followed on the sample articles."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main

ROOT = Path(__file__).resolve().parents[2]
# Those of rows whose ids follow from the words of the text alone.
EXAMPLE = re.compile(r"^\$ kb (review (?:confirm|reject|change|add) .*)$", re.M)
EXAMPLES = EXAMPLE.findall((ROOT / "docs" / "reviews.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("samples") / "kb.db"
    articles = str(ROOT / "data" / "articles")
    CliRunner().invoke(main, ["build", articles, "--no-model", "--db", str(made)])
    return made


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_can_be_followed(example: str, database: Path) -> None:
    done = CliRunner().invoke(main, [*shlex.split(example), "--db", str(database)])
    assert done.exit_code == 0, done.output

"""The block of README.md that holds what `kb build` prints of the sample articles."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from click.testing import CliRunner

from kb.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "README.md"

BLOCK = re.compile(
    r"(?P<command>^\$ kb build data/articles\n)(?P<printed>.*?)(?=^```$)", re.M | re.S
)
_SECONDS = re.compile(r" in [\d.]+ s$", re.M)


def printed() -> str:
    """What the command prints, without the time it took."""
    with tempfile.TemporaryDirectory() as folder:
        # The table's title is the name of the file: kb.db, as anybody who follows the tour has it.
        before = Path.cwd()
        os.chdir(folder)
        try:
            found = CliRunner().invoke(main, ["build", str(ROOT / "data" / "articles")])
        finally:
            os.chdir(before)
    lines = _SECONDS.sub("", found.output).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def written() -> str:
    """What stands in the page."""
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    return found["printed"] if found else ""


def rewrite() -> None:
    """Bring the block up to date."""
    now = printed()
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda m: m["command"] + now, page), encoding="utf-8")

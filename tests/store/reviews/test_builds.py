"""Builds that are killed, run by many workers or read other rules keep every decision."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.pipeline import build
from kb.store import open_kb
from kb.store.reviews import Decision, decide, history, orphaned
from kb.store.reviews.exchange import export_lines, import_lines
from tests.dump import check, dump

STUDY = "Selon une étude de l'institut Orbis, 64 % des communes publient leurs comptes.\n"
_BUILD = (
    f"import sys; sys.path.insert(0, {str(Path(kb.__file__).parents[1])!r});"
    "from kb.pipeline import build; build([sys.argv[1]], sys.argv[2], model=False)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Texte {number}. {STUDY}", encoding="utf-8")
    return folder


@pytest.fixture
def lines(folder: Path, tmp_path: Path) -> list[bytes]:
    """Decisions on every article, from a base of their own."""
    path = tmp_path / "first.db"
    build([folder], path, model=False)
    db = open_kb(path)
    for number, (statistic,) in enumerate(
        db.execute("select id from statistics order by article_id").fetchall()
    ):
        if number % 2:
            decide(db, Decision("statistics", "rejected", statistic))
        else:
            decide(db, Decision("statistics", "changed", statistic, "value", number))
    one, other, *_ = (m for (m,) in db.execute("select id from source_mentions order by id"))
    decide(db, Decision("sources", "split", one, value=other))
    found = [line.encode() for line in export_lines(db.conn)]
    db.close()
    return found


def imported(path: Path, lines: list[bytes]) -> Path:
    db = open_kb(path, create=True)
    import_lines(db, lines, "decisions.jsonl")
    db.close()
    return path


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    db = open_kb(path)
    try:
        check(db)
        assert orphaned(db.conn) == []
        return dump(db)
    finally:
        db.close()


@pytest.mark.parametrize("written", [0, 3])
def test_a_killed_build_keeps_them(
    folder: Path, tmp_path: Path, lines: list[bytes], written: int
) -> None:
    whole = imported(tmp_path / "whole.db", lines)
    build([folder], whole, model=False)
    database = imported(tmp_path / "killed.db", lines)
    run = subprocess.Popen([sys.executable, "-c", _BUILD, str(folder), str(database)])
    while run.poll() is None and _articles(database) < written:
        time.sleep(0.005)
    run.kill()
    run.wait()
    db = open_kb(database)
    assert len(history(db.conn)) == len(lines)
    db.close()
    build([folder], database, model=False)
    assert content(database) == content(whole)


def _articles(path: Path) -> int:
    db = open_kb(path, read_only=True)
    try:
        return int(db.execute("select count(*) from articles").fetchone()[0])
    finally:
        db.close()


def test_workers_and_order_make_no_difference(
    folder: Path, tmp_path: Path, lines: list[bytes]
) -> None:
    whole = imported(tmp_path / "whole.db", lines)
    build([folder], whole, model=False)
    many = imported(tmp_path / "many.db", lines)
    build([folder], many, model=False, workers=2)
    assert content(many) == content(whole)
    single = imported(tmp_path / "single.db", lines)
    for file in sorted(folder.iterdir(), reverse=True):
        build([file], single, model=False, root=folder)
    assert content(single) == content(whole)
    build([folder], tmp_path / "late.db", model=False)
    assert content(imported(tmp_path / "late.db", lines)) == content(whole)

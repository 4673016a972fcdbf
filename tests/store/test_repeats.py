"""Claims that are the same word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.store import lineage, open_kb
from kb.store.clusters import settle
from kb.store.repeats import repeats
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.made import Made, made

TEXT = "Douze pour cent des ruches de la vallée sont vides."
TIMES = 40


def test_claims_that_repeat_each_other_are_each_tied_to_one_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All with all would be a million ties for a text that says one thing a thousand times."""
    tied: list[int] = []
    really = lineage.groups

    def counted(order: Any, ties: Any, opposed: Any) -> Any:
        tied.append(len(ties))
        return really(order, ties, opposed)

    monkeypatch.setattr(lineage, "groups", counted)
    db = open_kb(tmp_path / "kb.db", create=True)
    found = made("a.txt", "\n".join([TEXT] * TIMES), claims=[Made(TEXT)] * TIMES)
    write_article(db, found, "a-txt", Provenance(None, "x", "now"))
    settle(db)
    rows = db.execute("select id, group_id from claims").fetchall()
    firsts = [claim for claim, group in rows if group is None]
    assert len(rows) == TIMES
    assert len(firsts) == 1
    assert {group for _, group in rows} == {None, firsts[0]}
    assert 0 < max(tied) < TIMES
    (together,) = repeats(db, firsts)
    assert together == sorted(claim for claim, _ in rows)
    db.close()

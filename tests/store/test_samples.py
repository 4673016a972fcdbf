"""What is one with what in articles read as a whole: the samples, and the seeds where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import build, open_kb

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "articles" / "seeds"


def test_a_blog_that_copied_a_newspapers_figure_wrongly_is_set_against_it(tmp_path: Path) -> None:
    names = ("four-day-week-trial.txt", "a-county-that-took-fridays-off.md", "metadata.csv")
    for name in names:
        (tmp_path / name).write_bytes((ROOT / "data" / "articles" / name).read_bytes())
    build([tmp_path], tmp_path / "kb.db")
    db = open_kb(tmp_path / "kb.db")
    found = db.execute("select value, other_value from conflicting_figures").fetchall()
    assert [set(pair) for pair in found] == [{23.0, 32.0}]
    db.close()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared with the seed articles is absent")
def test_an_article_in_another_one_and_their_common_study(tmp_path: Path) -> None:
    build([SEEDS], tmp_path / "kb.db")
    db = open_kb(tmp_path / "kb.db")
    name = dict(db.execute("select substr(path, 1, 3), id from articles").fetchall())
    ((copy, original),) = db.execute("select article_id, original_id from article_copies")
    assert {copy, original} == {name["000"], name["001"]}
    common = db.execute(
        "select a.id, coalesce(a.group_id, a.id) = coalesce(b.group_id, b.id) from claims a"
        " join claims b on a.text = b.text where a.article_id = ? and b.article_id = ?",
        [name["000"], name["001"]],
    ).fetchall()
    assert len(common) >= 3 and all(same for _, same in common)
    studies = db.execute(
        "select source_id, count(distinct article_id) from source_mentions"
        " where written like '%CCI Lyon%' group by 1"
    ).fetchall()
    assert [articles for _, articles in studies] == [2]
    db.close()

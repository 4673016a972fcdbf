"""Floors only rise, and the documentation shows the figures on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import record, tables
from scoring.counts import no_counts
from scoring.record import Record

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "tests" / "evaluation" / "record.json"


def figures(right: int, missed: int) -> record.Figures:
    counts = no_counts()
    counts["urls"].right = right
    counts["urls"].missed = ["one"] * missed
    return record.figures({"all": counts})


def test_what_is_neither_marked_nor_found_has_no_figure() -> None:
    assert set(figures(1, 1)["all"]) == {"urls"}


def test_a_figure_under_its_floor_is_a_failure() -> None:
    kept = Record(floors={"urls": 0.9})
    assert record.below_floor(kept, figures(19, 1)) == []
    assert record.below_floor(kept, figures(1, 1)) == ["urls: F1 0.667 is below its floor 0.90"]


def test_a_kind_that_is_no_longer_found_is_a_failure() -> None:
    [line] = record.below_floor(Record(floors={"via": 0.5}), figures(1, 0))
    assert line.startswith("via: F1 0.000")


def test_a_beaten_floor_rises_to_just_under_the_figure() -> None:
    assert record.raised(Record(), figures(1, 0), lower=False).floors == {"urls": 0.99}


def test_a_missed_floor_stays_unless_it_is_asked_for() -> None:
    kept = Record(floors={"urls": 0.9})
    assert record.raised(kept, figures(1, 1), lower=False).floors == {"urls": 0.9}
    assert record.raised(kept, figures(1, 1), lower=True).floors == {"urls": 0.65}


def test_a_record_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    record.save({"samples": Record(floors={"urls": 0.9}, figures=figures(1, 0))}, path)
    [(name, kept)] = record.load(path).items()
    assert (name, kept.floors, kept.figures) == ("samples", {"urls": 0.9}, figures(1, 0))
    assert record.load(tmp_path / "absent.json") == {}


def test_figures_go_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n", encoding="utf-8")
    tables.write_between(page, "figures", "new")
    assert page.read_text(encoding="utf-8") == (
        "a\n<!-- figures -->\nnew\n<!-- end of figures -->\nb\n"
    )
    with pytest.raises(ValueError, match="no place marked"):
        tables.write_between(page, "other", "new")


@pytest.mark.parametrize("name", ["samples", "shared"])
def test_the_page_shows_the_figures_on_record(name: str) -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    kept = record.load(RECORD)[name]
    assert tables.markdown(kept.figures) in page

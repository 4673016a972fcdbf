"""The gold of the sample articles: every marked word stands where it is said to stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import gold

from kb.reading import read

DATA = Path(__file__).resolve().parents[2] / "data"
GOLD = sorted((DATA / "gold").glob("*.json"))


def article_of(marked: gold.Gold) -> Path:
    [path] = [p for p in (DATA / "articles").rglob("*") if p.stem == marked["article"]]
    return path


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_fits_its_article(path: Path) -> None:
    marked = gold.load(path)
    text = read(article_of(marked), root=DATA / "articles").text
    assert gold.check(marked, text) == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_as_place_gold_would_write_it(path: Path) -> None:
    marked = gold.load(path)
    text = read(article_of(marked), root=DATA / "articles").text
    gold.place(marked, text)
    assert marked == gold.load(path)


def test_every_sample_article_has_gold() -> None:
    articles = {p.stem for p in (DATA / "articles").rglob("*") if p.suffix != ".csv"}
    assert articles == {path.stem for path in GOLD}


def test_both_languages_and_all_formats_are_there() -> None:
    languages = {gold.load(path)["meta"]["language"] for path in GOLD}
    formats = {path.suffix for path in (DATA / "articles").rglob("*")}
    assert languages == {"fr", "en"}
    assert {".txt", ".md", ".html"} <= formats


def test_place_finds_the_occurrence_that_is_meant() -> None:
    marked = {
        "article": "a",
        "statistics": [{"text": "12 %"}, {"text": "12 %", "occurrence": 2}],
    }
    gold.place(marked, "Hier 12 %, demain 12 %.")
    assert [item["start"] for item in marked["statistics"]] == [5, 18]


def test_place_names_words_that_are_not_there() -> None:
    marked = {"article": "velo", "quotations": [{"text": "absent"}]}
    with pytest.raises(gold.GoldError, match="velo: quotations: not in the text: 'absent'"):
        gold.place(marked, "Rien de tel.")


def test_check_reports_a_link_to_nowhere_and_a_forgotten_speaker() -> None:
    marked = {
        "article": "a",
        "quotations": [
            {"text": "Oui", "start": 0, "end": 3, "speaker": "Ida Roc", "speaker_kind": "person"}
        ],
        "people": [{"name": "Ida Roc", "quoted": False}],
        "sources": [],
        "support": [{"text": "Oui", "start": 0, "end": 3, "source": "s9", "via": None}],
    }
    assert gold.check(marked, "Oui") == [
        "support: no source 's9'",
        "people: 'Ida Roc' is not marked as quoted",
    ]

"""The scorer on a knowledge base built from one small article, against gold that varies."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
from scoring import corpus, gold

from kb.pipeline import build

TEXT = (
    "Les Français et la sieste\n\n"
    "Selon une enquête de l’Institut Varnelle (https://varnelle.example/sieste), 37 % des adultes"
    " font la sieste.\n\n"
    "« Personne ne l’avoue au bureau », a déclaré Odile Brancourt, présidente du Club des"
    " siestes.\n"
)
GOLD = {
    "article": "sieste",
    "meta": {"language": "fr"},
    "urls": [
        {
            "text": "https://varnelle.example/sieste",
            "url": "https://varnelle.example/sieste",
            "shortened": False,
        }
    ],
    "statistics": [
        {
            "text": "37 %",
            "kind": "share",
            "value": 37,
            "high": None,
            "unit": "%",
            "subject": "des adultes",
        }
    ],
    "quotations": [
        {
            "text": "Personne ne l’avoue au bureau",
            "speaker": "Odile Brancourt",
            "speaker_kind": "person",
        }
    ],
    "people": [
        {
            "name": "Odile Brancourt",
            "role": "présidente",
            "organisation": "Club des siestes",
            "quoted": True,
        }
    ],
    "sources": [{"id": "s1", "must": ["varnelle"], "urls": []}],
    "support": [{"text": "37 % des adultes font la sieste", "source": "s1", "via": None}],
    "attributions": [],
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "sieste.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "sieste.txt"], folder / "kb.db", model=False)
    return folder / "kb.db"


def scored(database: Path, folder: Path, marked: gold.Gold) -> dict[str, tuple[int, int, int]]:
    """Kind -> right, extra, missed."""
    gold.place(marked, TEXT)
    gold.save(marked, folder / "sieste.json")
    totals = corpus.score(corpus.Corpus("one", folder, folder), database)
    assert set(totals) == {"all", "fr"}
    return {
        kind: (count.right, len(count.extra), len(count.missed))
        for kind, count in totals["all"].items()
    }


def test_everything_found_is_right(database: Path, tmp_path: Path) -> None:
    counts = scored(database, tmp_path, deepcopy(GOLD))
    nothing = ("shortened", "via", "unsourced")
    assert {kind: count for kind, count in counts.items() if kind not in nothing} == {
        kind: (1, 0, 0) for kind in counts if kind not in nothing
    }
    assert [counts[kind] for kind in nothing] == [(0, 0, 0)] * 3


def test_what_the_gold_lacks_is_extra(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    for kind in ("urls", "statistics", "quotations", "people", "sources", "support"):
        marked[kind] = []
    counts = scored(database, tmp_path, marked)
    for kind in ("urls", "statistics", "quotations", "people", "sources", "support"):
        assert counts[kind] == (0, 1, 0), kind


def test_what_is_optional_is_neither_right_nor_wrong(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    for kind in ("statistics", "quotations", "sources", "support"):
        marked[kind] = [item | {"optional": True} for item in marked[kind]]
    counts = scored(database, tmp_path, marked)
    for kind in ("statistics", "values", "quotations", "speakers", "sources", "support"):
        assert counts[kind] == (0, 0, 0), kind


def test_a_wrong_value_is_extra_and_missed(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    marked["statistics"][0]["value"] = 73
    counts = scored(database, tmp_path, marked)
    assert counts["statistics"] == (1, 0, 0)
    assert counts["values"] == (0, 1, 1)


def test_another_speaker_is_wrong(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    marked["quotations"][0]["speaker"] = marked["people"][0]["name"] = "Fabrice Lanoue"
    counts = scored(database, tmp_path, marked)
    assert counts["speakers"] == (0, 1, 1)
    assert counts["people"] == (0, 1, 1)


def test_a_missing_relay_is_missed(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    marked["sources"].append({"id": "s2", "must": ["gazette"], "urls": []})
    marked["support"][0]["via"] = "s2"
    assert scored(database, tmp_path, marked)["via"] == (0, 0, 1)


def test_an_article_that_is_not_there_is_missed(database: Path, tmp_path: Path) -> None:
    absent = deepcopy(GOLD) | {"article": "absente"}
    gold.place(absent, TEXT)
    gold.save(absent, tmp_path / "absente.json")
    totals = corpus.score(corpus.Corpus("one", tmp_path, tmp_path), database)
    assert len(totals["all"]["sources"].missed) == 1


def test_gold_of_another_text_is_refused(database: Path, tmp_path: Path) -> None:
    marked = deepcopy(GOLD)
    gold.place(marked, TEXT)
    marked["statistics"][0]["start"] += 1
    (tmp_path / "sieste.json").write_text(json.dumps(marked), encoding="utf-8")
    with pytest.raises(corpus.CorpusError, match="sieste: statistics: '37 %' does not stand"):
        corpus.score(corpus.Corpus("one", tmp_path, tmp_path), database)

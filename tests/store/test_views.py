"""The small questions: second-hand claims and sources, support, contradictions, dangling notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from kb.records import Findings
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import remove_article, write_article
from tests.dump import check
from tests.made import Made, Said, made

STUDY = {"kind": "study", "publisher": "Institut Orbis", "published": "2013"}
MEDIUM = {"kind": "article", "publisher": "Le Soir de Brume"}
FACT = "64 % des communes de la vallée publient leurs comptes"


@pytest.fixture
def db(tmp_path: Path) -> Any:
    base = open_kb(tmp_path / "kb.db", create=True)
    yield base
    base.close()


def write(db: Database, *articles: Findings) -> None:
    for found in articles:
        write_article(db, found, found.article.path[:-4], Provenance(None, "x", "now"))
    settle(db)
    check(db)


def rows(db: Database, view: str) -> list[dict[str, Any]]:
    return list(db.query(f"select * from {view}"))


def direct(path: str, fact: str = FACT, value: float = 64.0, **article: Any) -> Findings:
    sentence = f"Selon l'étude d'Orbis de 2013, {fact}."
    return made(
        path,
        f"{sentence} Le maire en est surpris.",
        claims=[claim(sentence, value, rests_on="l'étude d'Orbis de 2013")],
        sources=[Said("l'étude d'Orbis de 2013", **STUDY)],
        **article,
    )


def claim(sentence: str, value: float, **rest: Any) -> Made:
    about = {"value": value, "subject": "des communes de la vallée"}
    return Made(sentence, [f"{value:.0f} %"], values=about, **rest)


def relayed(path: str) -> Findings:
    sentence = f"{FACT}, d'après l'étude d'Orbis de 2013 relayée par Le Soir."
    return made(
        path,
        sentence,
        claims=[claim(sentence, 64.0, rests_on="l'étude d'Orbis de 2013", via="Le Soir")],
        sources=[Said("l'étude d'Orbis de 2013", **STUDY), Said("Le Soir", **MEDIUM)],
    )


def by_the_medium(path: str) -> Findings:
    sentence = f"Le Soir l'écrit : {FACT}."
    return made(
        path,
        sentence,
        claims=[claim(sentence, 64.0, rests_on="Le Soir")],
        sources=[Said("Le Soir", **MEDIUM)],
    )


def test_three_who_relay_one_study_are_one_origin(db: Database) -> None:
    write(db, relayed("a.txt"), relayed("b.txt"), by_the_medium("c.txt"))
    (support,) = [row for row in rows(db, "claim_support") if row["claims"] == 3]
    assert (support["articles"], support["origins"]) == (3, 1)


def test_a_claim_by_the_medium_alone_gains_the_chain_that_another_article_tells(
    db: Database,
) -> None:
    write(db, by_the_medium("c.txt"))
    assert rows(db, "secondhand_claims") == []
    write(db, relayed("a.txt"))
    found = {row["article_id"]: row for row in rows(db, "secondhand_claims")}
    assert found["a"]["inferred"] == 0 and found["c"]["inferred"] == 1
    assert {row["steps"] for row in found.values()} == {2}
    assert found["c"]["source_id"] == found["a"]["source_id"]
    assert "Soir" in found["c"]["via"]
    remove_article(db, "a")
    settle(db)
    assert rows(db, "secondhand_claims") == []


def test_a_source_is_second_hand_until_somebody_cites_it_himself(db: Database) -> None:
    write(db, relayed("a.txt"))
    (found,) = rows(db, "secondhand_sources")
    assert (found["articles"], found["steps"]) == (1, 2)
    write(db, direct("b.txt"))
    assert rows(db, "secondhand_sources") == []


def test_a_figure_copied_wrongly_is_set_against_the_others_with_both_sentences(
    db: Database,
) -> None:
    wrong = direct("b.txt", FACT.replace("64", "46"), 46.0)
    write(db, direct("a.txt"), wrong)
    (found,) = rows(db, "conflicting_figures")
    assert {found["value"], found["other_value"]} == {64.0, 46.0}
    assert "64 %" in found["claim"] + found["other_claim"]
    assert {found["article_id"], found["other_article_id"]} == {"a", "b"}
    assert found["source_id"] and found["reason"] and 0.5 < found["confidence"] <= 1
    write(db, direct("b.txt"))
    assert rows(db, "conflicting_figures") == []


def test_an_article_that_repeats_another_is_no_support_of_its_own(db: Database) -> None:
    long = " ".join(f"La vallée numéro {n} a ses raisons et son histoire." for n in range(9))

    def told(path: str, more: str, published: str) -> Findings:
        sentence = f"Ce mois-ci, {FACT}."
        return made(
            path, f"{sentence} {long} {more}", claims=[claim(sentence, 64.0)], published=published
        )

    write(db, told("b.txt", "Fin.", "2014"), told("a.txt", "À suivre demain.", "2015"))
    (copied,) = rows(db, "copied_articles")
    assert (copied["article_id"], copied["original_id"]) == ("a", "b")
    (support,) = rows(db, "claim_support")
    assert (support["articles"], support["independent_articles"]) == (2, 1)
    remove_article(db, "b")
    settle(db)
    check(db)
    assert rows(db, "copied_articles") == []


def test_a_number_of_notes_that_jumps_dangles(db: Database) -> None:
    text = "Des phares (1), des marins (4).\n1. Institut Lune\n4. Institut Brume\n"
    lune = made(
        "a.txt",
        text,
        sources=[Said("Institut Lune")],
        note=("1", "1. Institut Lune", "Institut Lune"),
    )
    write(db, lune)
    assert rows(db, "dangling_notes") == []
    brume = made(
        "a.txt",
        text,
        sources=[Said("Institut Brume")],
        note=("4", "4. Institut Brume", "Institut Brume"),
    )
    write(db, brume)
    assert [(row["label"], row["reason"]) for row in rows(db, "dangling_notes")] == [
        ("4", "number jumps")
    ]

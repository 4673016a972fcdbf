"""Organisations: by their words, their acronyms, and as institutions without a name."""

from __future__ import annotations

import pytest

from tests.extraction.names.articles import names_of


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Une étude de l’université de Quercy le dit.", "fr", "université de Quercy"),
        ("Cofondateur de la plateforme d’économie collaborative Ouicoop.", "fr", "Ouicoop"),
        ("Le groupe Nordalie se tait.", "fr", "Nordalie"),
        ("Selon l’Observatoire des rivières, tout va bien.", "fr", "Observatoire des rivières"),
        ("Le Conseil national du bois a tranché.", "fr", "Conseil national du bois"),
        ("A report by Northfield University says so.", "en", "Northfield University"),
        ("Ask the National Federation for the Shy.", "en", "National Federation for the Shy"),
    ],
)
def test_by_the_words_they_are_made_of(text: str, language: str, name: str) -> None:
    assert name in [m.name for m in names_of(text, language).organisations]


def test_an_acronym_that_the_article_explains_is_the_full_name() -> None:
    text = "Un article de la Colombine Journal Revue (CJR) le dit. Le CJR évoque un risque."
    found = names_of(text).organisations
    assert {m.name for m in found} == {"Colombine Journal Revue"}
    assert found[-1].written == "CJR"


def test_a_first_word_stands_for_the_longer_name() -> None:
    names = names_of("The Dewlap Research Center agrees. Dewlap says that it is so.", "en")
    assert [m.name for m in names.organisations] == ["Dewlap Research Center"] * 2
    assert names.organisation("Dewlap") == "Dewlap Research Center"


def test_an_institution_that_speaks_needs_no_name() -> None:
    found = names_of("Contactée, la préfecture répond que tout est en règle.").organisations
    assert [m.name for m in found] == ["préfecture"]


def test_lower_case_words_alone_are_no_organisation() -> None:
    assert names_of("La société change, et le groupe parle.").organisations == ()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Le Haut Conseil pour le fleuve déplore un retard.", "fr", "Haut Conseil pour le fleuve"),
        ("L'Observatoire breton du climat le dit.", "fr", "Observatoire breton du climat"),
        (
            "La Fondation pour la nature et l'homme répond.",
            "fr",
            "Fondation pour la nature et l'homme",
        ),
        ("La chambre d'agriculture estime que tout va.", "fr", "chambre d'agriculture"),
        ("Selon le rectorat, tout va.", "fr", "rectorat"),
        ("The city council said that all is well.", "en", "city council"),
    ],
)
def test_with_their_adjectives_and_links(text: str, language: str, name: str) -> None:
    assert name in [m.name for m in names_of(text, language).organisations]


def test_the_council_is_the_one_with_a_name() -> None:
    found = names_of("Corvane Council met. The council said that all is well.", "en").organisations
    assert {m.name for m in found} == {"Corvane Council"}


def test_spellings_of_one_surname() -> None:
    people = names_of("Gerhard Müller agreed. Mueller said so. Muller smiled.", "en").people
    assert {m.name for m in people} <= {"Gerhard Müller"}

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

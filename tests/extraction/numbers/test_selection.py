"""Numbers that are no statistics."""

from __future__ import annotations

import pytest

from kb.extraction.numbers import find_statistics
from tests.extraction.numbers.written import figures, statistics, written

NONE = [
    # dates, years, clock times
    ("fr", "Le 24 juin 2013, le village chantait encore."),
    ("fr", "En 2013 comme dans les années 90, on y chantait."),
    ("fr", "Du 12 au 15 mars, le rucher ouvre de 9 h à 18 h, et à 20h30 le samedi."),
    ("en", "On December 3, 2012, at 6:30 p.m., the choir sang."),
    ("en", "The 2016 elections and the 1990s were forgotten."),
    # notes, lists, labels
    ("fr", "Le miel soigne (3), dit-on [12]."),
    ("fr", "Voir la page 12, le chapitre 3 et l'article 49.3."),
    ("en", "See page 12, chapter 3 and Section 508."),
    ("en", "Key Benefit 2: honey."),
    # telephones, addresses, web addresses
    ("fr", "Écrire au 12 rue des Abeilles, 75011 Paris, ou appeler le 01 42 34 56 78."),
    ("en", "Write to 221 Clover Street or call 555-123-4567."),
    ("fr", "Lire https://rucher.example/2019/12/45-millions et ruche@exemple.fr."),
    # names of models and versions, scores
    ("fr", "Le CAC40, le Web 2.0, la 4G, le NK603 et l'École 42 n'y sont pour rien."),
    ("en", "The iPhone 14 and the A380 have nothing to do with COVID-19."),
    ("fr", "Le club s'est imposé 3-1 à l'aller."),
    ("fr", "Une vision à 360° de la ruche, loin des virages à 180°."),
    ("en", "The keeper took a 360 degrees view of it."),
    # ages and reading times
    ("fr", "Les 18-24 ans préfèrent le thym."),
    ("fr", "La ministre de 54 ans préfère le thym."),
    ("fr", "À 35 ans, elle préfère le thym."),
    ("en", "Her 45-year-old brother, aged 12 then, sings."),
    ("fr", "« Tout va bien », soupire Paulette Ruchon, 62 ans, depuis son rucher."),
    ("fr", "8 min de lecture"),
    # dates in disguise, and what is known already
    ("fr", "Il y a dix ans, on chantait ; c'était bien trois ans plus tôt."),
    ("en", "Three years ago the choir sang."),
    ("fr", "Ces deux ruchers se ressemblent."),
    ("fr", "L'une des ruches est vide."),
    ("en", "Call +44 (0)1632 960 144 or +1 202 555 0177."),
    ("fr", "Appelez le +33 5 55 01 02 03."),
    # ordinals that are no ranks
    ("fr", "La deuxième fois, la Première Guerre mondiale finissait."),
    ("en", "The third quarter and the second half were calm."),
    # fractions that are none
    ("fr", "Il faut confier cela à un tiers."),
    ("en", "The first half was dull."),
    ("en", "The top 1% own the hives."),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_is_no_statistic(language: str, text: str) -> None:
    assert figures(text, language) == []


def test_notes_that_explain_are_read_and_entries_of_sources_are_not() -> None:
    prose = "(3) Le syndicat compte 1 012 adhérents."
    assert len(find_statistics(written(prose, kind="notes"))) == 1
    entry = "(4) Ada Ruchon – « 79 % des ruches sont vides » – La Gazette du Rucher"
    assert find_statistics(written(entry, kind="notes")) == ()


@pytest.mark.parametrize("kind", ["navigation"])
def test_sections_that_are_passed_over(kind: str) -> None:
    text = "62 % des apiculteurs chantent."
    assert find_statistics(written(text, kind=kind)) == ()
    assert len(find_statistics(written(text))) == 1


def test_the_number_inside_an_age_group_hides_no_share() -> None:
    assert [words for words, _ in statistics("68 % des 12-17 ans chantent.")] == ["68 %"]


def test_a_share_of_people_over_an_age() -> None:
    found = statistics("Les internautes de plus de 55 ans représentent 30% de l’audience.")
    assert [words for words, _ in found] == ["30%"]

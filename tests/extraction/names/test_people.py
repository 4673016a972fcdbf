"""People: what a name is made of, and who a short form stands for."""

from __future__ import annotations

import pytest

from tests.extraction.names.articles import names_of, people_of


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Hier, Ludovic le Gwenn a parlé.", "fr", "Ludovic le Gwenn"),
        ("Nous avons vu Marc de La Rivière.", "fr", "Marc de La Rivière"),
        ("Selon Anne-Lise Corbin-Levy, rien ne change.", "fr", "Anne-Lise Corbin-Levy"),
        ("Le chiffre surprend Philippe MARCHAND.", "fr", "Philippe MARCHAND"),
        ("L’idée vient de Jean-Yves d’Aubrac.", "fr", "Jean-Yves d’Aubrac"),
        ("It was Grace Mac Leod who came.", "en", "Grace Mac Leod"),
        ("So William J. Nazarel, Jr came too.", "en", "William J. Nazarel, Jr"),
        ("The book by Kelly van der Berg is out.", "en", "Kelly van der Berg"),
        ("He met Alexis de Torcy there.", "en", "Alexis de Torcy"),
        ("It is time, according to P. Whitby of the Harbour Trust.", "en", "P. Whitby"),
    ],
)
def test_names_with_particles_hyphens_initials_and_capitals(
    text: str, language: str, name: str
) -> None:
    assert people_of(text, language) == [name]


def test_a_title_is_no_part_of_the_name() -> None:
    found = names_of("M. Letranchet a refusé. Me Orsinelli aussi.").people
    assert [m.written for m in found] == ["Letranchet", "Orsinelli"]


def test_a_surname_stands_for_the_full_name_before_and_behind_it() -> None:
    text = "Mr Okafeld declined. Daniel Okafeld became chairman in 2016. Okafeld is 61."
    assert people_of(text, "en") == ["Daniel Okafeld"] * 3


def test_of_two_people_with_one_surname_the_first_named_is_meant() -> None:
    assert people_of("Jean Roux a vu Anne Roux. Roux a souri.")[-1] == "Jean Roux"


def test_streets_schools_and_prizes_are_no_people() -> None:
    assert people_of("Le lycée Victor Hugo est rue Jean Moulin.") == []


def test_an_organisation_with_a_first_name_is_no_person() -> None:
    assert people_of("A study by the Thomas Moore Institute says so.", "en") == []


def test_a_name_behind_its_role_or_before_it_is_a_person_without_any_list() -> None:
    assert people_of("La chanteuse Mazig Corrigane est venue.") == ["Mazig Corrigane"]
    assert people_of("Olwethu Marchbank, a baker from Leeds, agreed.", "en") == [
        "Olwethu Marchbank"
    ]


def test_who_stands_beside_a_reporting_verb_is_somebody() -> None:
    assert people_of("« Rien ne presse », tranche Zéphirin Oulmes.") == ["Zéphirin Oulmes"]


def test_a_handle_beside_a_name_belongs_to_it() -> None:
    found = names_of("— Sonia Devilliers (@sonia_dv) le 3 mars").people
    assert {(one.name, one.handle) for one in found} == {("Sonia Devilliers", "@sonia_dv")}


def test_without_a_title_or_first_name_the_gender_stays_open() -> None:
    names = names_of("Mme Aubrac et Guillaume Roux ont vu la chanteuse Mazig Corrigane.")
    assert names.gender("Aubrac") == "feminine"
    assert names.gender("Guillaume Roux") == "masculine"
    assert names.gender("Mazig Corrigane") == "feminine"
    assert names.gender("Personne") == ""


def test_a_text_that_ends_with_a_copula_is_no_role() -> None:
    (found,) = names_of("Jean Roux est").people
    assert found.role is None

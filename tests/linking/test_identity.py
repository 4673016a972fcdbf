"""Which mentions are one: evidence for, evidence against, and what could be either."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from kb.linking.identity import best, name_key
from kb.linking.identity_makers import maker, same_maker
from kb.linking.identity_organisations import OrganisationSeen, organisation_clusters
from kb.linking.identity_people import PersonSeen, person_clusters
from kb.linking.identity_sources import SourceSeen, source_clusters
from kb.linking.identity_titles import same_title


def sources(*fields: dict[str, Any]) -> list[set[str]]:
    """The clusters of one mention in each of several articles; ids are a, b, c ..."""
    seen = [
        SourceSeen(**{"id": name, "article_id": f"article {name}", "work": 0, **more})
        for name, more in zip("abcdef", fields, strict=False)
    ]
    found = [set(cluster.members) for cluster in source_clusters(seen)]
    for order in itertools.islice(itertools.permutations(seen), 24):
        assert [set(c.members) for c in source_clusters(order)] == found
    return found


TITLE = "La lecture publique dans les vallées"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": "10.1/A"}, {"doi": "10.1/a"}),
        ({"isbn": "9780000000002"}, {"isbn": "9780000000002", "title": "Autre"}),
        ({"link_key": "bora.example/etude.pdf"}, {"link_key": "bora.example/etude.pdf"}),
        ({"title": TITLE, "author": "Ada Hill"}, {"title": TITLE.upper(), "author": "ada hill"}),
        ({"title": TITLE}, {"title": "la lecture publique dans les vallees"}),
        (
            {"publisher": "l’Orbis", "kind": "survey", "published": "2013"},
            {"publisher": "Orbis", "kind": "survey", "published": "2013"},
        ),
        ({"publisher": "l'Orbis"}, {"publisher": "ORBIS"}),
    ],
)
def test_evidence_makes_two_mentions_one_source(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert sources(one, other) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"publisher": "Orbis", "kind": "study"}, {"publisher": "Orbis", "kind": "study"}),
        ({"title": "Rapport annuel"}, {"title": "Rapport annuel"}),
        ({"title": TITLE, "publisher": "Orbis"}, {"title": TITLE, "publisher": "Ibis"}),
        ({"title": TITLE, "published": "2012"}, {"title": TITLE, "published": "2013-02"}),
        ({"title": "Baromètre numérique, édition 2012"}, {"title": "Baromètre numérique 2013"}),
        (
            {"publisher": "Orbis", "kind": "survey", "published": "2013", "title": TITLE},
            {"publisher": "Orbis", "kind": "survey", "published": "2013", "title": "Le vélo"},
        ),
        (
            {"link_key": "orbis.example", "title": TITLE},
            {"link_key": "orbis.example", "title": "Le vélo en ville"},
        ),
        ({"doi": "10.1/a", "title": TITLE}, {"doi": "10.1/b", "title": TITLE}),
    ],
)
def test_without_evidence_or_with_evidence_against_two_stay_two(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert sources(one, other) == [{"a"}, {"b"}]


def test_a_mention_that_could_be_either_of_two_stays_by_itself() -> None:
    old, new = (
        {"title": TITLE, "published": year, "publisher": "Orbis"} for year in ("2012", "2013")
    )
    assert sources(old, new, {"title": TITLE, "publisher": "Orbis"}) == [{"a"}, {"b"}, {"c"}]
    assert sources(old, new, old) == [{"a", "c"}, {"b"}]


def test_an_identifier_decides_at_once() -> None:
    one = {"doi": "10.1/a", "published": "2012", "title": "Avant-projet"}
    assert sources(one, {"doi": "10.1/a", "published": "2013", "title": TITLE}) == [{"a", "b"}]


def test_evidence_adds_up_over_articles() -> None:
    note = {"title": TITLE, "link_key": "orbis.example/e.pdf"}
    assert sources({"link_key": "orbis.example/e.pdf"}, note, {"title": TITLE}) == [{"a", "b", "c"}]


def test_two_documents_of_one_site_are_two_works() -> None:
    study = {"publisher": "Orbis", "kind": "study", "published": "2013"}
    pages = [{**study, "link_key": f"orbis.example/{n}.pdf"} for n in "12"]
    assert sources(*pages) == [{"a"}, {"b"}]
    assert sources(pages[0], {**study, "link_key": "bora.example/1.pdf"}) == [{"a", "b"}]


def test_all_mentions_of_a_work_are_one_and_its_fields_are_the_best_of_them() -> None:
    (found,) = source_clusters(
        [
            SourceSeen("m3", "x", 0, kind="other", publisher="Orbis"),
            SourceSeen("m1", "x", 0, kind="study", published="2013"),
            SourceSeen("m2", "x", 0, kind="study", title=TITLE, published="2013-06"),
        ]
    )
    assert found.id == "m1"
    assert found.fields["kind"] == "study"
    assert found.fields["published"] == "2013-06"
    assert found.fields["label"] == TITLE
    assert {(m.one_id, m.other_id) for m in found.merges} == {("m1", "m2"), ("m1", "m3")}


def test_a_title_in_words_goes_before_one_that_is_an_address() -> None:
    titles = ("doi:10.5555/a.very.long.identifier", "Lire le soir")
    seen = [SourceSeen(f"m{n}", "x", 0, title=title) for n, title in enumerate(titles)]
    assert source_clusters(seen)[0].fields["title"] == "Lire le soir"


def test_a_source_without_a_title_is_called_in_no_language_by_maker_and_date_else_address() -> None:
    seen = SourceSeen("m", "x", 0, kind="survey", publisher="Orbis", published="2013")
    assert source_clusters([seen])[0].fields["label"] == "Orbis, 2013"
    link = {"link_id": "l", "link_key": "https://orbis.example/etude"}
    page = SourceSeen("m", "x", 0, kind="web page", **link)
    assert source_clusters([page])[0].fields["label"] == "orbis.example/etude"


def people(*fields: dict[str, Any]) -> list[set[str]]:
    seen = [
        PersonSeen(**{"id": name, "article_id": f"article {name}", **more})
        for name, more in zip("abcdef", fields, strict=False)
    ]
    return [set(cluster.members) for cluster in person_clusters(seen)]


def test_people_of_one_full_name_are_one_whatever_accents_and_case() -> None:
    assert people({"name": "Zoé Brème"}, {"name": "ZOE BREME"}) == [{"a", "b"}]


def test_a_surname_alone_joins_nobody() -> None:
    assert people({"name": "Brème"}, {"name": "Brème"}, {"name": "Zoé Brème"}) == [
        {"a"},
        {"b"},
        {"c"},
    ]


def test_an_initial_is_the_only_one_that_fits_unless_something_speaks_against() -> None:
    zoe, z = {"name": "Zoé Brème"}, {"name": "Z. Brème"}
    assert people(zoe, z) == [{"a", "b"}]
    assert people(zoe, z, {"name": "Zara Brème"}) == [{"a"}, {"b"}, {"c"}]
    assert people({**zoe, "organisation": "Orbis"}, {**z, "organisation": "Bora"}) == [{"a"}, {"b"}]
    assert people({**zoe, "organisation": "Orbis"}, {**z, "organisation": "l'Orbis"}) == [
        {"a", "b"}
    ]


def test_another_first_name_forbids_and_an_initial_that_could_be_either_stays_alone() -> None:
    at = {"organisation": "Orbis"}
    assert people(
        {"name": "Zoé Brème", **at}, {"name": "Zara Brème", **at}, {"name": "Z. Brème", **at}
    ) == [{"a"}, {"b"}, {"c"}]
    assert people(
        {"name": "Zoé Brème", "handle": "@breme"}, {"name": "Ada Brème", "handle": "@breme"}
    ) == [{"a"}, {"b"}]


def test_a_person_has_the_fullest_name_and_the_role_given_most_often() -> None:
    (found,) = person_clusters(
        [
            PersonSeen("m2", "x", "Zoé Brème", role="maire"),
            PersonSeen("m1", "x", "Zoé Brème", role="maire"),
            PersonSeen("m3", "y", "Zoé BREME", role="élue de Brume"),
        ]
    )
    assert (found.id, found.fields["name"], found.fields["role"]) == ("m1", "Zoé Brème", "maire")


def test_organisations_are_one_by_name_without_determiner() -> None:
    found = organisation_clusters(
        [
            OrganisationSeen("a", "x", "l’Orbis", "institute"),
            OrganisationSeen("b", "y", "ORBIS"),
            OrganisationSeen("c", "y", "Orbis Vallée"),
        ]
    )
    assert [set(cluster.members) for cluster in found] == [{"a", "b"}, {"c"}]
    assert found[0].fields["kind"] == "institute"


@pytest.mark.parametrize(
    ("name", "key"),
    [("l'INSEE", "insee"), ("The Orbis Group", "orbis group"), ("Le", "le"), ("Lebrun", "lebrun")],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


def test_the_best_value_does_not_depend_on_the_order() -> None:
    for order in itertools.permutations(["b", "a", "b", "ccc", None, "a"]):
        assert best(order) == "a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institut Orbis", "Orbis"),
        ("the Orbis Institute", "Orbis"),
        ("Kaspersky Lab", "Karspersky"),
        ("Institut national des comptes locaux", "INCL"),
        ("Observatoire régional des mobilités", "l'Observatoire regional des mobilites"),
    ],
)
def test_names_that_may_be_one_organisations(one: str, other: str) -> None:
    assert same_maker(maker(one), maker(other)) and same_maker(maker(other), maker(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institut Orbis", "Fondation Orbis"),
        ("université de Brume", "Brume"),
        ("Orbis", "Orbis Vallée"),
        ("Bora", "Boro"),
        ("Institut national des comptes locaux", "INSEE"),
    ],
)
def test_names_that_may_not(one: str, other: str) -> None:
    assert not same_maker(maker(one), maker(other))


def organisations(*names: tuple[str, str]) -> list[set[str]]:
    seen = [
        OrganisationSeen(id, f"article {id}", name, written=written)
        for id, (name, written) in zip("abcdef", names, strict=False)
    ]
    return [set(cluster.members) for cluster in organisation_clusters(seen)]


def test_letters_are_the_long_name_that_an_article_gives_with_them() -> None:
    long = "Centre de recherche pour les conditions de vie"
    assert organisations((long, "Credoc"), ("Credoc", "Credoc")) == [{"a", "b"}]
    other = "Comité romand des docteurs"
    assert organisations((long, "Credoc"), ("Credoc", "Credoc"), (other, "Credoc")) == [
        {"a"},
        {"b"},
        {"c"},
    ]


def test_a_word_for_an_organisation_alone_joins_nobody() -> None:
    assert organisations(
        ("Fondation Orbis", "Fondation"), ("Fondation Bora", "Fondation"), ("Fondation",) * 2
    ) == [{"a"}, {"b"}, {"c"}]


@pytest.mark.parametrize("name", ["city council", "communauté de communes"])
def test_what_every_town_has_is_not_one(name: str) -> None:
    assert organisations((name, name), (name, name)) == [{"a"}, {"b"}]


def test_a_surname_is_the_one_of_the_same_role_or_house() -> None:
    full = {"name": "Zoé Brème", "role": "directrice", "organisation": "Institut Orbis"}
    assert people(full, {"name": "Brème", "organisation": "Orbis"}) == [{"a", "b"}]
    assert people(full, {"name": "Brème", "role": "directrice"}) == [{"a", "b"}]
    assert people(full, {"name": "Brème", "role": "maire"}) == [{"a"}, {"b"}]
    twin = {**full, "name": "Zara Brème"}
    assert people(full, twin, {"name": "Brème", "organisation": "Orbis"}) == [{"a"}, {"b"}, {"c"}]


def test_one_name_in_two_fields_is_two_people() -> None:
    mayor = {"name": "Zoé Brème", "role": "maire de Brume"}
    coach = {"name": "Zoé Brème", "role": "entraîneuse du club"}
    assert people(mayor, coach) == [{"a"}, {"b"}]
    assert people(mayor, coach, {"name": "Zoé Brème"}) == [{"a"}, {"b"}, {"c"}]
    assert people(mayor, {"name": "Zoé Brème", "role": "maire"}) == [{"a", "b"}]


def test_a_slip_in_a_name_and_a_handle_made_of_it() -> None:
    assert people({"name": "Zoé Brémontier"}, {"name": "Zoé Brémontir"}) == [{"a", "b"}]
    handle = {"name": "@zbremontier", "handle": "@zbremontier"}
    assert people({"name": "Zoé Brémontier"}, handle) == [{"a", "b"}]
    durand, durant = {"name": "Zoé Durand"}, {"name": "Zoé Durant"}
    assert people(durand, durant) == [{"a"}, {"b"}]
    assert people({**durand, "role": "juge"}, {**durant, "role": "juge"}) == [{"a", "b"}]
    assert people({"name": "Ada Hill"}, {"name": "Ada Hall"}) == [{"a"}, {"b"}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("les chiffres cles du numerique", "les chiffres cle du numerique", True),
        ("barometre du numerique", "le barometre du numerique rapport", True),
        ("barometre du numerique 2012", "barometre du numerique 2013", False),
        ("vivre en vallee", "vivre en ville", False),
    ],
)
def test_titles_of_one_work(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same


def test_the_same_publisher_and_figure_are_one_work_unless_the_years_differ() -> None:
    told = {"publisher": "Institut Orbis", "kind": "study", "figures": "share 64"}
    assert sources(told, {**told, "publisher": "Orbis"}) == [{"a", "b"}]
    assert sources({**told, "published": "2012"}, {**told, "published": "2013"}) == [{"a"}, {"b"}]
    assert sources(told, {**told, "figures": "share 46"}) == [{"a"}, {"b"}]


def test_a_study_its_document_and_a_note_with_its_title_are_one_source() -> None:
    named = {"publisher": "Chambre Orbis", "kind": "study", "figures": "share 64"}
    document = {"link_key": "orbis.example/chiffres.pdf", "kind": "web page"}
    note = {**document, "title": "Les chiffres du numérique", "publisher": "Chambre Orbis"}
    assert sources(named, document, {**note, "figures": "share 64"}) == [{"a", "b", "c"}]

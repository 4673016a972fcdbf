"""Works named in words: what belongs to the name, who made it, where and when."""

import pytest

from kb.extraction.references.phrases import Phrase, find_phrases


def only(sentence: str, language: str) -> Phrase:
    (phrase,) = find_phrases(sentence, 0, len(sentence), language)
    return phrase


def words(sentence: str, language: str) -> list[str]:
    return [sentence[p.start : p.end] for p in find_phrases(sentence, 0, len(sentence), language)]


@pytest.mark.parametrize(
    ("sentence", "language", "makers"),
    [
        ("Selon une étude Lunascope de mai 2011, tout monte.", "fr", ["Lunascope"]),
        ("l’étude réalisée par Les Marées et Paul Brun auprès", "fr", ["Les Marées et Paul Brun"]),
        ("une étude de l'université de Brume parue hier", "fr", ["université de Brume"]),
        ("un communiqué de presse de la société Orbis", "fr", ["société Orbis"]),
        ("une étude de l'institut Lune de 2017, relayée par Le Soir", "fr", ["institut Lune"]),
        ("un sondage Ibis paru en 2016 et repris par Le Soir", "fr", ["Ibis"]),
        ("En 2012, l’agence Orbis a publié une étude sur la mer", "fr", ["agence Orbis"]),
        ("une étude sur le sommeil des enfants menée par l'Ibis", "fr", ["Ibis"]),
        ("Dans un communiqué, le groupe Orbis assure", "fr", ["groupe Orbis"]),
        ("Orbis Lab dans une étude", "fr", ["Orbis Lab"]),
        ("Dans son rapport annuel, la Cour des marées relève", "fr", ["Cour des marées"]),
        ("a 2011 report from the U.S. Tide Bureau", "en", ["U.S. Tide Bureau"]),
        ("The Tide Bureau report also states", "en", ["Tide Bureau"]),
        ("a Luna-Orbis study stressed", "en", ["Luna-Orbis"]),
        ("a report released Tuesday by the Orbis Institute", "en", ["Orbis Institute"]),
        ("In a survey of 1,200 adults conducted by the Luna Center", "en", ["Luna Center"]),
        (
            "The Orbis Institute recently released a new study on tides",
            "en",
            ["The Orbis Institute"],
        ),
        ("In a February survey, Lunascope found", "en", ["Lunascope"]),
        ("Luna’s video best practices", "en", ["Luna"]),
        ("une étude commandée en 2021 au cabinet Orbis, que", "fr", ["cabinet Orbis"]),
        ("une étude dévoilée mardi par l'institut Luna", "fr", ["institut Luna"]),
        ("l'enquête de l'Observatoire Lesterlin de mars 2022", "fr", ["Observatoire Lesterlin"]),
        ("une enquête de l'Ibis citée hier par Le Courrier", "fr", ["Ibis"]),
    ],
)
def test_who_made_it(sentence: str, language: str, makers: list[str]) -> None:
    assert [maker.text for maker in only(sentence, language).makers] == makers


@pytest.mark.parametrize(
    ("sentence", "language", "field", "value"),
    [
        ("le rapport « Marées hautes » remis hier", "fr", "title", "Marées hautes"),
        ("Le Baromètre du sommeil est annuel", "fr", "title", "Baromètre du sommeil"),
        ("a report into “Tides in 2011” that", "en", "title", "Tides in 2011"),
        ("In her book Tide Nation, Ada Moon", "en", "title", "Tide Nation"),
        ("une étude de l'Ibis parue mardi dans la revue Marées", "fr", "container", "revue Marées"),
        ("un sondage Lunascope pour Le Journal", "fr", "container", "Le Journal"),
        ("a study published Monday in The Lancet", "en", "container", "The Lancet"),
        ("une étude Lunascope de mai 2011", "fr", "published", "2011-05"),
        ("a 2011 report from the Tide Bureau", "en", "published", "2011"),
        (
            "a report from the Tide Bureau, Nets and Knots, estimated",
            "en",
            "title",
            "Nets and Knots",
        ),
    ],
)
def test_title_place_and_date(sentence: str, language: str, field: str, value: str) -> None:
    assert getattr(only(sentence, language), field) == value


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Par rapport à l'an dernier, la mer monte.", "fr"),
        ("Le Courrier Post a parlé.", "fr"),
        ("Le régulateur note que la mer monte.", "fr"),
        ("Un complément d'enquête est demandé.", "fr"),
        ("Users report more tides, parents report that it rains.", "en"),
        ("The Tide Institute reports that it rains.", "en"),
        ("They want to study the sea.", "en"),
    ],
)
def test_no_work_is_named(sentence: str, language: str) -> None:
    assert words(sentence, language) == []


def test_a_relay_is_no_maker() -> None:
    phrase = only("une étude de l'Ibis, citée par Le Courrier", "fr")
    assert [maker.text for maker in phrase.makers] == ["Ibis"]


def test_possessive_report_has_a_title_of_its_own() -> None:
    phrase = only("Its annual Tide Nations report puts", "en")
    assert (phrase.title, phrase.makers, phrase.possessive) == ("Tide Nations", (), True)

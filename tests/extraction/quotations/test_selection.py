"""What is somebody's words, and what a title, a name, irony or a borrowed expression."""

from __future__ import annotations

import pytest

from tests.extraction.quotations.quoted import found_in, quoted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Attention à la manie du « selfie ».", "fr"),
        ("Ils craignent le « bad buzz » et le « top-down ».", "fr"),
        ("La pratique dite du « forfait renversé » est illégale.", "fr"),
        ("Il publie « Les Villes sans bruit » (éditions du Phare).", "fr"),
        ("Son livre, « La Machine et nous », vient de sortir.", "fr"),
        ("Le slogan « Tout à portée de main » a fait le tour du pays.", "fr"),
        ("(3) – Laure Bellot – « Les élites ne savent plus » – Le Quotidien – 26 mai 2013", "fr"),
        ("Le collectif « Nous ne paierons pas » manifeste.", "fr"),
        ("They sell so-called “smart” meters.", "en"),
        ("Her first book, “The Soil Ledger,” came out in 2019.", "en"),
        ("The word “sustainable” appears 46 times.", "en"),
        ("In a report titled “Broken Ladders: Mobility Now,” they show it.", "en"),
    ],
)
def test_titles_names_terms_and_slogans_are_none(text: str, language: str) -> None:
    assert quoted(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("« Vous mentez ! », lui a rétorqué Jean Roux.", "fr", "Vous mentez !"),
        ("Jean Roux s’est dit « profondément choqué » hier.", "fr", "profondément choqué"),
        ("Anne Roux dénonce « un renoncement de plus ».", "fr", "un renoncement de plus"),
        ("Elle s’alarme d’une « épargne qui dort pendant que tout brûle ».", "fr", None),
        ("Le groupe Nordalie « regrette une posture de blocage ».", "fr", None),
        ("Ann Roe said the firm was “deeply sorry” for it.", "en", "deeply sorry"),
        ("Ann Roe calls the plan “a bandage on a broken leg.”", "en", None),
        ("It will last “no longer than six weeks,” the county insists.", "en", None),
    ],
)
def test_fragments_with_a_speaker_are_quotations(
    text: str, language: str, words: str | None
) -> None:
    found = quoted(text, language)
    assert len(found) == 1
    if words is not None:
        assert found == [words]


def test_notes_and_navigation_hold_no_quotations() -> None:
    text = "« Nous ne savons pas ce que nous mangeons », Le Quotidien, 3 mai 2013"
    assert quoted(text, kind="notes") == []
    assert quoted("Lire aussi « Nous ne savons rien de nos voisins »", kind="navigation") == []


def test_the_article_s_own_title_in_marks_is_none() -> None:
    title = "Pourquoi nous dormons si mal en ville"
    assert quoted(f"{title}\n3 réactions à “{title}”") == []


@pytest.mark.parametrize(
    ("text", "language", "words", "name"),
    [
        (
            "Le maire, Hugo Berthet, reconnaît que la ville n'y peut « pas grand-chose ».",
            "fr",
            "pas grand-chose",
            "Hugo Berthet",
        ),
        (
            "Anne Aubrac a indiqué que les digues seraient « repris ou rehaussés ».",
            "fr",
            "repris ou rehaussés",
            "Anne Aubrac",
        ),
        (
            "Luc Fabre a qualifié le texte de « bricolage dangereux ».",
            "fr",
            "bricolage dangereux",
            "Luc Fabre",
        ),
        (
            "Luc Fabre a dénoncé dans un communiqué « un coup de menton ».",
            "fr",
            "un coup de menton",
            "Luc Fabre",
        ),
        ("« Inacceptable », a réagi Anne Roux.", "fr", "Inacceptable", "Anne Roux"),
        (
            "Carla Munson told the council that crews had stopped “chasing ghosts”.",
            "en",
            "chasing ghosts",
            "Carla Munson",
        ),
        (
            "Carla Munson described the new pumps as “a start, nothing else.”",
            "en",
            "a start, nothing else.",
            "Carla Munson",
        ),
        ("Carla Munson warned of “a lost winter”.", "en", "a lost winter", "Carla Munson"),
        (
            "Carla Munson praised what she called “the quiet courage” of nurses.",
            "en",
            "the quiet courage",
            "Carla Munson",
        ),
    ],
)
def test_a_few_words_are_a_quotation_where_somebody_weighs_or_claims(
    text: str, language: str, words: str, name: str
) -> None:
    (quotation,) = found_in(text, language)[0]
    assert text[quotation.start : quotation.end] == words
    assert quotation.person == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Louis Perrin dit que l'opération « coup de pouce » a cessé.", "fr"),
        ("Louis Perrin a lancé le programme « Une ville, un arbre ».", "fr"),
        ("Ian Cole said the “no-fault” rule was dropped.", "en"),
        ("Locals call the estate “the Island”.", "en"),
        ("1. ‘Salt and shift work: a cohort’ is published in Work Letters.", "en"),
    ],
)
def test_terms_names_and_titles_are_none(text: str, language: str) -> None:
    assert quoted(text, language) == []

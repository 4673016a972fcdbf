"""Claims said to be somebody's without quotation marks."""

from __future__ import annotations

import pytest

from tests.extraction.quotations.quoted import found_in


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Selon Jean Roux, 60 % des routes sont usées.", "fr", "Jean Roux"),
        ("Jean Roux explique que la hausse est faible.", "fr", "Jean Roux"),
        ("La hausse est faible, explique Jean Roux.", "fr", "Jean Roux"),
        ("Le groupe Nordalie promet de baisser ses prix.", "fr", "Nordalie"),
        ("Ann Roe said that costs fell by 12%.", "en", "Ann Roe"),
        ("As Ann Roe suggests, perhaps we are not alone.", "en", "Ann Roe"),
        ("The Harbour Trust plans to open two branches.", "en", "Harbour Trust"),
    ],
)
def test_indirect_speech_and_plans(text: str, language: str, name: str) -> None:
    quotations, attributions = found_in(text, language)
    assert quotations == ()
    assert [(a.person or a.organisation) for a in attributions] == [name]
    assert text[attributions[0].start : attributions[0].end] == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Selon l’institut Varnelle, 60 % des routes sont usées.", "fr"),
        ("L’annonce de Jean Roux a surpris.", "fr"),
        ("The Harbour Trust reports that 12% of ships leak.", "en"),
        ("Ann Roe lives in Leeds.", "en"),
    ],
)
def test_figures_of_organisations_and_mere_mentions_are_none(text: str, language: str) -> None:
    assert found_in(text, language)[1] == ()


def test_a_sentence_with_a_quotation_is_none() -> None:
    text = "Jean Roux explique que « la hausse est faible »."
    assert found_in(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Selon le maire, 60 % des commerces ont fermé.", "fr"),
        ("D'après les syndicats, 300 postes sont menacés.", "fr"),
        ("Les riverains affirment que le bruit a doublé.", "fr"),
        ("60 % des commerces ont fermé, assure un commerçant.", "fr"),
        ("Le ministre évalue le coût à 3 millions d'euros.", "fr"),
        ("The mayor said that 60% of shops had closed.", "en"),
        ("According to residents, noise has doubled.", "en"),
        ("Officials say 300 jobs are at risk.", "en"),
        ("Some 300 jobs are at risk, a spokesman said.", "en"),
        ("One teacher told us that a third of her class was absent.", "en"),
        ("The mayor puts the cost at $3 million.", "en"),
    ],
)
def test_somebody_without_a_name_is_somebody(text: str, language: str) -> None:
    (attribution,) = found_in(text, language)[1]
    assert attribution.person is None
    assert attribution.organisation is None
    assert attribution.cue
    assert attribution.confidence > 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Selon les cas, 30 à 40 % des dossiers sont rejetés.", "fr"),
        ("D'après mes calculs, cela coûte 300 euros.", "fr"),
        ("Il faut noter que 30 % des lits sont vides.", "fr"),
        ("Nous pensons que 30 % des lits sont vides.", "fr"),
        ("Le maire a inauguré une école de 12 classes.", "fr"),
        ("Depending on the season, 30% of beds are empty.", "en"),
        ("According to plan, 300 homes were built.", "en"),
        ("I think that 30% of beds are empty.", "en"),
    ],
)
def test_nobody_stands_behind_circumstances_and_the_author(text: str, language: str) -> None:
    assert found_in(text, language)[1] == ()

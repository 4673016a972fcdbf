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

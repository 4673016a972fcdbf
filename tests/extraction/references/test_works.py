# ruff: noqa: E501 - one invented sentence a line reads best
"""Mentions of one work share its number; two works never do."""

import pytest

from kb.extraction import extract
from tests.backed import article_of


def works(text: str, language: str) -> dict[str, int]:
    article = article_of(text, language)
    found = extract(article, None).sources
    return {article.plain.text[s.start : s.end]: s.work for s in found}


@pytest.mark.parametrize(
    ("text", "language", "one", "other"),
    [
        ("Une étude de l'Ibis montre que la mer monte. L'étude dit 3 %.", "fr", "Une étude de l'Ibis", "L'étude"),
        ("Une étude de l'Ibis montre tout. Selon l'Ibis, 3 % fuient.", "fr", "Une étude de l'Ibis", "Ibis"),
        ("Une étude dit 3 %. L'étude, menée par l'Ibis, est claire.", "fr", "Une étude", "L'étude, menée par l'Ibis"),
        ("A 2010 report from the Tide Bureau says 3%. The Tide Bureau report adds 4%.", "en",
         "A 2010 report from the Tide Bureau", "The Tide Bureau report"),
        ("A Luna-Orbis study found 3%. The Orbis Research study found 4%.", "en",
         "A Luna-Orbis study", "The Orbis Research study"),
    ],
)  # fmt: skip
def test_the_same_work(text: str, language: str, one: str, other: str) -> None:
    found = works(text, language)
    assert found[one] == found[other]


@pytest.mark.parametrize(
    ("text", "language", "one", "other"),
    [
        ("Une étude de l'Ibis dit 3 %. Une étude d'Orbis dit 4 %.", "fr", "Une étude de l'Ibis", "Une étude d'Orbis"),
        ("A 2010 report by Orbis says 3%. A 2012 report by Orbis says 4%.", "en",
         "A 2010 report by Orbis", "A 2012 report by Orbis"),
        ("Le rapport « La mer monte » de l'Ibis, paru en 2013, dit 3 %. Le rapport « La mer monte » d'Orbis, paru en 2015, dit 4 %.",
         "fr", "Le rapport « La mer monte » de l'Ibis, paru", "Le rapport « La mer monte » d'Orbis, paru"),
    ],
)  # fmt: skip
def test_two_works(text: str, language: str, one: str, other: str) -> None:
    found = works(text, language)
    assert found[one] != found[other]


def test_an_acronym_in_brackets_names_the_same_maker() -> None:
    text = "Un article de la Brume Journalism Review (BJR) dit 3 %. Selon l'article de la BJR, 4 % fuient."
    found = works(text, "fr")
    assert len(set(found.values())) == 1


def test_a_common_word_is_no_second_mention() -> None:
    found = works("Une étude de l'Ibis dit 3 %. Il sera attentif au reportage.", "fr")
    assert "au reportage" not in found

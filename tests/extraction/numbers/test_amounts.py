"""Bare numbers, in digits and in letters."""

from __future__ import annotations

import pytest

from kb.extraction.numbers.amounts import find_amounts, value_of


@pytest.mark.parametrize(
    ("written", "decimal_comma", "value"),
    [
        ("1 200", True, 1200),
        ("7.612,52", True, 7612.52),
        ("7,612.52", False, 7612.52),
        ("800.000", True, 800_000),
        ("800.000", False, 800_000),
        ("5.000", False, 5000),
        ("2.125", False, 2.125),
        ("1,200", False, 1200),
        ("0,125", True, 0.125),
        ("12,5", True, 12.5),
        ("1,200,000", True, 1_200_000),
        ("1 200,5", True, 1200.5),
    ],
)
def test_separators_are_read_by_the_custom_of_the_language(
    written: str, decimal_comma: bool, value: float
) -> None:
    assert value_of(written, decimal_comma) == value


@pytest.mark.parametrize(
    ("text", "language", "words", "value"),
    [
        ("On en compte quatre-vingt-dix-sept ici", "fr", "quatre-vingt-dix-sept", 97),
        ("quatre vingt dix sept voix", "fr", "quatre vingt dix sept", 97),
        ("septante-deux communes", "fr", "septante-deux", 72),
        ("huitante élèves", "fr", "huitante", 80),
        ("nonante et un élèves", "fr", "nonante et un", 91),
        ("trois millions de foyers", "fr", "trois millions", 3_000_000),
        ("un million deux cent mille foyers", "fr", "un million deux cent mille", 1_200_000),
        ("3,5 milliards de litres", "fr", "3,5 milliards", 3_500_000_000),
        ("une cinquantaine d'élèves", "fr", "une cinquantaine", 50),
        ("les trois quarts des élèves", "fr", "les trois quarts", 75),
        ("2/3 des élèves", "fr", "2/3", 66.67),
        ("two hundred and five letters", "en", "two hundred and five", 205),
        ("thirty-five letters", "en", "thirty-five", 35),
        ("two and a half acres", "en", "two and a half", 2.5),
        ("3.4 billion letters", "en", "3.4 billion", 3_400_000_000),
        ("tens of thousands of letters", "en", "tens of thousands", 10_000),
        ("half a million letters", "en", "half a million", 500_000),
        ("two-thirds of letters", "en", "two-thirds", 66.67),
    ],
)
def test_numbers_are_found_with_their_place_and_value(
    text: str, language: str, words: str, value: float
) -> None:
    amount = find_amounts(text, 0, len(text), language)[0]
    assert (text[amount.start : amount.end], amount.value) == (words, value)


def test_french_and_english_billions_differ() -> None:
    assert find_amounts("2 billions", 0, 10, "fr")[0].value == 2e12
    assert find_amounts("2 billion", 0, 9, "en")[0].value == 2e9


def test_two_numbers_in_letters_side_by_side_stay_two() -> None:
    text = "two and three"
    assert [a.value for a in find_amounts(text, 0, len(text), "en")] == [2, 3]


def test_an_article_is_no_number_behind_an_elision() -> None:
    assert find_amounts("l'un des", 0, 8, "fr") == []


def test_a_sign_counts_only_where_it_cannot_be_a_hyphen() -> None:
    text = "(−5 points) et +12 %, mais 3-1"
    assert [a.sign for a in find_amounts(text, 0, len(text), "fr")] == [-1, 1, 0, 0]

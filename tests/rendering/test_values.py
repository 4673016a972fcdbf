"""Figures, dates and counts as readers of either language write them."""

import pytest

from kb.rendering.values import shown_value
from kb.rendering.wording import languages, preferred, wording

FR, EN = wording("fr"), wording("en")


@pytest.mark.parametrize(
    ("given", "neutral", "french", "english"),
    [
        ((75, "%"), "75\u00a0%", "75\u00a0%", "75%"),
        (
            (230e6, "EUR"),
            "230\u202f000\u202f000\u00a0EUR",
            "230\u202f000\u202f000\u00a0EUR",
            "230,000,000\u00a0EUR",
        ),
        ((170, "minute"), "170\u00a0minutes", "170\u00a0minutes", "170\u00a0minutes"),
        ((66.67, "%"), "66.67\u00a0%", "66,67\u00a0%", "66.67%"),
        ((1.5, "hour"), "1.5\u00a0hours", "1,5\u00a0heure", "1.5\u00a0hours"),
        ((0, "year"), "0\u00a0years", "0\u00a0an", "0\u00a0years"),
        ((12000, ""), "12\u202f000", "12\u202f000", "12,000"),
        ((5, "smartphones"), *(["5\u00a0smartphones"] * 3)),
        ((None, "%"), "", "", ""),
    ],
)
def test_values_with_their_unit(given, neutral, french, english):
    assert shown_value(*given) == neutral
    assert shown_value(*given, words=FR) == french
    assert shown_value(*given, words=EN) == english


def test_ranges_changes_ranks_and_qualifiers():
    assert shown_value(10, "%", high=20, words=EN) == "10–20%"
    assert shown_value(-3.5, "point", kind="change", words=FR) == "\u22123,5\u00a0points"
    assert shown_value(4, "%", kind="change", words=EN) == "+4%"
    assert shown_value(3, "", kind="rank", words=FR) == "rang\u00a03"
    assert shown_value(75, "%", qualifier="more than", words=FR) == "plus de 75\u00a0%"


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e300, -1e-300, 5e-324])
def test_no_number_is_too_odd_to_show(value):
    assert shown_value(value, "%")


def test_dates_keep_the_precision_they_have():
    assert FR.date("2013-06") == "juin 2013" and EN.date("2013-06-24") == "24 June 2013"
    assert FR.date("2013-06-01") == "1er juin 2013" and EN.date("2013") == "2013"
    for odd in ("2013-13", "2012/2014", "soon", "", "2013-00-00", "٢٠١٣-٠٦"):
        assert FR.date(odd) == odd
    assert FR.date(None) == ""


def test_every_language_has_every_word():
    def keys(words):
        return {(group, key) for group, names in words._words.items() for key in names}

    for language in languages():
        assert keys(wording(language)) == keys(EN), language


def test_the_browsers_preference_decides():
    assert preferred("fr-FR,fr;q=0.9,en;q=0.8") == "fr"
    assert preferred("de,en;q=0.3,fr;q=0.7") == "fr"
    for odd in ("", "de", "*", ";;q=z,,", "fr;q=" + "9" * 400, "\x00"):
        assert preferred(odd) in languages()


def test_a_share_has_two_decimals_at_most():
    assert shown_value(33.3333, "%") == "33.33\u00a0%"
    assert shown_value(33.3333, "%", high=66.6667) == "33.33–66.67\u00a0%"
    assert shown_value(1.2345, "EUR") == "1.2345\u00a0EUR"

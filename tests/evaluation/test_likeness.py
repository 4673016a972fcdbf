"""When the scorer takes two things for the same."""

from __future__ import annotations

import pytest
from scoring.likeness import close, holds, iou, same_name, same_url, sentence_span, shares


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.varnelle.example/a/", "https://varnelle.example/a", True),
        ("https://varnelle.example/%C3%A9t%C3%A9", "https://varnelle.example/été", True),
        ("https://varnelle.example/a?utm_source=x&p=2", "https://varnelle.example/a?p=2", True),
        ("https://varnelle.example/a?p=2", "https://varnelle.example/a?p=3", False),
        ("https://varnelle.example/A", "https://varnelle.example/a", False),
        ("https://varnelle.example/a#b", "https://varnelle.example/a", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert same_url(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Solveig Amarante", "solveig amarante", True),
        ("Amarante", "Solveig Amarante", True),
        ("S. Amarante", "Solveig Amarante", True),
        ("T. Amarante", "Solveig Amarante", False),
        ("Rémi Escoubas", "Remi Escoubas", True),
        (None, "Rémi Escoubas", False),
        (None, None, True),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_short_word_is_not_found_inside_another() -> None:
    assert holds("AFP", "selon l'afp")
    assert not holds("art", "l'article du courrier")
    assert holds("varnelle", "les enquetes varnelles")


def test_half_of_the_words_are_enough_but_a_whole_paragraph_is_not() -> None:
    assert shares("des internautes français", "internautes")
    assert not shares("des internautes français", "piétons")
    everything = (
        "vélos trottinettes patins poussettes brouettes carrioles tandems rollers draisines"
    )
    assert not shares("vélos", f"{everything} charrettes tricycles")


def test_values_within_one_percent_are_the_same() -> None:
    assert close(66.7, 66.67)
    assert not close(65, 66.67)
    assert not close(None, 0)


def test_spans() -> None:
    assert iou((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert iou((0, 5), (5, 9)) == 0
    text = "Un. Deux trois.\nQuatre."
    assert sentence_span(text, (5, 8)) == (4, 16)
    assert sentence_span("So says Dr. Roc. Yes.", (0, 2)) == (0, 17)

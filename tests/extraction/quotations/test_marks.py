"""Quotation marks of every make, and badly set ones."""

from __future__ import annotations

import re

import pytest

from kb.extraction.quotations.marks import find_marked


def stretches(text: str) -> list[str]:
    blocks = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [text[m.start : m.end] for m in find_marked(text, blocks)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("un « deux » trois", ["deux"]),
        ("un «deux» trois", ["deux"]),
        ("one “two” three", ["two"]),
        ('one "two" three', ["two"]),
        ("eins „zwei“ drei", ["zwei"]),
        ("one ‘two’ three", ["two"]),
        ("one “two″ three", ["two"]),
        ('one "two” three', ["two"]),
        ("« ainsi « , dit-il", ["ainsi"]),
        ("sceptiques sur l' »intégration », certains", ["intégration"]),
        ("débats comme  » le grand soir! »  avec lui", ["le grand soir!"]),
        ("« un “deux” trois »", ["un “deux” trois", "deux"]),
        ("« jamais fermé.", ["jamais fermé."]),
        ("“We agree,” she said.", ["We agree"]),
        (
            "‘I don’t know,’ says the dogs’ owner. ‘By noon we had ten.’",
            ["I don’t know", "By noon we had ten."],
        ),
        ("'No way,' he said. 'It isn't so.'", ["No way", "It isn't so."]),
        ('a 5" pipe and a 6" pipe', []),
        ("l’été d’avant, qu’il a vu", []),
        ("the dogs' tails and the cats' ears", []),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert stretches(text) == inside


def test_a_mark_that_closes_in_the_next_paragraph_spans_both() -> None:
    assert stretches("« premier\nsecond » fin") == ["premier\nsecond"]


def test_a_mark_repeated_at_each_paragraph_makes_one_stretch_a_paragraph() -> None:
    assert stretches("“first one\n“second one”") == ["first one", "second one"]


def test_an_open_mark_ends_with_its_paragraph_when_nothing_closes_it() -> None:
    assert stretches("« premier\nsecond « tiers »") == ["premier", "tiers"]


@pytest.mark.parametrize("mark", "«»“”„\"‘’'")
def test_a_hundred_thousand_marks_end(mark: str) -> None:
    for text in (mark * 100_000, f" {mark}a" * 33_000, f"{mark}a " * 33_000):
        for marked in find_marked(text, [(0, len(text))]):
            assert 0 <= marked.start <= marked.end <= len(text)

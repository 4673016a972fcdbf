"""Names are found by hashes of their words, and become █ letter for letter."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.reading import read
from kb.reading.erasing import Eraser, erased, erasure_of

NAME = "Odile Machétti-Brun"
ERASER = Eraser([erasure_of([NAME], ["Mme Machétti-Brun", "O. Brun"], ["@odile_mb"], "salt")])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Odile Machétti-Brun rit.", "█████ ████████-████ rit."),
        ("ODILE MACHETTI-BRUN", "█████ ████████-████"),
        ("Machetti-Brun Odile", "████████-████ █████"),
        ("Odile\n  Machétti‑Brun", "█████\n  ████████‑████"),
        ("Odile **Machétti Brun**", "█████ **████████ ████**"),
        ("https://x.example/odile-machetti-brun/", "https://x.example/█████-████████-████/"),
        ("https://odilemachettibrun.example", "https://█████████████████.example"),
        ("Odile%20Mach%C3%A9tti+Brun", "█████%██████%██%█████+████"),
        ("Odile Mach&eacute;tti Brun", "█████ ████&██████;███ ████"),
        ("Odile Ma\u00adchétti Brun", "█████ █████████ ████"),
        (unicodedata.normalize("NFD", NAME), "█████ █████████-████"),
        ("O. Brun le dit", "█. ████ le dit"),
        ("suivez @odile_mb", "suivez @█████_██"),
        ("twitter.example/odile_mb", "twitter.example/█████_██"),
    ],
)
def test_a_whole_name_is_masked_everywhere(text: str, masked: str) -> None:
    assert ERASER.names(text)
    assert ERASER.mask(text, alongside=False) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mme Machétti-Brun dit", "███ ████████-████ dit"),
        ("selon Brun", "selon ████"),
        ("selon Machétti-Brun", "selon ████████-████"),
        ("odile_mb le dit", "█████_██ le dit"),
    ],
)
def test_a_surname_is_masked_where_the_article_has_the_person(text: str, masked: str) -> None:
    assert not ERASER.names(text)
    assert ERASER.mask(text, alongside=False) == text
    assert ERASER.mask(text, alongside=True) == masked


@pytest.mark.parametrize(
    "text",
    ["un ours brun", "Odile Martin", "Brune", "Odile. Plus tard, bien plus tard, Machétti dort",
     "Odilé Machet", ""],
)  # fmt: skip
def test_what_is_not_the_name_stays(text: str) -> None:
    assert ERASER.mask(text, alongside=False) == text
    assert "un ours brun" in ERASER.mask("un ours brun", alongside=True)


def test_a_person_with_one_name_is_erased_by_it() -> None:
    eraser = Eraser([erasure_of(["Zazie"], [], [], "salt")])
    assert eraser.mask("Zazie et zazie", alongside=False) == "█████ et █████"


def test_another_salt_is_another_hash() -> None:
    one, other = (erasure_of([NAME], [], [], salt) for salt in ("a", "b"))
    assert not {form.hash for form in one.forms} & {form.hash for form in other.forms}


def test_an_article_keeps_its_shape(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\nauthor: Odile Machétti-Brun\n---\n\n# Odile **Machétti-Brun**\n\n"
        "[Odile](https://a.example/x) Machétti Brun &amp; Mme Machétti-Brun.\n",
        encoding="utf-8",
    )
    whole = read(file, root=tmp_path)
    article = erased(whole, ERASER)
    assert article.author == "█████ ████████-████"
    assert "étti" not in article.text + article.plain.text + str(article.title)
    assert "https://a.example/x" in article.text
    assert len(article.text) == len(whole.text)
    assert len(article.plain.text) == len(whole.plain.text)
    assert article.sentences == whole.sentences
    assert erased(whole, Eraser([])) == whole


@given(st.text(alphabet="odile machtrbunÉé%C3A9&;é@/_\u0301\u00ad-.", max_size=80))
def test_any_text_keeps_its_length_and_loses_the_name(text: str) -> None:
    for alongside in (True, False):
        masked = ERASER.mask(text, alongside=alongside)
        assert len(masked) == len(text)
        assert not ERASER.names(masked)
        assert ERASER.mask(masked, alongside=alongside) == masked


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "\u0301" * 100_000, "%C3" * 40_000, "&" * 100_000, "Odile " * 20_000,
             "\u00ad" * 100_000]
)  # fmt: skip
def test_hostile_texts_end(text: str) -> None:
    assert len(ERASER.mask(text, alongside=True)) == len(text)

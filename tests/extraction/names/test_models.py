"""The name models: optional, late, and kept to the sentences that need them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kb import languages
from kb.extraction.names import Models, NamedSpan, find_names
from kb.extraction.names.where import wanted
from tests.extraction.names.articles import article


def test_importing_the_names_loads_no_spacy() -> None:
    code = "import kb.extraction.names, sys; print('spacy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_a_missing_model_is_a_warning_and_the_rules_still_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(languages.Language, "models", ("no_such_model",))
    names = find_names(article("« Oui », dit Jean Roux."), Models())
    assert [m.name for m in names.people] == ["Jean Roux"]
    assert len(names.warnings) == 1
    assert "no_such_model" in names.warnings[0]


def test_a_model_that_nobody_wanted_is_no_warning() -> None:
    assert find_names(article("« Oui », dit Jean Roux."), Models(enabled=False)).warnings == ()
    assert find_names(article("« Oui », dit Jean Roux."), None).warnings == ()


def test_sentences_without_names_or_cues_are_not_read_by_the_model() -> None:
    text = "Il pleut sur la ville.\nOn attend.\nOn rit.\n« Oui », dit Jean Roux.\nPuis rien."
    read = [text[s.start : s.end] for s in wanted(article(text))]
    assert read == ["On rit.", "« Oui », dit Jean Roux.", "Puis rien."]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "L’élu Zoltan Kerbrac n’a pas répondu."), ("en", "Zoltan Kerr’s plan failed.")],
)
def test_spans_of_the_model_have_the_text_s_positions(language: str, text: str) -> None:
    models = Models()
    if models.package(language) is None:
        pytest.skip("no name model is installed")
    long = "Rien. " * 800 + text  # read in pieces
    for given in (text, long):
        (spans,) = models.find(language, [given])
        found = [given[s.start : s.end] for s in spans if s.kind == "person"]
        assert any(name.startswith("Zoltan Ker") for name in found)
    assert isinstance(spans[0], NamedSpan)

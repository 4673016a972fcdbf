"""The spaCy models behind the names: loaded late, once per process, and never required.

Nothing here imports spaCy before a sentence needs it, and a model that is not
installed is a warning to show, not a failure.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb import languages

__all__ = ["NORMAL", "Models", "NamedSpan"]

# Curly apostrophes and odd spaces upset the tokenisers (« l’Insee » becomes one word).
# One character for one character, so that positions stay what they are.
NORMAL = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"})
_KINDS = {"PER": "person", "PERSON": "person", "ORG": "organisation"} | dict.fromkeys(
    ("LOC", "GPE", "FAC"), "place"
)
# A longer stretch without a sentence end is no prose; it is read in pieces.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name as a model sees it. Positions in the text that was given."""

    start: int
    end: int
    kind: str  # person, organisation, place, other


@cache
def _pipeline(package: str) -> Any:
    """The model's name finder alone: its parser and tagger would cost three times the time."""
    spacy = importlib.import_module("spacy")
    model = spacy.load(package, exclude=["parser", "tagger", "morphologizer", "lemmatizer"])
    keep = {"tok2vec", "ner"}
    for name in [name for name in model.pipe_names if name not in keep]:
        model.remove_pipe(name)
    return model


@dataclass(frozen=True)
class Models:
    """What knows names. `Models(enabled=False)` knows none (`kb build --no-model`)."""

    enabled: bool = True

    def package(self, language: str) -> str | None:
        """The best installed package for a language, or None."""
        if not self.enabled or importlib.util.find_spec("spacy") is None:
            return None
        wanted = languages.load(language).models
        return next((p for p in wanted if importlib.util.find_spec(p) is not None), None)

    def warnings(self, language: str) -> tuple[str, ...]:
        """What a person should know when no model is there; nothing when it was not wanted."""
        wanted = languages.load(language).models
        if not self.enabled or not wanted or self.package(language):
            return ()
        return (
            f"no name model for {language!r}: people and organisations are found by rules alone; "
            f"install one of {', '.join(wanted)} (the extra 'models' of kb)",
        )

    def find(self, language: str, texts: Sequence[str]) -> list[tuple[NamedSpan, ...]]:
        """The names in each text; empty tuples without a model."""
        package = self.package(language)
        if package is None or not texts:
            return [()] * len(texts)
        pieces = [
            (number, offset, text[offset : offset + _LONGEST].translate(NORMAL))
            for number, text in enumerate(texts)
            for offset in range(0, len(text), _LONGEST)
        ]
        found: list[list[NamedSpan]] = [[] for _ in texts]
        read = _pipeline(package).pipe((piece for _, _, piece in pieces), batch_size=64)
        for (number, offset, _), parsed in zip(pieces, read, strict=True):
            found[number].extend(_spans(parsed, offset))
        return [tuple(spans) for spans in found]


def _spans(parsed: Any, offset: int) -> Iterator[NamedSpan]:
    for name in parsed.ents:
        kind = _KINDS.get(name.label_, "other")
        yield NamedSpan(name.start_char + offset, name.end_char + offset, kind)

"""The grammar of single sentences, from the same spaCy models that know the names.

A parse costs about a millisecond and a half, so rules ask for it only where the words
beside a thing do not settle the matter. Without a model there is no parse, and the
rules do with less.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kb.extraction.names import Models
from kb.extraction.names.models import NORMAL

__all__ = ["Word", "parse"]

# A longer stretch without a sentence end is no prose, and a parse of it is worth nothing.
_LONGEST = 1200
# Several rules may ask for one sentence, one after the other.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed sentence. Positions in the text that was given."""

    start: int
    end: int
    text: str
    kind: str  # universal part of speech: NOUN, PROPN, PRON, VERB, AUX, ADP, NUM ...
    relation: str  # to the head, in the model's own words: nsubj, obj, dobj, prep ...
    head: int  # index of the head; its own index for the root


def parse(models: Models | None, language: str, text: str) -> tuple[Word, ...]:
    """The words of one sentence with their heads; empty without a model or for no prose."""
    package = models.package(language) if models else None
    if package is None or len(text) > _LONGEST:
        return ()
    return _parsed(package, text)


@lru_cache(maxsize=_KEPT)
def _parsed(package: str, text: str) -> tuple[Word, ...]:
    parsed = _pipeline(package)(text.translate(NORMAL))
    return tuple(
        Word(w.idx, w.idx + len(w), text[w.idx : w.idx + len(w)], w.pos_, w.dep_, w.head.i)
        for w in parsed
    )


@cache
def _pipeline(package: str) -> Any:
    spacy = importlib.import_module("spacy")
    return spacy.load(package, exclude=["ner", "lemmatizer", "senter"])

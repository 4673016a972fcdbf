"""Which language an article is in, among those that kb has a file for."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from kb.languages import codes

_ENOUGH = 20  # words: with fewer, what the file says of itself is worth more than a guess
_MANY = 60  # words: with so many, a guess among all languages of the world is sure
_READ = 20_000  # characters that are looked at
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_DEFAULT = "fr"


def find_language(text: str, declared: str | None) -> tuple[str, str | None]:
    """(the language's code, a warning or None); `declared` is what the file says: "fr-FR"."""
    said = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    words = _ADDRESS.sub(" ", text[:_READ]).split()
    sample = " ".join(words)
    if len(words) < _ENOUGH and said in codes():
        return said, None
    if not any(character.isalpha() for character in sample):
        return _DEFAULT, None
    guess = _identifier(codes()).classify(sample)[0]
    if len(words) >= _MANY:
        anywhere = _identifier(()).classify(sample)[0]
        if anywhere not in codes():
            return guess, f"it seems to be in a language that kb does not know ({anywhere})"
    return guess, None


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if languages:
        identifier.set_languages(list(languages))
    return identifier

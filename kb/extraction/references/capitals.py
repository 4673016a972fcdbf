"""Which capitalised words can be names: « Abondance » at the head of a sentence is none."""

from __future__ import annotations

import re

from kb.extraction.names import Names
from kb.extraction.references.naming import Name
from kb.extraction.references.words import flatten, words_of
from kb.languages import fold
from kb.records import Article

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PLAIN = re.compile(r"\w+")
_OPENING = " \t«“\"(-–—•*[’'‘"


class Capitals:
    """The capitals of one article."""

    def __init__(self, article: Article, names: Names) -> None:
        self._heads = {_first_letter(article.plain.text, s.start) for s in article.sentences}
        self._text = article.plain.text
        self._words = frozenset(_PLAIN.findall(self._text))
        self._common = words_of(article.language).language.words("references", "common_endings")
        self._opener = re.compile(rf"{words_of(article.language).pattern('openers')}\s?:\s?$")
        self._verbal = words_of(article.language).language.words("references", "verbal_endings")
        self._known = {fold(o.written) for o in names.organisations}
        self._known |= {fold(p.written) for p in names.people}
        self._inside = {
            fold(match.group())
            for match in _WORD.finditer(self._text)
            if match.group()[0].isupper() and not self._opens(match.start())
        }

    def can_name(self, name: Name) -> bool:
        """Any name but one plain word at the head of a sentence that is a name nowhere else."""
        if " " in name.text or name.head is not None or not self._opens(name.start):
            return True
        if re.search(r"[A-ZÀ-Þ\d]", name.text[1:]) and not re.search(r"[’']", name.text[:3]):
            return True  # « AFP », « HubSpot », « 20minutes »
        common = name.text.lower().endswith(self._verbal)  # "Reporting revealed that"
        known = fold(name.text) in self._known and not common
        return known or fold(name.text) in self._inside

    def can_speak(self, name: Name) -> bool:
        """The subject of a verb of saying may also be one that is named only there.

        "Twitter said", but not "Researchers said", "Simply put" or a word that stands
        small elsewhere.
        """
        if self.can_name(name):
            return True
        word = name.text.lower()
        # The set first: a search of the whole text for every sentence would take its square.
        small = self._words.issuperset(_PLAIN.findall(word)) and word in self._text
        return not small and not word.endswith(self._common)

    def _opens(self, position: int) -> bool:
        if self._opener.search(flatten(self._text[max(0, position - 24) : position])):
            return False  # « Source : Lune »
        if position in self._heads:
            return True
        before = self._text[max(0, position - 4) : position].rstrip(_OPENING)
        return not before or before[-1] in ".!?…:;\n"


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and text[start] in _OPENING:
        start += 1
    return start

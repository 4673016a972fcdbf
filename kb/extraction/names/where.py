"""Which sentences the name model reads: those where a name decides something."""

from __future__ import annotations

import re
from functools import cache

from kb import languages
from kb.records import Article, Sentence

# Quotation marks, brackets, handles, and two capitalised words in a row.
_MARKED = re.compile(r"[«»“”„\"‘‹(@]|[^\W\d_a-zß-ÿ][\w’'-]+ +(?:[a-z’']{1,3} +)?[^\W\d_a-zß-ÿ]")


@cache
def _cues(language: str) -> re.Pattern[str]:
    """Words that announce a speaker or a source: « selon », "study", « affirme »."""
    return re.compile(languages.load(language).pattern("names", "cues"), re.IGNORECASE)


def wanted(article: Article) -> list[Sentence]:
    """The sentences to read, in order: marked ones and their neighbours."""
    text = article.plain.text
    navigation = {s.position for s in article.sections if s.kind == "navigation"}
    cues = _cues(article.language)
    wanted = [
        bool(_MARKED.search(text, s.start, s.end) or cues.search(text, s.start, s.end))
        for s in article.sentences
    ]
    return [
        sentence
        for number, sentence in enumerate(article.sentences)
        if sentence.section not in navigation and any(wanted[max(0, number - 1) : number + 2])
    ]

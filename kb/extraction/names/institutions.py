"""Organisations without a name of their own: « la mairie », « la communauté de communes »."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from kb import languages
from kb.extraction.names.capitals import Word
from kb.extraction.names.verbs import Verb
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import alternation, fold

_LONGEST = 5  # words of an institution: « tribunal de grande instance »
_REACH = 80  # characters between an institution and its verb


def institutions(
    text: str,
    found: Sequence[Word],
    verbs: Sequence[Verb],
    starts: frozenset[int],
    language: str,
    vocabulary: Vocabulary,
) -> Iterator[tuple[int, int]]:
    """(first, last word) of each institution that acts or speaks, without its article."""
    before_verb = [verb.start for verb in verbs]
    behind_verb = {verb.end for verb in verbs if verb.saying}
    words = _words(language)
    for at, word in enumerate(found):
        noun = fold(word.text)
        if noun not in vocabulary.institutions and noun not in vocabulary.authorities:
            continue
        span = _extent(found, at, words, vocabulary)
        # « la chambre » is a room as a rule, « la chambre régionale des comptes » none.
        if span == (at, at) and noun not in vocabulary.institutions:
            continue
        article = _article(found, span[0], words)
        if article is None:
            continue
        behind = found[span[1]].end
        if (
            article - 1 in behind_verb
            or _opens_clause(text, article, behind, starts, words)
            or words.according.search(text, max(0, article - 25), article)
            or _subject(text, behind, before_verb, words)
        ):
            yield span


class _Words:
    """The words of a language that stand around an institution."""

    def __init__(self, language: str) -> None:
        table = languages.load(language).table("quotations")
        self.helpers = frozenset(word.casefold() for word in table["helpers"])
        self.definites = frozenset(map(fold, table["definites"]))
        self.genitives = frozenset(table["genitives"]) - set(
            languages.load(language).words("names", "joiners")
        )
        self.according = re.compile(
            rf"(?<![^\W_]){alternation(table['according'])}\s$", re.IGNORECASE
        )
        # « La mairie, elle, veut aller vite », "The council, for its part, said";
        # « la chambre d'agriculture, qui redoute … »
        self.aside = re.compile(
            rf",\s[^,.;:!?\n]{{2,40}},|,(?=\s{alternation(table['relatives'])}\s)"
        )
        self.helpers |= {word.casefold() for word in table["relatives"]}


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def _extent(
    found: Sequence[Word], at: int, words: _Words, vocabulary: Vocabulary
) -> tuple[int, int]:
    """Adjectives and linked nouns behind the noun, or, where it comes last, words before it."""
    first = last = at
    if not vocabulary.heads_lead:
        while first and at - first < 2 and found[first].before == " ":
            if fold(found[first - 1].text) not in vocabulary.organisation_adjectives:
                break
            first -= 1
        return first, last
    while last + 1 < len(found) and last - first < _LONGEST:
        step = _step(found, last, words, vocabulary)
        if step is None:
            break
        last = step
    return first, last


def _step(found: Sequence[Word], last: int, words: _Words, vocabulary: Vocabulary) -> int | None:
    """« chambre régionale des comptes », « office du tourisme »: an adjective, a linked noun."""
    word = found[last + 1]
    if word.text.islower() and re.fullmatch(r"\sd['’]", word.before):
        return last + 1  # « chambre d'agriculture »
    if word.before != " " or not word.text.islower():
        return None
    if fold(word.text) in vocabulary.organisation_adjectives:
        return last + 1
    linked = fold(word.text) in words.genitives and last + 2 < len(found)
    noun = found[last + 2] if linked else None
    if noun is None or noun.before != " " or not noun.text.islower():
        return None
    return last + 2 if len(noun.text) > 3 else None


def _article(found: Sequence[Word], first: int, words: _Words) -> int | None:
    """Where its definite article begins; None without one."""
    elided = re.search(r"(?:^|\W)(l['’])$", found[first].before, re.IGNORECASE)
    if elided:
        return found[first].start - 2
    before = found[first - 1] if first else None
    if before is None or found[first].before != " " or fold(before.text) not in words.definites:
        return None
    return before.start


def _opens_clause(
    text: str, article: int, behind: int, starts: frozenset[int], words: _Words
) -> bool:
    """« La mairie, elle, … » and « Le rectorat dément » at the start of a sentence."""
    opens = text[behind : behind + 1] == " " or words.aside.match(text, behind) is not None
    return article in starts and opens


def _subject(text: str, behind: int, before_verb: Sequence[int], words: _Words) -> bool:
    """Whether a reporting verb follows, with only helpers or an aside between."""
    aside = words.aside.match(text, behind)
    begin = aside.end() if aside else behind
    at = bisect_left(before_verb, begin)
    if at == len(before_verb) or before_verb[at] - begin > _REACH:
        return False
    between = text[begin : before_verb[at]]
    if re.search(r"[^\w\s'’-]", between) or not between.startswith((" ", "\u00a0")):
        return False
    return all(word.casefold() in words.helpers for word in re.findall(r"[^\W_]+", between))

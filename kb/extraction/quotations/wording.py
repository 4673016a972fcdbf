"""The words of a language that tell quotations and their speakers, ready to be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb import languages
from kb.extraction.names.vocabulary import Vocabulary, vocabulary
from kb.languages import alternation, fold

__all__ = ["Wording", "wording"]


@dataclass(frozen=True)
class Wording:
    """One language's `[quotations]` table; single words are case-folded, accents kept."""

    language: str
    names: Vocabulary
    helpers: frozenset[str]
    prepositions: frozenset[str]
    genitives: frozenset[str]  # « de », "of", "and": what links one noun to another
    leading_prepositions: frozenset[str]  # those that a role in apposition can follow: « avec »
    definites: frozenset[str]
    indefinites: frozenset[str]
    plurals: frozenset[str]
    determiners: frozenset[str]  # definite, indefinite and plural
    relatives: frozenset[str]
    works: frozenset[str]
    organisation_nouns: frozenset[str]
    finite: frozenset[str]
    title_words: frozenset[str]
    title_heads: frozenset[str]  # the same, folded: « Etude X : « … » »
    term_words: frozenset[str]
    according: re.Pattern[str]  # « selon », "according to"
    perhaps_according: re.Pattern[str]  # « pour » at the start of a clause
    phrase_of: re.Pattern[str]  # « : la phrase est de »
    works_behind: re.Pattern[str]  # « (éditions … » behind a title
    stance: re.Pattern[str]  # beginnings of verbs of opinion, plan or promise
    claim_opener: re.Pattern[str]  # « que », "that" behind the verb
    claim_words: frozenset[str]
    plan_opener: re.Pattern[str]  # « prévoit de », "plans to"
    infinitives: tuple[str, ...]
    copulas: frozenset[str]
    impersonal: frozenset[str]
    as_opener: re.Pattern[str]  # « comme le dit X », "as X said"


@cache
def wording(language: str) -> Wording:
    """The wording of a language kb has a file for."""
    table = languages.load(language).table("quotations")

    def words(name: str) -> frozenset[str]:
        return frozenset(word.casefold().rstrip("'’") for word in table[name])

    def pattern(
        name: str, before: str = r"(?<![^\W_])", after: str = r"(?![^\W_])"
    ) -> re.Pattern[str]:
        return re.compile(before + alternation(table[name]) + after, re.IGNORECASE)

    return Wording(
        language=language,
        names=vocabulary(language),
        helpers=words("helpers"),
        prepositions=words("prepositions"),
        genitives=words("genitives"),
        leading_prepositions=words("prepositions") - words("genitives"),
        definites=words("definites"),
        indefinites=words("indefinites"),
        plurals=words("plurals"),
        determiners=words("definites") | words("indefinites") | words("plurals"),
        relatives=words("relatives"),
        works=words("works"),
        organisation_nouns=words("organisation_nouns"),
        finite=words("finite"),
        title_words=words("title_words"),
        title_heads=frozenset(map(fold, words("title_words"))),
        term_words=words("term_words"),
        according=pattern("according"),
        perhaps_according=pattern("perhaps_according"),
        phrase_of=pattern("phrases_of", after=r"(?:(?<=['’])|(?![^\W_]))"),
        works_behind=pattern("works_behind", after=""),
        stance=pattern("stance", after=""),
        claim_opener=pattern("claim_openers", r"\s*", r"(?:(?<=['’])|(?![^\W_]))"),
        claim_words=words("claim_openers"),
        plan_opener=pattern("plan_openers", r"\s*", r"(?:(?<=['’])|(?![^\W_]))"),
        infinitives=tuple(table["infinitives"]),
        copulas=words("copulas"),
        impersonal=words("impersonal"),
        as_opener=pattern("as_openers"),
    )

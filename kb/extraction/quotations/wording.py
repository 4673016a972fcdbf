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
    groups: frozenset[str]  # folded: people who speak together, « les riverains », "officials"
    bare_groups: bool  # they may stand without an article: "residents say"
    before_nouns: frozenset[str]  # folded: « jeune », « nouvelle », « très »
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
    someone: re.Pattern[str]  # « un commerçant », "one teacher" behind a verb
    stance: re.Pattern[str]  # beginnings of verbs of opinion, plan or promise
    claim_opener: re.Pattern[str]  # « que », "that" behind the verb
    claim_words: frozenset[str]
    bare_claim: re.Pattern[str]  # "says prices have doubled", with no "that"
    told_opener: re.Pattern[str]  # "told us that", « a dit aux élus que »
    figure_verb: re.Pattern[str]  # « évalue le coût à 3 millions », "puts the cost at $3m"
    plan_opener: re.Pattern[str]  # « prévoit de », "plans to"
    infinitives: tuple[str, ...]
    copulas: frozenset[str]
    adjuncts: frozenset[str]  # « dénonce dans un communiqué »
    abbreviated: re.Pattern[str]  # "Sen. ", « M. », an initial: a stop that ends nothing
    hangs: re.Pattern[str]  # « a-t-il ainsi »: a pronoun on the helper before a verb
    agent: re.Pattern[str]  # « par », "by": who does what a passive says
    passive: re.Pattern[str]  # a participle
    characterising: re.Pattern[str]  # beginnings of verbs that say what a thing is like
    predicatives: frozenset[str]  # « qualifie de », "describes as"
    quoting_words: frozenset[str]  # verbs and adverbs that partial quotations hang on
    apposed_terms: bool  # a noun takes a term without article: « l'opération « coup de pouce » »
    impersonal: frozenset[str]
    as_opener: re.Pattern[str]  # « comme le dit X », "as X said"


_ABBREVIATED = 3  # letters that a title without its stop has at most, if it is short for one


def _titles(language: str) -> list[str]:
    """Titles that a full stop may follow: « M. », "Sen.", "Dr", and not "President"."""
    names = languages.load(language).table("names")
    titles = [*names["titles"], *names["titles_masculine"], *names["titles_feminine"]]
    return [title for title in titles if title.endswith(".") or len(title) <= _ABBREVIATED]


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
        groups=frozenset(map(fold, table["groups"])),
        bare_groups=table["bare_groups"],
        before_nouns=frozenset(map(fold, table["before_nouns"])) | vocabulary(language).role_before,
        works=words("works"),
        organisation_nouns=words("organisation_nouns"),
        finite=words("finite"),
        title_words=words("title_words"),
        title_heads=frozenset(map(fold, words("title_words"))),
        term_words=words("term_words"),
        according=pattern("according"),
        perhaps_according=pattern("perhaps_according"),
        phrase_of=pattern("phrases_of", after=r"(?:(?<=['’])|(?![^\W_]))"),
        # "‘Salt and shifts: a cohort’ is published in …"
        works_behind=re.compile(
            rf"(?:{alternation(table['copulas'])}\s(?:\w+\s)?)?{alternation(table['works_behind'])}",
            re.IGNORECASE,
        ),
        someone=re.compile(
            rf"\s{alternation(table['indefinites'])}(?:\s|(?<=['’]))[^\W\d_]", re.IGNORECASE
        ),
        stance=pattern("stance", after=""),
        claim_opener=pattern("claim_openers", r"\s*", r"(?:(?<=['’])|(?![^\W_]))"),
        claim_words=words("claim_openers"),
        bare_claim=re.compile(
            rf"{alternation(table['bare_claims'])}\s\W?[^\W_]" if table["bare_claims"] else r"(?!)",
            re.IGNORECASE,
        ),
        told_opener=re.compile(
            rf"(?:\s[^\W\d_]+){{1,5}}\s{alternation(table['told_openers'])}", re.IGNORECASE
        ),
        figure_verb=re.compile(
            rf"(?<![^\W_]){alternation(table['figure_verbs'])}[^\W\d_]*(?:\s[^\W\d_]+(?:['’][^\W\d_]+)?){{1,6}}"
            rf"\s{alternation(table['figure_links'])}\s\W?\d",
            re.IGNORECASE,
        ),
        plan_opener=pattern("plan_openers", r"\s*", r"(?:(?<=['’])|(?![^\W_]))"),
        infinitives=tuple(table["infinitives"]),
        copulas=words("copulas"),
        adjuncts=words("adjuncts"),
        abbreviated=re.compile(
            rf"(?<![^\W_])(?:{alternation(title.rstrip('.') for title in _titles(language))}|[A-Z])"
            r"\.\s+$"
        ),
        hangs=re.compile(
            rf"(?P<pronoun>{alternation(table['inverted'])})\s+(?:[^\W_]+\s+){{0,2}}$"
            if table["inverted"]
            else r"(?!)"
        ),
        agent=re.compile(rf"\W{{0,3}}\s{alternation(table['agents'])}\s", re.IGNORECASE),
        passive=re.compile(rf"[^\W\d_]+?{alternation(table['participles'])}(?![^\W_])"),
        characterising=pattern("characterising", after=""),
        predicatives=words("predicatives"),
        quoting_words=words("finite") | words("copulas") | words("helpers"),
        apposed_terms=table["apposed_terms"],
        impersonal=words("impersonal"),
        as_opener=pattern("as_openers"),
    )

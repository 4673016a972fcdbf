"""The words of a language that tell names, roles and organisations, ready to be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb import languages
from kb.languages import alternation, fold


@dataclass(frozen=True)
class Vocabulary:
    """Folded words of one language's `[names]` table."""

    titles: dict[str, str]  # title -> masculine, feminine or ""
    particles: frozenset[str]
    elisions: frozenset[str]
    openers: frozenset[str]
    not_names: frozenset[str]
    namesakes: frozenset[str]
    articles: frozenset[str]
    name_links: frozenset[str]
    organisation_words: dict[str, str]  # word -> kind
    known_organisations: dict[str, str]  # name -> kind
    first_names: dict[str, str]  # first name -> masculine, feminine or ""
    roles: dict[str, str]  # role noun -> masculine, feminine or ""
    roles_in_e: frozenset[str]  # folded: « accusé », which « accuse » is not
    role_links: frozenset[str]
    role_before: frozenset[str]
    prenominal: frozenset[str]  # folded adjectives that stand before their noun: « petit »
    offices: frozenset[str]  # roles that a place has one of, folded: « maire »
    role_breaks: frozenset[str]  # case-folded with accents: « à » is no « a »
    role_closers: frozenset[str]
    definites: frozenset[str]  # "the", « le »
    leading_roles: frozenset[str]  # of somebody who leads what was named before
    indefinites: frozenset[str]  # "a", « une »
    organisation_nouns: frozenset[str]  # general words: « l'organisation »
    role_titles: frozenset[str]  # titles that are roles too
    heads_lead: bool  # « université de Caen »: the word for an organisation comes first
    copulas: tuple[str, ...]
    role_clauses: tuple[str, ...]
    heading: re.Pattern[str]  # « X, 41 ans, dirige … »: the verb of such a clause behind a name
    dative: re.Pattern[str]  # « à l' » at the end of a stretch: to whom something is said
    definite: re.Pattern[str]  # « la présidente »: the article behind a verb
    degrees: frozenset[str]  # "Ph.D." behind a name
    spans: re.Pattern[str]  # « depuis vingt ans au », between a role and where it is held
    writing: re.Pattern[str]  # "wrote in the", between an author and a paper
    writing_before: re.Pattern[str]  # "Writing in the", before the paper
    role_endings: tuple[str, ...]
    possessives: frozenset[str]
    joiners: frozenset[str]  # « et » between two people
    institutions: frozenset[str]  # « la préfecture », left without a name
    authorities: frozenset[str]  # « chambre », which an adjective or a noun makes one
    organisation_adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]  # « l'Observatoire breton »: adjectives behind a capital
    pronouns: dict[str, str]  # subject pronoun -> masculine, feminine, plural, neuter
    object_pronouns: dict[str, str]  # behind « selon »
    first_person: frozenset[str]
    neuter: frozenset[str]  # pronouns that may mean an organisation
    longest_role: int  # words

    def is_first_name(self, word: str) -> bool:
        """« Jean-Yves » counts when « Jean » does."""
        folded = fold(word)
        return folded in self.first_names or folded.split("-")[0] in self.first_names

    def gender_of(self, first_name: str) -> str:
        """masculine, feminine or "" when the name tells nothing."""
        folded = fold(first_name)
        return self.first_names.get(folded) or self.first_names.get(folded.split("-")[0], "")


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; first names are those of every language kb knows."""
    own = languages.load(language).table("names")
    roles = own["roles"]
    gendered = {"masculine": roles["masculine"], "feminine": roles["feminine"]}
    role_words = _by_gender(gendered, roles.get("either", ()))
    return Vocabulary(
        titles=_by_gender(
            {"masculine": own["titles_masculine"], "feminine": own["titles_feminine"]},
            own["titles"],
        ),
        particles=frozenset(map(fold, own["particles"])),
        elisions=frozenset(own["elisions"]),
        openers=frozenset(map(fold, own["openers"])),
        not_names=frozenset(
            fold(word)
            for code in languages.codes()
            for word in languages.load(code).words("names", "not_names")
        ),
        namesakes=frozenset(map(fold, own["namesakes"])),
        articles=frozenset(map(fold, own["articles"])),
        name_links=frozenset(map(fold, own["name_links"])),
        organisation_words=_by_kind(own["organisation_words"]),
        known_organisations=_by_kind(own["known_organisations"]),
        first_names=_first_names(language),
        roles=role_words,
        roles_in_e=frozenset(
            fold(role)
            for gender in ("masculine", "feminine", "either")
            for role in roles.get(gender, ())
            if role.endswith("é")
        ),
        role_links=frozenset(map(fold, roles["links"])),
        role_before=frozenset(map(fold, roles["before"])),
        prenominal=frozenset(map(fold, own["prenominal"])),
        offices=frozenset(fold(office) for office in roles["offices"]),
        role_breaks=frozenset(roles["breaks"]),
        role_closers=frozenset(map(fold, roles["closers"])),
        definites=frozenset(map(fold, own["definites"])),
        leading_roles=frozenset(map(fold, roles["leading"])),
        indefinites=frozenset(
            map(fold, languages.load(language).words("quotations", "indefinites"))
        ),
        organisation_nouns=frozenset(
            map(fold, languages.load(language).words("quotations", "organisation_nouns"))
        ),
        role_titles=frozenset(map(fold, roles["titles"])),
        heads_lead=own["heads_lead"],
        copulas=tuple(roles["copulas"]),
        role_clauses=tuple(roles["clauses"]),
        heading=re.compile(
            rf"(?:,\s[^,.;:\n]{{1,40}},)?\s(?P<verb>{alternation(roles['heading'])})\s"
        ),
        dative=re.compile(rf"\s{alternation(own['datives'])}\s?$"),
        definite=re.compile(rf"\s{alternation(own['definites'])}(?:\s|(?<=['’]))", re.IGNORECASE),
        degrees=frozenset(map(fold, roles["degrees"])),
        spans=re.compile(
            rf",?\s{alternation(roles['spans'])}\s[^,.;:()\n]{{1,25}}?\s{alternation(roles['places'])}\s?"
        ),
        writing=re.compile(rf"\s{alternation(roles['writing'])}\W*"),
        writing_before=re.compile(rf"{alternation(roles['writing_before'])}\W*$"),
        role_endings=tuple(map(fold, roles["endings"])),
        possessives=frozenset(map(fold, own["possessives"])),
        joiners=frozenset(own["joiners"]),
        institutions=frozenset(map(fold, own["institutions"])),
        authorities=frozenset(map(fold, own["organisation_words"]["authority"])),
        organisation_adjectives=frozenset(map(fold, own["organisation_adjectives"])),
        adjective_endings=tuple(map(fold, own["adjective_endings"])),
        pronouns=dict.fromkeys(own["pronouns"]["neuter"], "neuter")
        | {
            word: kind
            for kind in ("masculine", "feminine", "plural")
            for word in own["pronouns"][kind]
        },
        object_pronouns=dict(own["pronouns"]["objects"]),
        first_person=frozenset(own["pronouns"]["first"]),
        neuter=frozenset(own["pronouns"]["neuter"]),
        longest_role=max(len(role.split()) for role in role_words),
    )


def _first_names(language: str) -> dict[str, str]:
    """The language's own list wins: Jean is a man in French and a woman in English."""
    found: dict[str, str] = {}
    for code in sorted(languages.codes(), key=lambda code: code == language):
        table = languages.load(code).table("names", "first_names")
        gendered = {"masculine": table["masculine"], "feminine": table["feminine"]}
        found.update(_by_gender(gendered, table["either"]))
    return found


def _by_kind(table: dict[str, list[str]]) -> dict[str, str]:
    return {fold(word): kind for kind, words in table.items() for word in words}


def _by_gender(gendered: dict[str, list[str]], either: list[str]) -> dict[str, str]:
    found = {fold(word): gender for gender, words in gendered.items() for word in words}
    return found | {fold(word): "" for word in either}

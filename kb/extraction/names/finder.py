"""Puts the findings on names together: spans, full names, roles, organisations, handles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kb.extraction.names import capitals, organisations, people, roles
from kb.extraction.names.beside import Beside, beside_role, found_beside, joined_to_person
from kb.extraction.names.capitals import Word
from kb.extraction.names.full_names import short_forms
from kb.extraction.names.handles import with_handles
from kb.extraction.names.lookup import Names
from kb.extraction.names.models import Models, NamedSpan
from kb.extraction.names.organisations import OrganisationSpan
from kb.extraction.names.people import PersonSpan
from kb.extraction.names.stated_roles import with_roles
from kb.extraction.names.vocabulary import Vocabulary, vocabulary
from kb.extraction.names.where import wanted
from kb.languages import fold
from kb.records import Article, OrganisationMention

__all__ = ["find_names"]

_COMPANY_REACH = 60  # words from a company's name to « le groupe »


def find_names(article: Article, models: Models | None) -> Names:
    """Everyone and every organisation named in the article, in reading order.

    With `models` None or disabled, rules alone decide. A wanted model that is not
    installed becomes one of `Names.warnings`.
    """
    models = models or Models(enabled=False)
    words = vocabulary(article.language)
    text = article.plain.text
    found = capitals.words(text, words)
    seen = _seen_by_model(article, models)
    starts = frozenset(sentence.start for sentence in article.sentences)
    capital_runs = list(capitals.runs(found, starts, words))
    beside = list(found_beside(text, found, capital_runs, starts, article.language, words))
    persons, mistaken = _persons(text, found, seen, capital_runs, beside, starts, words)
    spans = _organisations(found, seen, capital_runs, persons, [*beside, *mistaken], starts, words)
    organisation_mentions = _organisation_mentions(text, found, spans)
    person_mentions, genders = with_roles(
        article, found, persons, _written(text, found, persons), organisation_mentions, words
    )
    return Names(
        tuple(with_handles(text, person_mentions, article.language)),
        tuple(organisation_mentions),
        models.warnings(article.language),
        genders,
    )


def _seen_by_model(article: Article, models: Models) -> list[NamedSpan]:
    sentences = wanted(article) if models.package(article.language) else []
    texts = [article.plain.text[s.start : s.end] for s in sentences]
    spans = models.find(article.language, texts)
    return [
        NamedSpan(span.start + sentence.start, span.end + sentence.start, span.kind)
        for sentence, inside in zip(sentences, spans, strict=True)
        for span in inside
    ]


# -- people ---------------------------------------------------------------------


def _persons(
    text: str,
    found: Sequence[Word],
    seen: Sequence[NamedSpan],
    capital_runs: Sequence[range],
    beside: Sequence[Beside],
    starts: frozenset[int],
    words: Vocabulary,
) -> tuple[list[PersonSpan], list[Beside]]:
    """Every place that names a person, and what the model took for one but is an organisation."""
    ruled = list(people.by_rules(found, words))
    modelled, mistaken = [], []
    for span in people.by_model(found, seen, starts, words):
        if _organisation_behind_role(span, found, words):
            mistaken.append(Beside(span.first, span.last, "organisation"))
        elif not people.is_common_phrase(_name(text, found, span), text):
            modelled.append(span)
    firms = [span for span in modelled if _said_company(span, modelled, found, words)]
    modelled = [span for span in modelled if span not in firms]
    mistaken += [Beside(span.first, span.last, "organisation") for span in firms]
    apart = {(s.first, s.last) for s in [*ruled, *modelled]}
    stood = [
        PersonSpan(b.first, b.last, False)
        for b in beside
        if b.kind == "person" and (b.first, b.last) not in apart
    ]
    # What the model calls a place is one: "the Survey in Cambridge, United Kingdom, told us".
    sure = {found[b.first].start for b in beside if b.sure}
    placed = _starts(seen, "place") - sure
    organised = _starts(seen, "organisation") - sure
    stood = [
        span
        for span in stood
        if (
            found[span.first].start not in placed
            or beside_role(found, range(span.first, span.last + 1), words, at_comma=False)
        )
        and (
            found[span.first].start not in organised
            or beside_role(found, range(span.first, span.last + 1), words)
            or joined_to_person(found, range(span.first, span.last + 1), words)
        )
    ]
    spans = people.without_overlap([*ruled, *modelled, *stood])
    surnames = {
        fold(found[s.last].text) for s in spans if s.last > s.first and (s.sure or s in stood)
    }
    surnames -= words.not_names | words.known_organisations.keys()
    alone = [
        PersonSpan(run[-1], run[-1], True)
        for run in capital_runs
        if len(run) == 1 and fold(found[run[-1]].text) in surnames
    ]
    return people.without_overlap([*spans, *alone]), mistaken


def _starts(seen: Sequence[NamedSpan], kind: str) -> set[int]:
    return {at for span in seen if span.kind == kind for at in range(span.start, span.end)}


def _name(text: str, found: Sequence[Word], span: PersonSpan) -> str:
    return re.sub(r"\s+", " ", text[found[span.first].start : found[span.last].end])


def _written(text: str, found: Sequence[Word], spans: Sequence[PersonSpan]) -> list[str]:
    """The names as they stand, without the full stop of an abbreviation at their end."""
    return [_name(text, found, span).rstrip(".") for span in spans]


def _organisation_behind_role(span: PersonSpan, found: Sequence[Word], words: Vocabulary) -> bool:
    """What the model takes for a person, where an organisation stands.

    « l'opérateur Telvia indique », « le patron de Klikko », "a spokesperson for Greenlane";
    several words only right behind the word: "the tenants' union Roofs United".
    """
    if not span.first or words.is_first_name(found[span.first].text):
        return False
    gap = found[span.first].before
    if fold(found[span.first - 1].text) in words.organisation_words and gap == " ":
        return True
    if span.last > span.first:
        return False
    elided = gap.strip().replace("’", "'") == "d'"
    link = found[span.first - 1].text
    at = span.first - 1 if elided else span.first - 2
    linked = elided or fold(link) in words.role_links
    return linked and any(
        roles.role_at(found, back, words) for back in range(max(0, at - 2), at + 1)
    )


def _said_company(
    span: PersonSpan, persons: Sequence[PersonSpan], found: Sequence[Word], words: Vocabulary
) -> bool:
    """« Corvane se tait. Le groupe assure … »: one word for a person, and then the company.

    Nobody's first name or surname, nor any that a longer name ends with.
    """
    name = found[span.first]
    if span.last > span.first or span.gender or words.is_first_name(name.text):
        return False
    if any(s.last > s.first and fold(found[s.last].text) == fold(name.text) for s in persons):
        return False
    behind = found[span.first + 1 : span.first + 1 + _COMPANY_REACH]
    for article, noun in pairwise(behind):
        company = words.organisation_words.get(fold(noun.text)) == "company"
        definite = fold(article.text) in words.definites and noun.before == " "
        elided = noun.before.replace("’", "'").casefold() == " l'"
        if company and noun.text.islower() and (definite or elided):
            return fold(noun.text) in words.organisation_nouns
    return False


# -- organisations --------------------------------------------------------------


def _organisations(
    found: Sequence[Word],
    seen: Sequence[NamedSpan],
    capital_runs: Sequence[range],
    persons: Sequence[PersonSpan],
    beside: Sequence[Beside],
    starts: frozenset[int],
    words: Vocabulary,
) -> list[OrganisationSpan]:
    taken = [range(p.first, p.last + 1) for p in persons]
    stood = [
        OrganisationSpan(b.first, b.last, None, False) for b in beside if b.kind == "organisation"
    ]
    spans = organisations.without_overlap(
        [
            *organisations.by_rules(found, capital_runs, words),
            *organisations.by_model(found, seen, starts, words),
            *organisations.defined(found, capital_runs, words),
            *organisations.common_names(found, words),
            *organisations.acronyms(found, words),
            *stood,
        ],
        taken,
    )
    # What is an organisation in one place is one wherever it stands alone.
    names = {fold(_joined(found, s)): s for s in spans}
    firsts = {fold(found[s.first].text) for s in spans if s.last > s.first}
    again = [
        OrganisationSpan(run[0], run[-1], names[key].kind, False)
        for run in capital_runs
        if (key := fold(" ".join(found[at].text for at in run))) in names
    ]
    short = [
        OrganisationSpan(run[0], run[0], None, False)
        for run in capital_runs
        if len(run) == 1 and _short_name(found[run[0]], firsts, words)
    ]
    return organisations.without_overlap([*spans, *again, *short], taken)


def _short_name(word: Word, firsts: set[str], words: Vocabulary) -> bool:
    """« Avanade » after « Avanade Consulting »; not « Institut » after « Institut Montaigne »."""
    folded = fold(word.text)
    general = folded in words.organisation_words or folded in words.openers
    return folded in firsts and not general and not words.is_first_name(word.text)


def _joined(found: Sequence[Word], span: OrganisationSpan) -> str:
    return " ".join(found[at].text for at in range(span.first, span.last + 1))


def _organisation_mentions(
    text: str, found: Sequence[Word], spans: Sequence[OrganisationSpan]
) -> list[OrganisationMention]:
    mentions = [
        OrganisationMention(
            found[s.first].start,
            found[s.last].end,
            re.sub(r"\s+", " ", text[found[s.first].start : found[s.last].end]),
            "",
            s.kind,
        )
        for s in spans
    ]
    short = short_forms(text, mentions)
    kinds = {m.written: m.kind for m in mentions if m.kind}
    named = [m for m in mentions if not m.written.islower()]
    return [
        replace(m, name=name, kind=m.kind or kinds.get(name))
        for m in mentions
        for written in (_institution(m, named),)
        for name in (short.get(fold(written), written),)
    ]


def _institution(mention: OrganisationMention, named: Sequence[OrganisationMention]) -> str:
    """ "The council" is the Hexley Council named before, or else the one named after."""
    if not mention.written.islower():
        return mention.written
    folded = fold(mention.written)
    fits = [m for m in named if f" {folded} " in f" {fold(m.written)} "]
    before = [m for m in fits if m.start < mention.start]
    return (before[-1:] or fits[:1] or [mention])[0].written

"""Puts the findings on names together: spans, full names, roles, organisations, handles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.extraction.names import capitals, organisations, people, roles
from kb.extraction.names.capitals import Word
from kb.extraction.names.lookup import Names
from kb.extraction.names.models import Models, NamedSpan
from kb.extraction.names.organisations import OrganisationSpan
from kb.extraction.names.people import PersonSpan
from kb.extraction.names.vocabulary import Vocabulary, vocabulary
from kb.extraction.names.where import wanted
from kb.languages import fold
from kb.records import Article, OrganisationMention, PersonMention

# Between a name and its organisation where no role is said: a comma, a bracket, one small word.
_AFFILIATION = re.compile(r"\s?\(|,\s(?:\w{1,4}\s){0,2}(?:[ld]['’])?")
_HANDLE = re.compile(r"[\s(—–-]{1,4}@(\w{2,30})\)?")


def find_names(article: Article, models: Models | None) -> Names:
    """Everyone and every organisation named in the article, in reading order.

    With `models` None or disabled, rules alone decide. A wanted model that is not
    installed becomes one of `Names.warnings`.
    """
    models = models or Models(enabled=False)
    words = vocabulary(article.language)
    found = capitals.words(article.plain.text, words)
    seen = _seen_by_model(article, models)
    starts = frozenset(sentence.start for sentence in article.sentences)
    capital_runs = list(capitals.runs(found, starts, words))
    persons = _persons(found, seen, capital_runs, words)
    organisation_spans = _organisations(found, seen, capital_runs, persons, words)
    organisation_mentions = _organisation_mentions(article, found, organisation_spans)
    person_mentions, genders = _person_mentions(
        article, found, persons, organisation_mentions, words
    )
    return Names(
        tuple(person_mentions),
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
    found: Sequence[Word],
    seen: Sequence[NamedSpan],
    capital_runs: Sequence[range],
    words: Vocabulary,
) -> list[PersonSpan]:
    """Every place that names a person, surnames of people named in full included."""
    ruled = list(people.by_rules(found, words))
    modelled = [
        s for s in people.by_model(found, seen, words) if not _better_organisation(s, found, words)
    ]
    spans = people.without_overlap([*ruled, *modelled])
    surnames = {fold(found[s.last].text) for s in spans if s.last > s.first and s.sure}
    alone = [
        PersonSpan(run[-1], run[-1], True)
        for run in capital_runs
        if fold(found[run[-1]].text) in surnames and len(run) == 1
    ]
    return people.without_overlap([*spans, *alone])


def _better_organisation(span: PersonSpan, found: Sequence[Word], words: Vocabulary) -> bool:
    """One word that the model takes for a person, behind a word for an organisation.

    « l'opérateur Telvia indique », « le patron de Klikko », "a spokesperson for Greenlane".
    """
    if span.last > span.first or not span.first:
        return False
    one_before = found[span.first - 1]
    gap = found[span.first].before
    if fold(one_before.text) in words.organisation_words and gap == " ":
        return True
    at = span.first - 1
    linked = gap.strip().replace("’", "'") == "d'" or fold(one_before.text) in words.role_links
    if gap.strip().replace("’", "'") != "d'":
        at -= 1
    return (
        linked
        and at >= 0
        and any(roles.role_at(found, back, words) for back in range(max(0, at - 2), at + 1))
    )


def _person_mentions(
    article: Article,
    found: Sequence[Word],
    spans: Sequence[PersonSpan],
    organisation_mentions: Sequence[OrganisationMention],
    words: Vocabulary,
) -> tuple[list[PersonMention], dict[str, str]]:
    text = article.plain.text
    written = [text[found[s.first].start : found[s.last].end].rstrip(".") for s in spans]
    written = [re.sub(r"\s+", " ", name) for name in written]
    full = _full_names(written)
    mentions: list[PersonMention] = []
    genders: dict[str, str] = {}
    for span, name in zip(spans, written, strict=True):
        role = roles.behind(found, span.last, words) or roles.before(found, span.first, words)
        if role is not None and role.first > role.last:
            role = None
        start, end = (
            found[span.first].start,
            found[span.first].start
            + len(text[found[span.first].start : found[span.last].end].rstrip(".")),
        )
        role_text, organisation = None, None
        if role is not None:
            a, b = found[role.first].start, found[role.last].end
            role_text = re.sub(r"\s+", " ", text[a:b])
            organisation = _organisation_of(a, b, text, organisation_mentions)
        else:
            role_text = _title_as_role(found, span.first, words)
            organisation = _affiliation(end, text, organisation_mentions)
        gender = span.gender or (_role_gender(role_text, words) if role_text else "")
        if gender:
            genders.setdefault(full[name], gender)
        handle = _HANDLE.match(text, found[span.last].end)
        mentions.append(
            PersonMention(
                start,
                end,
                name,
                full[name],
                role_text,
                organisation,
                "@" + handle[1] if handle else None,
            )
        )
    return mentions, genders


def _title_as_role(found: Sequence[Word], first: int, words: Vocabulary) -> str | None:
    """ "Sen. Robert Calloway" is a senator; « M. Roux » is nothing in particular."""
    title = found[first - 1].text if first and found[first].before in (" ", ". ") else ""
    return title if fold(title) in words.role_titles else None


def _affiliation(end: int, text: str, mentions: Sequence[OrganisationMention]) -> str | None:
    """« Odile Ferrandez, de l'association Terre », « Florence Imbert (LR) »: no role is said."""
    behind = next((m for m in mentions if end < m.start <= end + 12), None)
    if behind and _AFFILIATION.fullmatch(text[end : behind.start]):
        return behind.name
    return None


def _role_gender(role: str, words: Vocabulary) -> str:
    parts = role.split()
    for length in range(min(words.longest_role, len(parts)), 0, -1):
        gender = words.roles.get(fold(" ".join(parts[:length])))
        if gender == "feminine":  # the masculine may stand for either: « le ministre Anne X »
            return gender
    return ""


def _organisation_of(
    start: int, end: int, text: str, mentions: Sequence[OrganisationMention]
) -> str | None:
    """The organisation inside the role, or in the next apposition ("Director, X Center, said")."""
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    if inside:
        return inside[-1].name
    behind = [
        m
        for m in mentions
        if 0 <= m.start - end <= 6 and text[end : m.start].strip() in (",", ", the", "at", "(")
    ]
    return behind[0].name if behind else None


def _full_names(written: Iterable[str]) -> dict[str, str]:
    """For each written form the fullest name of the article that it can stand for."""
    counted = Counter(written)
    forms = list(counted)
    longest = sorted(forms, key=lambda n: (-len(n.split()), -counted[n], -len(n)))
    full: dict[str, str] = {}
    for name in forms:
        fits = [other for other in longest if other != name and _stands_for(name, other)]
        surnames = {fold(other) for other in fits}
        full[name] = fits[0] if fits and (len(surnames) == 1 or len(name.split()) > 1) else name
        if len(surnames) > 1 and len(name.split()) == 1:
            # « Roux » between two people of that name: who was named first.
            full[name] = next(other for other in forms if other in fits)
    return full


def _stands_for(short: str, long: str) -> bool:
    """« Shirky » for « Clay Shirky », « R. Branson » for « Richard Branson »; not the reverse."""
    a, b = fold(short).split(), fold(long).split()
    if len(a) > len(b) or a == b:
        return a == b and short == long
    if len(a) == 1:
        return a[0] in (b[-1], b[0]) or (
            len(b) > 2 and b[-1].endswith(".") and a[0] == b[-2].strip(",")
        )
    if b[-len(a) :] == a:
        return True
    initials = all(x.strip(".") == y[0] or x == y for x, y in zip(a[:-1], b[:-1], strict=False))
    return a[-1] == b[-1] and initials


# -- organisations --------------------------------------------------------------


def _organisations(
    found: Sequence[Word],
    seen: Sequence[NamedSpan],
    capital_runs: Sequence[range],
    persons: Sequence[PersonSpan],
    words: Vocabulary,
) -> list[OrganisationSpan]:
    taken = [range(p.first, p.last + 1) for p in persons]
    spans = organisations.without_overlap(
        [
            *organisations.by_rules(found, capital_runs, words),
            *organisations.by_model(found, seen, words),
            *organisations.acronyms(found, words),
        ],
        taken,
    )
    # What is an organisation in one place is one wherever it stands alone.
    names = {fold(_joined(found, s)): s for s in spans}
    shorts = {fold(found[s.first].text) for s in spans if s.last > s.first}
    again = [
        OrganisationSpan(run[0], run[-1], names[key].kind, False)
        for run in capital_runs
        if (key := fold(" ".join(found[at].text for at in run))) in names
    ]
    short = [
        OrganisationSpan(run[0], run[0], None, False)
        for run in capital_runs
        if len(run) == 1
        and fold(found[run[0]].text) in shorts
        and fold(found[run[0]].text) not in words.organisation_words
        and not words.is_first_name(found[run[0]].text)
    ]
    return organisations.without_overlap([*spans, *again, *short], taken)


def _joined(found: Sequence[Word], span: OrganisationSpan) -> str:
    return " ".join(found[at].text for at in range(span.first, span.last + 1))


def _organisation_mentions(
    article: Article, found: Sequence[Word], spans: Sequence[OrganisationSpan]
) -> list[OrganisationMention]:
    text = article.plain.text
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
    short = _short_forms(text, mentions)
    kinds = {m.written: m.kind for m in mentions if m.kind}
    return [
        replace(m, name=name, kind=m.kind or kinds.get(name))
        for m in mentions
        for name in (short.get(fold(m.written), m.written),)
    ]


def _short_forms(text: str, mentions: Sequence[OrganisationMention]) -> dict[str, str]:
    """Folded short form -> full name: « Columbia Journalism Review (CJR) », "Pew" of "Pew Research Center"."""
    short: dict[str, str] = {}
    names = list(dict.fromkeys(m.written for m in mentions))
    for mention in mentions:
        behind = re.compile(r"\s?\(([^\W_][\w&.-]{1,9})\)").match(text, mention.end)
        if behind and _initials_fit(behind[1], mention.written):
            short[fold(behind[1])] = mention.written
    for name in names:
        folded = fold(name)
        if folded in short:
            continue
        # The first spelling wins over « Nothing2hide » and « nothing2hide ».
        short[folded] = next(other for other in names if fold(other) == folded)
        fuller = next((n for n in names if fold(n).startswith(folded + " ")), None)
        if fuller:
            short[folded] = fuller
        elif name.isupper():
            fitting = [n for n in names if len(n.split()) > 1 and _initials_fit(name, n)]
            if len(fitting) == 1:
                short[folded] = fitting[0]
    return short


def _initials_fit(acronym: str, name: str) -> bool:
    """The letters of the acronym begin words of the name, in order (« CREDOC » too)."""
    letters = fold(acronym).replace(".", "").replace("-", "")
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(name)))
    at = 0
    for letter in initials:
        if at < len(letters) and letter == letters[at]:
            at += 1
    return at == len(letters) or (at >= 2 and letters[0] == initials[0] and len(letters) > 4)

"""Sources: every origin outside the article that it leans on, and the notes that lead to them."""

from __future__ import annotations

from dataclasses import replace

from kb.extraction.names import Names
from kb.extraction.names.vocabulary import vocabulary
from kb.extraction.references.brackets import find_in_brackets, find_narrative
from kb.extraction.references.capitals import Capitals
from kb.extraction.references.drafts import (
    ACADEMIC,
    AUTHOR,
    GENERIC,
    HYPERLINK,
    LISTED,
    NAMED,
    ORIGIN,
    RELAY,
    SAYS,
    Draft,
)
from kb.extraction.references.hyperlinks import find_embedded, find_hyperlinks
from kb.extraction.references.lines import find_addresses, with_addresses
from kb.extraction.references.naming import Name, is_medium, name_at
from kb.extraction.references.notes import Notes, find_notes, with_works
from kb.extraction.references.origins import Origin, find_origins
from kb.extraction.references.phrases import Phrase, find_phrases
from kb.extraction.references.places import Cover, Places
from kb.extraction.references.quoted import find_dated_titles, find_posts, find_signatures
from kb.extraction.references.relays import find_relays
from kb.extraction.references.words import flatten, words_of
from kb.extraction.references.works import number_works
from kb.languages import fold
from kb.records import Article, LinkMention, Note, PersonMention, SourceMention

_NEAR = 1500  # characters: further back « le collectif » is another
_RESEARCH = frozenset({"study", "survey", "report"})

__all__ = ["find_references"]


def find_references(
    article: Article, links: tuple[LinkMention, ...], names: Names
) -> tuple[tuple[SourceMention, ...], tuple[Note, ...]]:
    """The sources that the article names, and its notes. Plain positions.

    Mentions of one work share `work`. A mention may back nothing: `linking` decides
    which claim rests on which work, and leaves out what no claim rests on.
    """
    text, code = article.plain.text, article.language
    people = _People(names, code, text)
    placed = Places(links)
    capitals = Capitals(article, names)
    flat = flatten(text)
    before = _Before(article, people, capitals)
    notes = find_notes(article, placed)
    drafts: list[Draft] = list(notes.drafts)
    for start, end in _stretches(article, notes.spans):
        origins = find_origins(text, start, end, code)
        relays = list(find_relays(text, start, end, code))
        drafts.extend(relays)
        phrases = [
            phrase
            for phrase in find_phrases(text, start, end, code, capitals.can_name)
            if phrase.named or not _is_in_a_name(phrase, origins, relays)
        ]
        drafts.extend(_from_phrase(text, phrase, people, code) for phrase in phrases)
        _sign(drafts[-len(phrases) :] if phrases else [], (start, end), before)
        drafts.extend(find_in_brackets(text, start, end, code, placed, phrases))
        drafts.extend(find_narrative(text, start, end, code))
        drafts.extend(find_posts(text, flat, start, end, code, people.last_in))
        drafts.extend(find_dated_titles(text, start, end, people.last_in))
        for found in origins:
            origin = replace(found, name=people.cut_before_a_person(found.name))
            if _within_phrase(origin, phrases) or _within_relay(origin, relays):
                continue
            if people.has(origin.name):
                if origin.rule in (ORIGIN, SAYS):
                    drafts.append(_from_author(origin))
                continue
            if capitals.can_speak(origin.name) and not _is_own(article, origin.name):
                drafts.append(_from_origin(origin, code, people))
    drafts.extend(find_signatures(article))
    drafts.extend(draft for _, _, draft in find_embedded(article, placed))
    drafts.extend(find_hyperlinks(article, placed))
    drafts = with_addresses(article, drafts, placed)
    _note(drafts, notes, article)
    drafts.extend(find_addresses(article, drafts, placed, notes.spans))
    drafts = number_works(_without_people(_without_twins(drafts), people))
    mentions = tuple(
        SourceMention(
            start=d.start,
            end=d.end,
            work=d.work,
            kind=d.kind,
            title=d.title,
            author=d.author,
            publisher=d.publisher,
            container=d.container,
            published=d.published,
            url=d.url,
            doi=d.doi,
            isbn=d.isbn,
            rule=d.rule,
            confidence=d.confidence,
        )
        for d in drafts
    )
    return mentions, with_works(notes, drafts)


def _note(drafts: list[Draft], notes: Notes, article: Article) -> None:
    """« Une étude de Lune montre que … (3) »: entry 3, if it is of a study, is that study."""
    entries = {d.label: d for d in drafts if d.label is not None}
    studies = Places(
        d for d in drafts if d.kind in _RESEARCH and d.rule in (NAMED, ACADEMIC) and not d.url
    )
    sentences = Places(article.sentences)
    for note in notes.notes:
        entry = entries.get(notes.stands_for.get(note.label, note.label))
        if entry is None or entry.kind not in _RESEARCH:
            continue
        for marker in note.markers:
            sentence = sentences.holding(marker.start) or sentences.holding(marker.start - 3)
            if sentence is None:
                continue
            before = studies.starting_in(sentence.start, marker.start)
            if before and before[-1].noted is None and before[-1].determiner != "plural":
                before[-1].noted = entry.label


def _is_own(article: Article, name: Name) -> bool:
    """The article's author or site is no origin outside the article."""
    return fold(name.text) in {fold(article.author or ""), fold(article.site or "")}


class _People:
    """Who is a person: a person is never a source of kind other."""

    def __init__(self, names: Names, code: str, text: str) -> None:
        self.words, self.code, self._text = vocabulary(code), code, text
        self._organisations = Places(names.organisations)
        self.people = Places(names.people)
        self.full = {fold(p.name) for p in names.people} | {fold(p.written) for p in names.people}
        self.organisations = {fold(o.name) for o in names.organisations}
        self.organisations |= {fold(o.written) for o in names.organisations}

    def has(self, name: Name) -> bool:
        if name.head is not None:
            return False
        flat = fold(name.text)
        if flat in self.organisations or is_medium(name.text, self.code):
            return False
        first, _, rest = flat.partition(" ")
        if first in self.words.roles or (rest and first.rstrip(".") in self.words.titles):
            return True  # « le Ministre britannique », "Prof Ian Moon of King's College"
        if flat in self.full or self.people.holding(name.start):
            return True
        return bool(self.people.starting_in(name.start, min(name.end, name.start + 7)))

    def organisation_called(self, word: str, position: int) -> str | None:
        """« le collectif »: the organisation named before with that word in its name."""
        before = self._organisations.starting_in(position - _NEAR, position)
        for mention in reversed(before):
            name = name_at(self._text, mention.start, self.code)
            longest = max(mention.name, name.text if name else "", key=len)
            if word in fold(longest).split() and " " in longest:
                return longest
        return None

    def cut_before_a_person(self, name: Name) -> Name:
        """« a dit à l'agence Orbis Ada Lune »: two names side by side."""
        first = next(iter(self.people.starting_in(name.start + 3, name.end)), None)
        if first is None or " " not in first.written:
            return name
        text = name.text[: first.start - name.start].rstrip(" ,")
        return replace(name, end=name.start + len(text), text=text) if text else name

    def named_in(self, start: int, end: int) -> bool:
        return bool(self.people.starting_in(start, end))

    def last_in(self, start: int, end: int) -> PersonMention | None:
        """The person named last in the stretch."""
        found = self.people.starting_in(start, end)
        return found[-1] if found else None

    def last_before(self, position: int) -> PersonMention | None:
        """The person named last before the position, if not far from it."""
        before = self.people.starting_in(position - 400, position)
        return before[-1] if before else None

    def is_full(self, written: str | None) -> bool:
        """A full name; one word alone (« (Forrester) ») is more likely an organisation here."""
        return written is not None and " " in written and fold(written) in self.full


def _stretches(article: Article, passed_over: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The sentences where sources can be named: not menus, not the notes themselves."""
    menus = [(s.start, s.end) for s in article.sections if s.kind == "navigation"]
    no = Cover([*menus, *passed_over])
    return [(s.start, s.end) for s in article.sentences if not no.touches(s.start, s.end)]


def _from_phrase(text: str, phrase: Phrase, people: _People, code: str) -> Draft:
    authors = [m.text for m in phrase.makers if people.has(m)]
    publishers = [m.text for m in phrase.makers if not people.has(m)]
    container = phrase.container
    media = [p for p in publishers if is_medium(p, code)]
    if authors and media and not container:  # « Ana Brun, journaliste au Soir, a publié »
        container = media[0]
    return Draft(
        phrase.start,
        phrase.end,
        phrase.kind,
        NAMED,
        0.9 if phrase.named else (0.5 if phrase.weak else 0.7),
        determiner=phrase.determiner,
        cue=phrase.cue,
        title=phrase.title,
        author=", ".join(dict.fromkeys(authors)) or None,
        publisher=", ".join(dict.fromkeys(publishers)) or None,
        container=container,
        published=phrase.published,
        possessive=phrase.possessive,
        unsigned=phrase.unsigned and not phrase.neuter,
        nameless=phrase.neuter,
        same_as_before=not phrase.named and _only_describes(text, phrase, code),
    )


def _sign(drafts: list[Draft], sentence: tuple[int, int], before: _Before) -> None:
    """« Ana Brun, de l'Ined, … Dans une étude de 2018, elle montrait … »: who made it.

    Only for a work without a maker, said to be somebody's: whoever was named before it.
    """
    for draft in drafts:
        if draft.author or draft.publisher:
            continue
        if not (draft.unsigned or draft.possessive or draft.nameless):
            continue
        if before.people.named_in(*sentence):
            continue
        person, organisation = before.person(sentence[0]), before.organisation(sentence[0])
        if draft.unsigned and person is not None:
            draft.author, draft.publisher = person.name, person.organisation
        elif organisation is not None:
            draft.publisher = organisation
        if draft.named and draft.kind == "press release":
            draft.confidence = 0.9


class _Before:
    """Who was named right before a sentence."""

    def __init__(self, article: Article, people: _People, capitals: Capitals) -> None:
        self.people, self._capitals, self._article = people, capitals, article
        self._sentences = Places(article.sentences)

    def person(self, position: int) -> PersonMention | None:
        return self.people.last_before(position)

    def organisation(self, position: int) -> str | None:
        """The subject of the sentence before, if it is an organisation."""
        sentence = next(reversed(self._sentences.starting_in(position - 600, position)), None)
        if sentence is None:
            return None
        name = name_at(self._article.plain.text, sentence.start, self._article.language)
        if name is None or self.people.has(name):
            return None
        # "Solaris, the largest maker of panels, …": what is explained is a name.
        explained = self._article.plain.text[name.end : name.end + 1] == ","
        named = explained and self._capitals.can_speak(name)
        return name.text if named or self._capitals.can_name(name) else None


def _only_describes(text: str, phrase: Phrase, code: str) -> bool:
    """« un rapport de Lune qui montre, à partir d'un sondage, … », « X est une étude »."""
    before = flatten(text[max(0, phrase.start - 25) : phrase.start])
    found = list(words_of(code).compiled("describes").finditer(before))
    return bool(found) and not before[found[-1].end() :].strip()


def _from_origin(origin: Origin, code: str, people: _People) -> Draft:
    publisher: str | None = origin.name.text
    word = ""
    if origin.rule == GENERIC:
        word = fold(origin.name.text).replace("'", " ").split()[-1]
        publisher = people.organisation_called(word, origin.name.start)
    return Draft(
        origin.name.start,
        origin.name.end,
        "article" if origin.rule == ORIGIN and is_medium(origin.name.text, code) else "other",
        origin.rule,
        {SAYS: 0.6}.get(origin.rule, 0.85),
        cue=word,
        publisher=publisher,
        aliases=(origin.alias,) if origin.alias else (),
    )


def _from_author(origin: Origin) -> Draft:
    """« Ana Brun montre que … »: a mention of the work she wrote, if one is named before."""
    name = origin.name
    return Draft(name.start, name.end, "other", AUTHOR, 0.85, author=name.text)


def _within_phrase(origin: Origin, phrases: list[Phrase]) -> bool:
    """« selon l'étude de l'Insee », « …, dit l'Insee dans une note »: the work is the source."""
    name = origin.name
    return any(
        (p.start < name.end and name.start < p.end)
        or any(m.start < name.end and name.start < m.end for m in p.makers)
        for p in phrases
    )


def _is_in_a_name(phrase: Phrase, origins: list[Origin], relays: list[Draft]) -> bool:
    """« a indiqué l'Observatoire des phares », « citée par La Tribune »: a name, not a work."""
    headed = [o.name for o in origins if o.name.head is not None]
    return any(n.start < phrase.end <= n.end for n in headed) or any(
        r.start <= phrase.start and phrase.end <= r.end for r in relays
    )


def _within_relay(origin: Origin, relays: list[Draft]) -> bool:
    """« …, révélé en mars par le site Lune, évaluait … »: not the site evaluates."""
    return any(r.start < origin.name.end and origin.name.start < r.end for r in relays)


def _without_people(drafts: list[Draft], people: _People) -> list[Draft]:
    """A person in brackets or after « via » is a source only with a work beside the name."""
    return [
        d
        for d in drafts
        if not (d.kind == "other" and not d.url and not d.published and people.is_full(d.publisher))
    ]


_TWINS = 12  # drafts looked back at: brackets hold several, nothing holds more


def _without_twins(drafts: list[Draft]) -> list[Draft]:
    """One draft a place: where a hyperlink or an address stands on a named work, they are one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        near = [k for k in kept[-_TWINS:] if k.start < draft.end and draft.start < k.end]
        overlapping = next((k for k in near if _mates(k, draft)), None)
        if overlapping is None:
            kept.append(draft)
            continue
        overlapping.url = overlapping.url or draft.url
        overlapping.confidence = max(overlapping.confidence, draft.confidence)
        overlapping.publisher = overlapping.publisher or draft.publisher
        overlapping.title = overlapping.title or draft.title
        if draft.rule == NAMED and overlapping.rule != NAMED:
            overlapping.rule, overlapping.kind = NAMED, draft.kind
            overlapping.determiner, overlapping.cue = draft.determiner, draft.cue
            overlapping.author = overlapping.author or draft.author
        overlapping.start, overlapping.end = (
            min(overlapping.start, draft.start),
            max(overlapping.end, draft.end),
        )
    return kept


def _mates(one: Draft, other: Draft) -> bool:
    """Whether two overlapping drafts are one place: not a bracket around several works."""
    if LISTED in (one.rule, other.rule):
        return False
    if RELAY in (one.rule, other.rule):  # « relayé par [Le Soir](…) » has an address
        return other.rule == HYPERLINK
    return one.label is None and other.label is None

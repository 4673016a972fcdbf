"""Articles of a large base, the same for the same seed, with words and names unevenly used.

As in real bases, a few words stand in most sentences, and a few sources, people and sites are
named again and again; most are named once.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass, field

from kb.records import (
    Article,
    Attribution,
    Citation,
    Claim,
    Findings,
    LinkMention,
    Mentions,
    Note,
    NoteMarker,
    OrganisationMention,
    PersonMention,
    Plain,
    Quotation,
    Relay,
    Section,
    Sentence,
    SourceMention,
    Statistic,
)

CLAIMS_EACH = 20  # in an article
_SYLLABLES = re.findall("[^aeiou]+[aeiou]", "bacedifogulamenoporusatevizobracledrofligreplastotri")
_WORDS, _PUBLISHERS, _SITES, _REPEATED = 4000, 2000, 3000, 500
# One citation in ten rests on the first source, and so on, beside what chance gives them.
_HUBS = (0.10, 0.18, 0.24)
_UNITS = ("%", "%", "%", "%", "EUR", "year", "people", "")
_KINDS = {"%": "share", "EUR": "money", "year": "duration"}


@dataclass(frozen=True, slots=True)
class Study:
    title: str
    publisher: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    organisation: str


class Invented:
    """Names and words, by number: enough for so many claims, from this seed."""

    def __init__(self, claims: int, seed: int) -> None:
        self.random = random.Random(seed)
        self._words = [self._word() for _ in range(_WORDS)]
        self.studies = max(10, claims // 5)
        self.newspapers = max(3, claims // 500)
        self.people = max(5, claims // 20)
        self.organisations = max(5, claims // 40)
        self.links = max(10, claims // 3)
        self._studies: dict[int, Study] = {}
        self._people: dict[int, Person] = {}
        self._repeated = [self.words(12) for _ in range(_REPEATED)]

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))

    def often(self, most: int) -> int:
        """A number below `most`: the first of a thousand come about every hundredth time."""
        return int(most ** self.random.random()) - 1

    def leaned_on(self, most: int) -> int:
        """A number below `most`, every fourth time one of the first three."""
        chance = self.random.random()
        hubs = (hub for hub, below in enumerate(_HUBS) if chance < below)
        return next(hubs, self.often(most))

    def words(self, length: int) -> str:
        return " ".join(self._words[self.often(_WORDS)] for _ in range(length))

    def said(self) -> str:
        """What a claim says beside its figure; one in fifty says what others say too."""
        if self.random.random() < 0.02:
            return self._repeated[self.often(_REPEATED)]
        return self.words(12)

    def date(self) -> str:
        return f"{self.random.randint(1995, 2025)}-{self.random.randint(1, 12):02d}-15"

    def figure(self) -> tuple[int, str]:
        """A value and its unit."""
        unit = self.random.choice(_UNITS)
        small = unit in ("%", "year")
        return (self.random.randint(1, 99) if small else self.often(10**9) + 1), unit

    def url(self, number: int) -> str:
        """An address; a few sites have most of them, and one in fifty is shortened."""
        site = int(_SITES ** ((number * 0.6180339887) % 1)) - 1
        host = "bit.ly" if number % 50 == 0 else f"site{site}.example"
        return f"https://{host}/page{number}"

    def study(self, number: int) -> Study:
        if number not in self._studies:
            title = f"{self.words(4).capitalize()} {number}"
            publisher = self._words[self.often(_PUBLISHERS)].capitalize()
            url = self.url(number) if number % 3 else None
            self._studies[number] = Study(title, publisher, self.date(), url)
        return self._studies[number]

    def newspaper(self, number: int) -> str:
        return f"Journal {self._words[number % _WORDS]} {number}"

    def person(self, number: int) -> Person:
        if number not in self._people:
            name = f"{self.words(2).title()} {number}"
            institute = self.leaned_on(self.organisations)
            organisation = f"Institut {self._words[institute % _WORDS]} {institute}"
            self._people[number] = Person(name, self.words(2), organisation)
        return self._people[number]


@dataclass
class _Page:
    """An article as it is being written."""

    text: str = ""
    works: dict[str, int] = field(default_factory=dict)
    links: list[LinkMention] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    statistic_claims: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    quotation_claims: list[int] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    attribution_claims: list[int] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    organisations: list[OrganisationMention] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    relays: list[Relay] = field(default_factory=list)

    def say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def work(self, title: str) -> int:
        """The article's own number for the work of this title."""
        return self.works.setdefault(title, len(self.works))


def article(invented: Invented, number: int) -> Findings:
    """The article of this number: twenty claims, three in five of them sourced, one note."""
    page = _Page()
    for n in range(CLAIMS_EACH):
        chance = invented.random.random()
        support = "sourced" if chance < 0.6 else "attributed" if chance < 0.8 else "none"
        start = len(page.text)
        if support == "sourced":
            _lean(page, invented, n)
        _count(page, invented, n)
        if support == "attributed":
            _speak(page, invented, n, quoted=chance < 0.75)
        elif n % 4 == 0:
            page.say(" ")
            _link(page, invented.url(invented.often(invented.links)))
        _, end = page.say(".")
        page.claims.append(Claim(start, end, 0, support))
        page.say("\n\n" if n % 5 == 4 else " ")
    notes = len(page.text)
    marker = NoteMarker("1", notes, notes + 3)
    entry = page.say(f"(1) {invented.study(invented.often(invented.studies)).title}")
    sections = (Section(0, "body", 0, notes), Section(1, "notes", notes, len(page.text)))
    return Findings(
        Article(
            path=f"articles/{number}.txt",
            text=page.text,
            plain=Plain(page.text),
            sha256=hashlib.sha256(page.text.encode()).hexdigest(),
            format="text",
            title=invented.words(6).capitalize(),
            author=invented.words(2).title(),
            site=invented.words(1).capitalize(),
            published=invented.date(),
            language=("fr", "en")[number % 2],
            sections=sections,
            sentences=tuple(Sentence(c.start, c.end, 0, n) for n, c in enumerate(page.claims)),
        ),
        Mentions(
            links=tuple(page.links),
            statistics=tuple(page.statistics),
            quotations=tuple(page.quotations),
            attributions=tuple(page.attributions),
            people=tuple(page.people),
            organisations=tuple(page.organisations),
            sources=tuple(page.sources),
            notes=(Note("1", *entry, markers=(marker,)),),
        ),
        claims=tuple(page.claims),
        citations=tuple(page.citations),
        relays=tuple(page.relays),
        statistic_claims=tuple(page.statistic_claims),
        quotation_claims=tuple(page.quotation_claims),
        attribution_claims=tuple(page.attribution_claims),
        sections=sections,
    )


def _count(page: _Page, invented: Invented, claim: int) -> None:
    """« 34 % of ... », with a second figure in every fifth claim."""
    for again in range(1 + (claim % 5 == 0)):
        if again:
            page.say(", ")
        value, unit = invented.figure()
        start, end = page.say(f"{value} {unit}".strip())
        page.say(" ")
        said = invented.words(3) if again else invented.said()
        page.say(said)
        subject = " ".join(said.split()[:3])
        kind = _KINDS.get(unit, "count")
        page.statistics.append(Statistic(start, end, kind, value, unit=unit, subject=subject))
        page.statistic_claims.append(claim)


def _lean(page: _Page, invented: Invented, claim: int) -> None:
    """« Selon such a study (address), relayed by such a newspaper, »"""
    study = invented.study(invented.leaned_on(invented.studies))
    work = page.work(study.title)
    page.say("Selon ")
    span = page.say(study.title)
    if study.url:
        page.say(" ")
        _link(page, study.url)
    mention = SourceMention(
        *span, work, "study", study.title, publisher=study.publisher, published=study.published,
        url=study.url, rule="named in the sentence", confidence=0.9,
    )  # fmt: skip
    page.sources.append(mention)
    via = None
    if invented.random.random() < 0.25:
        newspaper = invented.newspaper(invented.leaned_on(invented.newspapers))
        via = page.work(newspaper)
        page.say(", relayed by ")
        relay = page.say(newspaper)
        page.sources.append(
            SourceMention(*relay, via, publisher=newspaper, rule="relayed by", confidence=0.8)
        )
        page.relays.append(Relay(work, via, *relay, "relayed by", 0.8))
    page.say(", ")
    page.citations.append(Citation(claim, work, via, *span, "named in the sentence", 0.9))


def _speak(page: _Page, invented: Invented, claim: int, *, quoted: bool) -> None:
    """« », says such a person of such an organisation »"""
    person = invented.person(invented.leaned_on(invented.people))
    said = page.claims[-1].end + 1 if page.claims else 0, len(page.text)
    page.say(", says ")
    name = page.say(person.name)
    page.say(f", {person.role}, ")
    organisation = page.say(person.organisation)
    page.people.append(
        PersonMention(*name, person.name, person.name, person.role, person.organisation)
    )
    page.organisations.append(
        OrganisationMention(*organisation, person.organisation, person.organisation, "institute")
    )
    if quoted:
        page.quotations.append(
            Quotation(*said, person.name, person.name, None, "verb after", 0.9, 0.9)
        )
        page.quotation_claims.append(claim)
    else:
        page.attributions.append(Attribution(*said, person.name, None, "says", 0.7))
        page.attribution_claims.append(claim)


def _link(page: _Page, url: str) -> None:
    page.links.append(LinkMention(*page.say(url), url, url))

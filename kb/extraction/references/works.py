"""Which mentions of an article name the same work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kb.addresses import key
from kb.extraction.references.drafts import (
    ACADEMIC,
    AGAIN,
    AUTHOR,
    BRACKETS,
    GENERIC,
    LISTED,
    MEDIUM,
    NAMED,
    NOTE,
    ORIGIN,
    RELAY,
    SAYS,
    TEAM,
    Draft,
)
from kb.extraction.references.words import words_of
from kb.languages import codes, fold

# Kinds that an article calls by each other's names: « l'étude » for a survey, "the report".
_RESEARCH = frozenset({"study", "survey", "report", "press release", "other"})
_WRITING = frozenset(
    {"article", "post", "social post", "speech", "book", "web page", "press release"}
)
_FAR = 1500  # characters: further back « la recherche » means something else
_MOST = 100  # works looked back at, so that a page of ten thousand sources stays quick


@dataclass(slots=True)
class Work:
    """What the article has said of one work so far."""

    number: int
    kind: str
    entry: int | None = None  # where its entry stands in the notes or the list of sources
    last: int = -1  # end of the last mention in the running text; -1 before the first
    kinds: set[str] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    makers: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)  # of its notes
    signed: bool = False  # an author or publisher is known, not only where it appeared

    def add(self, draft: Draft) -> None:
        draft.work = self.number
        if draft.rule in (NOTE, LISTED):
            self.entry = draft.start if self.entry is None else self.entry
        else:
            self.last = max(self.last, draft.end)
        if draft.label is not None:
            self.labels.add(draft.label)
        self.kinds.add(draft.kind)
        self.cues.add(draft.cue)
        self.rules.add(draft.rule)
        own = _own(draft)
        if draft.author:
            self.authors.add(draft.author)
        self.makers.update([*own, *([draft.container] if draft.container else [])])
        self.signed = self.signed or bool(draft.author or draft.publisher)
        if draft.title:
            self.titles.add(draft.title)
        if draft.url:
            self.urls.add(key(draft.url))
        if draft.published:
            self.dates.add(draft.published)
            self.years.add(draft.published[:4])

    @property
    def in_text(self) -> bool:
        return self.last >= 0


class _Shelf:
    """The works of the article, the one named last at the end."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self._order: dict[int, None] = {}
        self.entries: list[Work] = []

    def put(self, draft: Draft, work: Work | None) -> Work:
        if work is None:
            work = Work(len(self.works), draft.kind)
            self.works.append(work)
            if draft.rule in (NOTE, LISTED):
                self.entries.append(work)
        work.add(draft)
        self._order.pop(work.number, None)
        self._order[work.number] = None
        return work

    def recent(self) -> list[Work]:
        """The latest works first, then those that stand only in the notes."""
        latest: list[Work] = []
        for number in reversed(self._order):
            if len(latest) >= _MOST:
                break
            if self.works[number].in_text:
                latest.append(self.works[number])
        return latest + [w for w in self.entries[: 2 * _MOST] if not w.in_text]


def number_works(drafts: list[Draft]) -> list[Draft]:
    """Give each draft the number of its work; those that name no work are left out."""
    shelf = _Shelf()
    # Entries of notes first: they say most, and the text before them leans on them.
    entries = [d for d in drafts if d.rule in (NOTE, LISTED)]
    for draft in entries:
        shelf.put(draft, _same_entry(draft, shelf))
    kept = list(entries)
    last: Draft | None = None  # named in words
    for draft in sorted((d for d in drafts if d.rule not in (NOTE, LISTED)), key=lambda d: d.start):
        work = _work_of(draft, shelf, last)
        if work is None and not _stands_alone(draft):
            continue
        if draft.rule in (AUTHOR, GENERIC, TEAM):
            draft.rule = ORIGIN
        if work is not None and draft.rule == NAMED and draft.determiner in ("definite", "plural"):
            draft.rule = AGAIN
        shelf.put(draft, work)
        kept.append(draft)
        if draft.rule in (NAMED, AGAIN, ORIGIN, SAYS):
            last = draft
    return sorted(kept, key=lambda d: (d.start, d.end))


def _stands_alone(draft: Draft) -> bool:
    """Whether the words say which work it is, without one named before."""
    if draft.rule == GENERIC:
        return draft.publisher is not None
    if draft.rule in (AUTHOR, TEAM):
        return False
    if draft.rule != NAMED or draft.named:
        return True
    return draft.determiner == "indefinite" and draft.confidence >= 0.6


def _same_entry(draft: Draft, shelf: _Shelf) -> Work | None:
    for work in shelf.entries[-_MOST:]:
        if draft.url and key(draft.url) in work.urls:
            return work
        if draft.title and fold(draft.title) in {fold(title) for title in work.titles}:
            return work
    return None


def _work_of(draft: Draft, shelf: _Shelf, last: Draft | None) -> Work | None:
    """The work already named that the draft names again, the latest first."""
    recent = shelf.recent()
    if draft.url:
        address = key(draft.url)
        found = next((w for w in recent if address in w.urls), None)
        if found or draft.rule != NAMED:
            return found
    if draft.title:
        for work in recent:
            if any(_alike(draft.title, title) for title in work.titles):
                return work
        # "In a report, Ibis … The report, “Nets and Knots,” also found …": its title comes later.
        latest = next((w for w in recent if w.in_text and not w.titles), None)
        again = draft.rule == NAMED and draft.determiner == "definite" and not _own(draft)
        if latest and again and draft.cue in latest.cues and draft.start - latest.last < _FAR:
            return latest
    if draft.noted is not None:
        return next((w for w in shelf.entries if draft.noted in w.labels), None)
    before = shelf.works[last.work] if last else None
    if draft.rule == GENERIC:
        return _of_generic(draft, recent, last)
    if draft.rule == AUTHOR:
        return _of_author(draft, recent)
    if draft.rule == TEAM:
        return _of_team(draft, recent)
    if draft.rule in (ORIGIN, SAYS, MEDIUM):
        return _of_organisation(draft, recent)
    if draft.rule == RELAY:
        return _of_same_maker_and_year(draft, recent) or _only_entry(draft, recent)
    if draft.rule != NAMED:
        behind = last is not None and last.rule == NAMED and 0 <= draft.start - last.end <= 3
        if draft.rule in (ACADEMIC, BRACKETS) and behind and before and _year_fits(draft, before):
            return before  # "in a 2015 paper (Brun et al., 2015)": the bracket says which paper
        return _of_same_maker_and_year(draft, recent)
    if draft.same_as_before and last and draft.start - last.end < 120:
        return before
    if _own(draft):
        return _named_alike(draft, recent)
    if draft.possessive and last and last.rule in (ORIGIN, SAYS):
        return before  # "…, the Moon Office reports. Its annual report …"
    if draft.determiner == "definite" and not draft.title:
        return _latest_of_kind(draft, recent)
    return None


def _of_generic(draft: Draft, recent: list[Work], last: Draft | None) -> Work | None:
    """ "The council says": the organisation named before that is a council, or may be one."""
    if draft.publisher:
        return _of_organisation(draft, recent)
    near = [w for w in recent if w.in_text and 0 <= draft.start - w.last < _FAR]
    for work in near:
        if any(draft.cue in fold(maker).split() for maker in work.makers):
            return work
    if last is None or draft.start - last.end >= _FAR:
        return None
    before = next((w for w in near if w.number == last.work), None)
    # « le collectif » is not « l'Observatoire des phares »: that one says what it is.
    other = before and any(set(fold(m).split()) & _institutions() for m in before.makers)
    return None if other else before


def _of_organisation(draft: Draft, recent: list[Work]) -> Work | None:
    """« L'Insee indique » after « une étude de l'Insee » is that study again."""
    for work in recent:
        same = work.in_text and _share_maker(_own(draft), work.makers)
        if same and (draft.rule != MEDIUM or MEDIUM in work.rules):
            return work
    return _only_entry(draft, recent)


def _only_entry(draft: Draft, recent: list[Work]) -> Work | None:
    """ "…, the Tide Office says" where the list has one page of that office, and "cited by"."""
    entries = [
        w
        for w in recent
        if w.entry is not None and not w.in_text and _share_maker(_own(draft), w.makers)
    ]
    return entries[0] if len(entries) == 1 else None


def _of_author(draft: Draft, recent: list[Work]) -> Work | None:
    """ "Moon saw that …" after "Ada Moon's 1835 work": what he says stands in it."""
    for work in recent:
        if work.in_text and _share_maker(_own(draft), work.authors):
            return work
    return None


def _of_team(draft: Draft, recent: list[Work]) -> Work | None:
    """ "A study published in Nature …. Scientists at Moonville followed …": its makers."""
    for work in recent[:4]:
        near = work.in_text and draft.start - work.last < _FAR and work.kind in _RESEARCH
        if near and (_share_maker(_own(draft), work.makers) or not work.signed):
            return work
    return None


def _of_same_maker_and_year(draft: Draft, recent: list[Work]) -> Work | None:
    """« (Lune, 2016) » and « (Lune, 2016) » are one."""
    for work in recent:
        kin = draft.kind in (work.kind, "other") or work.kind == "other"
        fits = kin and work.in_text and _year_fits(draft, work)
        if fits and _share_maker(_own(draft), work.makers):
            return work
    return None


def _named_alike(draft: Draft, recent: list[Work]) -> Work | None:
    """« l'étude Lune », « une enquête d'Ana Brun » whose article stands in the notes."""
    own = _own(draft)
    for work in recent:
        if not _same_family(draft.kind, work.kind) or not _title_fits(draft, work):
            continue
        if _is_its_entry(draft, work):
            return work
        again = draft.determiner == "definite" and work.in_text
        if not _year_fits(draft, work) or not _share_maker(own, work.makers, loosely=again):
            continue
        if work.entry is not None:
            return _first_entry(draft, recent)
        # « une étude de Lune » after another one is a second study, unless dated alike.
        if draft.determiner != "indefinite" or not work.in_text or draft.published in work.dates:
            return work
    # « Une étude montre … L'étude, menée par Lune, … »: the one still without a name.
    for work in recent[:3]:
        nameless = not work.signed and not (draft.title and work.titles) and NAMED in work.rules
        near = 0 <= draft.start - work.last < _FAR and _same_family(draft.kind, work.kind)
        near = near and "other" not in (draft.kind, work.kind)
        near = near and not (draft.possessive and draft.cue not in work.cues)
        if nameless and near and draft.determiner in ("definite", "bare"):
            return work
    return None


def _is_its_entry(draft: Draft, work: Work) -> bool:
    """ "a 1977 Senate testimony", noted as "Statement before the Senate, 1977"."""
    if work.entry is None or not draft.published or draft.published[:4] not in work.years:
        return False
    words = {word for title in work.titles for word in _content(title)}
    return any(_content(mine) <= words for mine in _own(draft) if _content(mine))


def _first_entry(draft: Draft, recent: list[Work]) -> Work:
    """Of several entries by one author, the one that is noted first."""
    own = _own(draft)
    fitting = [
        w
        for w in recent
        if w.entry is not None and _share_maker(own, w.makers) and _year_fits(draft, w)
    ]
    return min(fitting, key=lambda w: w.entry or 0)


def _latest_of_kind(draft: Draft, recent: list[Work]) -> Work | None:
    """« l'étude », "the report": the latest work of that kind, or of a kin kind."""
    before = [w for w in recent if w.in_text]
    for work in before:
        if draft.cue in work.cues:
            return work
    for work in before:  # « the guide » is "The Tide Guide", named before
        if any(fold(name).split()[-1:] == [draft.cue] for name in (*work.makers, *work.titles)):
            return work
    if draft.confidence < 0.6 and draft.kind in ("other", "speech"):
        return None  # « les chiffres », "the order": too common to name a work again
    if draft.confidence < 0.6 and draft.kind == "study":
        before = [w for w in before if draft.start - w.last < _FAR]
    for work in before:
        if draft.kind in work.kinds:
            return work
    for work in before:
        if draft.kind != "other" and _same_family(draft.kind, work.kind):
            return work
    return None


def _same_family(one: str, other: str) -> bool:
    if one == other or {one, other} == {"survey", "article"}:
        return True  # « une enquête » is a survey or a reporter's article
    return (one in _RESEARCH and other in _RESEARCH) or (one in _WRITING and other in _WRITING)


def _year_fits(draft: Draft, work: Work) -> bool:
    return draft.published is None or not work.years or draft.published[:4] in work.years


def _title_fits(draft: Draft, work: Work) -> bool:
    if not draft.title or not work.titles:
        return True
    return any(_alike(draft.title, title) for title in work.titles)


def _own(draft: Draft) -> list[str]:
    return [m for m in (draft.author, draft.publisher, *draft.aliases) if m]


def _alike(one: str, other: str) -> bool:
    a, b = _content(one), _content(other)
    if not a or not b:
        return False
    common = len(a & b)
    return common >= 0.8 * min(len(a), len(b)) and common >= min(2, len(a))


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", fold(text)) if w not in _fillers())


@cache
def _fillers() -> frozenset[str]:
    """Words that tell no two names apart: « institut », "the", of every language."""
    return frozenset().union(*(words_of(code).folded("fillers") for code in codes()))


@cache
def _institutions() -> frozenset[str]:
    """Words that say what an organisation is: « observatoire », "council"."""
    return frozenset().union(*(words_of(code).folded("generic") for code in codes()))


def _share_maker(own: Iterable[str], makers: Iterable[str], loosely: bool = False) -> bool:
    """One name inside the other: « Lune » and « institut Lune », "Census Bureau".

    Loosely, a word in common will do: "the above-mentioned Moon Research study" after
    "a Mars-Moon study".
    """
    theirs = [(name, _content(name)) for name in makers]
    for mine in own:
        a = _content(mine)
        for name, b in theirs:
            if a and b and (a <= b or b <= a or _initials(mine, name) or _initials(name, mine)):
                return True
            if loosely and any(len(word) > 3 for word in a & b):
                return True
    return False


def _initials(short: str, long: str) -> bool:
    """« CJR » of « Columbia Journalism Review »."""
    if len(short) < 2 or not short.isupper():
        return False
    return short == "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ][\w’']*", long))

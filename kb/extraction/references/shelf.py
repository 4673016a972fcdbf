"""The works that an article has named so far, the latest first."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.addresses import key
from kb.extraction.references.drafts import LISTED, NOTE, Draft
from kb.extraction.references.sameness import alike, makers_of

MOST = 100  # works looked back at, so that a page of ten thousand sources stays quick


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
    former: bool = False  # "an earlier poll"
    signed: bool = False  # an author or publisher is known, not only where it appeared

    def add(self, draft: Draft) -> None:
        draft.work = self.number
        if draft.rule in (NOTE, LISTED):
            self.entry = draft.start if self.entry is None else self.entry
        else:
            self.last = max(self.last, draft.end)
        if draft.label is not None:
            self.labels.add(draft.label)
        self.former = self.former or (draft.former and len(self.rules) == 0)
        self.kinds.add(draft.kind)
        if draft.cue:
            self.cues.add(draft.cue)
        self.rules.add(draft.rule)
        own = makers_of(draft)
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


class Shelf:
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
            if len(latest) >= MOST:
                break
            if self.works[number].in_text:
                latest.append(self.works[number])
        return latest + [w for w in self.entries[: 2 * MOST] if not w.in_text]


def year_fits(draft: Draft, work: Work) -> bool:
    return draft.published is None or not work.years or draft.published[:4] in work.years


def title_fits(draft: Draft, work: Work) -> bool:
    if not draft.title or not work.titles:
        return True
    return any(alike(draft.title, title) for title in work.titles)

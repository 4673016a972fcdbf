"""Which mentions of an article name the same work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.addresses import key
from kb.extraction.references.drafts import (
    ACADEMIC,
    AGAIN,
    BRACKETS,
    GENERIC,
    LISTED,
    MEDIUM,
    NAMED,
    NOTE,
    ORIGIN,
    SAYS,
    TEAM,
    Draft,
)
from kb.languages import fold

# Kinds that an article calls by each other's names: « l'étude » for a survey, "the report".
_RESEARCH = frozenset({"study", "survey", "report", "press release", "other"})
_WRITING = frozenset(
    {"article", "post", "social post", "speech", "book", "web page", "press release"}
)
_SMALL = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "d",
        "de",
        "du",
        "des",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "a",
        "the",
        "of",
        "and",
        "in",
        "for",
        "societe",
        "agence",
        "institut",
        "cabinet",
        "group",
        "inc",
        "ltd",
        "universite",
        "university",
        "center",
        "centre",
        "institute",
        "revue",
        "journal",
    ]
)


@dataclass(slots=True)
class Work:
    """What the article has said of one work so far."""

    number: int
    kind: str
    drafts: list[Draft] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [value for d in self.drafts if (value := getattr(d, name))]

    @property
    def makers(self) -> list[str]:
        own = [m for d in self.drafts for m in (d.author, d.publisher, *d.aliases) if m]
        return own + self.values("container")

    @property
    def last(self) -> int:
        return max(d.end for d in self.drafts)

    @property
    def first_maker(self) -> bool:
        return any(d.author or d.publisher for d in self.drafts)


def number_works(drafts: list[Draft]) -> list[Draft]:
    """Give each draft the number of its work; those that name no work are left out."""
    works: list[Work] = []
    # Entries of notes first: they say most, and the text before them leans on them.
    entries = [d for d in drafts if d.rule in (NOTE, LISTED)]
    for draft in entries:
        _put(draft, _same_entry(draft, works), works)
    kept = list(entries)
    for draft in sorted((d for d in drafts if d.rule not in (NOTE, LISTED)), key=lambda d: d.start):
        work = _work_of(draft, works, [k for k in kept if k.rule in (NAMED, AGAIN, ORIGIN, SAYS)])
        if work is None and not _stands_alone(draft):
            continue
        if draft.rule in (GENERIC, TEAM):
            draft.rule = ORIGIN
        if work is not None and draft.rule == NAMED and draft.determiner in ("definite", "plural"):
            draft.rule = AGAIN
        _put(draft, work, works)
        kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end))


def _put(draft: Draft, work: Work | None, works: list[Work]) -> None:
    if work is None:
        work = Work(len(works), draft.kind)
        works.append(work)
    draft.work = work.number
    work.drafts.append(draft)


def _stands_alone(draft: Draft) -> bool:
    """Whether the words say which work it is, without one named before."""
    if draft.rule in (GENERIC, TEAM):
        return False
    if draft.rule != NAMED:
        return True
    if draft.named:
        return True
    return draft.determiner == "indefinite" and draft.confidence >= 0.6


def _same_entry(draft: Draft, works: list[Work]) -> Work | None:
    for work in works:
        if draft.url and any(key(draft.url) == key(u) for u in work.values("url")):
            return work
        if draft.title and any(fold(draft.title) == fold(t) for t in work.values("title")):
            return work
    return None


def _work_of(draft: Draft, works: list[Work], kept: list[Draft]) -> Work | None:
    """The work already named that the draft names again, the latest first."""
    recent = sorted(works, key=lambda w: -w.last)
    if draft.url:
        for work in recent:
            if any(key(draft.url) == key(u) for u in work.values("url")):
                return work
        if draft.rule != NAMED:
            return None
    if draft.title:
        for work in recent:
            if any(_alike(draft.title, title) for title in work.values("title")):
                return work
    if draft.rule in (ACADEMIC, BRACKETS) and kept and 0 <= draft.start - kept[-1].end <= 3:
        # "in a 2015 paper (Brun et al., 2015)": the bracket says which paper
        if kept[-1].rule == NAMED and not _other_year(draft, works[kept[-1].work]):
            return works[kept[-1].work]
    if draft.rule == GENERIC:
        return works[kept[-1].work] if kept and draft.start - kept[-1].end < 1500 else None
    if draft.rule == TEAM:
        return _of_team(draft, recent)
    if draft.rule in (ORIGIN, SAYS, MEDIUM):
        return _of_organisation(draft, recent)
    if draft.rule != NAMED:
        return _of_same_maker_and_year(draft, recent)
    if draft.same_as_before and kept and draft.start - kept[-1].end < 120:
        return works[kept[-1].work]
    own = [m for m in (draft.author, draft.publisher, *draft.aliases) if m]
    if own:
        return _named_alike(draft, own, recent)
    if draft.possessive and kept and kept[-1].rule in (ORIGIN, SAYS):
        return works[kept[-1].work]  # "…, the Moon Office reports. Its annual report …"
    if draft.determiner == "definite" and not draft.title:
        return _latest_of_kind(draft, recent)
    return None


def _of_organisation(draft: Draft, recent: list[Work]) -> Work | None:
    """« L'Insee indique » after « une étude de l'Insee » is that study again."""
    own = [m for m in (draft.author, draft.publisher, *draft.aliases) if m]
    matching = [w for w in recent if _before(w, draft) and _share_maker(own, w)]
    if draft.rule == MEDIUM:
        matching = [w for w in matching if any(d.rule == MEDIUM for d in w.drafts)]
    return matching[0] if matching else None


def _of_team(draft: Draft, recent: list[Work]) -> Work | None:
    """ "A study published in Nature …. Scientists at Moonville followed …": its makers."""
    own = [draft.publisher or ""]
    for work in recent[:4]:
        if work.kind in _RESEARCH and _before(work, draft) and draft.start - work.last < 1500:
            if _share_maker(own, work) or not work.first_maker:
                return work
    return None


def _of_same_maker_and_year(draft: Draft, recent: list[Work]) -> Work | None:
    own = [m for m in (draft.author, draft.publisher) if m]
    for work in recent:
        if (
            own
            and _share_maker(own, work)
            and not _other_year(draft, work)
            and _before(work, draft)
        ) and (draft.kind in (work.kind, "other") or work.kind == "other"):
            return work
    return None


def _named_alike(draft: Draft, own: list[str], recent: list[Work]) -> Work | None:
    """« l'étude Lune », « une enquête d'Ana Brun » whose article stands in the notes."""
    for work in recent:
        if not _same_family(draft.kind, work.kind) or _other_title(draft, work):
            continue
        if _is_entry(work) and draft.published and _entry_names(own, work):
            if draft.published[:4] in {year[:4] for year in work.values("published")}:
                return (
                    work  # "a 1977 Senate testimony", noted as "Statement before the Senate, 1977"
                )
        again = draft.determiner == "definite" and _before(work, draft)
        if _share_maker(own, work, loosely=again) and not _other_year(draft, work):
            if draft.determiner == "indefinite" and not _is_entry(work) and _before(work, draft):
                # « une étude de Lune » after another one is a second study, unless dated alike.
                if not (draft.published and draft.published in work.values("published")):
                    continue
            return _first_entry(draft, own, recent) if _is_entry(work) else work
    # « Une étude montre … L'étude, menée par Lune, … »: the one still without a name.
    for work in recent[:3]:
        if (
            not work.first_maker
            and not (draft.title and work.values("title"))
            and draft.determiner in ("definite", "bare")
            and _same_family(draft.kind, work.kind)
            and 0 <= draft.start - work.last < 1200
            and any(d.rule == NAMED for d in work.drafts)
        ):
            return work
    return None


def _entry_names(own: list[str], work: Work) -> bool:
    words = {word for title in work.values("title") for word in _content(title)}
    return any(set(_content(mine)) <= words for mine in own if _content(mine))


def _first_entry(draft: Draft, own: list[str], recent: list[Work]) -> Work:
    """Of several entries by one author, the one that is noted first."""
    fitting = [
        w for w in recent if _is_entry(w) and _share_maker(own, w) and not _other_year(draft, w)
    ]
    return min(fitting, key=lambda w: w.drafts[0].start)


def _latest_of_kind(draft: Draft, recent: list[Work]) -> Work | None:
    """« l'étude », "the report": the latest work of that kind, or of a kin kind."""
    before = [
        w for w in recent if _before(w, draft) and any(d.start < draft.start for d in w.drafts)
    ]
    before.sort(
        key=lambda w: (
            -max(d.end for d in w.drafts if d.start < draft.start and d.rule not in (NOTE, LISTED))
        )
    )
    for work in before:
        if any(d.cue == draft.cue for d in work.drafts):
            return work
    if draft.confidence < 0.6 and draft.kind in ("other", "speech"):
        return None  # « les chiffres », "the order": too common to name a work again
    if draft.confidence < 0.6 and draft.kind == "study":
        before = [w for w in before if draft.start - _last_before(w, draft) < 1500]
    for work in before:
        if draft.kind in {d.kind for d in work.drafts}:
            return work
    for work in before:
        if draft.kind != "other" and _same_family(draft.kind, work.kind):
            return work
    return None


def _before(work: Work, draft: Draft) -> bool:
    return any(d.start < draft.start and d.rule not in (NOTE, LISTED) for d in work.drafts)


def _last_before(work: Work, draft: Draft) -> int:
    return max(d.end for d in work.drafts if d.start < draft.start)


def _is_entry(work: Work) -> bool:
    return any(d.rule in (NOTE, LISTED) for d in work.drafts)


def _same_family(one: str, other: str) -> bool:
    if one == other:
        return True
    return (
        (one in _RESEARCH and other in _RESEARCH)
        or (one in _WRITING and other in _WRITING)
        or (
            # « une enquête » is a survey or a reporter's article.
            {one, other} == {"survey", "article"}
        )
    )


def _other_year(draft: Draft, work: Work) -> bool:
    years = {value[:4] for value in work.values("published")}
    return bool(draft.published) and bool(years) and draft.published[:4] not in years


def _other_title(draft: Draft, work: Work) -> bool:
    titles = work.values("title")
    return bool(draft.title) and bool(titles) and not any(_alike(draft.title, t) for t in titles)


def _alike(one: str | None, other: str | None) -> bool:
    a, b = set(_content(one)), set(_content(other))
    return (
        bool(a)
        and bool(b)
        and len(a & b) >= 0.8 * min(len(a), len(b))
        and len(a & b) >= min(2, len(a))
    )


def _content(text: str | None) -> list[str]:
    return [w for w in re.findall(r"[^\W_]+", fold(text or "")) if w not in _SMALL]


def _share_maker(own: list[str], work: Work, loosely: bool = False) -> bool:
    """One name inside the other: « Lune » and « institut Lune », "Census Bureau".

    Loosely, a word in common will do: "the above-mentioned Moon Research study" after
    "a Mars-Moon study".
    """
    for mine in own:
        a = set(_content(mine))
        for theirs in work.makers:
            b = set(_content(theirs))
            if a and b and (a <= b or b <= a or _initials(mine, theirs) or _initials(theirs, mine)):
                return True
            if loosely and any(len(word) > 3 for word in a & b):
                return True
    return False


def _initials(short: str, long: str) -> bool:
    """« CJR » of « Columbia Journalism Review »."""
    letters = "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ][\w’']*", long))
    return len(short) >= 2 and short.isupper() and short == letters

"""Which mentions of an article name the same work."""

from __future__ import annotations

from functools import cache

from kb.addresses import key
from kb.extraction.references.drafts import (
    ACADEMIC,
    AGAIN,
    AUTHOR,
    BRACKETS,
    GENERIC,
    HYPERLINK,
    IBID,
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
from kb.extraction.references.sameness import (
    RESEARCH,
    alike,
    institution_words,
    makers_of,
    same_family,
    share_maker,
    telling_words,
)
from kb.extraction.references.shelf import MOST, Shelf, Work, title_fits, year_fits
from kb.extraction.references.words import words_of
from kb.languages import codes, fold

_KNOWN = frozenset({"definite", "genitive", "plural"})  # determiners of what was named before
_PASSING = frozenset({ACADEMIC, BRACKETS, NOTE, LISTED})  # rules of works named in passing
_AT_HAND = 300  # characters: so near, « l'étude » may be one only named in brackets
_REPEATED = 1000  # characters: a standfirst and the text below name one poll twice
_FAR = 1500  # characters: further back « la recherche » means something else


def number_works(drafts: list[Draft]) -> list[Draft]:
    """Give each draft the number of its work; those that name no work are left out."""
    shelf = Shelf()
    # Entries of notes first: they say most, and the text before them leans on them.
    entries = [d for d in drafts if d.rule in (NOTE, LISTED)]
    for draft in entries:
        shelf.put(draft, _same_entry(draft, shelf))
    kept = list(entries)
    last: Draft | None = None  # named in words
    cited: Draft | None = None  # named in whatever way, but as a relay
    for draft in sorted((d for d in drafts if d.rule not in (NOTE, LISTED)), key=lambda d: d.start):
        ibid = draft.rule == IBID and cited is not None
        work = shelf.works[cited.work] if ibid and cited else _work_of(draft, shelf, last)
        if work is None and not _stands_alone(draft):
            continue
        if draft.rule in (AUTHOR, GENERIC, TEAM):
            draft.rule = ORIGIN
        if work is not None and draft.rule == NAMED and draft.determiner in _KNOWN:
            draft.rule = AGAIN
        shelf.put(draft, work)
        kept.append(draft)
        if draft.rule in (NAMED, AGAIN, ORIGIN, SAYS):
            last = draft
        cited = draft if draft.rule not in (RELAY, HYPERLINK) else cited
    return sorted(kept, key=lambda d: (d.start, d.end))


def _stands_alone(draft: Draft) -> bool:
    """Whether the words say which work it is, without one named before."""
    if draft.rule == GENERIC:
        return draft.publisher is not None
    if draft.rule == TEAM:
        return draft.kind == "study"
    if draft.rule in (AUTHOR, IBID):
        return False
    if draft.rule != NAMED or draft.named:
        return True
    return draft.determiner == "indefinite" and draft.confidence >= 0.6


def _same_entry(draft: Draft, shelf: Shelf) -> Work | None:
    for work in shelf.entries[-MOST:]:
        if draft.url and key(draft.url) in work.urls:
            return work
        if draft.title and fold(draft.title) in {fold(title) for title in work.titles}:
            return work
    return None


def _is_anothers(draft: Draft, work: Work) -> bool:
    """Of another year and by somebody else: two works may have one title, « État des lieux »."""
    own = makers_of(draft)
    apart = bool(own and work.makers) and not share_maker(own, work.makers)
    return apart and not year_fits(draft, work)


def _work_of(draft: Draft, shelf: Shelf, last: Draft | None) -> Work | None:
    """The work already named that the draft names again, the latest first."""
    recent = shelf.recent()
    if draft.url:
        address = key(draft.url)
        found = next((w for w in recent if address in w.urls), None)
        if found or draft.rule != NAMED:
            return found
    if draft.title:
        for work in recent:
            titled = any(alike(draft.title, title) for title in work.titles)
            if titled and not _is_anothers(draft, work):
                return work
        # "In a report, Ibis … The report, “Nets and Knots,” also found …": its title comes later.
        latest = next((w for w in recent if w.in_text and not w.titles), None)
        again = draft.rule == NAMED and draft.determiner == "definite" and not makers_of(draft)
        near = latest is not None and draft.start - latest.last < _FAR
        if latest and again and near and (draft.cue in latest.cues or _is_any_work(draft, latest)):
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
        known = _of_organisation(draft, recent)
        if known is None and _is_common(draft):  # « au quotidien régional »: named before
            return next((w for w in recent if w.in_text and w.kind == "article"), None)
        return known
    if draft.rule == RELAY:
        return _of_same_maker_and_year(draft, recent) or _only_entry(draft, recent)
    if draft.rule != NAMED:
        behind = last is not None and last.rule == NAMED and 0 <= draft.start - last.end <= 3
        if draft.rule in (ACADEMIC, BRACKETS) and behind and before and year_fits(draft, before):
            return before  # "in a 2015 paper (Brun et al., 2015)": the bracket says which paper
        return _of_same_maker_and_year(draft, recent)
    if draft.same_as_before and last and draft.start - last.end < 120:
        return before
    if draft.holds_results and before and draft.start - before.last < _FAR:
        return before
    common = all(maker.islower() for maker in makers_of(draft))
    if makers_of(draft) and not (draft.possessive and common):
        return _named_alike(draft, recent)
    if makers_of(draft):  # « Dans sa note, le bailleur de fonds … »: whoever is called so
        return _latest_of_kind(draft, recent) or _named_alike(draft, recent)
    if draft.possessive and last and last.rule in (ORIGIN, SAYS):
        return before  # "…, the Moon Office reports. Its annual report …"
    if draft.determiner == "definite" and not draft.title:
        return _latest_of_kind(draft, recent)
    return None


def _is_common(draft: Draft) -> bool:
    """« quotidien régional »: what it is, without a name."""
    return draft.publisher is not None and draft.publisher.islower() and " " in draft.publisher


def _is_any_work(draft: Draft, work: Work) -> bool:
    """ "The work, “Salt and Silt”, was funded by …": a study, as its title comes."""
    research = work.kind in RESEARCH and work.kind != "other"
    return (draft.cue in _general() or draft.cue == "") and research


@cache
def _general() -> frozenset[str]:
    """Cues that any work can be called by: « le document », "the paper"."""
    return frozenset().union(*(words_of(code).folded("any_work") for code in codes()))


@cache
def _results() -> frozenset[str]:
    """Cues of what a study has found: « résultats », "findings"."""
    return frozenset().union(*(words_of(code).folded("results") for code in codes()))


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
    other = before and any(set(fold(m).split()) & institution_words() for m in before.makers)
    return None if other else before


def _of_organisation(draft: Draft, recent: list[Work]) -> Work | None:
    """« L'Insee indique » after « une étude de l'Insee » is that study again."""
    for work in recent:
        same = work.in_text and share_maker(makers_of(draft), work.makers)
        if same and (draft.rule != MEDIUM or MEDIUM in work.rules):
            return work
    return _only_entry(draft, recent)


def _only_entry(draft: Draft, recent: list[Work]) -> Work | None:
    """ "…, the Tide Office says" where the list has one page of that office, and "cited by"."""
    entries = [
        w
        for w in recent
        if w.entry is not None and not w.in_text and share_maker(makers_of(draft), w.makers)
    ]
    return entries[0] if len(entries) == 1 else None


def _of_author(draft: Draft, recent: list[Work]) -> Work | None:
    """ "Moon saw that …" after "Ada Moon's 1835 work": what he says stands in it."""
    for work in recent:
        if work.in_text and share_maker(makers_of(draft), work.authors):
            return work
    return None


def _of_team(draft: Draft, recent: list[Work]) -> Work | None:
    """ "A study published in Nature …. Scientists at Moonville followed …": its makers."""
    for work in recent[:4]:
        near = work.in_text and draft.start - work.last < _FAR and work.kind in RESEARCH
        if near and (share_maker(makers_of(draft), work.makers) or not work.signed):
            return work
    return None


def _of_same_maker_and_year(draft: Draft, recent: list[Work]) -> Work | None:
    """« (Lune, 2016) » and « (Lune, 2016) » are one."""
    for work in recent:
        kin = draft.kind in (work.kind, "other") or work.kind == "other"
        fits = kin and work.in_text and year_fits(draft, work)
        if fits and share_maker(makers_of(draft), work.makers):
            return work
    return None


def _named_alike(draft: Draft, recent: list[Work]) -> Work | None:
    """« l'étude Lune », « une enquête d'Ana Brun » whose article stands in the notes."""
    own = makers_of(draft)
    for work in recent:
        if not same_family(draft.kind, work.kind) or not title_fits(draft, work):
            continue
        if _is_its_entry(draft, work):
            return work
        again = draft.determiner in ("definite", "genitive") and work.in_text
        if not year_fits(draft, work) or not share_maker(own, work.makers, loosely=again):
            continue
        if work.entry is not None:
            return _first_entry(draft, recent)
        # « une étude de Lune » after another one is a second study, unless dated alike.
        if draft.determiner != "indefinite" or not work.in_text or draft.published in work.dates:
            return work
        if _is_repeated(draft, work):
            return work
    # « Une étude montre … L'étude, menée par Lune, … »: the one still without a name.
    for work in recent[:3]:
        nameless = not work.signed and not (draft.title and work.titles) and NAMED in work.rules
        near = 0 <= draft.start - work.last < _FAR and same_family(draft.kind, work.kind)
        near = near and "other" not in (draft.kind, work.kind)
        near = near and not (draft.possessive and draft.cue not in work.cues)
        if nameless and near and draft.determiner in ("definite", "bare"):
            return work
    return None


def _is_repeated(draft: Draft, work: Work) -> bool:
    """« Selon un sondage Lune » in the standfirst, « un sondage Lune à paraître » below it."""
    same = draft.cue in work.cues and draft.kind == "survey"
    plain = not (draft.published or draft.title or work.dates or work.titles)
    return same and plain and draft.start < _REPEATED


def _is_its_entry(draft: Draft, work: Work) -> bool:
    """ "a 1977 Senate testimony", noted as "Statement before the Senate, 1977"."""
    if work.entry is None or not draft.published or draft.published[:4] not in work.years:
        return False
    words = {word for title in work.titles for word in telling_words(title)}
    return any(telling_words(mine) <= words for mine in makers_of(draft) if telling_words(mine))


def _first_entry(draft: Draft, recent: list[Work]) -> Work:
    """Of several entries by one author, the one that is noted first."""
    own = makers_of(draft)
    fitting = [
        w
        for w in recent
        if w.entry is not None and share_maker(own, w.makers) and year_fits(draft, w)
    ]
    return min(fitting, key=lambda w: w.entry or 0)


def _latest_of_kind(draft: Draft, recent: list[Work]) -> Work | None:
    """« l'étude », "the report": the latest work of that kind, or of a kin kind."""
    before = [w for w in recent if w.in_text]
    if not draft.former:
        before = [w for w in before if not w.former] or before
    if draft.fresh:
        before = [w for w in before if not w.years] or before
    told = [w for w in before if w.rules - _PASSING or draft.start - w.last < _AT_HAND]
    before = told or before
    if draft.kind == "press release" and draft.confidence < 0.6:  # "the statement": of nobody yet
        before = [w for w in before if draft.cue in w.cues]
    for work in before:
        if draft.cue in work.cues:
            return work
    if draft.cue in _results():  # "Their findings", « ces résultats »: of the study before
        research = (w for w in before if w.kind in RESEARCH and w.kind != "other")
        return next((w for w in research if draft.start - w.last < _FAR), None)
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
        if draft.kind != "other" and same_family(draft.kind, work.kind):
            return work
    return None

"""Claims that say one thing in other words, and figures that contradict each other.

Two articles are compared at a time, claim by claim: what a third one says changes nothing.
So the outcome does not depend on what came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kb.linking.identity_figures import Figure, agree, comparable
from kb.linking.identity_makers import maker, same_maker

_SAME_FIGURE = 0.4  # of the words of the shorter claim are in the longer one
_OTHER_FIGURE = 0.6
_NO_SOURCE = 0.75
_OTHER_SOURCE = 0.8


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """A claim with what it is compared by."""

    id: str
    article_id: str
    language: str
    words: frozenset[str]
    figures: tuple[Figure, ...]
    sources: frozenset[str]  # what it rests on, and the relays
    # Who made the works; empty where one has no maker, or a medium only passed it on.
    makers: frozenset[str] = frozenset()
    # Articles of the knowledge base that these sources are: {article: source}.
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """Two claims say one thing; one_id < other_id."""

    one_id: str
    other_id: str
    source_id: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures that cannot both be right; statistic_id < other_id."""

    statistic_id: str
    other_id: str
    source_id: str | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Pair:
    one: ClaimSeen
    other: ClaimSeen
    figure: Figure
    against: Figure
    likeness: float
    source: str | None  # that both rest on

    @property
    def exact(self) -> bool:
        return self.figure.is_exact and self.against.is_exact


def compare(pairs: Iterable[tuple[ClaimSeen, ClaimSeen]]) -> tuple[list[Match], list[Conflict]]:
    """What pairs of claims come to. All candidates of two articles have to be among the pairs."""
    by_articles: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for a, b in pairs:
        one, other = sorted((a, b), key=lambda claim: claim.id)
        where = sorted((one.article_id, other.article_id))
        by_articles[where[0], where[1]] += _figure_pairs(one, other)
    matches: dict[tuple[str, str], Match] = {}
    conflicts: list[Conflict] = []
    for candidates in by_articles.values():
        agreeing, opposed = _settle(candidates)
        for pair in agreeing:
            match = _match(pair)
            known = matches.get((match.one_id, match.other_id))
            if known is None or match.confidence > known.confidence:
                matches[match.one_id, match.other_id] = match
        conflicts += [_conflict(pair) for pair in opposed]
    return list(matches.values()), conflicts


def _figure_pairs(one: ClaimSeen, other: ClaimSeen) -> list[_Pair]:
    shared = _shared_source(one, other)
    return [
        _Pair(one, other, a, b, _likeness(one, other), shared)
        for a, b in product(one.figures, other.figures)
        if comparable(a, b)
    ]


def _shared_source(one: ClaimSeen, other: ClaimSeen) -> str | None:
    """What both rest on, or the source of one that is the article of the other."""
    if both := one.sources & other.sources:
        return min(both)
    if article := min(one.articles.keys() & other.articles.keys(), default=None):
        return one.articles[article]
    return one.articles.get(other.article_id) or other.articles.get(one.article_id)


def _likeness(one: ClaimSeen, other: ClaimSeen) -> float:
    """How much of what the shorter claim is about the longer one is about, too."""
    shorter = min(len(one.words), len(other.words))
    return len(one.words & other.words) / shorter if shorter else 0.0


def _settle(candidates: Sequence[_Pair]) -> tuple[list[_Pair], list[_Pair]]:
    """Of two articles' figures, those that are one, and those that contradict each other.

    A figure has one counterpart in the other article: the one that agrees best, and only what
    has no counterpart that agrees can contradict.
    """
    ranked = sorted(
        candidates,
        key=lambda p: (
            not (_tells_the_same(p) and p.figure.value == p.against.value),
            -p.likeness,
            p.figure.id,
            p.against.id,
        ),
    )
    taken: set[str] = set()
    agreeing, opposed = [], []
    for pair in ranked:
        if pair.figure.id in taken or pair.against.id in taken:
            continue
        if _tells_the_same(pair):
            agreeing.append(pair)
        elif _contradicts(pair):
            opposed.append(pair)
        else:
            continue
        taken |= {pair.figure.id, pair.against.id}
    return agreeing, opposed


def _tells_the_same(pair: _Pair) -> bool:
    if not agree(pair.figure, pair.against):
        return False
    if pair.one.language != pair.other.language:
        # No word in common: the same exact figure of the same work has to do.
        return pair.source is not None and pair.exact and pair.figure.value == pair.against.value
    if not _of_one_subject(pair):
        return False
    if pair.source is None:
        if not pair.exact or pair.figure.value != pair.against.value:
            return False
        unsourced = not pair.one.sources or not pair.other.sources
        return unsourced and pair.likeness >= _NO_SOURCE and _many_words(pair)
    enough = _SAME_FIGURE if pair.exact else _OTHER_FIGURE
    return pair.likeness >= enough


def _contradicts(pair: _Pair) -> bool:
    """The same thing by the same source with another figure, or the same figure by another."""
    if pair.one.article_id == pair.other.article_id or pair.one.language != pair.other.language:
        return False
    if not _of_one_subject(pair) or not _some_words(pair):
        return False
    if pair.source is not None:
        return pair.likeness >= _OTHER_FIGURE and not agree(pair.figure, pair.against)
    same = pair.exact and pair.figure.value == pair.against.value
    return same and pair.likeness >= _OTHER_SOURCE and _many_words(pair) and _other_makers(pair)


def _of_one_subject(pair: _Pair) -> bool:
    """« 64 % des hommes » and « 46 % des femmes » tell of two things."""
    one, other = pair.figure.subject, pair.against.subject
    if not one or not other:
        return True
    return len(one & other) >= 0.5 * min(len(one), len(other))


def _some_words(pair: _Pair) -> bool:
    return len(pair.one.words & pair.other.words) >= 2


def _many_words(pair: _Pair) -> bool:
    return len(pair.one.words & pair.other.words) >= 3


def _other_makers(pair: _Pair) -> bool:
    """Both rest on works whose makers are known, and are not one another."""
    one, other = pair.one.makers, pair.other.makers
    if not one or not other:
        return False
    return not any(same_maker(maker(a), maker(b)) for a, b in product(one, other))


def _match(pair: _Pair) -> Match:
    rule, confidence = "same figure and source", 0.8
    if pair.source is None:
        rule, confidence = "same figure, nearly the same words", 0.7
    elif pair.one.language != pair.other.language:
        rule, confidence = "same figure and source, in two languages", 0.6
    elif not pair.exact:
        rule, confidence = "figures that agree, same source", 0.65
    return Match(pair.one.id, pair.other.id, pair.source, rule, round(confidence, 2))


def _conflict(pair: _Pair) -> Conflict:
    first, second = sorted((pair.figure.id, pair.against.id))
    if pair.source is None:
        return Conflict(first, second, None, "the same figure, by different sources", 0.6)
    sure = 0.6 + 0.3 * pair.likeness * (1.0 if pair.exact else 0.7)
    return Conflict(first, second, pair.source, "same source, other figure", round(sure, 2))

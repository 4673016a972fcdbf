"""The way from an article to its statistics."""

from __future__ import annotations

import re
from functools import partial
from itertools import zip_longest

from kb.extraction.names import Models
from kb.extraction.numbers.amounts import Amount, find_amounts
from kb.extraction.numbers.candidates import Candidate
from kb.extraction.numbers.ellipsis import borrowed
from kb.extraction.numbers.grammar import Tree
from kb.extraction.numbers.lexicon import lexicon
from kb.extraction.numbers.masks import masked
from kb.extraction.numbers.multipliers import find_multipliers
from kb.extraction.numbers.periods import find_periods, period_of
from kb.extraction.numbers.place import Place
from kb.extraction.numbers.quantities import find_quantities
from kb.extraction.numbers.ranks import find_ranks
from kb.extraction.numbers.selection import is_statistic
from kb.extraction.numbers.shapes import read_quantity
from kb.extraction.numbers.subjects import Memory, subject_of
from kb.extraction.numbers.verbs import is_verb
from kb.extraction.syntax import parse
from kb.records import Article, Statistic

# A sentence with more numbers is a table or no prose: only so many of them are read.
MOST_NUMBERS = 200

# What the entry of a source looks like: a title in marks, an address, a page, a volume.
BIBLIOGRAPHIC = re.compile(
    r"[«»“”\"]|https?:|www\.|doi|\bISS?BN|\bp{1,2}\. ?\d|\bvol\b|\s[–—-]\s", re.IGNORECASE
)


def find_statistics(article: Article, models: Models | None = None) -> tuple[Statistic, ...]:
    """Every statistic of the article, in plain positions, in order of the text.

    With a model the grammar of the sentence is asked what a figure is a figure of,
    where the words beside it do not say.
    """
    kinds = {s.position: s.kind for s in article.sections}
    out: list[Statistic] = []
    memory = Memory()
    for sentence in article.sentences:
        kind = kinds.get(sentence.section)
        place = Place(article.plain.text, sentence.start, sentence.end, lexicon(article.language))
        if kind == "navigation" or (kind == "notes" and not _explains(place)):
            continue
        memory.next_sentence()
        candidates = find_candidates(place)
        periods = find_periods(place) if candidates else []
        starts = [c.start for c in candidates[1:]]
        last = 0
        grammar = partial(_tree, place, models)
        for found, following in zip_longest(candidates, starts):
            subject = subject_of(place, found, memory, grammar)
            out.append(_statistic(found, subject, period_of(found, periods, last, following)))
            last = found.end
    return tuple(out)


def _explains(place: Place) -> bool:
    """Whether a note is prose with figures of its own, no entry of a source.

    « (3) L'enquête a été menée auprès de 1 012 adultes. »
    """
    if BIBLIOGRAPHIC.search(place.text, place.start, place.end):
        return False
    tokens = place.tokens(place.start, place.end)
    return any(is_verb(place, tokens, i) for i in range(len(tokens)))


def _tree(place: Place, models: Models | None) -> Tree | None:
    words = parse(models, place.lex.code, place.text[place.start : place.end])
    return Tree(words, place.start) if words else None


def find_candidates(place: Place) -> list[Candidate]:
    """The statistics of one sentence, none inside another."""
    code = place.lex.code
    spans = masked(place.text, place.start, place.end, code)
    amounts = _outside(find_amounts(place.text, place.start, place.end, code), spans)
    quantities = find_quantities(place.text, place.start, amounts[:MOST_NUMBERS], code)
    out: list[Candidate] = []
    for at, quantity in enumerate(quantities):
        if out and quantity.start < out[-1].number[1]:
            continue
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        found = read_quantity(place, quantity, following)
        if found is None:
            continue
        elliptic = borrowed(place, found, out)
        if elliptic or is_statistic(place, found):
            out.append(elliptic or found)
    words = [*find_ranks(place), *find_multipliers(place)]
    out += [c for c in words if not any(a < c.number[1] and c.number[0] < b for a, b in spans)]
    return _apart(out)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """In order of the text, without those that stand inside an earlier or a longer one."""
    out: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        if not out or candidate.start >= out[-1].end:
            out.append(candidate)
    return out


def _outside(amounts: list[Amount], spans: list[tuple[int, int]]) -> list[Amount]:
    """The amounts that touch none of the spans."""
    out: list[Amount] = []
    spans = sorted(spans)
    at = 0
    furthest = 0
    for amount in amounts:
        while at < len(spans) and spans[at][0] < amount.end:
            furthest = max(furthest, spans[at][1])
            at += 1
        if furthest <= amount.start:
            out.append(amount)
    return out


def _statistic(found: Candidate, subject: str | None, period: str | None) -> Statistic:
    return Statistic(
        found.start,
        found.end,
        found.kind,
        found.value,
        found.high,
        found.unit,
        found.qualifier,
        subject,
        period,
    )

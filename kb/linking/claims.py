"""Claims: sentences and items that carry a statistic, a quotation, an attribution or a source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kb.extraction.references.places import Cover
from kb.records import Article, Attribution, Mentions, Quotation, Sentence, SourceMention, Statistic

_ONLY_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{1,300}[)\]]\s*[.;,]?\s*")

_LONG_ITEM = 160  # characters
_MOST_WORKS = 100  # that one claim rests on: more stand only in text that is no prose
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ\d)%»”][.!?])\s+(?=[A-ZÀ-Þ«“])")
_SOURCE_TAIL = re.compile(r"(?<=[.!?»”\"])\s{1,3}[(\[]?(?:sources?|via)\s?:\s", re.I)


@dataclass(slots=True)
class Evidence:
    """Why a claim rests on a work. Plain positions of the marker."""

    work: int
    start: int
    end: int
    rule: str
    confidence: float
    via: int | None = None


@dataclass(slots=True)
class Unit:
    """A sentence or item that may be a claim, with what was found in it. Plain positions."""

    start: int
    end: int
    section: int
    paragraph: int
    kind: str  # sentence, item, heading, quote
    tail: int = 0  # end of what belongs to it without being claimed: « (source : Lune) »
    statistics: list[Statistic] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """It carries something that wants a source."""
        return bool(self.statistics or self.quotations or self.attributions)

    @property
    def speakers(self) -> set[str]:
        """The people whose words it gives."""
        said = [q.person for q in self.quotations] + [a.person for a in self.attributions]
        return {name for name in said if name}

    def add(self, new: Evidence) -> None:
        """One citation a work: the surer one stays."""
        for old in self.evidence:
            if old.work == new.work:
                if new.confidence > old.confidence:
                    old.rule, old.confidence = new.rule, new.confidence
                    old.start, old.end = new.start, new.end
                old.via = old.via if old.via is not None else new.via
                return
        if len(self.evidence) < _MOST_WORKS:
            self.evidence.append(new)


def find_units(article: Article, mentions: Mentions) -> list[Unit]:
    """The article's sentences in order, those joined that one quotation runs through.

    Entries of notes are no units; a statistic or quotation outside every sentence gets
    a unit of its own.
    """
    text = article.plain.text
    entries = Cover(
        (n.start, n.end) for n in mentions.notes if n.start is not None and n.end is not None
    )
    lists = {section.position for section in article.sections if section.kind == "notes"}
    units: list[Unit] = []
    for sentence in sorted(article.sentences, key=lambda s: s.start):
        if sentence.section in lists or entries.touches(sentence.start, sentence.end):
            continue
        if units and _belongs_to_the_last(text, sentence, units[-1]):
            units[-1].tail = sentence.end
            continue
        if units and sentence.start < units[-1].end:
            units[-1].end = units[-1].tail = max(units[-1].end, sentence.end)
            continue
        units.extend(_unit(text, part) for part in _sentences(text, sentence))
    units = _with_strays(units, mentions)
    units = _joined_by_quotations(units, mentions.quotations)
    _fill(units, mentions)
    return units


def _sentences(text: str, sentence: Sentence) -> list[Sentence]:
    """A long list item is read sentence by sentence: its source may back but one of them."""
    if sentence.kind != "item" or sentence.end - sentence.start < _LONG_ITEM:
        return [sentence]
    cuts = [m.end() for m in _SENTENCE_END.finditer(text, sentence.start, sentence.end)]
    starts = [sentence.start, *cuts]
    ends = [*cuts, sentence.end]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        stop = start + len(text[start:end].rstrip())
        if stop > start:
            parts.append(replace(sentence, start=start, end=stop))
    return parts


def _unit(text: str, sentence: Sentence) -> Unit:
    """The unit of a sentence; « 88 % y croient. Source : http… » claims its first part alone."""
    source = _SOURCE_TAIL.search(text, sentence.start, sentence.end)
    end = source.start() if source else sentence.end
    return Unit(
        sentence.start, end, sentence.section, sentence.paragraph, sentence.kind, sentence.end
    )


def _belongs_to_the_last(text: str, sentence: Sentence, last: Unit) -> bool:
    """« 45 % y croient. (Institut Lune, 2016) »: the bracket is no sentence of its own."""
    if sentence.paragraph != last.paragraph or sentence.section != last.section:
        return False
    if sentence.kind == "item" and text[last.end : sentence.start].count("\n"):
        return False
    return bool(_ONLY_BRACKET.fullmatch(text, sentence.start, sentence.end))


def _with_strays(units: list[Unit], mentions: Mentions) -> list[Unit]:
    """Whatever was found stands in a unit, so that nothing found is lost."""
    spans = [(s.start, s.end) for s in mentions.statistics]
    spans += [(q.start, q.end) for q in mentions.quotations]
    spans += [(a.start, a.end) for a in mentions.attributions]
    starts = [unit.start for unit in units]
    own: list[Unit] = []
    for start, end in sorted(spans):
        if _index(units, start) is not None or (own and start < own[-1].end):
            continue
        at = bisect_right(starts, start)
        near = units[max(0, at - 1)] if units else None
        stop = min(end, starts[at]) if at < len(starts) else end
        section, paragraph = (near.section, near.paragraph) if near else (0, 0)
        own.append(Unit(start, max(start + 1, stop), section, paragraph, "sentence"))
    return sorted([*units, *own], key=lambda u: u.start)


def _joined_by_quotations(units: list[Unit], quotations: tuple[Quotation, ...]) -> list[Unit]:
    """A claim with a quotation covers every sentence that the quotation touches."""
    joined: list[Unit] = []
    spans = sorted((q.start, q.end) for q in quotations)
    at = 0
    for unit in units:
        while at < len(spans) and spans[at][1] <= unit.start:
            at += 1
        runs_on = (
            any(
                start < joined[-1].end and end > unit.start
                for start, end in spans[max(0, at - 3) : at + 3]
            )
            if joined
            else False
        )
        if runs_on and joined[-1].kind != "heading":
            joined[-1].end = max(joined[-1].end, unit.end)
            joined[-1].tail = max(joined[-1].tail, unit.tail)
        else:
            joined.append(unit)
    return joined


def _fill(units: list[Unit], mentions: Mentions) -> None:
    for statistic in mentions.statistics:
        _at(units, statistic.start).statistics.append(statistic)
    for quotation in mentions.quotations:
        _at(units, quotation.start).quotations.append(quotation)
    for attribution in mentions.attributions:
        _at(units, attribution.start).attributions.append(attribution)
    for source in mentions.sources:
        index = _index(units, source.start)
        if index is not None:
            units[index].sources.append(source)


def _index(units: list[Unit], position: int) -> int | None:
    at = bisect_right(units, position, key=lambda u: u.start) - 1
    return at if at >= 0 and position < max(units[at].end, units[at].tail) else None


def unit_index(units: list[Unit], position: int) -> int:
    """The number of the unit that holds the position. LookupError when none does."""
    found = _index(units, position)
    if found is None:
        raise LookupError(f"no sentence holds position {position}")
    return found


def _at(units: list[Unit], position: int) -> Unit:
    return units[unit_index(units, position)]

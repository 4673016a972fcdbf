"""Sources that the article had through others: « étude de X relayée par Y »."""

from __future__ import annotations

import itertools
from bisect import bisect_left

from kb.extraction.references import drafts as rules
from kb.extraction.references.naming import is_medium
from kb.linking.claims import Evidence, Unit
from kb.linking.evidence import RESEARCH
from kb.linking.frames import Frames
from kb.records import Mentions, Relay

_ORGANISATION_SAYS = frozenset({"an organisation says", "according to"})
_BEHIND = 5  # characters: « … 80 %. (9) », a marker right behind its sentence
_OPENING = 12  # characters: « Un chiffre tiré de … » opens its sentence


class SecondHand:
    """Finds the relays of one article."""

    def __init__(self, mentions: Mentions, frames: Frames, code: str) -> None:
        self.frames, self.code = frames, code
        self.kinds: dict[int, set[str]] = {}
        for source in mentions.sources:
            self.kinds.setdefault(source.work, set()).add(source.kind)
        markers = ((m, note.works) for note in mentions.notes for m in note.markers)
        self.notes = sorted(((m.start, works) for m, works in markers), key=lambda n: n[0])
        self.known: dict[int, int] = {}  # work -> via, said once for the article

    def within_sentences(self, units: list[Unit]) -> None:
        """Relays that a sentence itself names. Before scopes carry sources on."""
        for at, unit in enumerate(units):
            self._relayed(unit)
            self._passed_on(unit)
            self._citing(unit)
            self._figure_from(units, at)
            if at and units[at - 1].paragraph == unit.paragraph:
                self._passed_on_before(units[at - 1], unit)
            self._medium(unit)
            self._cited_in_quotation(unit)

    def by_the_note_behind(self, units: list[Unit]) -> None:
        """« Lune a publié une étude. 80 % … (9) »: the note's article had the study."""
        ends = _paragraph_ends(units)
        for at, unit in enumerate(units):
            for evidence in unit.evidence:
                if evidence.via is not None or not self.kinds[evidence.work] & RESEARCH:
                    continue
                if evidence.rule == "note":
                    continue
                work = self._note_later(unit, ends[at])
                if work is not None and work != evidence.work:
                    evidence.via = work

    def spread(self, units: list[Unit]) -> None:
        """A relay said once holds for the work's other citations in the article."""
        for unit in units:
            for evidence in unit.evidence:
                if evidence.via is None and evidence.work in self.known:
                    evidence.via = self.known[evidence.work]

    def _note_later(self, unit: Unit, paragraph_end: int) -> int | None:
        """The article in the next note of the paragraph, if nothing else is noted before."""
        first = bisect_left(self.notes, unit.start, key=lambda n: n[0])
        for start, works in self.notes[first : first + 1]:
            if start < paragraph_end + _BEHIND:
                fitting = [w for w in works if not self.kinds[w] & RESEARCH]
                return fitting[0] if fitting else None
        return None

    def _relayed(self, unit: Unit) -> None:
        """« une étude de Lune relayée par Le Soir », "as reported by The Gazette"."""
        relays = [s for s in unit.sources if s.rule == rules.RELAY]
        passing = {relay.work for relay in relays}
        research = (s for s in unit.sources if self.kinds[s.work] & RESEARCH)
        study = next((s for s in research if s.work not in passing), None)
        for relay in relays:
            others = [e for e in unit.evidence if e.work != relay.work]
            before = [e for e in others if e.start < relay.start] or others
            if before:
                nearest = max(before, key=lambda e: e.start)
                nearest.via = relay.work
                self.known.setdefault(nearest.work, relay.work)
            elif study is not None:
                # "The findings, first reported by The Gazette, come from a study by Orbis."
                self.known.setdefault(study.work, relay.work)
            elif unit.tells and is_medium(_name(relay.publisher), self.code):
                unit.add(Evidence(relay.work, relay.start, relay.end, "via", 0.7))

    def _passed_on(self, unit: Unit) -> None:
        """« Dans ce billet, elle fait état d'un communiqué de Lune »."""
        named = [s for s in unit.sources if s.rule in (rules.NAMED, rules.AGAIN, rules.ORIGIN)]
        for one, other in itertools.pairwise(named):
            if one.work == other.work or self.kinds[one.work] & RESEARCH:
                continue
            if self.kinds[other.work] & RESEARCH and self.frames.passes_on(one, other):
                self.known[other.work] = one.work
                unit.evidence = [e for e in unit.evidence if e.work != one.work]
                if unit.statistics or unit.quotations:
                    rule = "named in the sentence"
                    unit.add(Evidence(other.work, other.start, other.end, rule, 0.8, one.work))

    def _citing(self, unit: Unit) -> None:
        """« Lune, citant des chiffres de l'Ibis, dit que 40 % … »: the Ibis, through Lune."""
        for cited in unit.evidence:
            if not self.frames.cites(cited.start, unit.start):
                continue
            tellers = [e for e in unit.evidence if e is not cited and e.rule in _ORGANISATION_SAYS]
            for teller in tellers[:1]:
                cited.via = teller.work
                unit.evidence = [e for e in unit.evidence if e is not teller]
                return

    def _figure_from(self, units: list[Unit], at: int) -> None:
        """« Elle rappelle que 22 % …, un chiffre tiré du Suivi des phares »: through her text.

        A sentence of its own (« Un chiffre tiré du Suivi des phares. ») is about the one before.
        """
        unit = units[at]
        for source in unit.sources:
            found = self.frames.figure_from(source.start, unit.start)
            if found is None or source.rule not in (rules.NAMED, rules.AGAIN, rules.ORIGIN):
                continue
            opens = found.start() - unit.start < _OPENING
            told = units[at - 1] if opens and at and not unit.statistics else unit
            if told.paragraph != unit.paragraph or not told.tells:
                continue
            tellers = [e for e in told.evidence if e.work != source.work]
            told.add(
                Evidence(source.work, source.start, source.end, "where the figure is from", 0.85)
            )
            via = tellers[-1].work if tellers else self._work_before(units, at)
            for evidence in told.evidence:
                if evidence.work == source.work and via not in (None, source.work):
                    evidence.via = via
            told.evidence = [e for e in told.evidence if e not in tellers]
            if told is not unit:
                unit.evidence = [e for e in unit.evidence if e.work != source.work]

    def _work_before(self, units: list[Unit], at: int) -> int | None:
        """« Sur son blog, elle … Elle y rappelle … »: the work that « y » stands for."""
        unit = units[at]
        if at and self.frames.points_back(unit.start, unit.end):
            before = units[at - 1]
            if before.paragraph == unit.paragraph and before.evidence:
                return before.evidence[-1].work
        return None

    def _passed_on_before(self, before: Unit, unit: Unit) -> None:
        """« Je découvre le billet d'Ana Brun. Elle y commente un sondage de Lune. »"""
        writings = [
            s
            for s in before.sources
            if s.rule in (rules.NAMED, rules.AGAIN, rules.HYPERLINK)
            and s.confidence >= 0.6
            and not self.kinds[s.work] & RESEARCH
        ] or [s for s in before.sources if s.author and not self.kinds[s.work] & RESEARCH]
        for study in unit.sources:
            if study.rule != rules.NAMED or not self.kinds[study.work] & RESEARCH or not writings:
                continue
            if self.frames.mentions_work(study, unit.start):
                self.known.setdefault(study.work, writings[-1].work)

    def _medium(self, unit: Unit) -> None:
        """The author of a study spoke to a medium: the medium had it."""
        media = [e for e in unit.evidence if e.rule == "spoken to a medium"]
        studies = [e for e in unit.evidence if self.kinds[e.work] & RESEARCH]
        if media and studies:
            for study in studies:
                study.via = study.via if study.via is not None else media[0].work
            unit.evidence = [e for e in unit.evidence if e not in media]

    def _cited_in_quotation(self, unit: Unit) -> None:
        """An article quoted with its own references: "“… (Brun, 2014)”" is Brun, through it."""
        cited = [
            e
            for e in unit.evidence
            if e.rule == "author and year"
            and any(q.start <= e.start < q.end for q in unit.quotations)
        ]
        quoted = [e for e in unit.evidence if e not in cited]
        if cited and len(quoted) == 1:
            for evidence in cited:
                evidence.via = quoted[0].work


def _paragraph_ends(units: list[Unit]) -> list[int]:
    """For each unit, where the last unit of its paragraph ends."""
    ends: list[int] = []
    for at in reversed(range(len(units))):
        goes_on = at + 1 < len(units) and units[at + 1].paragraph == units[at].paragraph
        ends.append(ends[-1] if goes_on else units[at].end)
    return ends[::-1]


def find_relays(units: list[Unit]) -> tuple[Relay, ...]:
    """One record for each pair of source and relay. Plain positions."""
    found: dict[tuple[int, int], Relay] = {}
    for unit in units:
        for e in unit.evidence:
            if e.via is not None and (e.work, e.via) not in found:
                found[e.work, e.via] = Relay(e.work, e.via, e.start, e.end, e.rule, e.confidence)
    return tuple(found.values())


def _name(publisher: str | None) -> str:
    return (publisher or "").lstrip("@")

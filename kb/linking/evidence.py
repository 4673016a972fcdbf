"""What a sentence itself says of its sources: markers, brackets, names, addresses, hyperlinks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.extraction.references import drafts as rules
from kb.extraction.references.places import Cover, Places
from kb.linking.claims import Evidence, Unit
from kb.linking.frames import Frames
from kb.records import Article, Mentions, Note, SourceMention, Statistic

RESEARCH = frozenset({"study", "survey", "report", "press release"})


_LINES = frozenset({rules.LINE, rules.ADDRESS, rules.NAMED, rules.BRACKETS, rules.ORIGIN})
_SENTENCES = 8  # looked back at within a paragraph
# Evidence of sources that reach beyond their own sentence.
_BROAD = frozenset(
    {
        "named in the sentence",
        "finding of a named source",
        "according to",
        "an organisation says",
        "note",
    }
)


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    end: int
    note: Note


@dataclass(frozen=True, slots=True)
class _Said:
    """A source where a sentence names it, with what the sentence says beside it."""

    unit: Unit
    source: SourceMention
    figures: list[Statistic]
    in_quotation: bool


class Direct:
    """Finds the direct evidence of each unit of one article."""

    def __init__(self, article: Article, mentions: Mentions, frames: Frames) -> None:
        self.article = article
        self.text = article.plain.text
        self.frames = frames
        self.markers = Places(_Marker(m.start, m.end, n) for n in mentions.notes for m in n.markers)
        self.kinds: dict[int, set[str]] = {}
        for source in mentions.sources:
            self.kinds.setdefault(source.work, set()).add(source.kind)
        self.last: dict[int, int] = {}  # section -> index of its last unit
        self.lists_in_brackets = self._paragraphs_with_brackets(mentions)

    def add(self, units: list[Unit]) -> None:
        """Give every unit the evidence that stands in it or right behind it."""
        self._embedded(units)
        self.last = {u.section: at for at, u in enumerate(units) if u.kind != "heading"}
        for at, unit in enumerate(units):
            if unit.kind == "heading":
                continue
            if self._is_source_line(unit):
                self._line(units, at)
                self._closing_line(units, at)
                continue
            figures = self.figures(unit)
            quoted = Cover((q.start, q.end) for q in unit.quotations)
            for source in unit.sources:
                self._source(_Said(unit, source, figures, quoted.holds(source.start)))
            if self.frames.looks_back(unit.start) and at:
                self._back(units, at)
            for marker in self._markers_of(units, at):
                self._note(unit, marker)
            self._closing(units, at)

    # -- one source mention in the sentence ---------------------------------------------

    def _source(self, said: _Said) -> None:
        judge = {
            rules.NAMED: self._named,
            rules.AGAIN: self._named,
            rules.LINE: self._named,
            rules.ORIGIN: self._organisation,
            rules.SAYS: self._organisation,
            rules.MEDIUM: self._medium,
            rules.BRACKETS: self._brackets,
            rules.ACADEMIC: self._academic,
            rules.IBID: self._ibid,
            rules.HYPERLINK: self._hyperlink,
            rules.ADDRESS: self._address,
        }.get(said.source.rule)
        if judge is not None:
            judge(said)

    def _named(self, said: _Said) -> None:
        """« Selon une étude Lune, 79 % … »; without figure or quotation it must be the origin."""
        unit, source, figures = said.unit, said.source, said.figures
        if said.in_quotation:
            return
        if self.frames.by_an_outsider(source, unit.start):
            return
        origin = self.frames.is_origin(source, unit.start, unit.end)
        sure = source.confidence >= 0.6
        tells = bool(figures or unit.quotations or unit.attributions)
        again = source.rule == rules.AGAIN and (
            self.frames.shows(source, unit.end) or self.frames.made_by_speaker(source, unit.start)
        )
        if not sure and not again:
            return
        if self.frames.announced(source, unit.start) and not unit.quotations:
            return
        if self.frames.leads_in(unit.end) and not figures:
            return  # the items of the list are the claims
        in_brackets = self.text[max(0, source.start - 12) : source.start].rfind("(") >= 0
        if tells and (origin or sure or again or in_brackets):
            rule = "in brackets" if in_brackets else "named in the sentence"
            confidence = 0.9 if origin or in_brackets else 0.8
        elif origin:
            rule, confidence = "finding of a named source", 0.75
        elif source.url is not None and sure and not self.frames.reads_on(source.start, unit.start):
            rule, confidence = "hyperlink", 0.7
        else:
            return
        unit.add(Evidence(source.work, source.start, source.end, rule, confidence))

    def _organisation(self, said: _Said) -> None:
        """« selon l'Insee, 3 % … »; « l'Insee dit … » only with a figure."""
        unit, source = said.unit, said.source
        if said.in_quotation:
            return
        if self.frames.leads_in(unit.end) and not unit.statistics:
            return  # the items of the list are the claims
        finding = source.rule == rules.ORIGIN
        known = bool(self.kinds[source.work] - {"other"})  # the maker of a work named before
        if unit.statistics or (finding and (unit.quotations or known)) or (known and unit.tells):
            rule = "according to" if finding else "an organisation says"
            unit.add(Evidence(source.work, source.start, source.end, rule, 0.9 if finding else 0.8))
        elif finding:
            unit.add(Evidence(source.work, source.start, source.end, "according to", 0.6))
        elif self.frames.states(source.end, unit.end):
            rule = "an organisation says"
            unit.add(Evidence(source.work, source.start, source.end, rule, 0.55))

    def _medium(self, said: _Said) -> None:
        unit, source = said.unit, said.source
        told = self.frames.is_told(source.end)
        if unit.quotations or unit.attributions or unit.statistics or told:
            unit.add(Evidence(source.work, source.start, source.end, "spoken to a medium", 0.8))

    def _brackets(self, said: _Said) -> None:
        unit, source = said.unit, said.source
        sure = source.confidence >= 0.8 or source.url is not None
        listed = unit.kind == "item" and unit.paragraph in self.lists_in_brackets
        if not sure and not (unit.statistics and (listed or self._closes(unit, source))):
            return
        if unit.tells or source.confidence >= 0.8:
            confidence = 0.9 if sure or listed else 0.6
            unit.add(Evidence(source.work, source.start, source.end, "in brackets", confidence))

    def _academic(self, said: _Said) -> None:
        unit, source = said.unit, said.source
        unit.add(Evidence(source.work, source.start, source.end, "author and year", 0.9))

    def _ibid(self, said: _Said) -> None:
        source = said.source
        said.unit.add(Evidence(source.work, source.start, source.end, "ibid.", 0.85))

    def _hyperlink(self, said: _Said) -> None:
        unit, source = said.unit, said.source
        if self.frames.reads_on(source.start, max(unit.start, source.start - 40)):
            return
        if self.frames.own_voice(unit.start, unit.end) and not unit.tells:
            return  # "we mended ours with this tool"
        confidence = 0.8 if unit.tells else 0.65
        unit.add(Evidence(source.work, source.start, source.end, "hyperlink", confidence))

    def _address(self, said: _Said) -> None:
        unit, source = said.unit, said.source
        if unit.tells:
            rule = "address in the sentence"
            unit.add(Evidence(source.work, source.start, source.end, rule, 0.8))

    def _embedded(self, units: list[Unit]) -> None:
        """A post shown in the article: what it says rests on it."""
        for block in self.article.blockquotes:
            inside = [u for u in units if block.start <= u.start < block.end]
            telling = [u for u in inside if u.tells] or inside[:1]
            for source in [s for u in inside for s in u.sources if s.rule == rules.EMBED]:
                for unit in telling:
                    unit.add(Evidence(source.work, source.start, source.end, "quoted post", 0.85))

    # -- notes -----------------------------------------------------------------------------

    def _note(self, unit: Unit, marker: _Marker) -> None:
        """« 79 % … (8) »; where the sentence names a study, the note's article only relays it."""
        for work in marker.note.works:
            research = [
                e
                for e in unit.evidence
                if self.kinds[e.work] & RESEARCH and e.work != work and e.start < marker.start
            ]
            if research and not self.kinds[work] & RESEARCH:
                for evidence in research:
                    evidence.via = work if evidence.via is None else evidence.via
                continue
            own = self.frames.own_voice(unit.start, unit.end)
            confidence = 0.9 if unit.tells or not own else 0.7
            unit.add(Evidence(work, marker.start, marker.end, "note", confidence))

    def _markers_of(self, units: list[Unit], at: int) -> list[_Marker]:
        """The markers in the sentence, and « … 40 %. (3) »: right behind its full stop."""
        unit = units[at]
        end = max(unit.end, unit.tail)
        following = units[at + 1].start if at + 1 < len(units) else len(self.text)
        behind = self.markers.starting_in(end, min(following, end + 5))
        found = [*self.markers.starting_in(unit.start, end)]
        return found + [m for m in behind if "\n" not in self.text[end : m.start]]

    def _back(self, units: list[Unit], at: int) -> None:
        """« Six villes sur dix … C'est ce que révèle une étude de Lune »: said of the first."""
        unit, before = units[at], units[at - 1]
        named = [
            s
            for s in unit.sources
            if s.rule in (rules.NAMED, rules.AGAIN, rules.ORIGIN, rules.SAYS)
        ]
        if not named or before.paragraph != unit.paragraph:
            return
        about = [*([before] if before.tells else []), *self._untold(units, at - 1)]
        if not about:
            return
        for source in named[:1]:
            # "They are the findings of a survey by Orbis": of all that the paragraph has said
            for told in about:
                told.add(
                    Evidence(source.work, source.start, source.end, "named right behind", 0.85)
                )
            if not self.figures(unit):
                unit.evidence = []

    def _untold(self, units: list[Unit], at: int) -> list[Unit]:
        """The figures of the paragraph before the unit that nobody is said to have given."""
        told = []
        for unit in reversed(units[max(0, at - _SENTENCES) : at]):
            if unit.paragraph != units[at].paragraph or unit.evidence or unit.speakers:
                break
            if unit.statistics:
                told.append(unit)
        return told

    def _closing(self, units: list[Unit], at: int) -> None:
        """A bracket of its own closes a paragraph or an enumeration: it backs what it closes."""
        unit = units[at]
        closing = [e for e in unit.evidence if e.rule == "in brackets" and e.start >= unit.end]
        if not closing:
            return
        for before in reversed(units[max(0, at - 8) : at]):
            same = before.paragraph == unit.paragraph
            if before.evidence or before.section != unit.section or before.kind == "heading":
                return
            if not same and not self.frames.is_step(unit.start):
                return
            if before.statistics and (same or self.frames.is_step(before.start)):
                for e in closing:
                    before.add(Evidence(e.work, e.start, e.end, "source at the end", 0.65))

    # -- a line that gives the source of what came before -----------------------------------

    def _is_source_line(self, unit: Unit) -> bool:
        """« Cf étude Lune : http… », « Source : Lune », an address alone."""
        if unit.statistics or unit.quotations:
            return False
        if any(s.rule == rules.LINE for s in unit.sources):
            return True
        addresses = [s for s in unit.sources if s.rule == rules.ADDRESS]
        words = self.text[unit.start : unit.end]
        if addresses:
            rest = len(words) - sum(s.end - s.start for s in addresses)
            return rest < 60
        return bool(unit.sources) and self.frames.labels_source(unit.start)

    def _line(self, units: list[Unit], at: int) -> None:
        """The line backs what stands right before it: the last sentence, or the list."""
        unit = units[at]
        before = [u for u in units[max(0, at - 12) : at] if u.section == unit.section]
        if not before or before[-1].kind == "heading":
            return
        last = before[-1]
        backed = [last]
        if last.kind == "item":
            backed = [u for u in before if u.kind == "item" and u.paragraph == last.paragraph]
        else:
            backed += [
                u
                for u in before[:-1]
                if u.paragraph == last.paragraph and u.statistics and not u.evidence
            ]
        named = [s for s in unit.sources if s.rule in (rules.LINE, rules.NAMED, rules.BRACKETS)]
        for source in named or unit.sources:
            for one in backed:
                if one.tells or (one is last and source.rule == rules.LINE and not one.evidence):
                    one.add(
                        Evidence(source.work, source.start, source.end, "source line behind", 0.85)
                    )

    def _closing_line(self, units: list[Unit], at: int) -> None:
        """« Source : http… » at the end of a text without other sources backs its figures."""
        unit = units[at]
        if self.last.get(unit.section) != at:
            return
        own = [u for u in units[:at] if u.section == unit.section]
        if any(e.rule in _BROAD for u in own for e in u.evidence):
            return
        named = [s for s in unit.sources if s.rule in _LINES]
        for source in named[:1]:
            for one in own:
                if one.statistics and not one.speakers and not one.evidence:
                    rule = "source at the end of the text"
                    one.add(Evidence(source.work, source.start, source.end, rule, 0.65))

    def figures(self, unit: Unit) -> list[Statistic]:
        """The statistics that say something: not how many people were asked."""
        return [s for s in unit.statistics if not self.frames.is_sample(s.start, unit.start)]

    # -- helpers -----------------------------------------------------------------------------

    def _closes(self, unit: Unit, source: SourceMention) -> bool:
        """The bracket ends the sentence, not behind a person's or place's name."""
        rest = self.text[source.end : max(unit.end, unit.tail)].strip(' .;,!?»”"')
        before = self.text[max(unit.start, source.start - 40) : source.start].rstrip()
        return not rest and not re.search(r"[A-ZÀ-Þ][\w’'-]*$", before)

    def _paragraphs_with_brackets(self, mentions: Mentions) -> set[int]:
        """Lists where another item ends in a bracket that is surely a source."""
        sentences = Places(self.article.sentences)
        sure = [s for s in mentions.sources if s.rule == rules.BRACKETS and s.confidence >= 0.8]
        holding = [sentences.holding(s.start) for s in sure]
        return {sentence.paragraph for sentence in holding if sentence is not None}

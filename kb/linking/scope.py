"""How far a source reaches: lists under it, sentences after it, the study an article is about."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kb.extraction.references import drafts as rules
from kb.extraction.references.places import Places
from kb.languages import fold
from kb.linking.claims import Evidence, Unit
from kb.linking.frames import Frames
from kb.linking.reach import CARRYING, MADE, Reach, Reaches
from kb.linking.story import Story
from kb.records import Article, Mentions, PersonMention, SourceMention, Statistic

_MOST_MAKERS = 100  # looked for in each heading
_LONG = 3  # characters: a shorter name may be a word of the heading
# Rules by which a heading names a source: « Les marées montent (Le Courrier) » of a digest too.
_HEADING = CARRYING | {rules.BRACKETS}


class Scope:
    """Carries sources on through one article."""

    def __init__(self, article: Article, mentions: Mentions, frames: Frames) -> None:
        self.article, self.frames = article, frames
        self.people: dict[str, PersonMention] = {
            p.name: p for p in mentions.people if p.organisation or p.role
        }
        self.people_in = Places(mentions.people)
        self.names = list(dict.fromkeys(p.name for p in mentions.people))
        self.kinds: dict[int, set[str]] = {}
        self.makers: dict[int, set[str]] = {}  # work -> folded words of who made it
        self.known_makers: dict[str, SourceMention] = {}  # folded name -> where it stands first
        for source in mentions.sources:
            self.kinds.setdefault(source.work, set()).add(source.kind)
            for maker in (source.publisher, source.author):
                self.makers.setdefault(source.work, set()).update(fold(maker or "").split())
        self.authors: dict[str, Evidence] = {}
        self._know_makers(mentions)
        self.reaches = Reaches(self.kinds, frames)
        self.story = Story(article, self.reaches, frames)

    def carry(self, units: list[Unit]) -> None:
        """Give units without evidence of their own the source that reaches them."""
        self._authors(units)
        story = told = self.story.of(units)
        lead_in = self.story.lead(units, story) if story else []
        for unit in lead_in:
            assert story is not None
            self._give(unit, story, "the lead, before the study is named", 0.6)
        reach: Reach | None = None
        lead: Reach | None = None  # of the list that follows
        for at, unit in enumerate(units):
            if unit.kind == "heading":
                if story is not None and self.story.once and unit.start > story.start:
                    story = told = None
                reach = lead = self._under(unit, at, story)
                continue
            if reach and unit.section != reach.section:
                reach = lead = None
            named = self.reaches.named(unit)
            if story is not None and self.story.ends(unit, named, story):
                story = None
            elif told is not None and any(e.work == told.work for e in unit.evidence):
                story = told  # named again, after another source
            if reach and self._cited_by_it(unit, reach):
                continue
            if unit.evidence or named:
                own = self.reaches.of(unit, named)
                reach = own or (None if unit.evidence else reach)
                lead = (
                    reach
                    if self.frames.leads_in(unit.end)
                    else (lead if unit.kind == "item" else None)
                )
                if self.frames.leads_in(unit.end) is False and not unit.evidence and reach:
                    self._own_finding(unit, reach)
                continue
            if self._by_author(unit) or (at and self._goes_on_speaking(units[at - 1], unit)):
                continue
            if unit.kind == "item" and lead is not None:
                self._give(unit, lead, "list under the source", 0.85)
                continue
            if (
                unit.kind != "item"
                and reach
                and not unit.tells
                and self.frames.leads_in(unit.end)
                and self._leads_on(unit, reach)
            ):
                if self.frames.goes_on(unit.start, unit.end):
                    self._give(unit, reach, "carried on from the sentence before", 0.7)
                lead = reach  # « Chiffres clés : »: the list below is still the source's
                continue
            if unit.kind != "item":
                lead = None
            if reach is not None:
                if self.frames.leads_in(unit.end) and self._leads_on(unit, reach):
                    lead = reach
                reach = self._carried(unit, reach, units[at - 1])
            if (
                not unit.evidence
                and story is not None
                and self._continues(unit, units[at - 1] if at else None, story)
            ):
                self._give(unit, story, "the study the article is about", 0.6)
        self._of_researchers(units)

    def _under(self, heading: Unit, at: int, story: Reach | None) -> Reach | None:
        """« Ce que dit le baromètre », "Key findings": the source of what stands below."""
        if at == 0:
            return None  # the title of the article
        sources = [s for s in heading.sources if s.rule in _HEADING and s.confidence >= 0.5]
        if sources:
            last = sources[-1]
            below = self.reaches.to(heading, last.work, None, last.start, last.end)
            whole = last.rule == rules.BRACKETS
            return replace(below, paragraph=heading.paragraph + 1, whole=whole)
        known = self._known_in(heading)
        if known is not None:
            return replace(known, paragraph=heading.paragraph + 1, section=heading.section)
        if story is not None and self.frames.goes_on(heading.start, heading.end):
            return replace(story, paragraph=heading.paragraph + 1, section=heading.section)
        return None

    def _cited_by_it(self, unit: Unit, reach: Reach) -> bool:
        """« The authors warn that “… (see Brun, 2013)” »: Brun, through the study spoken of."""
        cited = [e for e in unit.evidence if e.rule == "author and year"]
        inside = all(any(q.start <= e.start < q.end for q in unit.quotations) for e in cited)
        if not cited or len(cited) < len(unit.evidence) or not inside:
            return False
        if not self.frames.goes_on(unit.start, unit.end) or unit.paragraph != reach.paragraph:
            return False
        for evidence in cited:
            evidence.via = reach.work if evidence.via is None else evidence.via
        return True

    def _know_makers(self, mentions: Mentions) -> None:
        for source in sorted(mentions.sources, key=lambda s: s.start):
            if source.rule not in CARRYING or len(self.known_makers) >= _MOST_MAKERS:
                continue
            for name in (fold(n) for n in (source.publisher, source.author) if n):
                if len(name) > _LONG:
                    self.known_makers.setdefault(name, source)

    def _known_in(self, heading: Unit) -> Reach | None:
        """« Ce qu'a mesuré Lune »: the maker of a source named before, in a heading."""
        words = set(fold(self.article.plain.text[heading.start : heading.end]).split())
        for name, source in self.known_makers.items():
            if source.start < heading.start and set(name.split()) <= words:
                return self.reaches.to(heading, source.work, None, source.start, source.end)
        return None

    def _of_researchers(self, units: list[Unit]) -> None:
        """ "…," the team writes, before or behind the study that they made is named.

        The study named last before, else the first one behind.
        """
        named = [
            self.reaches.to(unit, s.work, None, s.start, s.end)
            for unit in units
            for s in unit.sources
            if s.rule in CARRYING and self.kinds[s.work] & MADE and s.confidence >= 0.6
        ]
        starts = [reach.start for reach in named]
        for unit in units:
            if unit.evidence or unit.speakers or unit.kind == "heading" or not named:
                continue
            if not self._is_theirs(unit):
                continue
            at = bisect_right(starts, unit.start)
            self._give(unit, named[max(0, at - 1)], "said by its researchers", 0.6)

    def _is_theirs(self, unit: Unit) -> bool:
        if unit.quotations or unit.attributions:
            said = [q.speaker for q in unit.quotations if q.speaker]
            return bool(said) and all(self.frames.is_team(speaker) for speaker in said)
        return self.frames.team_finds(unit.start, unit.end)

    # -- what reaches a unit -----------------------------------------------------------------

    def _carried(self, unit: Unit, reach: Reach, before: Unit) -> Reach | None:
        """« 80,6 % des interviewés … 83,9 % jugent … » after « une étude de Lune »."""
        if reach.whole:
            if unit.tells:
                self._give(unit, reach, "under its title", 0.75)
            return reach
        near = unit.paragraph - reach.paragraph <= 1
        if near and unit.tells and self.frames.points_back(unit.start, unit.end):
            self._give(unit, reach, "said in the work before", 0.8)
            return reach
        if (
            unit.paragraph == reach.paragraph
            and reach.research
            and (unit.statistics or unit.quotations)
            and self.frames.it_shows(unit.start, unit.end)
            and not self.people_in.starting_in(before.start, before.end)
        ):
            self._give(unit, reach, "carried on from the sentence before", 0.85)
            return reach
        if self._another_voice(unit, before, reach.work):
            return None
        if not reach.research and self.frames.is_event(unit.start):
            return None  # "Earlier this year, an outbreak sickened 11": told, not counted
        if unit.speakers and not self._speaks_for(unit, reach):
            return None  # another voice: what comes next may be anybody's
        if self.frames.own_voice(unit.start, unit.end) and not unit.quotations:
            # « Dans notre lycée, 240 élèves … » ends it, « Essayons de comprendre : » does not.
            return None if unit.tells or not near else reach
        results = (
            self.frames.respondents(unit.start, unit.end)
            or self.frames.goes_on(unit.start, unit.end)
            or ("survey" in self.kinds[reach.work] and self.frames.opines(unit.start, unit.end))
        )
        if unit.paragraph == reach.paragraph:
            if (
                unit.statistics
                or (results and reach.research)
                or (unit.quotations and not unit.attributions)
            ):
                confidence = 0.85 if results else 0.8
                self._give(unit, reach, "carried on from the sentence before", confidence)
            return reach
        if results and (reach.research or self.frames.respondents(unit.start, unit.end)):
            self._give(unit, reach, "results of the study before", 0.7)
            reach.paragraph = unit.paragraph
            return reach
        if unit.quotations and self._speaks_for(unit, reach):
            self._give(unit, reach, "said for the source", 0.65)
            return reach
        if unit.kind == "item" or self.frames.leads_in(unit.end):
            return reach
        if before.kind == "item" and unit.statistics and unit.paragraph - reach.paragraph <= 2:
            return reach
        return reach if unit.paragraph - reach.paragraph <= 2 else None

    def _leads_on(self, unit: Unit, reach: Reach) -> bool:
        """« Chiffres clés : » leads on to the source's list, a whole new sentence does not."""
        if self.frames.own_voice(unit.start, unit.end):
            return False  # « Nous demandons donc : »
        words = len(self.article.plain.text[unit.start : unit.end].split())
        results = self.frames.goes_on(unit.start, unit.end)
        return words <= 5 or results or unit.paragraph == reach.paragraph

    def _another_voice(self, unit: Unit, before: Unit | None, work: int) -> bool:
        """« Il a chiffré le projet à 5 millions », « 20 %, dit-elle », « un conseiller … »."""
        if unit.speakers or (not unit.statistics and not unit.quotations):
            return False  # known speakers are judged by who they are
        if self.frames.somebody_says(unit.start, unit.end):
            return True
        if self.people_in.starting_in(unit.start, unit.start + 2) and not unit.quotations:
            return True  # "Tom Moon, who runs the port, estimates that 200 jobs …"
        makers = self.makers.get(work, set())
        for q in unit.quotations:
            own = set(fold(q.organisation or "").split()) & makers
            counted = any(self._words(s) in (q.speaker or "") for s in unit.statistics)
            if counted:
                continue  # « quatre locataires sur dix jugent … »: those who were asked
            if q.speaker and not own and not self.frames.of_the_makers(q.speaker):
                return True
        person = before is not None and self.people_in.starting_in(before.start, before.end)
        return bool(person) and self.frames.is_of_a_person(unit.start)

    def _own_finding(self, unit: Unit, reach: Reach) -> None:
        """The study is named again without a verb of finding, beside a figure or its people."""
        if any(self.frames.announced(s, unit.start) for s in unit.sources if s.work == reach.work):
            return
        if unit.statistics or self.frames.goes_on(unit.start, unit.end):
            self._give(unit, reach, "named in the sentence", 0.7)

    def _speaks_for(self, unit: Unit, reach: Reach) -> bool:
        """The speaker belongs to who made the work: « Paul Lune, directeur de l'institut »."""
        if "press release" not in self.kinds[reach.work]:
            return False
        makers = self.makers.get(reach.work, set())
        for name in unit.speakers:
            person = self.people.get(name)
            own = fold(
                f"{name} {person.organisation or ''} {person.role or ''}" if person else name
            )
            if any(len(word) > 3 and word in makers for word in own.split()):
                return True
        return (
            bool(unit.quotations)
            and not unit.speakers
            and any(
                q.organisation and set(fold(q.organisation).split()) & makers
                for q in unit.quotations
            )
        )

    def _continues(self, unit: Unit, before: Unit | None, story: Reach) -> bool:
        """A figure without a speaker, after the study was named and before another source is."""
        if self.frames.own_voice(unit.start, unit.end) or self.frames.leads_in(unit.end):
            return False
        if self.frames.intends(unit.start, unit.end) or self.frames.is_event(unit.start):
            return False  # "The council, which paid £120,000, plans to …"
        if self._another_voice(unit, before, story.work):
            return False
        return bool(unit.statistics) and not unit.speakers and unit.start > story.start

    def _by_author(self, unit: Unit) -> bool:
        """« …, précise le chercheur » who led the study: his words are the study's."""
        for name in unit.speakers:
            if name in self.authors:
                made = self.authors[name]
                unit.add(Evidence(made.work, unit.start, unit.end, "said by its author", 0.8))
                return True
        return False

    def _goes_on_speaking(self, before: Unit, unit: Unit) -> bool:
        """« … », dit-elle. « … »: the second half rests on what the first rests on."""
        if before.paragraph != unit.paragraph or not unit.quotations or not before.quotations:
            return False
        last, first = before.quotations[-1], unit.quotations[0]
        same = (last.person, last.organisation, last.speaker)
        if not any(same) or same != (first.person, first.organisation, first.speaker):
            return False
        for e in before.evidence:
            unit.add(replace(e, rule="the speaker goes on", confidence=min(e.confidence, 0.8)))
        return bool(before.evidence)

    # -- what is known of the whole article ----------------------------------------------------

    def _authors(self, units: list[Unit]) -> None:
        for unit in units:
            for source in unit.sources:
                if source.rule not in (rules.NAMED, rules.AGAIN):
                    continue
                if (source.author and source.confidence >= 0.6) or (source.author and source.title):
                    made = Evidence(source.work, source.start, source.end, "", 0.8)
                    for name in self._people(source.author):
                        self.authors.setdefault(name, made)
                if self.frames.made_by_speaker(source, unit.start):
                    for name in unit.speakers:
                        self.authors[name] = Evidence(
                            source.work, source.start, source.end, "", 0.8
                        )

    def _people(self, authors: str) -> list[str]:
        """The people named in a work's author field."""
        wanted = {fold(name) for name in authors.split(", ")}
        return [name for name in self.names if fold(name) in wanted]

    def _words(self, statistic: Statistic) -> str:
        return self.article.plain.text[statistic.start : statistic.end]

    # -- helpers ---------------------------------------------------------------------------------

    def _give(self, unit: Unit, reach: Reach, rule: str, confidence: float) -> None:
        unit.add(Evidence(reach.work, reach.start, reach.end, rule, confidence, reach.via))

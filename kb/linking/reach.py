"""The source that is spoken of at a place of the article, and where it was named."""

from __future__ import annotations

from dataclasses import dataclass

from kb.extraction.references import drafts as rules
from kb.linking.claims import Unit
from kb.linking.evidence import RESEARCH
from kb.linking.frames import Frames
from kb.records import SourceMention

# Rules by which a source is named so that the sentences behind can be of it too.
CARRYING = frozenset(
    {rules.NAMED, rules.AGAIN, rules.ORIGIN, rules.SAYS, rules.LINE, rules.HYPERLINK}
)
# Kinds of works that researchers make.
MADE = frozenset({"study", "survey", "report"})
# Rules of the evidence in a sentence that names its source in words.
_IN_WORDS = frozenset(
    {
        "named in the sentence",
        "finding of a named source",
        "according to",
        "an organisation says",
    }
)


@dataclass(slots=True)
class Reach:
    """The source that is spoken of, and where it was named last. Plain positions."""

    work: int
    via: int | None
    start: int
    end: int
    paragraph: int
    section: int
    research: bool
    whole: bool = False  # everything up to the next heading is from it: an entry of a digest


class Reaches:
    """Which source a unit leaves for the ones behind it."""

    def __init__(self, kinds: dict[int, set[str]], frames: Frames) -> None:
        self.kinds, self.frames = kinds, frames

    def named(self, unit: Unit) -> list[SourceMention]:
        """The sources that the unit names in words."""
        return [
            s
            for s in unit.sources
            if s.rule in CARRYING
            and (s.confidence >= 0.6 or (s.rule == rules.AGAIN and self.frames.shows(s, unit.end)))
        ]

    def of(self, unit: Unit, named: list[SourceMention]) -> Reach | None:
        """The source that goes on behind this unit: the one its evidence names in words."""
        carrying = [e for e in unit.evidence if e.rule in _IN_WORDS]
        research = [e for e in carrying if self.kinds[e.work] & RESEARCH] or carrying
        if research:
            e = research[-1]
            return self.to(unit, e.work, e.via, e.start, e.end)
        if unit.evidence and not named:
            return None
        best = [s for s in named if self.kinds[s.work] & RESEARCH] or named
        s = best[-1]
        return self.to(unit, s.work, None, s.start, s.end)

    def to(self, unit: Unit, work: int, via: int | None, start: int, end: int) -> Reach:
        research = bool(self.kinds[work] & RESEARCH)
        return Reach(work, via, start, end, unit.paragraph, unit.section, research)

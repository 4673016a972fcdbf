"""The study that an article is about, and the lead that says what it found before naming it."""

from __future__ import annotations

from collections import Counter

from kb.linking.claims import Unit
from kb.linking.frames import Frames
from kb.linking.reach import CARRYING, Reach, Reaches
from kb.records import Article, SourceMention

_EARLY = 1500  # characters
_FIFTH = 5  # of a long article


class Story:
    """Finds the study that one article tells of."""

    def __init__(self, article: Article, reaches: Reaches, frames: Frames) -> None:
        self.article, self.reaches, self.frames = article, reaches, frames

    def of(self, units: list[Unit]) -> Reach | None:
        """The study that the article tells of: research, named at its beginning and again.

        A short article may name it but once, if it does so in its first paragraphs.
        """
        early = max(_EARLY, len(self.article.plain.text) // _FIFTH)
        named = Counter(s.work for unit in units for s in unit.sources if s.rule in CARRYING)
        for unit in units:
            if unit.start > early:
                return None
            for source in unit.sources:
                if source.rule in CARRYING and source.confidence >= 0.7:
                    found = self.reaches.to(unit, source.work, None, source.start, source.end)
                    if not found.research or unit.kind == "heading":
                        return None
                    late = unit.start > len(self.article.plain.text) // 3
                    return None if late and named[source.work] < 2 else found
        return None

    def ends(self, unit: Unit, named: list[SourceMention], story: Reach) -> bool:
        """Another source is named: from here on the figures may be anybody's."""
        works = {e.work for e in unit.evidence if e.rule != "spoken to a medium"}
        works |= {s.work for s in named if s.confidence >= 0.7}
        return bool(works - {story.work}) and unit.start > story.start

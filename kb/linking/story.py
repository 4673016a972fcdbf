"""The study that an article is about, and the lead that says what it found before naming it."""

from __future__ import annotations

from collections import Counter

from kb.linking.claims import Unit
from kb.linking.frames import Frames
from kb.linking.reach import CARRYING, Reach, Reaches
from kb.records import Article, SourceMention

_EARLY = 1500  # characters
_SHORT = 600  # characters: so far down a study may be named first in a short article
_LEAD = 4  # sentences before the study is named
_FIFTH = 5  # of a long article


class Story:
    """Finds the study that one article tells of."""

    def __init__(self, article: Article, reaches: Reaches, frames: Frames) -> None:
        self.article, self.reaches, self.frames = article, reaches, frames
        self.once = False  # the study is named but once: it reaches to the next heading

    def of(self, units: list[Unit]) -> Reach | None:
        """The study that the article tells of: research, named at its beginning and again.

        A short article may name it but once, if it does so in its first paragraphs.
        """
        early = max(_EARLY, len(self.article.plain.text) // _FIFTH)
        others = False  # sources named before it: then it must be named again
        named = Counter(s.work for unit in units for s in unit.sources if s.rule in CARRYING)
        for unit in units:
            if unit.start > early:
                return None
            for source in unit.sources:
                if source.rule in CARRYING and source.confidence >= 0.7:
                    found = self.reaches.to(unit, source.work, None, source.start, source.end)
                    if not found.research or unit.kind == "heading":
                        others = others or unit.kind != "heading"
                        continue
                    late = unit.start > max(_SHORT, len(self.article.plain.text) // 3)
                    self.once = named[source.work] < 2
                    return None if (late or others) and self.once else found
        return None

    def lead(self, units: list[Unit], story: Reach) -> list[Unit]:
        """The first sentences, that say what the study found before it is named.

        « Un marin sur quatre dort mal. L'étude de l'Ibis, menée auprès de … »: at the head of
        the article, told by nobody, and either the title speaks of a study, or the sentence
        that names it speaks of what is known already, or of the same things.
        """
        body = [unit for unit in units if unit.kind != "heading" and unit.section == story.section]
        first = [unit for unit in body if unit.end <= story.start]
        naming = next((unit for unit in body if unit.start <= story.start < unit.end), None)
        if naming is None or not first or len(first) > _LEAD:
            return []
        if naming.paragraph - first[0].paragraph > 2 or any(u.evidence for u in first):
            return []
        if any(self.frames.own_voice(u.start, u.end) for u in first):
            return []  # a diary, not a report of a study
        known = self.frames.tells_of_known(naming.start, story.start)
        titled = any(
            self.frames.speaks_of_study(unit.start, unit.end)
            for unit in units
            if unit.kind == "heading" and unit.start < story.start
        )
        behind = [unit for unit in body if unit.start >= naming.start][:4]
        return [
            unit
            for unit in first
            if unit.statistics
            and not unit.speakers
            and not unit.quotations
            and not self.frames.is_event(unit.start)
            and (known or titled or self._alike(unit, behind))
        ]

    def _alike(self, unit: Unit, others: list[Unit]) -> bool:
        """A figure of the lead, or most of its words, come again where the study is told."""
        values = {s.value for s in unit.statistics if s.value not in (0, 1, 2)}
        return any(s.value in values for other in others for s in other.statistics)

    def ends(self, unit: Unit, named: list[SourceMention], story: Reach) -> bool:
        """Another source is named: from here on the figures may be anybody's."""
        works = {e.work for e in unit.evidence if e.rule != "spoken to a medium"}
        works |= {s.work for s in named if s.confidence >= 0.7}
        return bool(works - {story.work}) and unit.start > story.start

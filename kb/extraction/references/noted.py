"""Which work of the text the entry of a note is, and which it only passes on."""

from __future__ import annotations

from kb.addresses import host
from kb.extraction.references.drafts import ACADEMIC, NAMED, Draft
from kb.extraction.references.notes import Notes
from kb.extraction.references.places import Places
from kb.extraction.references.sameness import makers_of, telling_words
from kb.languages import fold
from kb.records import Article, NoteMarker, Sentence

_RESEARCH = frozenset({"study", "survey", "report"})
_BEHIND = 3  # characters between a sentence and its marker: « … 80 %. (9) »


def tie_to_works(notes: Notes, drafts: list[Draft], article: Article) -> None:
    """« Une étude de Lune montre que … (3) »: entry 3, where it is of that study, is the study.

    It is where the entry is of a study itself, where it names the maker, and where the text
    names nobody: then the note says which study is meant. A newspaper's entry behind a study
    of somebody else's had it from there.
    """
    entries = {d.label: d for d in drafts if d.label is not None}
    works = Places(d for d in drafts if d.rule in (NAMED, ACADEMIC) and not d.url)
    sentences = Places(article.sentences)
    paragraphs = _paragraph_starts(article)
    before = 0  # end of the marker before
    for marker, label in _markers(notes):
        entry = entries.get(notes.stands_for.get(label, label))
        sentence = sentences.holding(marker.start) or sentences.holding(marker.start - _BEHIND)
        if entry is None or sentence is None:
            continue
        for work in _between(works, sentence, marker, max(before, paragraphs[sentence.paragraph])):
            if _is_work(entry, work, within=work.start >= sentence.start):
                work.noted = entry.label
                break
        before = marker.end


def _markers(notes: Notes) -> list[tuple[NoteMarker, str]]:
    found = [(marker, note.label) for note in notes.notes for marker in note.markers]
    return sorted(found, key=lambda one: one[0].start)


def _paragraph_starts(article: Article) -> dict[int, int]:
    starts: dict[int, int] = {}
    for sentence in article.sentences:
        starts[sentence.paragraph] = min(
            starts.get(sentence.paragraph, sentence.start), sentence.start
        )
    return starts


def _between(
    works: Places[Draft], sentence: Sentence, marker: NoteMarker, start: int
) -> list[Draft]:
    """The works that the marker can be of: the last of its sentence, else of its paragraph."""
    own = works.starting_in(sentence.start, marker.start)
    nearby = own or works.starting_in(start, sentence.start)
    return [w for w in nearby[-1:] if w.noted is None and w.determiner != "plural"]


def _is_work(entry: Draft, work: Draft, within: bool) -> bool:
    if work.kind in _RESEARCH and entry.kind in _RESEARCH and within:
        return True
    if work.kind in _RESEARCH and not work.named:
        return True
    words = frozenset().union(
        *(telling_words(x) for x in (entry.title, entry.author, entry.container) if x)
    )
    site = fold(host(entry.url)) if entry.url else ""
    for maker in makers_of(work):
        own = telling_words(maker)
        if own and (
            own <= words or (within and own & words) or "".join(maker.lower().split()) in site
        ):
            return True
    return False

"""Notes: the markers in the running text, the entries they lead to, and lists of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.extraction.references.drafts import LISTED, NOTE, Draft
from kb.extraction.references.entries import Entry, read_entry
from kb.extraction.references.places import Cover, Places
from kb.extraction.references.words import Words, flatten, words_of
from kb.languages import fold
from kb.records import Article, LinkMention, Note, NoteMarker

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# « (3) », « [7] », « [2, 5–7] », « ⁷ », « [^7] », « ^4,12^ » in the text
_SEVERAL = r"\d{1,3}(?:\s?(?:,|--|[–-])\s?\d{1,3}){0,9}"
_MARKER = re.compile(rf"\((\d{{1,3}})\)|\[\^?({_SEVERAL})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|\^({_SEVERAL})\^")
_STYLES = ("round", "square", "high", "high")
_MOST_IN_A_RANGE = 20
# The same, and « 7. », at the head of an entry
_ENTRY = re.compile(
    r"[ \t]*(?:[-•*–][ \t]+)?(?:\((?P<round>\d{1,3})\)|\[\^?(?P<square>\d{1,3})\]:?"
    r"|(?P<high>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?P<plain>\d{1,3})\\?[.):](?=\s)|[↑^]\s?(?P<up>\d{1,3})?)[ \t]*(?:[–—:-][ \t]+)?"
)
_LABEL_IN_NOTE = re.compile(r"(\d{1,3})")


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    style: str
    start: int  # of the entry's words, behind the label
    end: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes of an article give."""

    notes: tuple[Note, ...]
    drafts: tuple[Draft, ...]
    # label -> the label whose entry it stands for: « Ibid. » is the entry before
    stands_for: dict[str, str]
    spans: tuple[tuple[int, int], ...]  # where entries stand: no claims there


def find_notes(article: Article, links: Places[LinkMention]) -> Notes:
    """The notes of the article, with a draft for the source of each entry."""
    text = article.plain.text
    words = words_of(article.language)
    listed = _list_spans(article, words)
    lines = _entry_lines(article, listed)
    styles = {line.style for line in lines}
    labels = {line.label for line in lines}
    markers = _markers(text, lines, styles, labels)
    lines = [line for line in lines if line.style != "plain" or markers.get(line.label)]
    known = {line.label for line in lines}
    drafts: list[Draft] = []
    stands_for: dict[str, str] = {}
    for at, line in enumerate(lines):
        before = lines[:at]
        again = _again(text[line.start : line.end], before, stands_for, text, words)
        if again is not None:
            stands_for[line.label] = again
            continue
        entry = read_entry(text, line.start, line.end, article.language, links)
        if not entry.empty:
            drafts.append(_draft(entry, line.start, line.end, NOTE, line.label))
    drafts.extend(_unnumbered(article, listed, lines, links))
    notes = [
        Note(line.label, line.start, line.end, tuple(markers.get(line.label, ()))) for line in lines
    ]
    notes.extend(
        Note(label, None, None, tuple(found))
        for label, found in markers.items()
        if label not in known
    )
    spans = [*listed, *((line.start, line.end) for line in lines)]
    return Notes(tuple(notes), tuple(drafts), stands_for, tuple(spans))


def with_works(notes: Notes, drafts: list[Draft]) -> tuple[Note, ...]:
    """The notes with the works of their entries, once works are numbered."""
    works = {d.label: d.work for d in drafts if d.label is not None}
    done = []
    for note in notes.notes:
        label = notes.stands_for.get(note.label, note.label)
        found = (works[label],) if label in works and note.start is not None else ()
        done.append(replace(note, works=found))
    return tuple(done)


def _draft(entry: Entry, start: int, end: int, rule: str, label: str | None) -> Draft:
    return Draft(
        start,
        end,
        entry.kind,
        rule,
        0.9,
        title=entry.title,
        author=entry.author,
        container=entry.container,
        published=entry.published,
        url=entry.url,
        doi=entry.doi,
        isbn=entry.isbn,
        label=label,
    )


# -- where entries stand ------------------------------------------------------------


def _list_spans(article: Article, words: Words) -> list[tuple[int, int]]:
    """Sections of notes, and what follows a line « Sources » up to the next heading."""
    text = article.plain.text
    spans = [(s.start, s.end) for s in article.sections if s.kind == "notes"]
    titles = words.folded("list_titles")
    further = words.folded("further_titles")
    for line in re.finditer(r"(?m)^[ \t#*_=]*([^\n]{2,50}?)[ \t#*_=:]*$", text):
        name = fold(line[1])
        if name in titles and not any(a <= line.start() < b for a, b in spans):
            stop = _end_of_list(article, line.end(), further)
            if stop > line.end():
                spans.append((line.end(), stop))
    return sorted(spans)


def _end_of_list(article: Article, start: int, further: frozenset[str]) -> int:
    """A list of sources ends at the next heading or other list, or with its section."""
    section = next((s for s in article.sections if s.start <= start < s.end), None)
    end = section.end if section else len(article.plain.text)
    for sentence in article.sentences:
        if sentence.start <= start or sentence.start >= end:
            continue
        words = fold(article.plain.text[sentence.start : sentence.end]).strip(" :")
        if sentence.kind == "heading" or words in further:
            return sentence.start
    return end


def _entry_lines(article: Article, listed: list[tuple[int, int]]) -> list[_Line]:
    """The labelled lines: in a list any style, elsewhere « [3] » and « (3) » in the last third."""
    text = article.plain.text
    late = len(text) // 3
    lists = Cover(listed)
    headings = {s.start for s in article.sentences if s.kind == "heading"}
    found: list[_Line] = []
    for line in re.finditer(r"(?m)^[^\n]+$", text):
        if line.start() in headings:
            continue  # « [2] Les marées montent »
        label = _ENTRY.match(text, line.start(), line.end())
        if not label or label.end() >= line.end():
            continue
        style = label.lastgroup or "up"
        inside = lists.holds(line.start())
        if not inside and (style in ("plain", "up") or line.start() < late):
            continue
        number = next((g for g in label.groups() if g), None)
        if number is None:
            continue
        end = line.start() + len(line.group().rstrip())
        found.append(_Line(number.translate(_SUPERSCRIPT), style, label.end(), end))
    unique: dict[str, _Line] = {}
    for one in found:
        unique.setdefault(one.label, one)
    return list(unique.values())


def _unnumbered(
    article: Article,
    listed: list[tuple[int, int]],
    lines: list[_Line],
    links: Places[LinkMention],
) -> Iterator[Draft]:
    """The entries of a list of sources without numbers: one a line."""
    text = article.plain.text
    labelled = Cover((one.start, one.end) for one in lines)
    for start, end in listed:
        for line in re.finditer(r"(?m)^[ \t]*(?:[-•*–][ \t]+)?([^\n]{8,600})$", text[start:end]):
            first, last = start + line.start(1), start + line.end(1)
            if labelled.touches(first, last):
                continue
            entry = read_entry(text, first, last, article.language, links)
            if not entry.empty and (entry.url or entry.container or entry.author):
                yield _draft(entry, first, last, LISTED, None)


# -- the markers ----------------------------------------------------------------------


def _markers(
    text: str, lines: list[_Line], styles: set[str], labels: set[str]
) -> dict[str, list[NoteMarker]]:
    """Marker positions by label. Without any entry only a run of « [1] … [2] » counts."""
    heads = {line.start for line in lines}
    found: dict[str, list[NoteMarker]] = {}
    lost: dict[str, list[NoteMarker]] = {}
    for match in _MARKER.finditer(text):
        style = _STYLES[(match.lastindex or 1) - 1]
        gap = next((n for n in range(7) if match.end() + n in heads), None)
        if gap is not None and not text[match.end() : match.end() + gap].strip(" –—:-\t"):
            continue  # the label of the entry itself
        if match[3] and match.start() and text[match.start() - 1] in "mkM":
            continue  # « 30 m² »
        fits = style in styles or "plain" in styles or "up" in styles
        for label in _labels(match[match.lastindex or 1]):
            marker = NoteMarker(label, match.start(), match.end())
            if fits and label in labels:
                found.setdefault(label, []).append(marker)
            elif style == "square" or (fits and style == "round"):
                lost.setdefault(label, []).append(marker)
    if lost and (found or len(lost) > 1 or "1" in lost):
        found.update({label: each for label, each in lost.items() if label not in found})
    return found


def _labels(marker: str) -> list[str]:
    """The labels of « 7 », « 2, 5 » and « 2–4 »."""
    labels: list[str] = []
    for part in marker.translate(_SUPERSCRIPT).split(","):
        first, *last = re.split(r"\s?(?:--|[–-])\s?", part.strip())
        end = int(last[0]) if last else int(first)
        if int(first) <= end < int(first) + _MOST_IN_A_RANGE:
            labels += [str(number) for number in range(int(first), end + 1)]
    return labels


# -- « Ibid. » --------------------------------------------------------------------------


def _again(
    entry: str, before: list[_Line], stands_for: dict[str, str], text: str, words: Words
) -> str | None:
    """The label whose entry this one repeats, for « Ibid. », « op. cit. », « voir note 3 »."""
    flat = flatten(entry.strip())
    if not before:
        return None

    def real(label: str) -> str:
        return stands_for.get(label, label)

    see = words.compiled("see_note").search(flat[:60])
    if see:
        number = _LABEL_IN_NOTE.search(flat, see.end(), see.end() + 8)
        if number and any(line.label == number.group() for line in before):
            return real(number.group())
        return real(before[-1].label)
    ibid = re.match(rf"[\s.,;–—-]{{0,3}}{words.pattern('ibid')}", flat)
    if ibid:
        return real(before[-1].label)
    if words.compiled("earlier").search(flat):
        author = re.match(r"(?:[a-z]\.\s?)*([\w'-]{3,})", flat)
        own = set(re.findall(r"\w{4,}", flat))
        for line in reversed(before):
            words_before = set(re.findall(r"\w{4,}", flatten(text[line.start : line.end])[:80]))
            if real(line.label) == line.label and author and own & words_before:
                return line.label
    return None

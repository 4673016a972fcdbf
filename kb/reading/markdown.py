"""Markdown in a text file: headings, quotations, links, emphasis and rules."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from kb.reading.markup import Draft

_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?){1,9}", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ ]{0,3}(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*([-=_*~#+—])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t:-]*)+$", re.MULTILINE)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\[^\n]{1,100})\]:[ \t]*<?(?P<url>[^\s<>]+)>?"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(r"\[(\^)[^\]\s\[^]{1,60}\](:)?")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_TARGET = re.compile(
    r"\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()\\]|\\.|\([^\s()]*\))*+))"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*\)"
)
_LABEL = re.compile(r"[ ]?\[([^\]\[\n]{0,100})\]")
# What a plain text file may mean by « [words](something) »: only something like an address.
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|[/#.]|www\.|[^\s]*[./]")
_MARKS = re.compile(r"\*+|_+|~~|\n[ \t]*\n|\n")
_LONGEST_HEADING = 120


Definitions = dict[str, tuple[str, tuple[int, int]]]  # label -> address, where it is written


def scan(draft: Draft, start: int, definitions: Definitions) -> None:
    """Note in the draft the Markdown of the text from `start` on; code and tags are known."""
    _footnotes(draft, start)
    _lines(draft, start)
    _links(draft, start, definitions)
    _emphasis(draft, start)


def take_definitions(draft: Draft, start: int) -> Definitions:
    """« [pew]: https://… »: its line goes, unless its label is a number: that is a note."""
    found: Definitions = {}
    for match in _DEFINITION.finditer(draft.text, start):
        found.setdefault(_folded(match["label"]), (html.unescape(match["url"]), match.span("url")))
        if not match["label"].strip().isdigit():
            draft.drop(*match.span())
    return found


def _footnotes(draft: Draft, start: int) -> None:
    """« [^1] » and « [^1]: … » are read like « [1] »."""
    for note in _FOOTNOTE.finditer(draft.text, start):
        if draft.taken[note.start()]:
            continue
        draft.drop(*note.span(1))
        if note[2] and draft.text[max(note.start() - 1, 0)] in "\n[":
            draft.drop(*note.span(2))


def _lines(draft: Draft, start: int) -> None:
    text = draft.text
    for mark in _HEADING.finditer(text, start):
        end = _line_end(text, mark.end())
        if not draft.taken[mark.start()]:
            draft.drop(*mark.span())
            if closing := _CLOSING_HASHES.search(text, mark.end(), end):
                draft.drop(closing.start(), end)
            # Converters glue headings to their paragraphs; what is that long is no heading.
            if end - mark.end() <= _LONGEST_HEADING:
                draft.kinds[mark.end()] = "heading"
    for rule in (*_RULE.finditer(text, start), *_TABLE_RULE.finditer(text, start)):
        if not draft.taken[rule.start()]:
            draft.drop(*rule.span())
    for line in _UNDERLINE.finditer(text, start):
        above = text.rfind("\n", start, max(line.start() - 1, start)) + 1
        heading = text[max(above, start) : line.start()].strip()
        if heading and len(heading) <= _LONGEST_HEADING and not draft.taken[above]:
            draft.kinds[max(above, start)] = "heading"
    _quoted_lines(draft, start)


def _quoted_lines(draft: Draft, start: int) -> None:
    """Lines that begin with « > » are a block quotation; « > 50 % » in a plain text is not."""
    begin = end = -1
    for mark in _QUOTED.finditer(draft.text, start):
        bare = draft.text[mark.end() : mark.end() + 1]
        if draft.taken[mark.start()] or (not draft.markdown and bare.isdigit()):
            continue
        draft.drop(*mark.span())
        if begin >= 0 and mark.start() > end + 1:
            draft.quotes.append((begin, end, None))
            begin = -1
        if begin < 0:
            begin = mark.end()
        end = _line_end(draft.text, mark.end())
    if begin >= 0:
        draft.quotes.append((begin, end, None))


def _links(draft: Draft, start: int, definitions: Definitions) -> None:
    """« [words](address) », « ![picture](address) », « [words][label] »."""
    text = draft.text
    for opening, closing in _bracket_pairs(draft, start):
        target = _TARGET.match(text, closing + 1)
        if target:
            group = "angled" if target["angled"] is not None else "bare"
            url = html.unescape(re.sub(r"\\(?=[\\()_*\[\]])", "", target[group]))
            if not url or (not draft.markdown and not _ADDRESS.match(url)):
                continue
            end, written = target.end(), target.span(group)
        else:
            label = _LABEL.match(text, closing + 1)
            words = text[opening + 1 : closing] if closing - opening <= 101 else ""
            known = definitions.get(_folded((label[1] if label else "") or words))
            if known is None or (label is None and words.strip().isdigit()):
                continue
            if text.startswith(":", closing + 1):  # the definition itself
                continue
            url, written = known
            end = label.end() if label else closing + 1
        picture = opening > 0 and text[opening - 1] == "!" and not draft.taken[opening - 1]
        draft.drop(opening - picture, opening + 1)
        draft.drop(closing, end)
        draft.links.append((opening + 1, closing, url, written))


def _bracket_pairs(draft: Draft, start: int) -> Iterator[tuple[int, int]]:
    """Brackets that belong together, inner ones first; none reaches over a blank line."""
    stack: list[int] = []
    for found in _BRACKET.finditer(draft.text, start):
        if draft.taken[found.start()]:
            continue
        if found[0] == "[":
            stack.append(found.start())
        elif found[0] != "]":
            stack.clear()
        elif stack:
            yield stack.pop(), found.start()


def _emphasis(draft: Draft, start: int) -> None:
    """Drop the marks of *emphasis*, **strong** and ~~struck~~ that have a partner.

    The rule of Markdown, but that a mark inside a word is never one, so that « 2*3*4 » and
    snake_case stay; and that in a plain text file a partner stands in the same line.
    """
    text = draft.text
    open_marks: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
    for found in _MARKS.finditer(text, start):
        if found[0][0] == "\n":
            if len(found[0]) > 1 or not draft.markdown:
                for marks in open_marks.values():
                    marks.clear()
            continue
        if draft.taken[found.start()]:
            continue
        at, end = found.span()
        before = text[at - 1] if at > start else " "
        after = text[end] if end < len(text) else " "
        if before.isalnum() and after.isalnum():
            continue
        marks = open_marks[found[0][0]]
        at = _close(draft, marks, at, end) if _closes(before, after) else at
        if at < end and _opens(before, after):
            marks.append([at, end])


def _close(draft: Draft, marks: list[list[int]], at: int, end: int) -> int:
    """Match a closing run with the open ones; gives where its unmatched rest begins."""
    while marks and at < end:
        opening = marks[-1]
        count = min(opening[1] - opening[0], end - at)
        draft.drop(opening[1] - count, opening[1])
        draft.drop(at, at + count)
        opening[1] -= count
        at += count
        if opening[0] == opening[1]:
            marks.pop()
    return at


def _opens(before: str, after: str) -> bool:
    if after.isspace():
        return False
    return not _is_punctuation(after) or before.isspace() or _is_punctuation(before)


def _closes(before: str, after: str) -> bool:
    if before.isspace():
        return False
    return not _is_punctuation(before) or after.isspace() or _is_punctuation(after)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()

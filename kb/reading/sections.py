"""Which part of the page each block belongs to: body, posts, notes, comments, captions, menus."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kb.languages import fold, load
from kb.reading.blocks import LABEL, Block
from kb.reading.comments import find_comments
from kb.reading.dates import find_dates
from kb.reading.header import Header
from kb.records import Section

_LONGEST_CHROME = 160  # characters of a line that may be a button, a caption or a form
_WIDE_GAP = 3  # blank lines; so many stand between the posts of a page, not inside one


@dataclass(frozen=True)
class Part:
    """What a block belongs to; neighbours with equal parts make one section."""

    kind: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    number: int = 0  # tells two comments of one author apart


BODY = Part("body")
NAVIGATION = Part("navigation")
_CAPTION = Part("caption")


@dataclass(frozen=True)
class _Words:
    notes: re.Pattern[str]
    forms: re.Pattern[str]
    buttons: re.Pattern[str]
    captions: re.Pattern[str]
    more: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    words = load(language)

    def line(name: str, before: str, after: str) -> re.Pattern[str]:
        return re.compile(before + words.pattern("reading", name) + after, re.IGNORECASE)

    label = r"(?:\s*\[\d{1,3}\])?\s*"
    return _Words(
        notes=line("notes", r"^(?:\d{1,2}[.)]?\s+)?", r"\s*:?$"),
        forms=line("forms", "^", r"(?!\w)"),
        buttons=re.compile(
            rf"^(?:{words.pattern('reading', 'buttons')}{label}[|·•/:]?\s*){{1,6}}$"
            rf"|^{words.pattern('reading', 'menus')}\b|[|·]\s*{words.pattern('reading', 'reply')}$",
            re.IGNORECASE,
        ),
        captions=re.compile(
            rf"(?:^|(?<=[\s(/])){words.pattern('reading', 'credits')}(?!\w)"
            rf"|^{words.pattern('reading', 'captions')}",
            re.IGNORECASE,
        ),
        more=line("more", r"(?:^|\s)[(\[]?", r"[^\w]*$"),
    )


@dataclass
class _Page:
    """A page while its parts are looked for."""

    text: str
    blocks: Sequence[Block]
    header: Header
    language: str
    lines: list[str]  # the words of each block, in one line
    parts: list[Part]
    kinds: dict[int, str]  # what a block turns out to be
    end: int  # the block where the comments begin
    known: list[Part | None]

    @property
    def words(self) -> _Words:
        return _words(self.language)

    def reads_as_date(self, index: int) -> str | None:
        """The date in a line that says little else."""
        line = self.lines[index]
        dates = find_dates(line, self.language) if len(line) <= _LONGEST_CHROME else []
        is_date = sum(end - start for start, end, _ in dates) >= len(line) / 3
        return dates[0][2] if dates and is_date else None


def find_parts(
    text: str,
    blocks: Sequence[Block],
    header: Header,
    language: str,
    *,
    titles: Container[int] = (),
    known: Sequence[Part | None] = (),
    doubtful: Container[int] = (),
) -> tuple[list[Part], list[Block]]:
    """The part of each block, and the blocks with the kinds that follow from it: the line that
    names a commenter, like a by-line, is no sentence of theirs.

    `titles` are the blocks that are set like the title of a post, `known` the parts that are
    sure already, `doubtful` the blocks that are navigation unless they turn out to be notes,
    captions or comments.
    """
    page = _Page(
        text,
        blocks,
        header,
        language,
        [" ".join(text[block.start : block.end].split()) for block in blocks],
        [BODY] * len(blocks),
        dict.fromkeys(header.bylines, "heading"),
        len(blocks),
        list(known) or [None] * len(blocks),
    )
    if header.title_block is not None:
        page.kinds[header.title_block] = "heading"
    _find_comments(page)
    _find_posts(page, titles)
    _find_notes(page)
    _find_captions(page)
    _find_chrome(page)
    for index, part in enumerate(page.known):
        if part is not None:
            page.parts[index] = part
            if part.kind == "comment" and _is_head_of_comment(page, index, part):
                page.kinds[index] = "heading"
        elif index in doubtful and page.parts[index].kind in ("body", "post"):
            page.parts[index] = NAVIGATION
    changed = [
        replace(block, kind=page.kinds.get(index, block.kind)) for index, block in enumerate(blocks)
    ]
    return page.parts, changed


def _is_head_of_comment(page: _Page, index: int, part: Part) -> bool:
    """A line that gives the author or the date of a comment, and little else."""
    line = page.lines[index]
    if part.author and fold(part.author) in fold(line) and len(line) < len(part.author) + 20:
        return True
    return page.reads_as_date(index) is not None


def sections_of(
    text: str, blocks: Sequence[Block], parts: Sequence[Part]
) -> tuple[tuple[Section, ...], list[int]]:
    """The sections that cover the whole text in order, and the section of each block."""
    sections: list[Section] = []
    numbers: list[int] = []
    before: Part | None = None
    for block, part in zip(blocks, parts, strict=True):
        if part != before:
            start = block.line if sections else 0
            if sections:
                sections[-1] = replace(sections[-1], end=start)
            number = len(sections)
            sections.append(
                Section(number, part.kind, start, start, part.title, part.author, part.published)
            )
            before = part
        numbers.append(len(sections) - 1)
    if sections:
        sections[-1] = replace(sections[-1], end=len(text))
    return tuple(sections), numbers


def _find_comments(page: _Page) -> None:
    if any(part is not None and part.kind == "comment" for part in page.known):
        return  # the markup tells them
    comments = find_comments(page.text, page.blocks, page.language)
    if comments is None:
        return
    page.end, bylines = comments
    page.kinds[page.end] = "heading"
    part = Part("comment", title=page.lines[page.end])
    for index in range(page.end, len(page.blocks)):
        if found := bylines.get(index):
            part = Part("comment", None, found.author, found.published, index)
            page.kinds[index] = "heading"
        elif page.blocks[index].kind == "heading" and index > page.end:
            page.kinds[index] = "sentence"  # « Bravo ! » is what somebody says
        page.parts[index] = part


def _find_posts(page: _Page, titles: Container[int]) -> None:
    """Several posts on one page: headings set apart from other headings, twice at least.

    A post's heading has a date under it, a « read more » or a wide gap above it, or is set like
    a title.
    """
    starts: dict[int, str | None] = {}
    for index in range(page.end):
        if page.blocks[index].kind != "heading" or index == page.header.title_block:
            continue
        if page.known[index] is not None:
            continue
        above = page.text[page.blocks[index - 1].end : page.blocks[index].line] if index else ""
        date = page.reads_as_date(index + 1) if index + 1 < page.end else None
        is_behind_more = index > 0 and page.words.more.search(page.lines[index - 1][-80:])
        if date or above.count("\n") > _WIDE_GAP or is_behind_more or index in titles:
            starts[index] = date
    if len(starts) < 2:
        return
    # What stands above the first of them is a post too, and its first line may be its title.
    first = page.header.title_block or 0
    starts.setdefault(first, page.header.published)
    part = BODY
    for index in range(page.end):
        if index in starts:
            title = page.lines[index] if len(page.lines[index]) <= _LONGEST_CHROME else None
            part = Part("post", title, None, starts[index], index)
        page.parts[index] = part


def _find_notes(page: _Page) -> None:
    """Notes and reference lists: under a heading of theirs, or entries with labels at the end."""
    index = 0
    while index < page.end:
        last = _end_of_notes(page, index + 1) if _is_notes_heading(page, index) else index
        if last > index + 1:
            part = Part("notes", page.lines[index].rstrip(" :"), number=index)
            page.parts[index:last] = [part] * (last - index)
            page.kinds[index] = "heading"
        index = max(last, index + 1)
    _find_labelled_notes(page)


def _is_notes_heading(page: _Page, index: int) -> bool:
    line = page.lines[index]
    return len(line) <= 60 and page.blocks[index].apart and bool(page.words.notes.match(line))


def _end_of_notes(page: _Page, start: int) -> int:
    """Entries are list items, or lines until the next heading where there are no items."""
    stop = start
    while stop < page.end and not (
        page.blocks[stop].kind == "heading"
        or page.words.notes.match(page.lines[stop])
        or page.known[stop] is not None
    ):
        stop += 1
    items = [index for index in range(start, stop) if page.blocks[index].kind == "item"]
    # What stands behind the last entry is another matter: a disclaimer, a signature.
    return items[-1] + 1 if items else stop


def _find_labelled_notes(page: _Page) -> None:
    """« [1] … », « [2] … » at the end of a text that has these markers in its sentences."""
    run: list[int] = []
    labels: list[str] = []
    for index in range(page.end - 1, -1, -1):
        block = page.blocks[index]
        found = LABEL.match(page.text, block.start, block.end)
        if found and page.parts[index].kind != "notes":
            run.append(index)
            labels.append(found[0].strip())
        elif run:
            break
    if not run:
        return
    first, last = run[-1], run[0]
    before = page.text[: page.blocks[first].start]
    if any(label in before for label in labels):
        page.parts[first : last + 1] = [Part("notes", number=first)] * (last + 1 - first)


def _find_captions(page: _Page) -> None:
    """A picture's words: credits, and the short line that stands twice (as text and as title)."""
    for index, line in enumerate(page.lines):
        if page.parts[index].kind not in ("body", "post") or index == page.header.title_block:
            continue
        twin = index + 1 < len(page.lines) and fold(line) == fold(page.lines[index + 1])
        is_short = len(line) <= 2 * _LONGEST_CHROME
        if page.blocks[index].kind == "caption" or (is_short and page.words.captions.search(line)):
            page.parts[index] = _CAPTION
        elif twin and is_short:
            for same in (index, index + 1):
                page.parts[same] = _CAPTION
                page.kinds[same] = "sentence"


def _find_chrome(page: _Page) -> None:
    """Buttons and menus line by line; a form reaches to the next comment or to the end."""
    in_form = False
    before = BODY
    for index, line in enumerate(page.lines):
        part = page.parts[index]
        is_comment = part.kind == "comment" and part != before
        before = part
        if is_comment or len(line) > 3 * _LONGEST_CHROME:
            in_form = False  # a form has no paragraphs
        is_short = len(line) <= _LONGEST_CHROME
        in_form = in_form or (is_short and bool(page.words.forms.match(line)))
        is_button = is_short and not is_comment and bool(page.words.buttons.search(line))
        if in_form or is_button or index in page.header.chrome:
            page.parts[index] = NAVIGATION

"""Reads one file into an `Article`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from kb.languages import codes, fold
from kb.reading.blocks import Block, find_blocks
from kb.reading.comments import answering_author
from kb.reading.dates import parse_date
from kb.reading.decoding import decode, read_bytes
from kb.reading.errors import ReadingError
from kb.reading.files import FORMATS
from kb.reading.header import find_header
from kb.reading.html_page import declared_encoding, read_html
from kb.reading.judging import judge
from kb.reading.language import find_language
from kb.reading.page import Page
from kb.reading.sections import BODY, NAVIGATION, Part, find_parts, sections_of
from kb.reading.sentences import split
from kb.reading.sidecar import Metadata
from kb.reading.text import read_text
from kb.records import Anchor, Article, Section, Sentence

_LONGEST_ITEM = 400  # characters; a longer list item is a paragraph with a bullet
# Text whose author puts no-break spaces before « ! » shows nothing by one before a last « ! ».
_BEFORE_STOPS = re.compile("(?P<no_break>[\u00a0\u202f])(?=[!?;:])| (?=[!?;:])")


def read(path: Path | str, *, root: Path | str, metadata: Metadata | None = None) -> Article:
    """The article in a file below `root`; what `metadata` says wins over what the file says.

    ReadingError, with the remedy, when there is none to read.
    """
    path = Path(path)
    name = _below(path, Path(root))
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ReadingError(path, "this format is not read", "save it as text, Markdown or HTML")
    data = read_bytes(path)
    if form == "html":
        page = read_html(decode(data, path, declared_encoding(data)), path)
    else:
        page = read_text(decode(data, path), is_markdown=form == "markdown")
    if not page.plain.text.strip():
        raise ReadingError(
            path, "there is nothing to read in it", "put the article's text into it, or remove it"
        )
    article = _assemble(page, name, form)
    article = replace(article, sha256=hashlib.sha256(data).hexdigest())
    return article if metadata is None else _with(article, metadata)


def _below(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise ReadingError(path, f"it is not below {root}", "choose another --root") from error


def _assemble(page: Page, name: str, form: str) -> Article:
    """Cut a page into sections and sentences, and settle what it says of itself."""
    text, declared = page.plain.text, page.declared
    prose = "\n".join(text[start:end] for start, end in page.prose)
    language, foreign = find_language(f"{prose}\n{text[page.body :]}", declared.language)
    front = _front_blocks(page)
    blocks = find_blocks(text, page.kinds, markdown=form == "markdown", start=page.body)
    judgement = judge(page, blocks)
    header = find_header(text, blocks, language, judgement.first)
    parts, blocks = find_parts(
        text,
        blocks,
        header,
        language,
        titles=_set_as_titles(page, blocks),
        known=judgement.parts,
        doubtful=judgement.doubtful,
    )
    sections, numbers = sections_of(
        text, [*(block for block, _ in front), *blocks], [*(part for _, part in front), *parts]
    )
    sentences = _sentences(
        text, [*(block for block, _ in front), *blocks], sections, numbers, language
    )
    url = declared.url or header.url
    return Article(
        path=name,
        text=page.text,
        plain=page.plain,
        sha256="",
        format=form,
        title=_shorter(declared.title, header.title),
        author=_shorter(declared.author, header.author) or _author_of_replies(sections),
        site=declared.site or header.site,
        url=url,
        published=_date(declared.published, language) or header.published,
        language=language,
        sections=sections,
        sentences=tuple(sentences),
        anchors=tuple(_resolved(anchor, url) for anchor in page.anchors),
        blockquotes=page.blockquotes,
        file_map=page.file_map,
        warnings=tuple(filter(None, (*page.warnings, foreign, _wordless(text)))),
    )


def _front_blocks(page: Page) -> list[tuple[Block, Part]]:
    """The front matter: its prose is read like the article, the rest is kept and passed over."""
    found: list[tuple[Block, Part]] = []
    at = 0
    for start, end in [*page.prose, (page.body, page.body)]:
        if at < start:
            found.append((Block(at, start, at, "navigation", 0, True), NAVIGATION))
        prose = find_blocks(page.plain.text, start=start, end=end)
        found += [(block, BODY) for block in prose]
        at = end
    return found


def _set_as_titles(page: Page, blocks: list[Block]) -> set[int]:
    """The headings with a no-break space before their last word.

    Blog software sets one in the titles of posts and nowhere else, so that no word is left
    alone in a line.
    """
    to_text = page.plain.to_text
    running = [found["no_break"] is not None for found in _BEFORE_STOPS.finditer(page.text)]
    everywhere = sum(running) > 0.3 * len(running)
    found = set()
    for index, block in enumerate(blocks):
        words = page.plain.text[block.start : block.end].rstrip()
        space = words.rfind(" ")
        if block.kind != "heading" or space < 0:
            continue
        at, _ = to_text(block.start + space, block.start + space + 1)
        if page.text[at] == "\u00a0" and (words[space + 1].isalnum() or not everywhere):
            found.add(index)
    return found


def _sentences(
    text: str,
    blocks: list[Block],
    sections: tuple[Section, ...],
    numbers: list[int],
    language: str,
) -> list[Sentence]:
    """The sentences of everything but menus, which nobody reads."""
    found: list[Sentence] = []
    paragraph, group = -1, None
    for block, number in zip(blocks, numbers, strict=True):
        if sections[number].kind == "navigation":
            continue
        if (number, block.group) != group:
            paragraph, group = paragraph + 1, (number, block.group)
        is_whole = block.kind == "heading" or (
            block.kind == "item" and block.end - block.start <= _LONGEST_ITEM
        )
        spans = (
            [(block.start, block.end)]
            if is_whole
            else split(text, block.start, block.end, language)
        )
        kind = "sentence" if block.kind == "caption" else block.kind
        found += [Sentence(start, end, number, paragraph, kind) for start, end in spans]
    return found


def _shorter(declared: str | None, shown: str | None) -> str | None:
    """What the file declares; but what the page shows where that is all of it with a site's
    name or a date added."""
    if declared and shown and fold(shown) in fold(declared):
        return shown
    return declared or shown


def _author_of_replies(sections: tuple[Section, ...]) -> str | None:
    return answering_author(
        [section.author for section in sections if section.kind == "comment" and section.author]
    )


def _wordless(text: str) -> str | None:
    has_words = any(character.isalnum() for character in text)
    return None if has_words else "there are no words in it"


def _date(written: str | None, language: str) -> str | None:
    """A date that somebody wrote in a field, in the article's language or another."""
    tried = (parse_date(written or "", code) for code in (language, *codes()))
    return next((date for date in tried if date), None)


def _resolved(anchor: Anchor, page: str | None) -> Anchor:
    """An address that is relative to the page, in full where the page's own is known."""
    if not page or not anchor.url or anchor.url.startswith("#"):
        return anchor
    try:
        if urlsplit(anchor.url).scheme:
            return anchor
        return replace(anchor, url=urljoin(page, anchor.url))
    except ValueError:
        return anchor


def _with(article: Article, metadata: Metadata) -> Article:
    """The article as the row of metadata.csv has it, where the row says something."""
    published = _date(metadata.published, article.language)
    warnings = article.warnings
    if metadata.published and not published:
        warnings += (f"metadata.csv: « {metadata.published} » is no date that kb can read",)
    return replace(
        article,
        title=metadata.title or article.title,
        author=metadata.author or article.author,
        site=metadata.site or article.site,
        url=metadata.url or article.url,
        published=published or article.published,
        warnings=warnings,
    )

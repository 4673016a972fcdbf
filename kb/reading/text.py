"""Reads text and Markdown files: their markup, their front matter, their plain text."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

from kb.reading import markdown, tags
from kb.reading.front_matter import FrontMatter, find_front_matter
from kb.reading.markup import Draft, finish
from kb.reading.page import Declared, Page

# Without one of these a text has no markup, and its plain text is the text.
_SIGNS = re.compile(r"[<&*_\[`#~\\>{|]|^[ \t]*[-=+—][-=+—\t ]*$", re.MULTILINE)
# The keys by which site generators name these things.
_TITLE = ("title", "titre", "headline")
_AUTHOR = ("author", "authors", "auteur", "auteurs", "by", "byline", "creator")
_DATE = (
    *("date", "publication_date", "published", "publishdate", "pubdate", "date_published"),
    *("datepublished", "created", "created_at", "posted"),
)
_SITE = ("site", "site_name", "sitename", "website", "publication", "publisher")
_URL = ("canonical_url", "canonical", "url", "permalink", "link", "original_url", "guid", "id")
_LANGUAGE = ("lang", "language", "locale", "langue")


def read_text(text: str, *, is_markdown: bool) -> Page:
    """A text file without its markup, and what its front matter says.

    The front matter stays in the plain text: the addresses in it are the article's.
    """
    front = find_front_matter(text)
    draft = Draft(text, is_markdown)
    draft.take(0, front.end)
    if _SIGNS.search(text, front.end):
        definitions = markdown.take_definitions(draft, front.end)
        tags.scan(draft, front.end)
        markdown.scan(draft, front.end, definitions)
    for start, end in front.prose:
        if start and text[start - 1] == "'":  # « 'l''eau' »: YAML doubles the apostrophe
            for doubled in re.finditer("''", text[start:end]):
                draft.drop(start + doubled.start(), start + doubled.start() + 1)
    markup = finish(draft)
    return Page(
        text,
        markup.plain,
        markup.kinds,
        markup.anchors,
        markup.blockquotes,
        declared=_declared(front),
        body=markup.position(front.end),
        prose=tuple((markup.position(start), markup.position(end)) for start, end in front.prose),
    )


def _declared(front: FrontMatter) -> Declared:
    title, author = front.text(*_TITLE), front.text(*_AUTHOR)
    url = _address(front)
    host = urlsplit(url).hostname if url else None
    return Declared(
        title=html.unescape(title) if title else None,
        author=html.unescape(author) if author else None,
        site=front.text(*_SITE) or (host.removeprefix("www.") if host else None),
        url=url,
        published=front.text(*_DATE),
        language=front.text(*_LANGUAGE),
    )


def _address(front: FrontMatter) -> str | None:
    """The page's address; a permalink without a host takes it from another address there."""
    said = [value for key in _URL if (value := front.text(key))]
    whole = next((value for value in said if re.match(r"https?://[^\s/]+", value)), None)
    path = next((value for value in said if re.match(r"/[^/\s]\S*$", value)), None)
    try:
        url = urljoin(whole, path) if whole and path else whole
        return url if url and urlsplit(url).hostname else None
    except ValueError:
        return None

"""What a page's head says of it: title, author, site, address, date, language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from trafilatura import extract_metadata

from kb.reading.html_tokens import attributes, tokens
from kb.reading.page import Declared

_DATES = (
    *("article:published_time", "og:article:published_time", "datepublished", "date"),
    *("dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "pubdate", "publishdate"),
    *("publish-date", "parsely-pub-date", "sailthru.date", "citation_publication_date"),
)
_URLS = ("og:url", "twitter:url")
_LARGEST_JSON = 200_000


def find_declared(source: str, *, extensive: bool) -> Declared:
    """The head's own words; in an `extensive` search trafilatura reads what is said in other
    ways, but for the date, which it fills in to the day."""
    head = _Head(source)
    try:
        found = extract_metadata(source, extensive=False) if extensive else None
    except Exception:  # trafilatura and lxml break in many ways over broken pages
        found = None
    url = head.canonical or head.first(*_URLS) or (found.url if found else None)
    url = url if url and re.match(r"https?://[^\s/]", url) else None
    return Declared(
        title=_one_line((found.title if found else None) or head.first("og:title") or head.title),
        author=_author(head.first("author")) or _author(found.author if found else None),
        site=_one_line(head.first("og:site_name") or (found.sitename if found else None))
        or _host(url),
        url=url,
        published=head.first(*_DATES) or head.json_date,
        language=head.language or head.first("og:locale", "content-language", "dc.language"),
    )


class _Head:
    """The named values of a page: meta elements, links, and JSON-LD."""

    def __init__(self, source: str) -> None:
        self._meta: dict[str, str] = {}
        self.title: str | None = None
        self.canonical: str | None = None
        self.language: str | None = None
        self.json_date: str | None = None
        in_json = False
        for token in tokens(source):
            if token.kind == "raw" and in_json and token.name == "script":
                self._read_json(source[token.start : token.end])
            elif token.kind == "raw" and token.name == "title" and self.title is None:
                self.title = source[token.start : token.end]
            if token.kind != "open" or token.name not in ("meta", "link", "html", "script", "time"):
                continue
            given = attributes(source, token)
            in_json = "ld+json" in given.get("type", "").lower()
            self._read(token.name, given)

    def first(self, *names: str) -> str | None:
        return next((self._meta[name] for name in names if self._meta.get(name)), None)

    def _read(self, name: str, given: dict[str, str]) -> None:
        if name == "html":
            self.language = self.language or given.get("lang") or given.get("xml:lang")
        elif name == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "").strip()
        elif name == "time" and ("pubdate" in given or given.get("itemprop") == "datePublished"):
            self._meta.setdefault("pubdate", given.get("datetime", ""))
        elif name == "meta":
            for key in ("property", "name", "itemprop", "http-equiv"):
                if key in given and given.get("content", "").strip():
                    self._meta.setdefault(given[key].strip().lower(), given["content"].strip())

    def _read_json(self, text: str) -> None:
        if self.json_date or len(text) > _LARGEST_JSON:
            return
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return
        self.json_date = next(_dates(value, 0), None)


def _dates(value: Any, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from _dates(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _dates(inner, depth + 1)


def _one_line(words: str | None) -> str | None:
    return " ".join(html.unescape(words).split()) or None if words else None


def _author(words: str | None) -> str | None:
    """A name as the page gives it; an address is none."""
    words = _one_line(words)
    if not words or "://" in words or "@" in words.lstrip("@"):
        return None
    return words.replace("; ", ", ")


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None

"""What one entry of notes or of a list of sources says: author, title, publication, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.addresses import find_doi, find_isbn
from kb.extraction.references.places import Places
from kb.extraction.references.words import flatten, words_of
from kb.languages import codes
from kb.reading.dates import find_dates
from kb.records import LinkMention

_QUOTED = re.compile(r"[«“\"]\s{0,2}([^«»“”\"]{3,300}?)\s{0,2}[»”\"]")
# « vol. 7, n° 2 », "12(3):201-9": a journal's volume
_VOLUME = re.compile(r"\bvol\.\s?\d|\b\d{1,3}\(\d{1,2}\)|\d{4};\s?\d{1,3}[:(]")
_DASH = re.compile(r"\s[–—-]\s")
_PERSON = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'.-]*|de|du|la|le|van|von|der|d’|Mac|Mc)(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|de|du|la|le|van|von|der)){1,4}"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of one entry, as far as it gives them."""

    kind: str = "other"
    title: str | None = None
    author: str | None = None
    container: str | None = None
    published: str | None = None
    url: str | None = None
    doi: str | None = None
    isbn: str | None = None

    @property
    def empty(self) -> bool:
        return not (self.title or self.author or self.container or self.url or self.doi)


def read_entry(text: str, start: int, end: int, code: str, links: Places[LinkMention]) -> Entry:
    """The entry [start, end) of the text, its label left out."""
    link = next(iter(links.starting_in(start, end)), None)
    words = text[start : link.start if link else end]
    dates = find_dates(words, code)
    published = dates[-1][2] if dates else None
    doi = find_doi(text[start:end])
    isbn = find_isbn(text[start:end])
    undated = words
    if dates:
        undated = words[: dates[-1][0]] + words[dates[-1][1] :]
    learned = _by_style(words)
    author, title, container = learned or _fields(undated)
    if published is None and learned:  # "2008;28:389-411"
        year = _VANCOUVER_YEAR.search(words)
        published = re.sub(r"\D", "", year.group()) if year else None
    if title is None and container is None and author is None:
        rest = re.sub(r"\(\s{0,2}\)\.?\s?", "", undated).strip(" .,;:–—-()\n\t")
        title = rest if len(rest) > 3 else (link.anchor_text if link else None)
    journal = doi is not None or _VOLUME.search(text, start, end) is not None
    kind = _kind(words, code, bool(container), bool(link), journal)
    return Entry(
        kind="book" if learned and container and not journal and not link else kind,
        title=title,
        author=author,
        container=container,
        published=published,
        url=link.url if link else None,
        doi=doi,
        isbn=isbn,
    )


# "Moon, A. (2010). Lights at Sea. Tide Press.", "Orbis (2010) - Seas"
_YEAR_IN_BRACKETS = re.compile(
    r"(?P<author>[^()«»“”\"]{2,250}?)[.,]?\s\((?:(?:1[89]|20)\d\d[a-z]?|n\.\s?d\.|s\.\s?d\.)"
    r"(?:,[^()]{1,30})?\)[.,:]?\s{0,2}(?:[–—-]\s)?(?P<rest>.+)",
    re.DOTALL,
)
# "Moon AD, Sea B. Lights at sea. Journal of Tides. 2010;28:389-411.", "…. Tide Press; 1996."
_INITIALS = re.compile(
    r"(?P<author>Anon|[A-ZÀ-Þ][^.;:]{1,200}?(?:\s[A-ZÀ-Þ]{1,3}|\bet al))\.\s"
    r"(?P<rest>[A-ZÀ-Þ\d].+)",
    re.DOTALL,
)
_VANCOUVER_YEAR = re.compile(
    r"(?:1[89]|20)\d\d\s?;|;\s?(?:1[89]|20)\d\d|\.\s(?:1[89]|20)\d\d\s?\.?\s?$"
)
_TITLE_STOP = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)»”’'?!]))[.?!](?:\s+|$)")


def _by_style(words: str) -> tuple[str | None, str | None, str | None] | None:
    """(author, title, container) of an entry in one of the learned styles, None for another."""
    entry = words.strip()
    found = _YEAR_IN_BRACKETS.match(entry)
    if found is None and _VANCOUVER_YEAR.search(entry):
        found = _INITIALS.match(entry)
    if found is None:
        return None
    author = found["author"].strip(" .,")
    if _read_at().match(flatten(found["rest"])):  # "Tides. (2026). Retrieved from http…"
        return None, author, None
    title, container = _title_and_container(found["rest"])
    return (author, title, container) if title else None


@cache
def _read_at() -> re.Pattern[str]:
    """ "Retrieved from", « Consulté sur », in every language."""
    words = "|".join(words_of(code).pattern("read_at") for code in codes())
    return re.compile(rf"(?:{words})|https?://")


def _title_and_container(rest: str) -> tuple[str | None, str | None]:
    parts = [_cleaned(part) for part in _TITLE_STOP.split(rest, maxsplit=2)]
    title = parts[0].strip(" «»“”\"'") or None
    behind = parts[1] if len(parts) > 1 else ""
    container = re.split(r"[;,(]|\s\d", behind)[0].strip()
    return title, container if re.match(r"[A-ZÀ-Þ]", container) and len(container) > 2 else None


def _fields(words: str) -> tuple[str | None, str | None, str | None]:
    """(author, title, container) of « Ana Brun – « Les phares » – Le Soir – »."""
    quoted = _QUOTED.search(words)
    if quoted:
        before = words[: quoted.start()].strip(" ,.:;–—-\n")
        after = [_cleaned(p) for p in re.split(r"\s[–—-]\s|,\s|\.\s", words[quoted.end() :])]
        container = next((p for p in after if p and re.search(r"[A-ZÀ-Þ]", p)), None)
        return before[:120] or None, quoted[1].strip(), container
    parts = [_cleaned(p) for p in _DASH.split(words)]
    parts = [p for p in parts if p]
    if len(parts) >= 2:
        if _PERSON.fullmatch(parts[0]):
            return parts[0], parts[1], parts[2] if len(parts) > 2 else None
        return None, parts[0], parts[1]
    parts = [p.strip(" .") for p in words.split(", ")]
    parts = [p for p in parts if p]
    if len(parts) >= 2 and _PERSON.fullmatch(parts[0]):
        # "Ana Brun, Lights at Sea, A History, March 2010": the title holds commas too.
        return parts[0], ", ".join(parts[1:]).strip(" .,"), None
    return None, None, None


def _cleaned(part: str) -> str:
    return part.strip(" .,;:–—-()[]\n\t")


def _kind(words: str, code: str, contained: bool, linked: bool, journal: bool) -> str:
    flat = flatten(words)
    kinds = words_of(code).kinds
    for word in sorted(kinds, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", flat) and word not in words_of(
            code
        ).folded("weak", "words"):
            return kinds[word]
    if journal:
        return "study"
    if contained:
        return "article"
    return "web page" if linked else "other"

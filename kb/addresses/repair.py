"""An address as it stands in an article -> the address that its author meant.

Each mend has a name, and where a broken address can be read in two ways the other
readings are kept, best first: the link checker may decide between them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from kb.addresses import captions, words
from kb.addresses.canonical import has_public_suffix
from kb.addresses.punctuation import trim


@dataclass(frozen=True, slots=True)
class Repaired:
    """The address that is fetched, the names of the mends ("; "-joined), other readings."""

    url: str
    repair: str = ""
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """An address on its way: every step may change it, name what it did and add readings."""

    url: str
    mends: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def mended(self, url: str, mend: str, *readings: str) -> _Draft:
        if url == self.url:
            return self
        return _Draft(url, (*self.mends, mend), (*self.readings, *readings))


def repair(written: str, vocabulary: Container[str] = frozenset()) -> Repaired:
    """Mend an address from running text.

    `vocabulary` holds folded words of the article; it helps to see which half of a
    word belongs to a caption and which to the address it was pasted into.
    """
    draft = _Draft(written.strip())
    for step in _STEPS_OF_TEXT:
        draft = step(draft)
    draft = _without_white_space(draft, vocabulary)
    for step in (_typography_undone, _trailing_word_cut):
        draft = step(draft)
    return _finished(draft)


def repair_href(written: str) -> Repaired:
    """Mend an address from a link's markup, where typography and words stay as they are.

    White space inside is part of the address there (browsers encode it), line breaks
    are not (browsers drop them).
    """
    draft = _Draft(re.sub(r"[\t\r\n]", "", written).strip())
    draft = _without_invisible(draft)
    draft = _with_scheme(draft)
    without = re.sub(r"\s+", "", draft.url)
    draft = draft.mended(re.sub(r"\s", "%20", draft.url), "white space encoded", without)
    return _finished(draft)


def _finished(draft: _Draft) -> Repaired:
    others = dict.fromkeys(r for r in draft.readings if r != draft.url)
    return Repaired(draft.url, "; ".join(dict.fromkeys(draft.mends)), tuple(others))


# -- steps, in their order --------------------------------------------------------


def _without_punctuation(draft: _Draft) -> _Draft:
    start, end = trim(draft.url)
    return draft.mended(draft.url[start:end], "punctuation removed")


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")


def _entities_decoded(draft: _Draft) -> _Draft:
    # Only with their semicolon: in « ?a=1&copy=2 » there is none to decode.
    decoded: list[str] = []
    at = 0
    for entity in _ENTITY.finditer(draft.url):
        character = html.unescape(entity[0])
        decoded += draft.url[at : entity.start()], character
        at = entity.end()
        if character.isspace() or character in '<>"':  # what ended the address in its markup
            return draft.mended("".join(decoded)[:-1], "entities decoded")
    return draft.mended("".join(decoded) + draft.url[at:], "entities decoded")


_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")


def _without_invisible(draft: _Draft) -> _Draft:
    return draft.mended(_INVISIBLE.sub("", draft.url).strip(), "invisible characters removed")


def _without_escapes(draft: _Draft) -> _Draft:
    """Markdown's backslashes before what would otherwise be markup."""
    return draft.mended(re.sub(r"\\([_*~\[\]()#.!-])", r"\1", draft.url), "escapes removed")


# « http// », « http:/ », « http ://», « ttp:// », « https;// », « http:\\ »
_SCHEME = re.compile(
    r"h?t{2,3}p{1,2}(?P<secure>s?)(?:\s?[:;]\s?[/\\]{1,4}|\s?/{2}|:(?=www\.))\s*", re.I
)


def _with_scheme(draft: _Draft) -> _Draft:
    url, again = draft.url, 0
    found = _SCHEME.match(url)
    if found is None:
        bare = url.lstrip("/")
        return draft.mended("http://" + bare, "scheme added") if bare else draft
    secure = found["secure"]
    rest = url[found.end() :]
    while (again_found := _SCHEME.match(rest)) and again < 3:  # « http://http://… »
        secure, rest, again = again_found["secure"], rest[again_found.end() :], again + 1
    clean = f"http{secure.lower()}://"
    if found[0].lower() == clean and not again:
        return draft
    return draft.mended(clean + rest, "scheme repeated" if again else "scheme mended")


def _without_white_space(draft: _Draft, vocabulary: Container[str]) -> _Draft:
    if not re.search(r"\s", draft.url):
        return draft
    caption_readings = captions.readings(draft.url, vocabulary)
    joined = re.sub(r"\s+", "", draft.url)
    if caption_readings:
        best, *others = caption_readings
        return draft.mended(best, "caption removed", *others, joined)
    first = draft.url.split()[0]
    mend = "line break removed" if re.search(r"[\r\n]", draft.url) else "white space removed"
    return draft.mended(joined, mend, *([first] if has_public_suffix(_host_of(first)) else []))


_TYPOGRAPHY = {"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "×": "x", "′": "'", "″": '"'}
_DASH = re.compile("[–—]")


def _typography_undone(draft: _Draft) -> _Draft:
    """What a typographer's software made of the address: « -- » became a dash, ' became ’."""
    as_written = draft.url
    plain = re.sub(f"[{''.join(_TYPOGRAPHY)}]", lambda m: _TYPOGRAPHY[m[0]], as_written)
    if not _DASH.search(plain):
        return draft.mended(plain, "typography undone", as_written)
    doubled = plain.replace("—", "---").replace("–", "--")
    single = _DASH.sub("-", plain)
    if all(_SLUG.fullmatch(part) for part in plain.split("/") if _DASH.search(part)):
        return draft.mended(doubled, "typography undone", single, as_written)
    # « /wiki/Michelson–Morley » has a dash in its name.
    kept = draft.mended(plain, "typography undone", as_written)
    return replace(kept, readings=(*kept.readings, doubled, single))


# A segment in small letters without accents: made from a title, by software without dashes.
_SLUG = re.compile(r"[a-z0-9._–—-]+(?:[?#].*)?")


def _trailing_word_cut(draft: _Draft) -> _Draft:
    cut = words.without_trailing_word(draft.url)
    return draft.mended(cut, "trailing word cut", draft.url)


def _host_of(url: str) -> str:
    return re.split(r"[/?#:]", url.partition("://")[2], maxsplit=1)[0]


_STEPS_OF_TEXT: tuple[Callable[[_Draft], _Draft], ...] = (
    _without_punctuation,
    _entities_decoded,
    _without_invisible,
    _without_escapes,
    _with_scheme,
)

"""What an address itself tells: its segments, its words, the kind of place that it names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from kb.languages import fold
from kb.links.wording import wording

_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jspx?|cfm|do|htm|xhtml)$")
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cfm|do|cgi|pl)/?$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_OF_LANGUAGE = ("lang", "language", "langue", "locale", "hl", "l")
_NO = ("", "0", "no", "none", "false")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{3,}")


# The standard library's own splitter raises for some addresses; this is RFC 3986's.
_PARTS = re.compile(r"(?:[^:/?#]*:)?(?://[^/?#]*)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)


class Parts(NamedTuple):
    """What stands behind the host of an address, as it stands there."""

    path: str
    query: str
    fragment: str


def split(url: str) -> Parts:
    """The parts of any address, however broken."""
    found = _PARTS.match(url)
    return Parts(*(part or "" for part in found.groups())) if found else Parts("", "", "")


@lru_cache(maxsize=512)
def segments(url: str) -> tuple[str, ...]:
    """The segments of the path, folded, without empty ones and without the page's extension."""
    path = unquote(split(url).path[:2_000])
    return tuple(_EXTENSION.sub("", fold(part)) for part in path.split("/") if part)


def query(url: str) -> str:
    return split(url).query


def is_front(url: str) -> bool:
    """Whether an address is a site's front page: no path, a language, « index », « accueil ».

    In « /spip.php?page=sommaire » it is the query that says so.
    """
    asked = parameters(url)
    if asked and not all(_leads_to_a_front(*pair) for pair in asked):
        return False
    parts = segments(url)
    if asked and parts and _SCRIPT.search(split(url).path.lower()):
        parts = parts[:-1]
    return all(map(_names_a_front, parts))


def _names_a_front(part: str) -> bool:
    return bool(_LANGUAGE.fullmatch(part)) or part in wording().front_paths


def _leads_to_a_front(name: str, value: str) -> bool:
    named = name in _OF_LANGUAGE and _LANGUAGE.fullmatch(value)
    return bool(named) or value in wording().front_paths


def parameters(url: str) -> list[tuple[str, str]]:
    """The names and values of the query, folded, at most fifty."""
    pairs = (pair.partition("=") for pair in query(url)[:2_000].split("&")[:50] if pair)
    # « ?notfound » says what « ?notfound=notfound » does.
    return [(fold(unquote(a)), fold(unquote(b if equals else a))) for a, equals, b in pairs]


def words(url: str) -> frozenset[str]:
    """The telling words of the path and the query: of « /2012/la-journee-des-arbres », two."""
    text = " ".join(segments(url)[-2:]) + " " + fold(unquote(query(url)[:500]))
    return frozenset(_WORD.findall(re.sub(r"[_-]", " ", text))) - wording().small_words


def slug_words(url: str) -> frozenset[str]:
    """The telling words of the last segment that has any."""
    for part in reversed(segments(url)):
        found = frozenset(_WORD.findall(re.sub(r"[_-]", " ", part))) - wording().small_words
        if found:
            return found
    return frozenset()


def is_named(url: str) -> bool:
    """Whether the last segment has a word, so that no folder's name need stand for it."""
    return any(_WORD.search(part) for part in segments(url)[-1:])


def numbers(url: str, *, years: bool = False) -> frozenset[str]:
    """The numbers of the last segment and the query, which may be the page's own."""
    text = " ".join(segments(url)[-1:]) + " " + query(url)
    found = (plain(number) for number in re.findall(r"\d{1,20}", text))
    return frozenset(n for n in found if years or not _YEAR.fullmatch(n))


def plain(number: str) -> str:
    """« 007 » is 7."""
    return number.lstrip("0") or "0"


def is_error_place(url: str) -> bool:
    """« /404.html », « /errors/not-found », « ?aspxerrorpath=… »."""
    if "aspxerrorpath=" in url.lower():
        return True
    known = wording().error_paths
    # « /?notfound=1 », « /index.php?page=404 ».
    if any(
        (name in known and value not in _NO) or value in known for name, value in parameters(url)
    ):
        return True
    return any(part in wording().error_paths for part in segments(url)[-2:])


def is_sign_in_place(url: str) -> bool:
    """« /login », « /connexion », « /users/sign_in »."""
    return any(part in wording().sign_in_paths for part in segments(url))


def is_search_place(url: str) -> bool:
    """« /search?q=… », « /recherche/… », « /?s=… »."""
    if re.match(r"(?:s|q|query|search)=", query(url)):
        return True
    return any(part in wording().search_paths for part in segments(url)[:2])


def is_section(url: str) -> bool:
    """Whether the path looks like a section's: one or two plain words, « /politique/ »."""
    parts = segments(url)
    return (
        0 < len(parts) <= 2
        and not query(url)
        and all(re.fullmatch(r"[^\W\d]{2,20}", part) for part in parts)
    )


def is_page(url: str) -> bool:
    """Whether the address looks like one page's own: a title of some words, or a number."""
    last = segments(url)[-1:] or ("",)
    return len(re.findall(r"[^\W_]+", re.sub("_", " ", last[0]))) >= 3 or bool(
        re.search(r"\d{3,}", last[0] + query(url))
    )


def is_above(final: str, asked: str) -> bool:
    """Whether one path is the beginning of the other: « /news/ » of « /news/2012/slug »."""
    short, long = segments(final), segments(asked)
    return 0 < len(short) < len(long) and long[: len(short)] == short

"""A word of the sentence run into the end of an address: « https://example.org/This post »."""

from __future__ import annotations

import re
from functools import cache

from kb.addresses.canonical import has_public_suffix
from kb.languages import alternation, codes, load

_FILE = re.compile(
    r"\.(?:html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|csv|txt|jpe?g|png)(?=[A-ZÀ-ÖØ-Þ])", re.A
)


def without_trailing_word(url: str) -> str:
    """The address without the word run into its end, or as it was.

    Cut are a capitalised word behind a file's ending (« page.htmlVoir ») or behind a
    domain (« example.frVoir »), and a word that opens sentences behind a slash or a
    title in small letters (« example.org/This », « /le-titre-12Cette »).
    """
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    if not slash:
        return f"{scheme}://{_bare_host(host)}" if host else url
    if found := _FILE.search(path):
        return url[: len(url) - len(path) + found.end()]
    if found := _opener().search(path):
        before = path[: found.start()]
        segment = before.rpartition("/")[2]
        is_title = "-" in segment and segment == segment.lower() and segment[-1].isalnum()
        if not before or before.endswith(("/", ".", "!", "?")) or is_title:
            return f"{scheme}://{host}/{before.rstrip('.!?')}"
    return url


def _bare_host(host: str) -> str:
    """« example.frVoir », « example.fr.Le » -> example.fr, where that is a domain."""
    if has_public_suffix(host):
        found = re.search(r"(?<=[a-z])\.[A-ZÀ-Ý][a-zà-ÿ]+$", host)
    else:
        found = re.search(r"(?<=[a-z])\.?[A-ZÀ-Ý][a-zà-ÿ]*$", host)
    if found and has_public_suffix(host[: found.start()]):
        return host[: found.start()]
    return host


@cache
def _opener() -> re.Pattern[str]:
    """A word of any language that opens sentences and hardly names a page, at the very end."""
    openers = [w for code in codes() for w in load(code).words("addresses", "openers")]
    return re.compile(rf"{alternation(openers)}$")

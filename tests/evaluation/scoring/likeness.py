"""When two addresses, names, words or spans count as the same. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

Span = tuple[int, int]

TRACKING = re.compile(
    r"(?i)^(utm_\w+|fbclid|gclid|xtor|ref_src|ref_url|mc_[ce]id|igshid|yclid|cmpid"
    r"|at_(medium|campaign)\w*)$"
)
ADDRESS = re.compile(r"([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$", re.S)
# Words that carry nothing when two descriptions are compared.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "le la les l d de du des un une et en au aux a the of an and in to for ce cet cette ces"
        " leur leurs its their",
    )
)
SENTENCE_BREAK = re.compile(r"\n+|(?<=[.!?…])(?<!\b[DM]r\.)[»”\"’)\]\s\xa0]*\s(?=\S)")


def fold(text: str | None) -> str:
    """Lower case, without accents, one kind of apostrophe, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = bare.replace("’", "'").replace("‘", "'").replace("œ", "oe")
    return re.sub(r"\s+", " ", bare).strip().casefold()


def words(text: str | None) -> list[str]:
    """The content words of a text, folded."""
    return [word for word in re.findall(r"[^\W_]+", fold(text)) if word not in SMALL]


def url_key(url: str) -> str:
    """One spelling for an address: no scheme, www., tracking or final slash; unquoted, NFC."""
    url = unicodedata.normalize("NFC", unquote(url.strip()))
    url = re.sub(r"(?i)^https?://", "", url)
    match = ADDRESS.match(url)
    assert match is not None  # every part of the pattern may be empty
    host, path, query, fragment = (part or "" for part in match.groups())
    kept = [p for p in query[1:].split("&") if p and not TRACKING.match(p.partition("=")[0])]
    asked = "?" + "&".join(kept) if kept else ""
    return (host.lower().removeprefix("www.") + path + asked + fragment).rstrip("/")


def same_url(one: str, other: str) -> bool:
    return url_key(one) == url_key(other)


def same_name(one: str | None, other: str | None) -> bool:
    """The same person or organisation: equal, one name inside the other, or initials that fit."""
    a, b = words(one), words(other)
    if not a or not b:
        return not a and not b
    if "".join(a) == "".join(b) or set(a) <= set(b) or set(b) <= set(a):
        return True
    short, long = sorted((a, b), key=lambda name: sum(map(len, name)))
    initials = all(len(x) == 1 and x == y[0] for x, y in zip(short[:-1], long, strict=False))
    return short[-1] == long[-1] and len(short) > 1 and initials


def holds(needle: str, hay: str) -> bool:
    """The folded string stands in hay, not inside another word.

    A stem of five letters or more may be inflected ("varnelle" in "varnelles").
    """
    stem = fold(needle)
    end = "" if len(stem) >= 5 else r"(?!\w)"
    inside = len(stem) >= 6 and stem in hay
    return inside or re.search(r"(?<!\w)" + re.escape(stem) + end, hay) is not None


def shares(wanted: str | None, got: str | None) -> bool:
    """At least half of the content words of `wanted` stand in `got`, which is not much longer."""
    a, b = set(words(wanted)), set(words(got))
    return not a or (len(a & b) >= len(a) / 2 and len(b) <= 2 * len(a) + 8)


def close(one: float | None, other: float | None) -> bool:
    """Equal within one percent; None only equals None."""
    if one is None or other is None:
        return one is None and other is None
    return abs(float(one) - float(other)) <= max(0.01 * abs(float(other)), 0.006)


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def iou(one: Span, other: Span) -> float:
    """Shared characters over all characters of two spans, 0 to 1."""
    shared = overlap(one, other)
    return shared / ((one[1] - one[0]) + (other[1] - other[0]) - shared) if shared else 0.0


def sentence_span(text: str, span: Span) -> Span:
    """The sentences or lines of the text that the span touches."""
    cuts = [match.end() for match in SENTENCE_BREAK.finditer(text)]
    start = max((cut for cut in cuts if cut <= span[0]), default=0)
    return start, min((cut for cut in cuts if cut >= span[1]), default=len(text))

"""Where addresses stand in running text, and where each of them ends.

An address ends at white space, quotation marks and angle brackets; punctuation of the
sentence around it stays outside. Where it was broken (a space or line break inside, a
caption pasted in), it goes on behind the white space if the evidence is strong.
"""

from __future__ import annotations

import re

from kb.addresses import captions
from kb.addresses.canonical import has_public_suffix
from kb.addresses.punctuation import first_unbalanced, trim

_LONGEST = 4000  # code points; longer runs are no addresses that anybody wrote
_CAPTION_PIECES = 8  # a caption is a few words
_CAPTION_LENGTH = 100

# White space, quotation marks, and marks that other scripts close sentences with.
_ENDS = r"\s<>\"«»‹›“”„|\x00-\x1f\x7f。、，）」』】"
_SCHEME = (
    r"(?:https?://|(?<![^\W\d_])h?t{2,3}p{1,2}s?"
    r"(?:\s?[:;]\s?[/\\]{1,4}(?:\s(?=[\w.-]{1,80}\.\w))?|\s?/{2}(?=[\w-]{1,60}\.)|:(?=www\.)))"
)
_BROKEN_WWW = r"(?:www\.\s(?=[\w-]{1,60}\.[a-z]{2,}))"
_WWW = rf"(?<![\w@./-])(?:{_BROKEN_WWW}|www\.)"
_START = re.compile(rf"(?:{_SCHEME}{_BROKEN_WWW}?|{_WWW})(?=[^{_ENDS}/.,;:!?()\]])", re.I)
_BODY = re.compile(rf"[^{_ENDS}]{{1,{_LONGEST}}}")
# Looked at first, so that « http://http://http://… » costs no more than its length.
_COULD_BE_HOST = re.compile(r"\[|localhost\b|[^/?#\\\s]{0,255}(?:\.|\s)", re.I)
_SITE = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}$")  # what follows « www. »
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]")
# Marks that may also stand in an address: they end one only if they opened before it.
_SINGLE_QUOTES = {"'": "'", "’": "’", "‘": "’", "`": "`"}
# A second address run into the first, unless it is a part of it (archives, redirectors).
_NEXT_ADDRESS = re.compile(r"(?<=[^\W_,;])[,;]?(?=https?://)|[,;)(\[\]*](?=https?://)", re.I)

_PIECE = re.compile(rf"([ \t]|[ \t]{{0,2}}\r?\n[ \t]{{0,4}})([^{_ENDS}]{{1,{_LONGEST}}})")
_ADDRESS_START = re.compile(r"(?:https?:|www\.|mailto:)", re.I)
_FILE_END = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|pdf|docx?|xlsx?|pptx?)(?:[?#]\S*)?$", re.I)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_ASCII_PIECE = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_QUERY = re.compile(r"[?&]?[\w.-]{1,40}=[^=\s]+$")


def find_written(text: str) -> list[tuple[int, int]]:
    """Start and end of every address with http(s):// or www., ascending, not overlapping."""
    found: list[tuple[int, int]] = []
    at = 0
    while start := _START.search(text, at):
        span = _span(text, start)
        if span:
            found.append(span)
        at = max(start.end(), span[1] if span else 0)
    return found


def _span(text: str, start: re.Match[str]) -> tuple[int, int] | None:
    if not _COULD_BE_HOST.match(text, start.end()):
        return None
    body = _BODY.match(text, start.end(), _closing_quote(text, start.start()))
    if body is None:
        return None
    end = body.end()
    if glued := _NEXT_ADDRESS.search(text, start.end() + 1, end):
        end = glued.start()
    end = _end_of_address(text, start.start(), end)
    if broken := _end_of_broken_host(text, start, end):
        end = broken
    elif not _has_host(text[start.end() : end], www=start[0][:1] in "wW"):
        return None
    while longer := _continued(text, start.start(), end):
        end = longer
    return start.start(), end


def _closing_quote(text: str, start: int) -> int:
    """Where the quotation mark before the address is closed; as far as addresses go if nowhere."""
    farthest = min(start + _LONGEST, len(text))
    closing = _SINGLE_QUOTES.get(text[start - 1 : start], "")
    quote = text.find(closing, start, farthest) if closing else -1
    return quote if quote > start else farthest


def _end_of_address(text: str, start: int, end: int) -> int:
    """Without what belongs to the sentence: closing brackets and final marks."""
    before = text[start - 1] if start else ""
    end = start + first_unbalanced(text[start:end])
    _, length = trim(before + text[start:end] if before in ("_", "*") else text[start:end])
    return start + length - (1 if before in ("_", "*") else 0)


def _has_host(rest: str, *, www: bool) -> bool:
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    host = authority.rpartition("@")[2].partition(":")[0].strip().rstrip(".")
    if www:
        return bool(_SITE.match(host))
    return "." in host or host.lower() == "localhost" or bool(_IPV6.match(rest))


def _end_of_broken_host(text: str, start: re.Match[str], end: int) -> int | None:
    """« http://www.example .org/page »: the host goes on behind the space."""
    rest = text[start.end() : end]
    piece = _PIECE.match(text, end)
    if piece is None or not piece[2].startswith(".") or re.search(r"[/?#]", rest):
        return None
    host = re.split(r"[/?#:]", piece[2], maxsplit=1)[0]
    if has_public_suffix("www." + rest) or not has_public_suffix("www." + rest + host):
        return None
    return _end_of_address(text, start.start(), piece.end())


def _continued(text: str, start: int, end: int) -> int | None:
    """Where a broken address ends, if it goes on behind the white space at `end`."""
    if end - start > _LONGEST:
        return None
    piece = _PIECE.match(text, end)
    if piece is None:
        return None
    address, line_break = text[start:end], "\n" in piece[1]
    stop = _end_of_address(text, piece.start(2), piece.end(2))
    token = text[piece.start(2) : stop]
    if _goes_on(address, token, line_break=line_break):
        return stop
    return _end_behind_caption(text, start, end)


def _goes_on(address: str, token: str, *, line_break: bool) -> bool:
    """Whether the token can only be the address's own continuation, not a word of the sentence."""
    if not token or _ADDRESS_START.match(token) or not _ASCII_PIECE.fullmatch(token):
        return False
    if token.count("/") == 1 and token.endswith("/"):
        token = token[:-1]
    path = address.partition("://")[2].partition("/")[2]
    if _FILE_END.search(address):
        return token[0] in "?&" and bool(_QUERY.match(token))
    if token[0] in "?&":
        return bool(_QUERY.match(token))
    open_end = address[-1] in "/-_=&%+" or address.endswith("%2")
    hyphens = token.count("-") + token.count("_")
    slug = bool(_SLUG.match(token)) and token == token.lower()
    if open_end and (path or address[-1] == "/"):
        if _FILE_END.search(token) and "/" not in token[:1]:
            return True
        if slug and (hyphens >= 2 or (line_break and hyphens == 1 and address[-1] in "-_")):
            return True
        return address[-1] in "=&%" and bool(re.search(r"[=&%\d]", token))
    if not path:
        return False
    if re.match(r"\.(?:html?|php|pdf|aspx?)\b", token):
        return True
    return slug and (hyphens >= 4 or (hyphens >= 2 and bool(_FILE_END.search(token))))


def _end_behind_caption(text: str, start: int, end: int) -> int | None:
    """The end of an address that a caption was pasted into, if there is one."""
    address = text[start:end]
    if not captions.starts_caption(address):
        return None
    at = end
    for _ in range(_CAPTION_PIECES):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() - end > _CAPTION_LENGTH + 200:
            return None
        if _ADDRESS_START.match(piece[2]):
            return None
        stop = _end_of_address(text, piece.start(2), piece.end(2))
        if _closes_caption(text[piece.start(2) : stop]):
            return stop
        at = piece.end()
    return None


def _closes_caption(token: str) -> bool:
    """A piece with the rest of a title in small letters: « 12urnee-des-arbres-4512 »."""
    if not _ASCII_PIECE.fullmatch(token):
        return False
    if _FILE_END.search(token) and "-" in token:
        return True
    head, hyphen, rest = token.partition("-")
    if not hyphen or not head.isalnum() or rest != rest.lower():
        return False
    if re.search(r"\d[a-z]", head):  # « 12urnee-bleue »: a figure run into a word
        return True
    return rest.count("-") >= 2 or bool(re.search(r"-[^-]*\d", rest))

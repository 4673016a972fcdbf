"""A file's bytes, and the text they stand for."""

from __future__ import annotations

import codecs
from functools import cache
from pathlib import Path

from charset_normalizer import from_bytes

from kb.languages import codes, load
from kb.reading.errors import ReadingError

LARGEST = 20 * 1024 * 1024  # bytes
# Files that begin like this are something else than text, whatever their name says.
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (a .docx, .odt or .epub is one)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3\x00": "an SQLite database",
    b"{\\rtf": "an RTF text",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What texts in the languages that kb reads were written in before UTF-8, the likeliest first.
# (The last is UTF-8 with stretches pasted in from elsewhere; see _pasted.)
_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850", "utf-8")
_SIGNS = frozenset("«»“”‘’„–—…€£§°©®™·•²³½¼¾№ß\u00a0")
_ENOUGH = 0.5  # points a character beyond ASCII
_AS_TEXT = "save it as plain text, Markdown or HTML and name that file"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. ReadingError when it is missing, closed to us, too large or empty."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ReadingError(
                path,
                f"it has {size / 1024 / 1024:.0f} MB, and articles of more than 20 MB are not read",
                "split it into one file per article",
            )
        with path.open("rb") as file:
            # A file may grow after the question for its size, and a pipe has none.
            data = file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise ReadingError(path, "it is a folder", "name the files in it") from error
    except FileNotFoundError as error:
        raise ReadingError(path, "there is no such file", "check the path") from error
    except OSError as error:
        why = error.strerror or "the system refused"
        raise ReadingError(path, f"it cannot be opened ({why})", "check its rights") from error
    if len(data) > LARGEST:
        raise ReadingError(path, "it has more than 20 MB", "split it into one file per article")
    return data


def decode(data: bytes, path: Path, declared: str | None = None) -> str:
    """The text without its byte order mark; `declared` is the encoding that a page names.

    UTF-8 where the bytes are UTF-8, since other text is hardly ever valid UTF-8 by
    chance; else what the file declares; else the encoding that gives most letters of the
    languages that kb reads; else what charset-normalizer finds. (Asked at once, it takes
    French in Latin-1 for Czech: « trčs bien ».) ReadingError for what is not text.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadingError(path, f"it is {what}, which kb does not read", _AS_TEXT)
    text = _decoded(data, path, declared)
    if "\0" in text:
        raise ReadingError(path, "it holds binary data, not text", _AS_TEXT)
    if not text.strip():
        raise ReadingError(path, "it is empty", "put the article's text into it, or remove it")
    return text


def _decoded(data: bytes, path: Path, declared: str | None) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:4096]:
        raise ReadingError(path, "it holds binary data, not text", _AS_TEXT)
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    if text := _western(data):
        return text
    best = from_bytes(data).best()
    if best is None:
        raise ReadingError(path, "its encoding cannot be told", "save it as UTF-8")
    return str(best)


def _western(data: bytes) -> str | None:
    """The text in the encoding whose letters fit best; None when none fits."""
    best: tuple[float, str] | None = None
    for encoding in _WESTERN:
        try:
            text = data.decode(encoding, "strict" if encoding != "utf-8" else _PASTED)
        except UnicodeDecodeError:
            continue
        points = _likeness(text)
        if points >= _ENOUGH and (best is None or points > best[0]):
            best = (points, text)
    return best[1] if best else None


def _pasted(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8, amid others that are: text of two programs in one file."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_PASTED = "kb.pasted"
codecs.register_error(_PASTED, _pasted)


def _likeness(text: str) -> float:
    """How much the characters beyond ASCII look like text: from -2 to 2 for each, on average."""
    letters = _letters()
    points = count = all_letters = 0
    before = " "
    for character in text:
        all_letters += character.isalpha()
        if character > "\x7f":
            count += 1
            if character.isupper() and before.islower():
                points -= 2  # « mÉme »
            elif character in letters:
                points += 2
            elif character in _SIGNS:
                points += 1
            elif not character.isalpha() or character > "\u017f":
                points -= 2
        before = character
    if all_letters > 20 and count > all_letters / 3:
        return -2.0  # another alphabet
    return points / count if count else 0.0


@cache
def _letters() -> frozenset[str]:
    """The letters beyond ASCII of all languages that kb reads, large and small."""
    small = "".join(str(load(code).table("reading")["letters"]) for code in codes())
    return frozenset(small + small.upper())

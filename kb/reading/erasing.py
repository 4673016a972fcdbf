"""Taking a person's name out of texts: each letter becomes █, known only by salted hashes.

A name is kept as hashes of its forms: words in a row, folded. One can tell whether a text
holds the name, and not what the name is. Forms of several words (« Odile Marchetti ») are
erased everywhere; one word alone (« Marchetti ») where the article also has the person.
"""

from __future__ import annotations

import hashlib
import html
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote

from kb.languages import fold
from kb.records import Article, Plain

BLOCK = "█"
_LONGEST_FORM = 8  # words
_LONGEST_GAP = 12  # characters between two words of one name: « Odile</b> <b>Marchetti »

# Where a form is erased.
EVERYWHERE = "everywhere"
HANDLE = "handle"  # everywhere behind @ or /, elsewhere as ALONGSIDE
ALONGSIDE = "alongside"  # where the article also has the person; only with a capital

# Letters and digits, with the marks of decomposed accents and what is invisible within words.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"(?:(?!_)[\w\u0300-\u036f{_INVISIBLE}])+")
_CODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&#?[0-9A-Za-z]{1,31};")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which the name is written: how many words, their hash, where it is erased."""

    words: int
    hash: str
    where: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """A person who is erased."""

    salt: str
    forms: tuple[Form, ...]


def erasure_of(
    names: Iterable[str], written: Iterable[str], handles: Iterable[str], salt: str
) -> Erasure:
    """The erasure of a person with these full names, written forms of them, and handles."""
    said = [words for name in names if (words := _words(name))]
    whole = [words for words in said if len(words) > 1]
    others = [words for form in written if (words := _words(form))]
    whole += [words for words in others if _is_whole(words, whole)]
    forms: dict[tuple[int, str], str] = {}

    def add(words: Sequence[str], where: str) -> None:
        if words and len(words) <= _LONGEST_FORM:
            forms.setdefault((len(words), _hash(salt, words)), where)

    for words in whole:
        add(words, EVERYWHERE)
        add([*words[1:], words[0]], EVERYWHERE)  # « Marchetti Odile »
        add(["".join(words)], EVERYWHERE)  # odilemarchetti.example
    for handle in handles:
        add(_words(handle), HANDLE)
        add(["".join(_words(handle))], HANDLE)
    for words in whole:
        for first in range(1, len(words)):  # « Dupont-Brume » of « Ada Dupont-Brume »
            add(words[first:], ALONGSIDE)
    for words in said + others:
        if len(words) > 1 or len(words[0]) > 1:
            # Of a person with one name only that is all there is.
            add(words, ALONGSIDE if whole or words in others else EVERYWHERE)
    return Erasure(salt, tuple(Form(n, hashed, where) for (n, hashed), where in forms.items()))


def _is_whole(words: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether these words alone tell who it is: « O. Marchetti », not « Mme Marchetti »."""

    def is_of(word: str, name: Sequence[str]) -> bool:
        return word in name or (len(word) == 1 and name[0].startswith(word))

    return len(words) > 1 and any(all(is_of(word, name) for word in words) for name in names)


def _words(name: str) -> list[str]:
    return [_folded(match.group()) for match in _TOKEN.finditer(name) if _folded(match.group())]


def _folded(token: str) -> str:
    return re.sub(r"[\W_]", "", fold(token))


def _hash(salt: str, words: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join((salt, *words)).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    capital: bool
    behind_sign: bool  # @ or / stands before it


class Eraser:
    """Finds and masks the names of all who are erased."""

    def __init__(self, erasures: Iterable[Erasure]) -> None:
        forms: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for erasure in erasures:
            for form in erasure.forms:
                known = forms[erasure.salt][form.words]
                if known.get(form.hash) != EVERYWHERE:
                    known[form.hash] = form.where
        self._forms = {salt: dict(lengths) for salt, lengths in forms.items()}

    def __bool__(self) -> bool:
        return bool(self._forms)

    def names(self, text: str) -> bool:
        """Whether the text has one of the persons: their whole name, or a handle as such."""
        return any(whole for _, _, whole in self._found(text))

    def spans(self, text: str, *, alongside: bool) -> list[tuple[int, int]]:
        """Where names stand; `alongside` says that the article has the person."""
        return [(start, end) for start, end, whole in self._found(text) if whole or alongside]

    def mask(self, text: str, *, alongside: bool) -> str:
        """The text with names masked, letter for letter."""
        return masked(text, self.spans(text, alongside=alongside))

    def _found(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """(start, end, whether it is erased everywhere) of all that may be erased."""
        if not self._forms:
            return
        words = _words_of(text)
        for salt, lengths in self._forms.items():
            for length, known in lengths.items():
                for first in range(len(words) - length + 1):
                    row = words[first : first + length]
                    where = known.get(_hash(salt, [word.folded for word in row]))
                    if where is None or not _together(row):
                        continue
                    one = length == 1
                    if where == EVERYWHERE or (where == HANDLE and row[0].behind_sign):
                        # « rose » is no person by the name of Rose, rosemartin may well be one.
                        yield row[0].start, row[-1].end, True
                    elif row[0].capital or not one or where == HANDLE:
                        yield row[0].start, row[-1].end, False


def _together(row: Sequence[_Word]) -> bool:
    return all(b.start - a.end <= _LONGEST_GAP for a, b in pairwise(row))


def _words_of(text: str) -> list[_Word]:
    view, starts, ends = _decoded(text)
    words = []
    for match in _TOKEN.finditer(view):
        folded = _folded(match.group())
        if folded:
            first, last = match.start(), match.end() - 1
            words.append(
                _Word(
                    starts[first] if starts else first,
                    ends[last] if ends else last + 1,
                    folded,
                    match.group()[0].isupper(),
                    view[max(0, first - 1) : first] in ("@", "/"),
                )
            )
    return words


def _decoded(text: str) -> tuple[str, array[int] | None, array[int] | None]:
    """The text with « %C3%A9 » and « &eacute; » as letters, and where each one stands."""
    if "%" not in text and "&" not in text:
        return text, None, None
    letters: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for match in _CODED.finditer(text):
        coded = match.group()
        plain = unquote(coded, errors="replace") if coded[0] == "%" else html.unescape(coded)
        if plain == coded:
            continue
        for position in range(at, match.start()):
            letters.append(text[position])
            starts.append(position)
            ends.append(position + 1)
        for letter in plain:
            letters.append(letter)
            starts.append(match.start())
            ends.append(match.end())
        at = match.end()
    for position in range(at, len(text)):
        letters.append(text[position])
        starts.append(position)
        ends.append(position + 1)
    return "".join(letters), starts, ends


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the letters and digits of these spans as █; as long as before."""
    found = sorted(spans)
    if not found:
        return text
    pieces, at = [], 0
    for start, end in found:
        if end > at:
            begin = max(start, at)
            pieces += [text[at:begin], "".join(map(_masked, text[begin:end]))]
            at = end
    return "".join([*pieces, text[at:]])


def _masked(character: str) -> str:
    return BLOCK if _TOKEN.match(character) else character


# -- whole articles -----------------------------------------------------------------------


def erased(article: Article, eraser: Eraser) -> Article:
    """The article without the names of those who are erased, of the same shape."""
    if not eraser:
        return article
    said = (
        article.text, article.plain.text, article.title, article.author, article.site, article.url,
        *(text for section in article.sections for text in (section.title, section.author)),
    )  # fmt: skip
    alongside = any(eraser.names(text) for text in said if text)

    def mask(text: str) -> str:
        return eraser.mask(text, alongside=alongside)

    def maybe(text: str | None) -> str | None:
        return None if text is None else mask(text)

    in_text, in_plain = _both(article, eraser, alongside)
    return replace(
        article,
        text=masked(article.text, in_text),
        plain=Plain(masked(article.plain.text, in_plain), article.plain.starts, article.plain.ends),
        title=maybe(article.title),
        author=maybe(article.author),
        site=maybe(article.site),
        url=maybe(article.url),
        sections=tuple(
            replace(one, title=maybe(one.title), author=maybe(one.author))
            for one in article.sections
        ),
        anchors=tuple(replace(one, url=mask(one.url)) for one in article.anchors),
        blockquotes=tuple(replace(one, cite=maybe(one.cite)) for one in article.blockquotes),
        warnings=tuple(map(mask, article.warnings)),
    )


def _both(
    article: Article, eraser: Eraser, alongside: bool
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where names stand in the stored text and in the plain one, whichever shows them.

    Markup may part a name in the one (« Odile **Marchetti** »), addresses are only in the other.
    """
    plain = article.plain
    in_text = eraser.spans(article.text, alongside=alongside)
    in_plain = eraser.spans(plain.text, alongside=alongside)
    if plain.starts is None or plain.ends is None:
        both = [*in_text, *in_plain]
        return both, both
    # Letter by letter: an address may stand between two words of a name in the stored text.
    to_text = [
        (plain.starts[at], plain.ends[at]) for start, end in in_plain for at in range(start, end)
    ]
    hidden = bytearray(len(article.text))
    for start, end in in_text:
        hidden[start:end] = b"\x01" * (end - start)
    to_plain = [
        (at, at + 1)
        for at, (start, end) in enumerate(zip(plain.starts, plain.ends, strict=True))
        if any(hidden[start:end])
    ]
    return [*in_text, *to_text], [*in_plain, *to_plain]

"""Sources in brackets: « (source : Lune, 2015) », "(Moon Labs, 2016)", "(Brun et al., 2014)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.references.academic import find_cited
from kb.extraction.references.drafts import BRACKETS, IBID, Draft
from kb.extraction.references.entries import read_entry
from kb.extraction.references.naming import Name, is_medium, name_at
from kb.extraction.references.phrases import Phrase
from kb.extraction.references.places import Places
from kb.extraction.references.relays import passes_on
from kb.extraction.references.words import flatten, words_of
from kb.records import LinkMention

_BRACKET = re.compile(r"\(([^()\n]{2,300}(?:\n[^()\n]{2,200})?)\)|\[([^\[\]()\n]{6,300})\]")
# « Orbis/Ibis », "Tide Office/Moon"
_COMPOUND = r"[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}(?:/[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3})+"
_YEAR = re.compile(r"(?:,|\s)\s{0,2}((?:1[89]|20)\d\d)[a-z]?(?=[\s,;:.)\]]|$)")
# « (source : Institut des phares (IDP), 2014) »: the letters inside are no bracket of their own.
_LETTERS = re.compile(r"\([^()\n]{2,200}?(\s?\([A-Z][\w.-]{1,9}\))[^()\n]{0,200}\)")
_LONG_TEXT = 300_000  # characters
_BARE = re.compile(
    r"\s{0,2}(?P<name>[^,;:()]{2,70}?)\s{0,14}(?:,\s{0,2}(?P<year>(?:19|20)\d\d)\s{0,2})?$"
)


def find_in_brackets(
    text: str,
    start: int,
    end: int,
    code: str,
    links: Places[LinkMention],
    phrases: list[Phrase],
) -> list[Draft]:
    """The sources that the brackets of the stretch [start, end) name."""
    found: list[Draft] = []
    # Positions have to stay, so the text is copied: not where a hostile one is very long.
    if len(text) < _LONG_TEXT and _LETTERS.search(text, start, end):
        text = text[:start] + _LETTERS.sub(_blanked, text[start:end]) + text[end:]
    for bracket in _BRACKET.finditer(text, start, end):
        inside = bracket.span(1) if bracket[1] is not None else bracket.span(2)
        found.extend(_read(text, bracket.span(), inside, code, links, phrases))
    return found


def _blanked(bracket: re.Match[str]) -> str:
    whole, start = bracket.group(), bracket.start()
    first, last = bracket.start(1) - start, bracket.end(1) - start
    return whole[:first] + " " * (last - first) + whole[last:]


def _read(
    text: str,
    bracket: tuple[int, int],
    inside: tuple[int, int],
    code: str,
    links: Places[LinkMention],
    phrases: list[Phrase],
) -> Iterator[Draft]:
    content = text[inside[0] : inside[1]]
    opener = _opener(code).match(flatten(content))
    cited = inside[0] + (opener.end() if opener else 0), inside[1]
    academic = list(find_cited(text, cited, code))
    if academic:
        yield from academic
        return
    if words_of(code).compiled("ibid").fullmatch(flatten(content).strip()):
        yield Draft(*bracket, kind="other", rule=IBID, confidence=0.9)
        return
    link = next(iter(links.starting_in(*inside)), None)
    phrase = next((p for p in phrases if inside[0] <= p.start < inside[1]), None)
    if phrase is not None and (phrase.named or link):
        at_the_start = phrase.start - inside[0] <= (opener.end() if opener else 0) + 5
        if at_the_start or opener or link:
            # The phrase itself makes the mention; the bracket only gives it its place and address.
            return
    begin = inside[0] + (opener.end() if opener else 0)
    titled = _titled(text, bracket, (begin, inside[1]), code, links)
    if titled is not None:
        yield titled
        return
    if link is not None:
        label = text[begin : link.start].strip(" ,;:–-\n")
        yield Draft(
            *bracket,
            kind="web page",
            rule=BRACKETS,
            confidence=0.9,
            publisher=label or None,
            url=link.url,
        )
        return
    if opener is not None:
        name = name_at(text[: inside[1]], _skip(text, begin), code)
        if name:
            year = _YEAR.search(content)
            yield Draft(
                *bracket,
                kind="other",
                rule=BRACKETS,
                confidence=0.9,
                publisher=name.text,
                published=year.group(1) if year else None,
            )
        return
    book = _edition(text, bracket, content, code)
    if book is not None:
        yield book
        return
    yield from _bare_name(text, bracket, content, code)


_TITLE = re.compile(r"[«“\"]\s?[^«»“”\"]{3,200}\s?[»”\"]")


def _titled(
    text: str,
    bracket: tuple[int, int],
    inside: tuple[int, int],
    code: str,
    links: Places[LinkMention],
) -> Draft | None:
    """« (« Les phares », institut Lune, juin 2017) », "(Moon Labs, “Tides”, 2017)".

    Marks alone may be anybody's words: "(“never again”, he said)". A date or an address
    beside them, and nothing but names before them, make them a title.
    """
    title = _TITLE.search(text, *inside)
    if title is None:
        return None
    before = text[inside[0] : title.start()].strip(" ,:–—-\n")
    name = name_at(before, 0, code) if before else None
    if before and (name is None or name.end < len(before)):
        return None
    entry = read_entry(text, *inside, code, links)
    if entry.title is None or not (entry.published or entry.url):
        return None
    maker = name_at(text, _skip(text, title.end(), " ,\n"), code)
    contained = maker is not None and is_medium(maker.text, code)
    publisher = name or (None if contained else maker)
    kind = "article" if contained else _kind(text[title.end() : inside[1]], maker, code)
    return Draft(
        *bracket,
        kind=kind or "other",
        rule=BRACKETS,
        confidence=0.9,
        title=entry.title,
        publisher=publisher.text if publisher else None,
        container=maker.text if contained and maker else None,
        published=entry.published,
        url=entry.url,
        doi=entry.doi,
        isbn=entry.isbn,
    )


def _kind(behind: str, maker: Name | None, code: str) -> str | None:
    """What a work is called, but for its maker's name: « National Survey Office » is no survey."""
    rest = flatten(behind.replace(maker.text, "") if maker else behind)
    kinds = words_of(code).kinds.items()
    return next((k for word, k in kinds if re.search(rf"\b{re.escape(word)}\b", rest)), None)


_TITLE_BEFORE = re.compile(r"[«“\"]\s?([^«»“”\"]{3,120}?)\s?[»”\"]\s?$")


def _edition(text: str, bracket: tuple[int, int], content: str, code: str) -> Draft | None:
    """« Le Phare oublié » (éd. du Causse): a book by its title and publisher."""
    if not words_of(code).compiled("editions").search(flatten(content)[:40]):
        return None
    title = _TITLE_BEFORE.search(text, max(0, bracket[0] - 130), bracket[0])
    if title is None:
        return None
    return Draft(
        title.start(),
        bracket[1],
        kind="book",
        rule=BRACKETS,
        confidence=0.85,
        title=title[1],
        publisher=content.strip(),
    )


def _bare_name(text: str, bracket: tuple[int, int], content: str, code: str) -> Iterator[Draft]:
    """ "(Moon Labs, 2016)", "(Moon Labs)": a name that stands alone behind a statement.

    A bracket behind a name may only spell it out (« Agence des mers (ADM) »): then it
    needs a year, and `linking` asks for a figure in the sentence.
    """
    match = _BARE.match(content)
    if not match:
        yield from _name_and_work(bracket, content, code)
        return
    name = name_at(content, match.start("name"), code)
    if name is None or (
        name.end < match.end("name") and content[name.end : match.end("name")].strip(" /&")
    ):
        compound = re.fullmatch(_COMPOUND, match["name"].strip())
        if not compound:
            return
    written = match["name"].strip()
    sure = bool(match["year"]) or is_medium(written, code)
    explains = _spells_out(written, text[max(0, bracket[0] - 80) : bracket[0]])
    if explains and not match["year"]:
        return
    yield Draft(
        *bracket,
        kind="other",
        rule=BRACKETS,
        confidence=0.9 if sure else 0.6,
        publisher=written,
        published=match["year"],
    )


def _name_and_work(bracket: tuple[int, int], content: str, code: str) -> Iterator[Draft]:
    """« (Unesco, rapport sur les mers) », "(Moon Bank, annual survey 2015)"."""
    name = name_at(content, 0, code)
    if name is None or not content[name.end :].startswith(","):
        return
    rest = flatten(content[name.end :])
    if passes_on(code).match(rest.lstrip(", ")):  # "(Moon Bank, via The Gazette)"
        yield Draft(*bracket, kind="other", rule=BRACKETS, confidence=0.9, publisher=name.text)
        return
    kind = _kind(content[name.end :], None, code)
    year = _YEAR.search(content)
    if kind is None and year is None:
        return
    yield Draft(
        *bracket,
        kind=kind or "other",
        rule=BRACKETS,
        confidence=0.85,
        publisher=name.text,
        published=year.group(1) if year else None,
    )


def _spells_out(written: str, before: str) -> bool:
    """« Agence des mers (ADM) », "GDP (Gross Domestic Product)": the bracket is the same name."""
    words = re.findall(r"[^\W\d_]+", before)[-8:]
    initials = "".join(word[0].upper() for word in words if word[0].isupper())
    if re.fullmatch(r"[A-Z][A-Za-z.&-]{1,9}", written):
        letters = [c for c in re.sub(r"s$", "", written).upper() if c.isalpha()]
        if len(letters) > 1 and initials.endswith("".join(letters)):
            return True
        every = "".join(word[0].upper() for word in words)
        if len(letters) > 1 and "".join(letters) in every:
            return True
    own = "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ]\w*", written))
    return bool(words) and len(own) > 1 and words[-1].upper() == own


@cache
def _opener(code: str) -> re.Pattern[str]:
    return re.compile(rf"\s{{0,2}}{words_of(code).pattern('openers')}\s{{0,2}}[:,]?\s{{0,2}}")


def _skip(text: str, position: int, over: str = " \n") -> int:
    while position < len(text) and text[position] in over:
        position += 1
    return position

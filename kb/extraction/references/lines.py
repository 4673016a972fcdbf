"""Written-out addresses that stand as sources: behind a statement, or on a line of their own."""

from __future__ import annotations

import re
from functools import cache

from kb.addresses import domain
from kb.extraction.references.drafts import ADDRESS, BRACKETS, LINE, LISTED, NAMED, NOTE, Draft
from kb.extraction.references.naming import name_at
from kb.extraction.references.places import Cover, Places
from kb.extraction.references.words import flatten, words_of
from kb.records import Anchor, Article, LinkMention

# Between a work named in words and its address: « étude Lune : http… », « (Enquête Lune) http… ».
_REACH = 80  # characters between a work and the address where it can be read
_GAP = re.compile(r"[\s:;,.)(»”\"–—-]{0,8}$")


def with_addresses(article: Article, drafts: list[Draft], links: Places[LinkMention]) -> None:
    """Give a work named in words or in brackets the address that stands right behind it."""
    text = article.plain.text
    for draft in drafts:
        if draft.url or draft.rule not in (NAMED, BRACKETS):
            continue
        for link in links.starting_in(draft.end - 1, draft.end + _REACH):
            between = text[draft.end : link.start]
            written = link.anchor_text is None and link.end > link.start
            beside = _GAP.match(between) or _only_place(between)
            told = draft.determiner != "bare" and _located(article.language).fullmatch(
                flatten(between)
            )
            if written and (beside or told):
                draft.url = link.url
                if beside and _line_opens(text, draft.start, article.language):
                    draft.rule = LINE
            break


def _only_place(between: str) -> bool:
    """« son discours ici : http… », "the report here: http…"."""
    return bool(re.fullmatch(r"[\s:–—-]{0,3}(?:\w+[\s:–—-]{1,3}){1,2}", between)) and ":" in between


@cache
def _located(code: str) -> re.Pattern[str]:
    """ "… (PDF, 96 pages) is at http…", « …, à télécharger sur http… »: where the work is read."""
    here = words_of(code).pattern("located")
    return re.compile(rf"(?:[^.;:!?()]|\([^()]{{0,40}}\)){{0,70}}?\s{here}\s?:?\s{{1,3}}")


def _line_opens(text: str, start: int, code: str) -> bool:
    """The line begins with the work, but for « Cf », « source : » and kin."""
    line = text.rfind("\n", max(0, start - 80), start) + 1
    if line == 0 and start > 80:
        return False
    before = flatten(text[line:start])
    return bool(_opener(code).fullmatch(before)) or not before.strip(" (-–—•*")


@cache
def _opener(code: str) -> re.Pattern[str]:
    words = words_of(code)
    determiner = rf"(?:{words.pattern('definite')}\s{{0,2}})?"
    return re.compile(rf"[\s(•*–-]{{0,4}}{words.pattern('openers')}[\s:,]{{0,4}}{determiner}")


def find_addresses(
    article: Article,
    drafts: list[Draft],
    links: Places[LinkMention],
    passed_over: tuple[tuple[int, int], ...],
) -> list[Draft]:
    """A draft for each written address that no work named beside it has taken."""
    text = article.plain.text
    found = []
    taken = {d.url for d in drafts if d.url and d.rule not in (NOTE, LISTED)}
    # An anchor whose words are an address is one written out.
    anchored = [(a.start, a.end) for a in article.anchors if not _is_address(text, a)]
    passed = Cover([*passed_over, *anchored, *((d.start, d.end) for d in drafts)])
    home = domain(article.url) if article.url else None
    for link in links.things:
        if link.end <= link.start or link.url in taken:
            continue
        if passed.holds(link.start):
            continue
        if home and domain(link.url) == home:
            continue
        start, name = _label(text, link.start, article.language)
        found.append(Draft(start, link.end, "web page", ADDRESS, 0.8, publisher=name, url=link.url))
    return found


def _is_address(text: str, anchor: Anchor) -> bool:
    return text.startswith(("http://", "https://", "www."), anchor.start)


def _label(text: str, start: int, code: str) -> tuple[int, str | None]:
    """The words of the line before the address: « – Le Soir : http… »."""
    line = max(text.rfind("\n", 0, start) + 1, start - 80)
    before = text[line:start]
    dash = re.search(r"[»”\"][\s.]{0,3}[–—-]\s{0,2}(?P<name>[^–—]{2,50}?)\s{0,3}:\s{0,2}$", before)
    opener = _opener(code).match(flatten(before))
    begin = dash.start("name") if dash else (opener.end() if opener else None)
    if begin is None:
        return start, None
    name = name_at(before, begin, code)
    return (line + begin, name.text) if name else (start, None)

"""Written-out addresses that stand as sources: behind a statement, or on a line of their own."""

from __future__ import annotations

import re
from functools import cache

from kb.addresses import domain
from kb.extraction.references.drafts import ADDRESS, BRACKETS, LINE, LISTED, NAMED, NOTE, Draft
from kb.extraction.references.naming import name_at
from kb.extraction.references.words import flatten, words_of
from kb.records import Article, LinkMention

# Between a work named in words and its address: « étude Lune : http… », « (Enquête Lune) http… ».
_GAP = re.compile(r"[\s:;,.)(»”\"–—-]{0,8}$")


def with_addresses(
    article: Article, drafts: list[Draft], links: tuple[LinkMention, ...]
) -> list[Draft]:
    """Give a work named in words or in brackets the address that stands right behind it."""
    text = article.plain.text
    written = [k for k in links if k.anchor_text is None and k.end > k.start]
    for draft in drafts:
        if draft.url or draft.rule not in (NAMED, BRACKETS):
            continue
        for link in written:
            if draft.end - 1 <= link.start <= draft.end + 60:
                between = text[draft.end : link.start]
                if _GAP.match(between) or _only_place(between):
                    draft.url = link.url
                    draft.rule = (
                        LINE if _line_opens(text, draft.start, article.language) else draft.rule
                    )
                    break
    return drafts


def _only_place(between: str) -> bool:
    """« son discours ici : http… », "the report here: http…"."""
    return bool(re.fullmatch(r"[\s:–—-]{0,3}(?:\w+[\s:–—-]{1,3}){1,2}", between)) and ":" in between


def _line_opens(text: str, start: int, code: str) -> bool:
    """The line begins with the work, but for « Cf », « source : » and kin."""
    line = text.rfind("\n", 0, start) + 1
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
    links: tuple[LinkMention, ...],
    passed_over: tuple[tuple[int, int], ...],
) -> list[Draft]:
    """A draft for each written address that no work named beside it has taken."""
    text = article.plain.text
    found = []
    taken = {d.url for d in drafts if d.url and d.rule not in (NOTE, LISTED)}
    anchored = [(a.start, a.end) for a in article.anchors]
    home = domain(article.url) if article.url else None
    for link in links:
        if link.end <= link.start or link.url in taken:
            continue
        if any(a <= link.start < b for a, b in (*passed_over, *anchored)):
            continue
        if any(d.start <= link.start < d.end for d in drafts):
            continue
        if home and domain(link.url) == home:
            continue
        start, name = _label(text, link.start, article.language)
        found.append(Draft(start, link.end, "web page", ADDRESS, 0.8, publisher=name, url=link.url))
    return found


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

"""Which stretches between marks are somebody's words, and which a title, a name or irony."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.extraction.quotations.marks import Marked
from kb.extraction.quotations.speakers import Cue, Place
from kb.extraction.quotations.wording import Wording

__all__ = ["Verdict", "judge"]

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONG = 6  # words that no name or borrowed expression has, as a rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is a quotation, and how sure that is."""

    quotation: bool
    confidence: float


def judge(
    text: str, hidden: str, place: Place, cue: Cue | None, kind: str, wording: Wording
) -> Verdict:
    """Weighs the evidence at one place; `kind` is the section's."""
    marked = place.marked
    content = text[marked.start : marked.end]
    words = _WORDS.findall(content)
    if not words:
        return Verdict(False, 0.0)
    clause = _has_clause(words, content, wording)
    direct = cue is not None and cue.direct and cue.rule != "according to"
    spoken = direct or (cue is not None and cue.speaker is not None)
    before = _before(hidden, place)
    if kind in ("notes", "caption") and not (direct and clause):
        return Verdict(False, 0.9)
    if marked.nested and not (direct and len(words) >= 4):
        return Verdict(False, 0.8)
    if _listed(text, place, wording) or _published(text, marked, wording):
        return Verdict(False, 0.9)
    if _named_so(before, wording.title_words, 3) and not (direct and clause and _speech(content)):
        return Verdict(False, 0.85)
    if _title_case(words, content, wording) and not direct:
        return Verdict(False, 0.85)
    if _named_so(before, wording.term_words, 1) and not (clause and len(words) >= _LONG):
        return Verdict(False, 0.85)
    return _by_length(words, content, before, clause, direct, spoken, cue, wording, marked)


def _by_length(
    words: list[str],
    content: str,
    before: str,
    clause: bool,
    direct: bool,
    spoken: bool,
    cue: Cue | None,
    wording: Wording,
    marked: Marked,
) -> Verdict:
    length = len(words)
    article = _article_before(before, wording)
    if length >= _LONG:
        sure = 0.97 if direct else 0.93 if spoken or clause else 0.7
        return Verdict(clause or spoken or length >= 8 or not article, sure)
    if length >= 4:
        if clause or direct:
            return Verdict(True, 0.95 if direct and clause else 0.85)
        return Verdict(spoken, 0.7)
    stopped = content.rstrip()[-1:] in ".!?…"
    if direct and (clause or stopped) and length + stopped >= 2:
        return Verdict(True, 0.85)
    if direct and not article and length >= 2 and cue and cue.rule in ("verb before", "colon"):
        return Verdict(True, 0.65)
    if direct and cue and cue.rule in ("verb after", "inserted"):
        return Verdict(length >= 2 or stopped, 0.75)
    if not before and marked.is_closed and clause and stopped:
        return Verdict(length >= 3, 0.55)
    return Verdict(False, 0.8)


def _has_clause(words: list[str], content: str, wording: Wording) -> bool:
    """A subject pronoun or a finite verb: something is said."""
    return any(word.casefold() in wording.finite for word in words) or any(
        token.casefold().rstrip(".,") in wording.finite
        for token in re.findall(r"[^\W_]+['’][^\W_]+", content.replace("’", "'"))
    ) or bool(re.search(r"[^\W_](?:n['’]t|['’](?:re|ll|ve|m|d))\b", content))


def _speech(content: str) -> bool:
    """Looks like a spoken sentence: ends with a stop, or holds one."""
    return bool(re.search(r"[.!?…]", content))


def _before(hidden: str, place: Place) -> str:
    return hidden[place.lead : place.marked.opened].replace("\x00", "").rstrip()


def _named_so(before: str, words: frozenset[str], reach: int) -> bool:
    """One of the words stands right before: « le livre », "a report titled", « dit du »."""
    last = before[-60:].rstrip(" ,:(“\"«–—-")
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", last)]
    if re.search(r"[.;!?]", last[-25:]) and reach > 1:
        found = re.findall(r"[^\W\d_]+", re.split(r"[.;!?]", last)[-1].casefold())
    tail = found[-reach:]
    return any(word in words for word in tail)


def _article_before(before: str, wording: Wording) -> bool:
    """« un « closed shop » », « l'« hécatombe » »: an article outside makes it a noun."""
    last = re.search(r"([^\W_]+)['’]?$", before)
    if last is None:
        return False
    word = last[1].casefold()
    return word in wording.definites | wording.indefinites | wording.plurals or word in (
        wording.prepositions - {"que", "qu", "that"}
    )


def _title_case(words: list[str], content: str, wording: Wording) -> bool:
    """"Broken Ladders: Mobility in the New Economy": capitals throughout and no full stop.

    French titles have one capital, so this tells little there, and never harms.
    """
    long_words = [word for word in words if len(word) > 3]
    if len(words) < 2 or not long_words or re.search(r"[.!?…]\s+\S", content):
        return False
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long_words)
    return words[0][0].isupper() and capitals >= 0.75 * len(long_words) and (
        len(long_words) > 1 or len(words) <= 3
    )


def _listed(text: str, place: Place, wording: Wording) -> bool:
    """An entry of a list of works: Author – « Title » – Publication – date."""
    before = text[place.lead : place.marked.opened]
    after = text[place.marked.closed : place.marked.closed + 12]
    dash_before = re.search(r"[–—-]\s*$", before) and before.strip(" –—-\t•*()0123456789.")
    dash_after = re.match(r"\s*[,.]?\s*[–—-]\s*\S", after)
    return bool(dash_before and (dash_after or len(before) < 60))


def _published(text: str, marked: Marked, wording: Wording) -> bool:
    """« La Machine et les hommes » (éditions du Phare), "The Soil Ledger," came out in 2019."""
    after = text[marked.closed : marked.closed + 30]
    return bool(
        re.match(r"\s*[,(]?\s*(?:\(|,\s)?", after)
        and wording.works_behind.match(after.lstrip(" ,(\t"))
        or re.match(r"\s*\((?:[^()\d]{0,30},?\s)?(?:19|20)\d\d\)", after)
    )

"""Puts marks, selection and speakers together: the quotations of one article, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kb.extraction.names import Names
from kb.extraction.quotations.attributions import find_attributions
from kb.extraction.quotations.blockquotes import find_blockquotes
from kb.extraction.quotations.following import follow
from kb.extraction.quotations.marks import Marked, find_marked
from kb.extraction.quotations.phrases import HIDDEN, Phrases
from kb.extraction.quotations.selection import judge
from kb.extraction.quotations.speakers import Cue, Place, find_cue
from kb.extraction.quotations.subjects import Speakers
from kb.extraction.quotations.wording import wording
from kb.languages import fold
from kb.records import Article, Attribution, Quotation, Sentence

__all__ = ["find_quotations"]

# How far from its marks a quotation's surroundings are read: longer than any sentence,
# and a bound where a text without full stops would cost the square of its length.
_REACH = 1000
_UNTOLD = frozenset(("", "continued", "named before", "named behind"))
_MOST = 200  # quotations that others are compared with
_SAME_WORDS = 4  # words that are no chance
_LONGEST_LIST = 40  # sentences of a list whose first line leads to every item
_EARLIER = 4  # quotations before it that the words leading to one may hold


def find_quotations(
    article: Article, names: Names
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """Everything given as somebody's words, with and without quotation marks."""
    words = wording(article.language)
    text = article.plain.text
    blocks = _blocks(article)
    marked = find_marked(text, blocks)
    hidden = hide(text, [m for m in marked if not m.nested])
    apart = tuple(s.start for s in article.sections if s.kind in ("post", "comment", "notes"))
    speakers = Speakers(Phrases(hidden, names, words), text, (0, *apart))
    quotations: list[Quotation] = []
    titles = _titles(article)
    before = [0] * _EARLIER + [m.opened for m in marked]
    places = [_place(article, hidden, blocks, *pair) for pair in zip(marked, before, strict=False)]
    for place in places:
        kind = _kind(article, place.marked.opened)
        if kind == "navigation" or fold(text[place.marked.start : place.marked.end]) in titles:
            continue
        cue = find_cue(place, speakers, words)
        continuing = bool(quotations) and quotations[-1].start >= place.block[0]
        verdict = judge(text, hidden, place, cue, kind, continuing, words)
        if not verdict.quotation:
            continue
        if cue is None or cue.speaker is None:
            cue = follow(place, speakers, quotations)
        quotations.append(_quotation(place.marked, cue, verdict.confidence))
        if cue is not None and cue.speaker is not None and cue.speaker.known:
            speakers.last.append((place.marked.opened, cue.speaker))
    quotations = _repeated(text, _carried_back(places, quotations))
    quotations += find_blockquotes(article, speakers, quotations)
    quotations.sort(key=lambda q: (q.start, q.end))
    return tuple(quotations), find_attributions(article, speakers, quotations, words)


def _titles(article: Article) -> frozenset[str]:
    """The article's title and headings, which marks may repeat: « 3 commentaires sur “…” »."""
    text = article.plain.text
    headings = [text[s.start : s.end] for s in article.sentences if s.kind == "heading"]
    first = [text[s.start : s.end] for s in article.sentences[:1]]
    return frozenset(fold(title) for title in [article.title or "", *headings, *first] if title)


def hide(text: str, marked: Sequence[Marked]) -> str:
    """The text with every stretch between marks blanked: its names and verbs are not read."""
    parts, at = [], 0
    for stretch in marked:
        if stretch.start < at or _one_word(text, stretch):
            continue
        parts += [text[at : stretch.start], HIDDEN * (stretch.end - stretch.start)]
        at = stretch.end
    return "".join([*parts, text[at:]])


def _carried_back(places: Sequence[Place], quotations: list[Quotation]) -> list[Quotation]:
    """« Il pleuvait. ¶ « Ce jour-là, j'ai compris », raconte X. »: an open paragraph is X's too."""
    opened = {p.marked.start for p in places if not p.marked.is_closed}
    given = list(quotations)
    for at in range(len(given) - 2, -1, -1):
        this, following = given[at], given[at + 1]
        if this.start in opened and not this.person and not this.organisation and following.person:
            given[at] = replace(
                this,
                speaker=following.speaker,
                person=following.person,
                cue="continued",
                speaker_confidence=min(following.speaker_confidence, 0.8),
            )
    return given


def _repeated(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """A heading or a pull quote that repeats somebody's words has the same speaker."""
    told = [
        (fold(text[q.start : q.end]), q)
        for q in quotations
        if (q.person or q.organisation) and q.cue not in _UNTOLD
    ][:_MOST]
    return [_as_told(text, q, told) if q.cue in _UNTOLD else q for q in quotations]


def _as_told(text: str, q: Quotation, told: Sequence[tuple[str, Quotation]]) -> Quotation:
    words = fold(text[q.start : q.end]).strip(" .…!?")
    same = next((t for said, t in told if words in said), None)
    if same is None or len(words.split()) < _SAME_WORDS:
        return q
    return replace(
        q,
        speaker=same.speaker,
        person=same.person,
        organisation=same.organisation,
        cue="repeated",
        speaker_confidence=same.speaker_confidence,
    )


def _one_word(text: str, stretch: Marked) -> bool:
    """« s'est « inquiété » d'une « suspension de l'état de droit » »: a word of the sentence."""
    return text[stretch.start : stretch.end].isalpha()


def _blocks(article: Article) -> list[tuple[int, int]]:
    """Paragraphs, list items and headings, each up to the next one's first word."""
    firsts: list[Sentence] = []
    for sentence in article.sentences:
        new = not firsts or sentence.paragraph != firsts[-1].paragraph
        if new or sentence.kind in ("item", "heading") or firsts[-1].kind in ("item", "heading"):
            firsts.append(sentence)
    text = article.plain.text
    starts = [0] if firsts else []
    for sentence in firsts[1:]:
        starts.append(max(starts[-1], _line_start(text, sentence.start)))
    ends = [*starts[1:], len(text)] if starts else []
    return [(a, a + len(text[a:b].rstrip())) for a, b in zip(starts, ends, strict=True)]


def _line_start(text: str, at: int) -> int:
    """Over the bullet or dash before a sentence's first word."""
    line = text.rfind("\n", 0, at) + 1
    return line if not re.search(r"[^\W\d_]", text[line:at]) else at


def _place(
    article: Article,
    hidden: str,
    blocks: Sequence[tuple[int, int]],
    marked: Marked,
    since: int,
) -> Place:
    """The surroundings of a stretch; what leads to it is read from `since` on at most."""
    number = bisect_right(blocks, (marked.opened, len(hidden) + 1)) - 1
    block = blocks[max(0, number)]
    lead = max(_lead(article, hidden, marked), marked.opened - _REACH, since)
    last = bisect_right(blocks, (marked.closed, -1)) - 1
    home = blocks[max(number, last)] if marked.closed <= blocks[max(number, last)][1] else block
    following = blocks[max(number, last) + 1] if max(number, last) + 1 < len(blocks) else None
    tail = _tail(article, hidden, home[1], marked)
    opener = _over_list(article, hidden, marked)
    if opener is not None:
        return Place(marked, opener.start, opener.end, tail, home, following)
    return Place(marked, lead, marked.opened, tail, home, following)


def _lead(article: Article, hidden: str, marked: Marked) -> int:
    """Where the words that lead to a quotation begin; a colon reaches over a paragraph's end."""
    at = bisect_right(article.sentences, marked.opened, key=lambda s: s.start) - 1
    start = article.sentences[at].start if at >= 0 else 0
    if hidden[max(start, marked.opened - _REACH) : marked.opened].strip(" –—-\t\n•*_(\"'"):
        return start
    if at > 0 and hidden[article.sentences[at - 1].end - 1] == ":":
        return article.sentences[at - 1].start
    if at > 0 and hidden[max(0, marked.opened - 20) : marked.opened].rstrip().endswith(":"):
        return article.sentences[at - 1].start
    return start


def _over_list(article: Article, hidden: str, marked: Marked) -> Sentence | None:
    """« Les opposants avancent trois arguments : » over the items of a list, for each of them."""
    at = bisect_right(article.sentences, marked.opened, key=lambda s: s.start) - 1
    if at < 0 or article.sentences[at].kind != "item":
        return None
    if re.search(r"[^\W_]", hidden[article.sentences[at].start : marked.opened]):
        return None
    first = max(0, at - _LONGEST_LIST)
    while at > first and article.sentences[at].kind == "item":
        at -= 1
    opener = article.sentences[at]
    return opener if opener.kind == "sentence" and hidden[opener.end - 1] == ":" else None


def _tail(article: Article, hidden: str, limit: int, marked: Marked) -> int:
    """How far the words behind a quotation may speak of it: one sentence, to the next quotation."""
    limit = min(limit, marked.closed + _REACH)
    stop = re.compile(r"[\x00\n]").search(hidden, marked.closed, limit)
    end = stop.start() if stop else limit
    letter = re.compile(r"[^\W_]").search(hidden, marked.closed, end)
    if letter is None:
        return end
    at = bisect_right(article.sentences, letter.start(), key=lambda s: s.start) - 1
    return min(end, max(article.sentences[at].end, marked.closed)) if at >= 0 else end


def _kind(article: Article, at: int) -> str:
    number = bisect_right(article.sections, at, key=lambda s: s.start) - 1
    return article.sections[number].kind if number >= 0 else "body"


def _quotation(marked: Marked, cue: Cue | None, confidence: float) -> Quotation:
    speaker = cue.speaker if cue else None
    return Quotation(
        marked.start,
        marked.end,
        speaker=speaker.written if speaker else None,
        person=speaker.person if speaker else None,
        organisation=speaker.organisation if speaker else None,
        cue=cue.rule if cue else "",
        confidence=confidence,
        speaker_confidence=cue.sure if cue else 0.0,
    )

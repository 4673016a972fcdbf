"""Subjects that stand where the words beside a figure only point to them.

« Ce taux tombe à 22 % *dans le parc social* », "Among *women*, the figure was 9 per cent",
« *les contrôles aux frontières* par 94 % », « nous en comptons une sur cinq ».
"""

from __future__ import annotations

from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.nouns import is_nominal
from kb.extraction.numbers.phrases import phrase_after
from kb.extraction.numbers.place import NEAR, Place, Token
from kb.extraction.numbers.verbs import is_verb

FRONT = 160  # characters before a figure that are looked at
LONGEST_TAIL = 2  # words between a phrase and its figure: « … par », « … à quelque »
LONGEST_GROUP = 4  # words between « en » and the figure: « en a compté à peine »


def is_bare_measure(place: Place, span: Span) -> bool:
    """Whether a phrase only says that there is a figure: « la proportion », "the rate"."""
    named = [t for t in place.tokens(*span) if is_nominal(place, t)]
    measures = place.lex.words("measure_nouns")
    return bool(named) and all(t.folded in measures for t in named)


def behind_measure(place: Place, found: Candidate) -> Span | None:
    """Whom a bare measure is about: "Among *women*, the figure was 9 per cent"."""
    at = place.follows(found.end, "group_for", "group_among", "group_in")
    if at is not None:
        tokens = place.tokens(at.end(), at.end() + 24)
        if tokens and not tokens[0].is_figure and not _is_time(place, at.end()):
            return phrase_after(place, at.end() + (place.text[at.end()] == " "))
    among = place.lex.here("among").match(place.text, place.start)
    if among is None or among.end() >= found.start:
        return None
    span = phrase_after(place, among.end() + (place.text[among.end()] == " "))
    closed = span is not None and place.text[span[1] : span[1] + 1] == ","
    return span if span and closed and span[1] < found.start else None


def gapped(place: Place, found: Candidate, earlier: Candidate) -> Span | None:
    """« X est approuvée par 91 % des sondés, *Y* par 94 % »: the verb is that of the figure before.

    Nothing but a noun phrase, and perhaps a preposition, stands between the two.
    """
    if found.unit is None or earlier.unit != found.unit:
        return None
    words = place.tokens(max(earlier.end, found.start - FRONT), found.start)
    end = len(words)
    while end and len(words) - end <= LONGEST_TAIL and _is_tail(place, words[end - 1]):
        end -= 1
    first = end
    while first and not _opens(place, words, first - 1):
        first -= 1
    phrase = words[first:end]
    if not first or not phrase or not _is_phrase(place, phrase):
        return None
    return None if _is_time(place, phrase[0].start) else (phrase[0].start, phrase[-1].end)


def _is_tail(place: Place, word: Token) -> bool:
    lists = ("prepositions", "adverbs")
    return word.text == "," or any(word.folded in place.lex.words(name) for name in lists)


def _opens(place: Place, words: list[Token], index: int) -> bool:
    """Whether a noun phrase may start behind this word: a comma, or « et » before an article."""
    if words[index].text in ",;":
        return True
    following = words[index + 1].folded if index + 1 < len(words) else ""
    joined = words[index].folded in place.lex.words("and")
    return joined and following in place.lex.words("determiners")


def _is_phrase(place: Place, words: list[Token]) -> bool:
    if any(t.is_figure or is_verb(place, words, i) for i, t in enumerate(words)):
        return False
    if not all(t.is_word or t.text in "-’'" for t in words):
        return False
    # Without a tagger a French noun phrase is known by its article.
    determined = words[0].folded in place.lex.words("determiners")
    named = any(is_nominal(place, t) for t in words)
    return named and (determined or not place.lex.table["subject_keeps_of"])


def _is_time(place: Place, at: int) -> bool:
    """« l'année suivante », "the month before", « en juin »."""
    words = place.tokens(at, at + 40)[:3]
    if not words:
        return False
    timed = place.lex.anywhere("durations", "months", "weekdays")
    return timed.search(place.text, words[0].start, words[-1].end) is not None


def counts_those_before(place: Place, found: Candidate) -> bool:
    """« *on en* a compté à peine 60 000 »: « en » stands for what was named before."""
    words = place.tokens(found.start - NEAR, found.start)
    for index in range(len(words) - 1, max(0, len(words) - 1 - LONGEST_GROUP), -1):
        if words[index].folded in place.lex.words("partitive_pronouns"):
            return words[index - 1].folded in place.lex.words("pronouns")
        if not words[index].is_word:
            return False
    return False


def is_part(place: Place, found: Candidate) -> bool:
    """« 8 millions d'espèces, *dont 6 millions* sur terre *et 2 millions en* mer »."""
    if place.ends_with(found.start, "of_which"):
        return True
    joined = place.ends_with(found.start, "and")
    return joined is not None and place.follows(found.end, "prepositions") is not None

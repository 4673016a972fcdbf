"""Where clauses begin and end around a reporting verb."""

from __future__ import annotations

import re

from kb.extraction.names.verbs import Verb
from kb.extraction.quotations.wording import Wording

_ABBREVIATION = re.compile(r"\b(?:M|Mr|Mrs|Ms|Dr|Me|Sen|Rep|Gov|Prof|St|Jr|[A-Z])\.\s+$")


def clause_lead(text: str, start: int, verb: int, wording: Wording) -> int | None:
    """Where the clause of an inverted verb begins: behind punctuation, over helpers; or None.

    « …, a-t-il ainsi déclaré »: the position behind the comma.
    """
    at = verb
    for _ in range(5):
        before = re.search(r"([^\W_]+)['’]?[\s-]*$", text[max(start, at - 25) : at])
        if before is None:
            break
        first = at - len(before[0])
        hangs_on = text[max(start, first - 1) : first] == "-"  # « a-t-elle dit »
        if not hangs_on and before[1].casefold() not in wording.helpers:
            return None
        at = first
    return start + len(text[start:at].rstrip())


def name_follows(text: str, at: int, wording: Wording) -> bool:
    """A capital or an article right behind the verb: « sourit Aïcha », « lâche le maire »."""
    following = re.compile(r"\s+(?:[^\W_]+['’])?([^\W_]+)").match(text, at)
    if following is None:
        return False
    first = re.split(r"['’]", following[0].strip())[0].casefold()
    return following[1][0].isupper() or first in wording.determiners


def begins_clause(text: str, begin: int, phrase: int, wording: Wording) -> bool:
    """Nothing but an article or a title before the phrase: "the senator said", "Dr. Feld said"."""
    gap = text[begin:phrase]
    titles = wording.names.titles
    return (
        len(gap) < 25
        and not re.search(r"[,;:]", gap)
        and all(
            word in wording.determiners or word in titles or word + "." in titles
            for word in re.findall(r"[^\W_]+", gap.casefold())
        )
    )


def last_clause(hidden: str, start: int, end: int) -> int:
    """Behind the last semicolon or full stop before `end`."""
    stops = [m.end() for m in re.finditer(r";\s|[.!?…]\s+(?=[A-ZÀ-Þ])", hidden[start:end])]
    for stop in reversed(stops):
        words_follow = hidden[start + stop : end].strip()
        if words_follow and not _ABBREVIATION.search(hidden, start, start + stop):
            return start + stop
    return start


def characterises(hidden: str, verb: Verb, end: int, wording: Wording) -> bool:
    """« a qualifié le texte de « … » », "blamed most crashes on “…”", "calls it “…”"."""
    if not wording.characterising.match(hidden, verb.start, verb.end):
        return False
    between = re.findall(r"[^\W_]+", hidden[verb.end : end].casefold())
    if len(between) > 8 or re.search(r"[,.;:()\x00]", hidden[verb.end : end]):
        return False
    if not between:
        return True
    linked = between[-1] in wording.predicatives
    determined = len(between) > 1 and between[-2] in wording.predicatives
    return linked or (determined and between[-1] in wording.indefinites)


def verb_adjoins(hidden: str, verb: int, end: int, wording: Wording) -> bool:
    """At most a few small words between verb and mark: « assure que « », "told us: “".

    A few more with a copula at their end: "said the airline was “deeply sorry”".
    """
    between = re.findall(r"[^\W_]+", hidden[verb:end].casefold())
    if "." in hidden[verb:end]:
        return False
    # « dénonce dans un communiqué « … » », « relevait en 2019 « … » »
    if 1 < len(between) <= 6 and between[0] in wording.adjuncts and "," not in hidden[verb:end]:
        return True
    return len(between) <= 2 or (len(between) <= 5 and between[-1] in wording.copulas)

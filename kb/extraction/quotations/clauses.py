"""Where clauses begin and end around a reporting verb."""

from __future__ import annotations

import re

from kb.extraction.names.verbs import Verb
from kb.extraction.quotations.wording import Wording
from kb.languages import fold


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


def aside_before(text: str, start: int, verb: Verb, wording: Wording) -> int | None:
    """Where a clause of a subject and its verb begins behind a comma; None without one.

    "Prices, she said, have doubled.", "… is the “main factor”, the agency says."
    """
    if text[verb.end : verb.end + 1] not in (",", ".", ";", ""):
        return None
    comma = text.rfind(", ", max(start, verb.start - 60), verb.start)
    if comma < 0 or len(text[comma + 2 : verb.start].split()) > 6:
        return None
    first = re.compile(r"[^\W_]+").match(text, comma + 2)
    return None if first and first[0].casefold() in wording.relatives else comma + 2


def begins_clause(text: str, begin: int, phrase: int, wording: Wording) -> bool:
    """Nothing but an article, a title or a role before the phrase.

    "The senator said", "Dr. Feld said", "former passenger Ida Roe, 67, told us".
    """
    gap = text[begin:phrase]
    titles = wording.names.titles
    found = re.findall(r"[^\W_]+", gap)
    if len(gap) >= 50 or re.search(r"[,;:]", gap):
        return False
    if len(gap) < 25 and all(
        word in wording.determiners or word in titles or word + "." in titles
        for word in map(str.casefold, found)
    ):
        return True
    if len(gap) < 30 and all(word[0].isupper() for word in found):
        return True  # "Det Insp Rob Marsh said", "Shadow Chancellor Rae Moss said"
    role = found and fold(found[-1]) in wording.names.roles
    return bool(role) and len(found) <= 4 and not wording.prepositions & set(map(fold, found))


def last_clause(hidden: str, start: int, end: int, wording: Wording) -> int:
    """Behind the last semicolon or full stop before `end`; "Sen. Roe said" has none."""
    stops = [m.end() for m in re.finditer(r";\s|[.!?…]\s+(?=[A-ZÀ-Þ])", hidden[start:end])]
    for stop in reversed(stops):
        words_follow = hidden[start + stop : end].strip()
        if words_follow and not wording.abbreviated.search(hidden, start, start + stop):
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

"""Who made a work that does not say so itself: the rest of its sentence does."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.extraction.references.naming import (
    Name,
    all_names_in,
    is_medium,
    name_after_role,
    name_at,
)
from kb.extraction.references.words import words_of

_EARLY = 60  # characters: where the subject of a sentence stands


def whose(sentence: str, end: int, code: str) -> list[Name]:
    """« Dans son rapport annuel, la Cour des comptes … »: the subject behind the comma."""
    comma = re.compile(r"[^.;:!?()«»“”\",]{0,60},\s").match(sentence, end)
    if comma is None:
        return []
    name = name_at(sentence, comma.end(), code) or name_after_role(sentence, comma.end(), code)
    return [name] if name else []


def who_brought_it_out(
    sentence: str, flat: str, begin: int, code: str
) -> tuple[list[Name], str | None]:
    """« l'agence Lune a publié une étude », « Ana Brun, du Soir, a signé une enquête »."""
    verbs = list(words_of(code).compiled("publishes").finditer(flat, max(0, begin - 40), begin))
    verb = verbs[-1] if verbs else None
    if verb is None or len(flat[verb.end() : begin].split()) > 2:
        return [], None
    clause = max(0, verb.start() - 140)
    names = [
        replace(name, start=name.start + clause, end=name.end + clause)
        for name in all_names_in(sentence[clause : verb.start()], code)
    ]
    if not names:
        return [], None
    last = names[-1]
    if len(names) > 1 and is_medium(last.text, code):
        return [names[-2]], last.text
    before = flat[max(0, last.start - 12) : last.start]
    under = words_of(code).compiled("under").search(before) is not None
    return [names[-2] if under and len(names) > 1 else last], None


def who_wrote_it(sentence: str, flat: str, begin: int, end: int, code: str) -> list[Name]:
    """ "The authors of the paper, Ada Moon and Ian Tide, …": their names stand behind."""
    if not re.search(rf"{words_of(code).pattern('makers')}\s?$", flat[max(0, begin - 30) : begin]):
        return []
    names: list[Name] = []
    comma = re.compile(r",\s").match(sentence, end)
    at = comma.end() if comma else None
    while at is not None and len(names) < 6:
        name = name_at(sentence, at, code)
        if name is None or name.start != at:
            break
        names.append(name)
        more = re.compile(rf",?\s{words_of(code).pattern('and')}\s|,\s").match(flat, name.end)
        at = more.end() if more else None
    return names


def who_says_so_in_it(sentence: str, flat: str, begin: int, code: str) -> list[Name]:
    """« Lune Lab dans une étude », "the Moon Bank said in a report"."""
    window = max(0, begin - 90)
    inside = re.search(rf"{words_of(code).pattern('within')}\s$", flat[window:begin])
    if not inside:
        return []
    names = all_names_in(sentence[window : window + inside.start()], code)
    if not names:
        return []
    name = replace(names[-1], start=names[-1].start + window, end=names[-1].end + window)
    between = flat[name.end : window + inside.start()]
    return [name] if len(between) <= 25 and not re.search(r"[.;:!?()]", between) else []


def whose_release(sentence: str, flat: str, begin: int, code: str) -> list[Name]:
    """ "The owner, Orbis, declined to comment but praised its crew in a press release.": Orbis.

    The first name of the sentence, if the release is only how it was said.
    """
    if not re.search(rf"{words_of(code).pattern('within')}\s$", flat[max(0, begin - 12) : begin]):
        return []
    return [name for name in all_names_in(sentence[:begin], code)[:1] if name.start < _EARLY]

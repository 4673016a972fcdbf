"""Media that somebody spoke to or wrote for: "told The Gazette", « au micro de Radio Lune »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.references.naming import Name, is_medium, name_at
from kb.extraction.references.words import flatten, words_of


def spoken_to(sentence: str, flat: str, code: str) -> Iterator[tuple[int, Name]]:
    """(where the cue begins, the medium) of each medium that the sentence's words went to."""
    for cue in _told(code).finditer(flat):
        name = name_at(sentence, cue.end(), code)
        if name and is_medium(name.text, code):
            yield cue.start(), name
    for cue in _on_air(code).finditer(flat):
        if cue["guest"] and _spoke(code).search(flat, max(0, cue.start() - 8), cue.start()):
            continue  # « a interrogé la maire sur le port »
        name = name_at(sentence, cue.end(), code)
        # « au micro de France Lune »: only a medium has microphones, whatever its name.
        if name and (name.head is None or is_medium(name.text, code)):
            yield cue.start(), name
    for cue in _wrote_in(code).finditer(flat):
        name = name_at(sentence, cue.end(), code)
        if name and (cue["article"] or is_medium(name.text, code)):
            yield cue.start(), name


@cache
def _told(code: str) -> re.Pattern[str]:
    """« a expliqué mardi matin à Radio Lune », "told the Gazette"."""
    words = words_of(code)
    told, speaking = words.pattern("told"), words.pattern("speaking")
    if words.language.words("references", "speaking"):
        # « a demandé la maire, Ada Brun, jeudi 7 mars, sur Radio Lune »
        return re.compile(rf"{speaking}[^.;:!?()«»“”\"]{{0,110}}?\s{{1,2}}{told}\s{{0,2}}")
    return re.compile(rf"{told}\s{{1,2}}")


@cache
def _on_air(code: str) -> re.Pattern[str]:
    """« au micro de », « interrogé mardi matin sur », "on air with"."""
    words = words_of(code)
    when = r"(?:\s{1,2}[\w'-]{2,15}){0,3}?\s{1,2}"
    hosted = [flatten(word) for word in words.language.words("references", "hosted")]
    endings = "|".join(words.language.words("references", "endings"))
    hosted_by = words.pattern("hosted_by")
    guest = rf"(?<![\w-])(?P<guest>{'|'.join(hosted)})(?:{endings})?{when}{hosted_by}"
    return re.compile(rf"(?:{guest}|{words.pattern('on_air')})(?:\s{{1,2}}|(?<=')\s?)")


@cache
def _spoke(code: str) -> re.Pattern[str]:
    return re.compile(rf"{words_of(code).pattern('auxiliaries')}\s$")


@cache
def _wrote_in(code: str) -> re.Pattern[str]:
    """ "wrote in the Tide Ledger", « écrivait-elle dans le Courrier des phares »."""
    words = words_of(code)
    place = words.pattern("wrote_in")
    return re.compile(
        rf"{words.pattern('wrote')}(?:\s[\w'-]{{2,15}}){{0,2}}?\s{place}\s(?P<article>{words.article})"
    )

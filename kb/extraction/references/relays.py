"""Media through which the article had a work: « relayée par Le Soir », "seen by The Gazette"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.references.drafts import RELAY, Draft
from kb.extraction.references.naming import name_at
from kb.extraction.references.words import flatten, words_of

_HANDLE = re.compile(r"@\w{2,30}")


def find_relays(text: str, start: int, end: int, code: str) -> Iterator[Draft]:
    """The relays that the sentence [start, end) names; an @handle counts as a name."""
    sentence = text[start:end]
    flat = flatten(sentence)
    for cue in _cue(code).finditer(flat):
        handle = _HANDLE.match(sentence, cue.end())
        name = None if handle else name_at(sentence, cue.end(), code)
        if handle is None and name is None:
            continue
        written = handle.group() if handle else (name.text if name else "")
        stop = handle.end() if handle else (name.end if name else cue.end())
        yield Draft(
            start + cue.start(), start + stop, "article", RELAY, 0.85, publisher=written, aliases=()
        )


@cache
def _cue(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(rf"{words.pattern('relayed')}\s{{0,2}}{words.article}")

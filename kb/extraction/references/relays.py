"""Media through which the article had a work: « relayée par Le Soir », "seen by The Gazette"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.references.drafts import RELAY, Draft
from kb.extraction.references.naming import Name, is_medium, name_at
from kb.extraction.references.words import flatten, words_of

_HANDLE = re.compile(r"@\w{2,30}")


def find_relays(text: str, start: int, end: int, code: str) -> Iterator[Draft]:
    """The relays that the sentence [start, end) names; an @handle counts as a name."""
    sentence = text[start:end]
    flat = flatten(sentence)
    for begin, medium in _behind_the_medium(sentence, flat, code):
        yield Draft(
            start + begin, start + medium.end, "article", RELAY, 0.85, publisher=medium.text
        )
    for cue in _cue(code).finditer(flat):
        handle = _HANDLE.match(sentence, cue.end())
        name = None if handle else name_at(sentence, cue.end(), code)
        if handle is None and name is None:
            continue
        if cue["shown"] and not (name and is_medium(name.text, code)):
            continue  # « dévoilée mardi par l'institut Lune »: its maker
        written = handle.group() if handle else (name.text if name else "")
        stop = handle.end() if handle else (name.end if name else cue.end())
        place = start + cue.start(), start + stop
        bare = words_of(code).compiled("brought_out").match(cue.group()) is not None
        yield Draft(*place, "article", RELAY, 0.85, publisher=written, brings_out=bare)


def _behind_the_medium(sentence: str, flat: str, code: str) -> Iterator[tuple[int, Name]]:
    """« un rapport dont Le Soir a eu copie », "a memo that the Tribune obtained"."""
    for cue in words_of(code).compiled("relay_before").finditer(flat):
        space = 1 if flat[cue.end() : cue.end() + 1] == " " else 0
        name = name_at(sentence, cue.end() + space, code)
        if name and is_medium(name.text, code) and _had(code).match(flat, name.end):
            yield cue.start(), name


@cache
def _had(code: str) -> re.Pattern[str]:
    return re.compile(rf"\s{words_of(code).pattern('relay_behind')}")


@cache
def _cue(code: str) -> re.Pattern[str]:
    """« relayée par », « citée hier par »; of what a medium brought to light, `shown`."""
    words = words_of(code)
    parted = rf"(?:\s{{1,2}}[\w'-]{{2,15}}){{0,4}}?\s{{1,2}}{words.pattern('relay_by')}"
    passed, shown = (_participle(code, name) for name in ("relay_participles", "shown_participles"))
    return re.compile(
        rf"(?:{words.pattern('relayed')}|{passed}{parted}|(?P<shown>{shown}{parted}))"
        rf"\s{{0,2}}{words.article}"
    )


@cache
def passes_on(code: str) -> re.Pattern[str]:
    """A participle of passing on, in flat text: « citée » of « citée hier par »."""
    relayed = words_of(code).pattern("relayed")
    return re.compile(rf"{relayed}|{_participle(code, 'relay_participles')}(?!\w)")


def _participle(code: str, name: str) -> str:
    words = words_of(code).language.words("references", name)
    endings = "|".join(words_of(code).language.words("references", "endings"))
    return rf"(?<![\w-])(?:{'|'.join(map(flatten, words))})(?:{endings})?"

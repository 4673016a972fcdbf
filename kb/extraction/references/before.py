"""What stands before a cue word: « une magistrale enquête », "the Moon Institute's 2010 survey"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kb.extraction.references.naming import Name, names_in
from kb.extraction.references.words import words_of

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@cache
def determiner_words(code: str) -> re.Pattern[str]:
    """The determiner, at the end of the stretch before the cue or before its adjectives."""
    words = words_of(code)
    groups = "|".join(
        rf"(?P<{kind}>{words.pattern(kind)})" for kind in ("plural", "indefinite", "definite")
    )
    return re.compile(rf"(?:{groups})")


def what_stands_before(
    sentence: str, flat: str, cue: int, code: str
) -> tuple[int, str, Name | None, str | None] | None:
    """(start of the phrase, determiner, organisation, year), up to eight words back.

    « une magistrale enquête », "a 2010 national study", "the Moon Institute's survey".
    None where the word is no noun: "users report", "we study".
    """
    window = max(0, cue - 90)
    left = flat[window:cue]
    best = None
    for match in determiner_words(code).finditer(left):
        between = re.sub(r"(?<!\w)(?:\w\.){2,4}", "", left[match.end() :])
        if not re.search(r"[.,;:!?()«»\"“”]", between) and len(between.split()) <= _longest(
            match.group(), code
        ):
            best = match
    stretch_start = window + (best.end() if best else _bare_start(left))
    stretch = sentence[stretch_start:cue]
    year = _YEAR.search(stretch)
    behind = words_of(code).grammar("name_behind_the_noun")
    names = [] if behind else names_in(stretch, code)
    maker = names[-1] if names else None
    if maker:
        maker = replace(maker, start=stretch_start + maker.start, end=stretch_start + maker.end)
    if best is not None:
        if maker and re.match(r"['’]s?\s", sentence[maker.end : maker.end + 3]):
            # "the speakers referenced Ana Moon’s 1835 work"
            return maker.start, "genitive", maker, year.group(1) if year else None
        if crosses(_without(names, flat[stretch_start:cue]), code):
            return None
        return (
            window + best.start(),
            best.lastgroup or "bare",
            maker,
            year.group(1) if year else None,
        )
    between = flat[maker.end : cue] if maker else ""
    if maker and not re.search(r"[.,;:!?()«»\"“”]", between) and not crosses(between, code):
        return maker.start, "bare", maker, year.group(1) if year else None
    if re.search(r"(?:^|\W)d'$", left):
        return None  # « un complément d'enquête »
    return cue, "bare", None, year.group(1) if year else None


def _longest(determiner: str, code: str) -> int:
    """How many words may stand between: "one described writing research" is no "one study"."""
    return 2 if determiner in words_of(code).folded("pronouns_too") else 8


def _without(names: list[Name], stretch: str) -> str:
    for name in reversed(names):
        stretch = stretch[: name.start] + stretch[name.end :]
    return stretch


def _bare_start(left: str) -> int:
    cut = max((m.end() for m in re.finditer(r"[.,;:!?)»”\"]\s|[(«“]\s?", left)), default=0)
    words = list(re.finditer(r"\S+", left[cut:]))
    return cut + (words[-6].start() if len(words) >= 6 else 0)


def crosses(between: str, code: str) -> bool:
    """A verb or preposition stands between determiner and cue: "the users of a report"."""
    stops = words_of(code).folded("not_between")
    return any(word in stops for word in re.findall(r"[\w-]+'?|\S", between))

"""Organisations named as the origin of what a sentence says, and media that somebody spoke to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kb.extraction.references.drafts import GENERIC, MEDIUM, ORIGIN, SAYS, TEAM
from kb.extraction.references.media import spoken_to
from kb.extraction.references.naming import (
    Name,
    all_names_in,
    is_medium,
    name_after_role,
    name_at,
)
from kb.extraction.references.places import Taken
from kb.extraction.references.words import flatten, words_of


@dataclass(frozen=True, slots=True)
class Origin:
    """An organisation (or, before people are told apart, any name) that a statement comes from."""

    start: int  # plain positions, of the words that make it the origin and the name
    end: int
    name: Name
    rule: str
    alias: str | None = None
    finds: bool = False  # of researchers: a verb of finding stands behind them


_BRACKET = re.compile(r"\s?\((?P<short>[A-Z][\w.&-]{1,9})\)")
# « L'institut Lune, spécialiste des mers, estime … »: an aside between name and verb.
_ASIDE = re.compile(r"\s?,(?:[^,.;:!?()«»“”\"]|(?<=\d)[,.](?=\d)){2,80},")


def find_origins(text: str, start: int, end: int, code: str) -> list[Origin]:
    """The origins named in the sentence [start, end) of the text."""
    sentence = text[start:end]
    flat = flatten(sentence)
    found: list[Origin] = []
    taken = Taken()
    for origin in (
        *(Origin(at, name.end, name, MEDIUM) for at, name in spoken_to(sentence, flat, code)),
        *_according(sentence, flat, code),
        *_those_of(sentence, flat, code),
        *_teams(sentence, flat, code),
        *_subjects(sentence, flat, code),
        *_inverted(sentence, flat, code),
        *_generic(sentence, flat, code),
    ):
        if taken.take(origin.name.start, origin.name.end):
            found.append(origin)
    return [_shifted(origin, start) for origin in sorted(found, key=lambda o: o.name.start)]


def _according(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """« selon l'Insee », "according to the World Bank"."""
    for cue in _opens_an_origin(code).finditer(flat):
        space = re.compile(r"\s{0,2}").match(flat, cue.end())
        behind = space.end() if space else cue.end()
        name = name_at(sentence, behind, code) or name_after_role(sentence, behind, code)
        if name:
            yield Origin(cue.start(), name.end, name, ORIGIN, _alias(sentence, name.end))


def _those_of(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """« Celle de l'Ibis annonce », "The one by Orbis says", « Le second, de l'Ibis, donne »."""
    for cue in _that_of(code).finditer(flat):
        name = name_at(sentence, cue.end(), code)
        behind = name.end if name else 0
        says = any(_verbs(code, kind).match(flat, behind) for kind in ("finds", "says", "gives"))
        if name and says:
            yield Origin(cue.start(), name.end, name, ORIGIN)


@cache
def _that_of(code: str) -> re.Pattern[str]:
    words = words_of(code)
    pronoun = rf"{words.pattern('that_one')}\s{words.pattern('by')}"
    ordinal = rf"{words.pattern('ordinal_one')}(?:\s[\w-]{{3,15}})?,\s{words.pattern('by')}"
    return re.compile(rf"(?:{pronoun}|{ordinal})(?:\s|(?<=')){words.article}")


def _subjects(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """« L'Insee constate que … », "The Moon Institute (MI) also found that …"."""
    for name in all_names_in(sentence, code):
        if not _can_be_subject(flat, name.start, code):
            continue
        after = name.end
        bracket = _BRACKET.match(sentence, after)
        if bracket:
            after = bracket.end()
        aside = _ASIDE.match(sentence, after)
        site = _site(code).match(flat, after)
        for position in (site.end() if site else after, aside.end() if aside else None):
            if position is None:
                continue
            finds = _verbs(code, "finds").match(flat, position)
            says = _verbs(code, "says").match(flat, position)
            verb = (
                finds or says or (position == after and _says_beside(sentence, flat, after, code))
            )
            if verb and position == after and _is_a_place(sentence, name, verb):
                break
            aloof = aside is not None and position == aside.end()
            if verb and aloof and _is_of_another(sentence, flat, verb.end(), code):
                break
            if verb:
                # what a newspaper says stands in its pages
                rule = ORIGIN if finds or is_medium(name.text, code) else SAYS
                yield Origin(
                    name.start, name.end, name, rule, bracket["short"] if bracket else None
                )
                break


@cache
def _site(code: str) -> re.Pattern[str]:
    """ "The Moon Office site warns": where it says so."""
    return re.compile(rf"\s{words_of(code).pattern('sites')}")


def _is_a_place(sentence: str, name: Name, verb: re.Match[str]) -> bool:
    """ "Ada Moon of Tide College in Port Brume, New Brume, said": between commas, behind a name."""
    before = sentence[max(0, name.start - 40) : name.start]
    return verb.group().startswith(",") and bool(re.search(r"[A-ZÀ-Þ][\w’'-]*,\s$", before))


def _says_beside(sentence: str, flat: str, position: int, code: str) -> re.Match[str] | None:
    """ "Ibis disagreed, noting that 15% …": a verb of any kind, then one of saying."""
    found = _beside(code).match(flat, position)
    plain = found and not re.search(r"[A-ZÀ-Þ]", sentence[position : found.end()])
    return found if plain else None


@cache
def _beside(code: str) -> re.Pattern[str]:
    saying = words_of(code).pattern("saying_beside")
    return re.compile(rf"\s[^.,;:!?()«»“”\"]{{3,60}},\s{saying}")


def _is_of_another(sentence: str, flat: str, end: int, code: str) -> bool:
    """« Après l'orage Ada, la mer montait, rappelle l'Ibis »: who says so stands behind."""
    inverts = words_of(code).grammar("name_behind_the_noun")
    return inverts and name_at(sentence, _behind(flat, end), code) is not None


def _behind(flat: str, position: int) -> int:
    return position + 1 if flat[position : position + 1] == " " else position


def _generic(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """« Le régulateur note que … », "…, the agency said": an organisation named before."""
    for word in _generic_words(code).finditer(flat):
        aside = _ASIDE.match(sentence, word.end())
        behind = any(
            _verbs(code, kind).match(flat, position)
            for kind in ("finds", "says")
            for position in (word.end(), aside.end() if aside else word.end())
        )
        before = _before_a_name(code).search(flat, max(0, word.start() - 40), word.start())
        if behind or (before and before.end() == word.start()):
            name = Name(word.start(), word.end(), sentence[word.start() : word.end()])
            yield Origin(word.start(), word.end(), name, GENERIC)


def _teams(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """ "Scientists at the University of Moonville followed 900 people": the study's makers."""
    for team in _team_at(code).finditer(flat):
        name = name_at(sentence, team.end(), code)
        if name:
            found = _verbs(code, "finds").match(flat, name.end)
            yield Origin(name.start, name.end, name, TEAM, finds=found is not None)


def _can_be_subject(flat: str, start: int, code: str) -> bool:
    """Not « les gens de Lyon constatent »; but « des chercheurs de l'institut Lune constatent »."""
    before = re.sub(rf"{words_of(code).article}$", "", flat[max(0, start - 60) : start])
    last = re.search(r"(\S+?)\s?$", before)
    if last is None or last.group(1) not in words_of(code).folded("prepositions"):
        return True
    opens = words_of(code).folded("names_a_teller")
    if last.group(1) in opens and not words_of(code).compiled("no_teller").search(before[-12:]):
        return True  # "As the Tide Ledger reported, …"
    return bool(words_of(code).compiled("teams").search(before[-30:]))


def _inverted(sentence: str, flat: str, code: str) -> Iterator[Origin]:
    """« …, indique l'Insee », « …, a calculé l'institut Lune », "…, says the Moon Institute"."""
    for verbs, rule in (("finds", ORIGIN), ("says", SAYS)):
        for verb in _inverted_verbs(code, verbs).finditer(flat):
            name = name_at(sentence, verb.end(), code)
            if name and _ends_there(sentence, name.end, code):
                said = ORIGIN if is_medium(name.text, code) else rule
                yield Origin(verb.start(), name.end, name, said, _alias(sentence, name.end))


def _ends_there(sentence: str, end: int, code: str) -> bool:
    """ "…, warned the Moon Office." speaks; "…, warned the Moon Office not to" is spoken to."""
    if words_of(code).grammar("past_needs_auxiliary"):
        return True
    behind = f"{words_of(code).pattern('when')}|{words_of(code).pattern('behind_a_speaker')}"
    stops = re.compile(rf"\s?(?:$|[^\w\s])|\s(?:{behind})")
    return stops.match(flatten(sentence[end : end + 25])) is not None


def _alias(sentence: str, end: int) -> str | None:
    bracket = _BRACKET.match(sentence, end)
    return bracket["short"] if bracket else None


@cache
def _opens_an_origin(code: str) -> re.Pattern[str]:
    words = words_of(code)
    # « Un chiffre tiré du Suivi des phares », "a figure taken from the Tide Survey"
    cues = (words.pattern("according"), words.pattern("citing"), words.figure_from)
    return re.compile("|".join(cues))


@cache
def _verbs(code: str, kind: str) -> re.Pattern[str]:
    """The verb behind a subject: « constate », « a constaté », "also found"."""
    words = words_of(code)
    simple = words.pattern(kind)
    past = words.pattern({"finds": "found", "says": "said"}.get(kind, "found"))
    helper = words.pattern("auxiliaries")
    needs = "+" if words.grammar("past_needs_auxiliary") else "*"
    many = "{1,3}" if needs == "+" else "{0,3}"
    return re.compile(
        rf",?(?:\s{{1,2}}{helper}){{0,3}}\s{{1,2}}{simple}|,?(?:\s{{1,2}}{helper}){many}\s{{1,2}}{past}"
    )


@cache
def _inverted_verbs(code: str, kind: str) -> re.Pattern[str]:
    words = words_of(code)
    past = words.pattern("found" if kind == "finds" else "said")
    helper = words.pattern("auxiliaries")
    past = rf"(?:{helper}\s{{1,2}}){past}" if words.grammar("past_needs_auxiliary") else past
    opened = rf"[,»”\"]\s{{1,2}}|{words.pattern('as_says')}\s{{0,2}}"
    # « …, a indiqué jeudi matin la Chambre des marées »
    when = rf"(?:{words.pattern('when')}(?:\s{words.pattern('parts_of_day')})?\s{{1,2}})?"
    return re.compile(rf"(?:{opened})(?:{words.pattern(kind)}|{past})\s{{1,2}}{when}")


@cache
def _before_a_name(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(
        rf"(?:{words.pattern('according')}|(?:^|[,»”\"]\s){words.pattern('inverted')})"
        rf"\s{{1,2}}{words.article}"
    )


@cache
def _generic_words(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(rf"{words.pattern('definite')}(?:\s|(?<='))\s?{words.pattern('generic')}")


@cache
def _team_at(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(
        rf"{words.pattern('teams')}(?:\s{words.pattern('led_by')}\s[^.,;:()]{{3,40}}?)?\s{{1,2}}"
        rf"{words.pattern('team_of')}(?:\s{{1,2}}|(?<=')){words.article}"
    )


def _shifted(origin: Origin, by: int) -> Origin:
    name = Name(origin.name.start + by, origin.name.end + by, origin.name.text, origin.name.head)
    return replace(origin, start=origin.start + by, end=origin.end + by, name=name)

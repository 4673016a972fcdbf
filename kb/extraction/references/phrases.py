"""Works named in words: « une étude de l'institut Lune publiée en mars », "the Moon survey".

A phrase is a cue word (étude, survey ...) with what stands before it (determiner,
year, adjectives, an organisation) and behind it (who made it, for whom, where it
appeared, when, its title).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from kb.extraction.names.vocabulary import vocabulary
from kb.extraction.references.before import determiner_words, what_stands_before
from kb.extraction.references.behind import Behind
from kb.extraction.references.makers import (
    who_brought_it_out,
    who_says_so_in_it,
    who_wrote_it,
    whose,
    whose_release,
)
from kb.extraction.references.naming import Name
from kb.extraction.references.words import flatten, joined, words_of

_RESEARCH = frozenset({"study", "survey", "report"})
_NUMBER_OF_LAW = re.compile(r"\s(?:[a-z]\.?\s?)?\d{1,5}(?![\d%])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A work named in words. Plain positions."""

    start: int
    end: int
    cue: str  # folded: "etude"
    kind: str
    determiner: str  # indefinite, definite, genitive, plural, bare
    makers: tuple[Name, ...] = ()  # people and organisations, as named
    title: str | None = None
    container: str | None = None
    published: str | None = None
    possessive: bool = False  # « son rapport », "its report"
    unsigned: bool = False  # « Dans une étude, elle montrait »: a pronoun made it
    neuter: bool = False  # "In a statement, it said": an organisation's pronoun
    weak: bool = False  # the cue alone says little: « données », "paper"

    @property
    def named(self) -> bool:
        """Somebody or something tells which work it is."""
        return bool(self.title or self.makers or self.container)


@cache
def _cues(code: str) -> re.Pattern[str]:
    words = words_of(code)
    cue = "|".join(sorted(map(re.escape, words.kinds), key=lambda w: (-len(w), w)))
    none, authors = words.pattern("not_works"), words.pattern("authors")
    return re.compile(rf"(?P<none>{none})|(?P<author>{authors})|(?<![\w-])(?P<cue>{cue})(?![\w-])")


def find_phrases(
    text: str, start: int, end: int, code: str, names: Callable[[Name], bool] = lambda _: True
) -> list[Phrase]:
    """The works named in the sentence [start, end) of the text, from left to right.

    `names` says of a capitalised stretch (positions of the text) whether it can be a name:
    « Abondance » at the head of a sentence is none.
    """
    flat = flatten(text[start:end])
    sentence = text[start:end]
    found: list[Phrase] = []
    position = 0
    while match := _cues(code).search(flat, position):
        position = match.end()
        if match["none"] is not None:
            # "according to research by Orbis": only the verb "to research" names no work
            position = _behind_according(flat, match, code)
        if match["author"] is not None:  # « …, auteur principal »: of the study named before
            span = start + match.start(), start + match.end()
            found.append(Phrase(*span, cue="", kind="study", determiner="definite"))
        if match["cue"] is None or _is_of_a_law(flat, match, code):
            continue
        if _is_part_of_a_name(sentence, match, code) or _is_a_verb(sentence, flat, match, code):
            continue
        if match["cue"] in words_of(code).folded("mass") and not _ends_its_noun(code).match(
            flat, match.end()
        ):
            continue  # "the research culture", "research practices"
        phrase = _phrase(sentence, flat, match, code)
        if phrase is None:
            continue
        position = max(position, phrase.end)
        phrase = _shifted(phrase, start)
        sure = phrase.determiner == "genitive"  # "Moon's 2014 study": nothing but a name owns
        makers = tuple(maker for maker in phrase.makers if sure or names(maker))
        if len(makers) < len(phrase.makers):
            phrase = replace(phrase, makers=makers)
            if phrase.determiner == "bare" and not phrase.named:
                continue
        found.append(phrase)
    return found


@cache
def _ends_its_noun(code: str) -> re.Pattern[str]:
    """What stands behind a noun that is not itself beside another: "research by", "research,"."""
    words = words_of(code)
    lists = ("by", "for", "in", "on", "made", "finds", "found", "says", "said", "auxiliaries")
    followers = "|".join(words.pattern(name) for name in (*lists, "behind_a_noun", "participles"))
    return re.compile(rf"\s?(?:[^\w\s]|$)|\s{{1,2}}(?:{followers})")


def _is_of_a_law(flat: str, cue: re.Match[str], code: str) -> bool:
    """« l'article L. 572-6 », "article 9 of the charter"."""
    numbered = cue["cue"] in words_of(code).folded("numbered")
    return numbered and _NUMBER_OF_LAW.match(flat, cue.end()) is not None


def _behind_according(flat: str, none: re.Match[str], code: str) -> int:
    """Where to look on behind words that name no work: in them, if an origin's cue ends there."""
    before = flat[max(0, none.start() - 20) : none.end()]
    cue = words_of(code).compiled("according").search(before)
    if cue is None or cue.end() == len(before):
        return none.end()
    return max(none.start() + 1, none.end() - len(before) + cue.end())


def _is_part_of_a_name(sentence: str, cue: re.Match[str], code: str) -> bool:
    """ "Census" of "the Census Bureau report" is no work: the report is."""
    if not sentence[cue.start()].isupper():
        return False
    before = re.search(r"([A-ZÀ-Þ]\w*)\s$", sentence[max(0, cue.start() - 30) : cue.start()])
    if before and not determiner_words(code).fullmatch(flatten(before.group(1))):
        return True  # « Le Washington Post »
    if words_of(code).grammar("name_behind_the_noun"):
        return False
    return bool(
        re.match(r"\s[A-Z]|\s(?:study|report|survey|poll)", sentence[cue.end() : cue.end() + 7])
    )


def _is_a_verb(sentence: str, flat: str, cue: re.Match[str], code: str) -> bool:
    """ "The Moon Institute reports that", "parents report more": no work is named."""
    if cue["cue"] not in words_of(code).folded("verb_like"):
        return False
    followers = words_of(code).pattern("verb_followers")
    if re.match(rf"\s(?:{followers}|[a-z]{{2,12}}ing\b)", flat[cue.end() : cue.end() + 20]):
        return True
    if re.match(r"\s[“\"«]", flat[cue.end() : cue.end() + 2]):  # but not 'the report "Salt"'
        before = re.search(r"(\w+)\s$", flat[max(0, cue.start() - 15) : cue.start()])
        return not (before and determiner_words(code).fullmatch(before.group(1)))
    after_a_name = re.search(r"[A-Z]\w*\s$", sentence[max(0, cue.start() - 30) : cue.start()])
    plural = cue["cue"] in words_of(code).folded("weak", "words")  # "the Orbis figures"
    return bool(after_a_name) and cue["cue"].endswith("s") and not plural


def _phrase(sentence: str, flat: str, cue: re.Match[str], code: str) -> Phrase | None:
    word = cue["cue"]
    before = what_stands_before(sentence, flat, cue.start(), code)
    if before is None:
        return None
    begin, determiner, maker, year = before
    behind = Behind(sentence, flat, cue.end(), code, words_of(code).kinds[word])
    behind.read()
    makers = [name for name in (maker, *behind.makers) if name]
    unsigned = generic = neuter = False
    new = determiner != "definite"  # « l'étude » names one whose maker is known
    if not makers and new and _opens_with(flat, begin, code):
        makers = [] if _too_common(word, code) else whose(sentence, behind.end, code)
        goes_on = None if makers else _goes_on_with_it(code).match(flat, behind.end)
        unsigned = goes_on is not None and goes_on["pronoun"] is not None
        neuter = unsigned and goes_on is not None and _is_neuter(goes_on["pronoun"], code)
        generic = goes_on is not None and not unsigned
    if _possessive(code).match(flat, begin):
        if maker and not behind.title:  # "its annual Moon Skies report": a title, not a maker
            behind.title, makers = maker.text, list(behind.makers)
        makers = makers or whose(sentence, behind.end, code)
    makers = [*makers, *who_wrote_it(sentence, flat, begin, behind.end, code)]
    if not makers:
        makers, medium = who_brought_it_out(sentence, flat, begin, code)
        own = new or bool(_possessive(code).match(flat, begin))
        if not makers and own and words_of(code).kinds[word] not in ("web page", "book"):
            makers = who_says_so_in_it(sentence, flat, begin, code)
        if not makers and words_of(code).kinds[word] == "press release":
            makers = whose_release(sentence, flat, begin, code)
            # « …, promet le groupe dans un communiqué »: the organisation named before
            generic = generic or (not makers and bool(_said_by(code).search(flat[:begin])))
        behind.container = behind.container or medium
    proper = sentence[cue.start()].isupper() and cue.start() > begin
    if proper and not makers and not behind.title:
        behind.proper_title(cue.start())
    if determiner == "bare" and not makers and not behind.title and not behind.container:
        return None
    weak = word in words_of(code).folded("weak", "words")
    if weak and determiner == "indefinite" and words_of(code).kinds[word] in _RESEARCH:
        # « …, d'après une enquête interne », "an audit found that": it can only be a work
        weak = not (
            _origin_before(code).search(flat[max(0, begin - 30) : begin])
            or _finds_behind(code).match(flat, behind.end)
        )
    return Phrase(
        start=begin,
        end=behind.end,
        cue=word,
        kind=words_of(code).kinds[word],
        determiner=determiner,
        title=behind.title,
        makers=tuple(makers),
        container=behind.container,
        published=behind.published or year,
        possessive=generic or bool(_possessive(code).match(flat, begin)),
        unsigned=unsigned,
        neuter=neuter,
        weak=weak,
    )


def _is_neuter(pronoun: str, code: str) -> bool:
    """ "it": never a person."""
    return vocabulary(code).pronouns.get(pronoun) == "neuter"


def _too_common(word: str, code: str) -> bool:
    """ "In the 1790 census, the Congress …": the subject made no census."""
    weak = word in words_of(code).folded("weak", "words")
    return weak and words_of(code).kinds[word] in ("study", "survey", "other")


def _opens_with(flat: str, begin: int, code: str) -> bool:
    """« Dans un communiqué, le groupe Lune … »: the work stands at the head of the sentence."""
    head = flat[:begin].strip(' «“"')
    return bool(re.fullmatch(words_of(code).pattern("within"), head))


@cache
def _goes_on_with_it(code: str) -> re.Pattern[str]:
    """« Dans une étude de 2018, elle … », "In a press release, the company …"."""
    words = words_of(code)
    pronouns = joined(tuple(vocabulary(code).pronouns))
    generic = rf"{words.pattern('definite')}\s{{0,2}}{words.pattern('generic')}"
    return re.compile(rf"[^.;:!?()«»“”\",]{{0,60}},\s(?:(?P<pronoun>{pronouns})|{generic})")


@cache
def _said_by(code: str) -> re.Pattern[str]:
    words = words_of(code)
    generic = rf"{words.pattern('definite')}\s{{0,2}}{words.pattern('generic')}"
    return re.compile(rf"{generic}(?:\s\w{{3,12}})?\s{words.pattern('within')}\s$")


@cache
def _origin_before(code: str) -> re.Pattern[str]:
    return re.compile(rf"{words_of(code).pattern('according')}\s?$")


@cache
def _finds_behind(code: str) -> re.Pattern[str]:
    words = words_of(code)
    helpers = rf"(?:\s{{1,2}}{words.pattern('auxiliaries')}){{0,3}}"
    aside = r"(?:\s[\w'-]{1,20}){0,6}?"  # "an audit seen by the Tribune put"
    return re.compile(
        rf"{aside}{helpers}\s{{1,2}}(?:{words.pattern('finds')}|{words.pattern('found')})"
    )


@cache
def _possessive(code: str) -> re.Pattern[str]:
    return re.compile(words_of(code).pattern("possessive"))


def _shifted(phrase: Phrase, by: int) -> Phrase:
    makers = tuple(replace(m, start=m.start + by, end=m.end + by) for m in phrase.makers)
    return replace(phrase, start=phrase.start + by, end=phrase.end + by, makers=makers)

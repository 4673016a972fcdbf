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
from kb.extraction.references.naming import Name, is_medium, name_at, names_in
from kb.extraction.references.words import flatten, joined, words_of
from kb.languages import alternation
from kb.reading.dates import find_dates

_OPEN_TITLE = re.compile(r"\s{0,2}(?:[:,–-]\s{0,2})?[«“\"]\s{0,2}")
_TITLE_END = {"«": "»", "“": "”", '"': '"'}
_LONGEST_TITLE = 200
_LONGEST_TOPIC = 160  # characters between a work and « menée par »


@dataclass(frozen=True, slots=True)
class Phrase:
    """A work named in words. Plain positions."""

    start: int
    end: int
    cue: str  # folded: "etude"
    kind: str
    determiner: str  # indefinite, definite, plural, bare
    makers: tuple[Name, ...] = ()  # people and organisations, as named
    title: str | None = None
    container: str | None = None
    published: str | None = None
    possessive: bool = False  # « son rapport », "its report"
    unsigned: bool = False  # « Dans une étude, elle montrait »: a pronoun made it
    weak: bool = False  # the cue alone says little: « données », "paper"

    @property
    def named(self) -> bool:
        """Somebody or something tells which work it is."""
        return bool(self.title or self.makers or self.container)


@cache
def _cues(code: str) -> re.Pattern[str]:
    words = words_of(code)
    cue = "|".join(sorted(map(re.escape, words.kinds), key=lambda w: (-len(w), w)))
    not_works = words.pattern("not_works")
    return re.compile(rf"(?P<none>{not_works})|(?<![\w-])(?P<cue>{cue})(?![\w-])")


@cache
def _before(code: str) -> re.Pattern[str]:
    """The determiner, at the end of the stretch before the cue or before its adjectives."""
    words = words_of(code)
    groups = "|".join(
        rf"(?P<{kind}>{words.pattern(kind)})" for kind in ("plural", "indefinite", "definite")
    )
    return re.compile(rf"(?:{groups})")


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
        if match["cue"] is None:
            continue
        if _is_part_of_a_name(sentence, match, code) or _is_a_verb(sentence, flat, match, code):
            continue
        phrase = _phrase(sentence, flat, match, code)
        if phrase is None:
            continue
        position = max(position, phrase.end)
        phrase = _shifted(phrase, start)
        makers = tuple(maker for maker in phrase.makers if names(maker))
        if len(makers) < len(phrase.makers):
            phrase = replace(phrase, makers=makers)
            if phrase.determiner == "bare" and not phrase.named:
                continue
        found.append(phrase)
    return found


def _is_part_of_a_name(sentence: str, cue: re.Match[str], code: str) -> bool:
    """ "Census" of "the Census Bureau report" is no work: the report is."""
    if not sentence[cue.start()].isupper():
        return False
    before = re.search(r"([A-ZÀ-Þ]\w*)\s$", sentence[max(0, cue.start() - 30) : cue.start()])
    if before and not _before(code).fullmatch(flatten(before.group(1))):
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
    if re.match(rf"\s(?:{followers}|[“\"«])", flat[cue.end() : cue.end() + 20]):
        return True
    after_a_name = re.search(r"[A-Z]\w*\s$", sentence[max(0, cue.start() - 30) : cue.start()])
    return bool(after_a_name) and cue["cue"].endswith("s")


def _phrase(sentence: str, flat: str, cue: re.Match[str], code: str) -> Phrase | None:
    word = cue["cue"]
    before = _what_stands_before(sentence, flat, cue.start(), code)
    if before is None:
        return None
    begin, determiner, maker, year = before
    behind = _Behind(sentence, flat, cue.end(), code, words_of(code).kinds[word])
    behind.read()
    makers = [name for name in (maker, *behind.makers) if name]
    unsigned = False
    if not makers and _opens_with(sentence, flat, begin, code):
        makers = [] if _too_common(word, code) else _whose(sentence, behind.end, code)
        unsigned = not makers and bool(_pronoun(code).match(flat, behind.end))
    if _possessive(code).match(flat, begin):
        if maker and not behind.title:  # "its annual Moon Skies report": a title, not a maker
            behind.title, makers = maker.text, list(behind.makers)
        makers = makers or _whose(sentence, behind.end, code)
    if not makers:
        makers, medium = _who_brought_it_out(sentence, flat, begin, code)
        if not makers and words_of(code).kinds[word] not in ("web page", "book"):
            makers = _who_says_so_in_it(sentence, flat, begin, code)
        behind.container = behind.container or medium
    proper = sentence[cue.start()].isupper() and cue.start() > begin
    if proper and not makers and not behind.title:
        behind.proper_title(cue.start())
    if determiner == "bare" and not makers and not behind.title and not behind.container:
        return None
    weak = word in words_of(code).folded("weak", "words")
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
        possessive=bool(_possessive(code).match(flat, begin)),
        unsigned=unsigned,
        weak=weak,
    )


def _too_common(word: str, code: str) -> bool:
    """ "In the 1790 census, the Congress …": the subject made no census."""
    weak = word in words_of(code).folded("weak", "words")
    return weak and words_of(code).kinds[word] in ("study", "survey", "other")


def _opens_with(sentence: str, flat: str, begin: int, code: str) -> bool:
    """« Dans un communiqué, le groupe Lune … »: the work stands at the head of the sentence."""
    head = flat[:begin].strip(' «“"')
    return bool(re.fullmatch(words_of(code).pattern("within"), head))


def _whose(sentence: str, end: int, code: str) -> list[Name]:
    """« Dans son rapport annuel, la Cour des comptes … »: the subject behind the comma."""
    comma = re.compile(r"[^.;:!?()«»“”\",]{0,60},\s").match(sentence, end)
    name = name_at(sentence, comma.end(), code) if comma else None
    return [name] if name else []


def _who_brought_it_out(
    sentence: str, flat: str, begin: int, code: str
) -> tuple[list[Name], str | None]:
    """« l'agence Lune a publié une étude », « Ana Brun, journaliste au Soir, a signé une enquête »."""
    verb = None
    for verb in _within(code, "publishes").finditer(flat, max(0, begin - 40), begin):
        pass
    if verb is None or len(flat[verb.end() : begin].split()) > 2:
        return [], None
    clause = max(0, verb.start() - 140)
    names = [
        replace(name, start=name.start + clause, end=name.end + clause)
        for name in names_in(sentence[clause : verb.start()], code)
    ]
    if not names:
        return [], None
    last = names[-1]
    subject = names[-2] if len(names) > 1 and is_medium(last.text, code) else last
    return [subject], (last.text if subject is not last else None)


def _who_says_so_in_it(sentence: str, flat: str, begin: int, code: str) -> list[Name]:
    """« Lune Lab dans une étude », "the Moon Bank said in a report"."""
    window = max(0, begin - 90)
    inside = re.search(rf"{words_of(code).pattern('within')}\s$", flat[window:begin])
    if not inside:
        return []
    names = names_in(sentence[window : window + inside.start()], code)
    if not names:
        return []
    name = replace(names[-1], start=names[-1].start + window, end=names[-1].end + window)
    between = flat[name.end : window + inside.start()]
    return [name] if len(between) <= 25 and not re.search(r"[.;:!?()]", between) else []


_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_LEFT = re.compile(r"[^\s.,;:!?()«»“”\"]+\s{1,2}$")


def _what_stands_before(
    sentence: str, flat: str, cue: int, code: str
) -> tuple[int, str, Name | None, str | None] | None:
    """(start of the phrase, determiner, organisation, year), up to eight words back.

    « une magistrale enquête », "a 2010 national study", "the Moon Institute's survey".
    None where the word is no noun: "users report", "we study".
    """
    window = max(0, cue - 90)
    left = flat[window:cue]
    best = None
    for match in _before(code).finditer(left):
        between = re.sub(r"(?<!\w)(?:\w\.){2,4}", "", left[match.end() :])
        if not re.search(r"[.,;:!?()«»\"“”]", between) and len(between.split()) <= 8:
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
            return maker.start, "definite", maker, year.group(1) if year else None
        if _crosses(_without(names, flat[stretch_start:cue]), code):
            return None
        return (
            window + best.start(),
            best.lastgroup or "bare",
            maker,
            year.group(1) if year else None,
        )
    between = flat[maker.end : cue] if maker else ""
    if maker and not re.search(r"[.,;:!?()«»\"“”]", between) and not _crosses(between, code):
        return maker.start, "bare", maker, year.group(1) if year else None
    if re.search(r"(?:^|\W)d'$", left):
        return None  # « un complément d'enquête »
    return cue, "bare", None, year.group(1) if year else None


def _without(names: list[Name], stretch: str) -> str:
    for name in reversed(names):
        stretch = stretch[: name.start] + stretch[name.end :]
    return stretch


def _bare_start(left: str) -> int:
    cut = max((m.end() for m in re.finditer(r"[.,;:!?()«»\"“”]\s", left)), default=0)
    words = list(re.finditer(r"\S+", left[cut:]))
    return cut + (words[-6].start() if len(words) >= 6 else 0)


def _crosses(between: str, code: str) -> bool:
    """A verb or preposition stands between determiner and cue: "the users of a report"."""
    stops = words_of(code).folded("not_between")
    return any(word in stops for word in re.findall(r"[\w-]+'?|\S", between))


class _Behind:
    """What stands behind the cue word, read from left to right."""

    def __init__(self, sentence: str, flat: str, position: int, code: str, kind: str) -> None:
        self.kind = kind
        self.sentence, self.flat, self.end, self.code = sentence, flat, position, code
        self.makers: list[Name] = []
        self.title: str | None = None
        self.container: str | None = None
        self.published: str | None = None

    def read(self) -> None:
        for _ in range(8):
            before = self.end
            self._title() or self._date() or self._when() or self._apposition() or self._joined() or self._made()
            if self.end == before:
                break

    def _title(self) -> bool:
        called = _prefix(self.code, "called").match(self.flat, self.end)
        opened = _OPEN_TITLE.match(self.sentence, called.end() if called else self.end)
        if not opened or self.title:
            return False
        closing = _TITLE_END[opened.group().strip()[-1]]
        stop = self.sentence.find(closing, opened.end(), opened.end() + _LONGEST_TITLE)
        title = self.sentence[opened.end() : stop].strip(" ,")
        # « l'étude : « Nous avons peur », dit-elle » is speech, a title has a capital.
        if stop < 0 or not title or not (title[0].isupper() or title[0].isdigit() or called):
            return False
        if ":" in opened.group() and len(title) > 90:
            return False
        self.title, self.end = title, stop + 1
        return True

    def proper_title(self, cue: int) -> None:
        """« Le Baromètre du sommeil », "the Report on Lighthouses": a capital makes it a title."""
        found = _proper(self.code).match(self.sentence, cue)
        if found:
            self.title, self.end = found.group(), max(self.end, found.end())

    def _date(self) -> bool:
        opened = _prefix(self.code, "on").match(self.flat, self.end)
        begin = opened.end() if opened else self.end
        window = self.sentence[begin : begin + 40]
        for start, end, iso in find_dates(window, self.code):
            if window[:start].strip(" ,(") == "" and not self.published:
                self.published, self.end = iso, begin + end
                return True
            break
        return False

    def _when(self) -> bool:
        """« publiée mardi dans la revue Lune »: between the verb and the place."""
        word = _prefix(self.code, "when").match(self.flat, self.end)
        if word:
            self.end = word.end()
        return bool(word)

    def _apposition(self) -> bool:
        """« étude Médiamétrie », « sondage Ifop », "report (Moon Institute)"."""
        space = re.compile(r"\s{1,2}").match(self.sentence, self.end)
        if not space or self.makers:
            return False
        if self.kind == "book" or not words_of(self.code).grammar("name_behind_the_noun"):
            return self._bare_title(space.end())
        if not re.match(r"[A-ZÀ-Þ\d]", self.sentence[space.end() : space.end() + 1]):
            return False
        name = name_at(self.sentence, space.end(), self.code)
        return self._maker(name)

    def _bare_title(self, position: int) -> bool:
        """ "in her book Moon Nation", « dans son livre Les Phares »: a title without marks."""
        name = name_at(self.sentence, position, self.code)
        if self.kind != "book" or self.title or name is None or name.start != position:
            return False
        self.title, self.end = name.text, name.end
        return True

    def _made(self) -> bool:
        """« réalisée en mars par X », « menée auprès de 800 cadres par X », "conducted by X"."""
        topic = self.sentence[self.end : self.end + _LONGEST_TOPIC]
        stop = re.search(r"[.;:!?()«»“”\"]", topic)
        limit = self.end + (stop.start() if stop else len(topic))
        made = _made(self.code).search(self.flat, self.end, limit)
        between = self.flat[self.end : made.start()] if made else ""
        if not made or words_of(self.code).compiled("clause_words").search(between):
            return False
        after = made.end()
        by = _within(self.code, "by").search(self.flat, after, min(limit, after + 90))
        self.end = after
        if by:
            name = name_at(self.sentence, _skip(self.sentence, by.end()), self.code)
            if name and name.start < limit:
                self._date()
                return self._maker(name)
        return True

    def _joined(self) -> bool:
        """« de l'institut X », « pour X », « dans la revue X », "by X", "in Nature"."""
        for role in ("in", "for", "by"):
            opened = _prefix(self.code, role).match(self.flat, self.end)
            if not opened or _within(self.code, "relayed").search(opened.group()):
                continue
            name = name_at(self.sentence, _skip(self.sentence, opened.end()), self.code)
            if name is None and role == "by":
                name = self._after_a_role(opened.end())
            if name is None:
                continue
            if role == "by":
                return self._maker(name)
            if role == "in" and not is_medium(name.text, self.code) and not self._in_print(opened):
                return self._place(name)  # "a study in the United Kingdom"
            self.container = self.container or name.text
            self.end = name.end
            return True
        return False

    def _place(self, name: Name) -> bool:
        if self.makers or self.container or self.title:
            return False
        self.end = name.end
        return True

    def _after_a_role(self, position: int) -> Name | None:
        """« le billet de l’économiste Jean-Michel Lune »: a role, then a first and a last name."""
        role = re.compile(r"\s?(?:l['’]|la |le |the )?(?:[a-zà-ÿ-]{3,20}\s){1,3}").match(
            self.sentence, position
        )
        name = name_at(self.sentence, role.end(), self.code) if role else None
        return name if name and name.head is None and " " in name.text else None

    def _in_print(self, opened: re.Match[str]) -> bool:
        """« publiée dans Lune »: after a verb of publishing any name is a place in print."""
        return bool(_made(self.code).search(self.flat, max(0, self.end - 25), self.end))

    def _maker(self, name: Name | None) -> bool:
        if name is None or name.end <= self.end:
            return False
        self.makers.append(name)
        self.end = name.end
        bracket = re.compile(r"\s?\([A-Z][\w.-]{1,9}\)").match(self.sentence, self.end)
        if bracket:  # « l'Agence des mers (ADM) »
            self.end = bracket.end()
        second = _second.match(self.flat, self.end)
        if second:
            other = name_at(self.sentence, second.end(), self.code)
            if other and other.text[0].isupper():
                self.makers.append(other)
                self.end = other.end
        return True


_second = re.compile(r",?\s+(?:et|and|&)\s+(?:le |la |les |l'|the )?|\s?/\s?")


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] == " ":
        position += 1
    return position


@cache
def _prefix(code: str, role: str) -> re.Pattern[str]:
    """Words right behind; up to two adjectives may stand between: « étude annuelle de »."""
    pattern = words_of(code).pattern(role)
    gap = r"(?:\s{1,2}[\w-]{3,20}){0,2}?" if role == "by" else ""
    return re.compile(rf",?{gap}\s{{1,2}}{pattern}")


@cache
def _proper(code: str) -> re.Pattern[str]:
    table = words_of(code).language.table("references")
    joins = alternation([*table["joins"], *table["purposes"]])
    return re.compile(rf"\w+(?:\s(?:{joins}\s?){{1,2}}[\w’'-]{{3,30}}){{1,2}}")


@cache
def _pronoun(code: str) -> re.Pattern[str]:
    pronouns = joined(tuple(vocabulary(code).pronouns))
    return re.compile(rf"[^.;:!?()«»“”\",]{{0,60}},\s{pronouns}")


@cache
def _possessive(code: str) -> re.Pattern[str]:
    return re.compile(words_of(code).pattern("possessive"))


@cache
def _within(code: str, role: str) -> re.Pattern[str]:
    return re.compile(words_of(code).pattern(role))


@cache
def _made(code: str) -> re.Pattern[str]:
    words = words_of(code).language.words("references", "made")
    ending = "(?:" + "|".join(words_of(code).language.words("references", "endings")) + ")?"
    parts = sorted((re.escape(flatten(w)) for w in words), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(parts)}){ending}(?!\w)")


def _shifted(phrase: Phrase, by: int) -> Phrase:
    makers = tuple(replace(m, start=m.start + by, end=m.end + by) for m in phrase.makers)
    return replace(phrase, start=phrase.start + by, end=phrase.end + by, makers=makers)

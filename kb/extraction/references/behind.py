"""What stands behind a cue word: « … de l'institut Lune pour Le Soir, parue en mars 2013 »."""

from __future__ import annotations

import re
from functools import cache

from kb.extraction.references.naming import (
    Name,
    adjective_behind,
    is_medium,
    name_after_role,
    name_at,
)
from kb.extraction.references.relays import passes_on
from kb.extraction.references.words import flatten, words_of
from kb.languages import alternation
from kb.reading.dates import find_dates

_OPEN_TITLE = re.compile(r"\s{0,2}(?:[:,–-]\s{0,2})?[«“\"]\s{0,2}")


_TITLE_END = {"«": "»", "“": "”", '"': '"'}


# « , Mending Together, » or "Mending Together [1]": two capitalised words or more, then a stop.
_TITLE_CASE = re.compile(
    r"((?:[A-ZÀ-Þ][\w’'-]{1,30})(?:\s(?:[a-zà-ÿ]{1,4}\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}){1,9}\??)"
    r"(?=,\s[a-z]|\s?[\[(]\d|\s\[?\^|[.]$)"
)

# « dans son livre La Mer immobile, »: up to the comma, or as long as there are capitals
_BOOK = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){1,7}(?=,\s)|[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,7}"
)
_LONGEST_TITLE = 200


_LONGEST_PARTICIPLE = 20  # characters
_LONGEST_TOPIC = 160  # characters between a work and « menée par »


class Behind:
    """What stands behind the cue word, read from left to right."""

    def __init__(self, sentence: str, flat: str, position: int, code: str, kind: str) -> None:
        self.kind = kind
        self.sentence, self.flat, self.end, self.code = sentence, flat, position, code
        self.makers: list[Name] = []
        self.title: str | None = None
        self.container: str | None = None
        self.published: str | None = None

    def read(self) -> None:
        adjective = adjective_behind(self.sentence, self.end, self.code)
        self.end = adjective or self.end  # « un rapport parlementaire », « une étude américaine »
        for _ in range(8):
            before = self.end
            _ = (
                self._title()
                or self._date()
                or self._when()
                or self._apposed_title()
                or self._apposition()
                or self._joined()
                or self._sample()
                or self._made()
            )
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
                closed = self.sentence.startswith(")", begin + end)  # « publiée mardi (28 mai) »
                self.published, self.end = iso, begin + end + closed
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

    def _apposed_title(self) -> bool:
        """ "a report from the Moon Foundation, Bills Without Tears, estimated": between commas."""
        opened = re.compile(r",\s").match(self.sentence, self.end)
        if not opened or self.title or not (self.makers or self.published or self.kind == "book"):
            return False
        title = _TITLE_CASE.match(self.sentence, opened.end())
        if title is None:
            return False
        self.title, self.end = title[1], title.end(1)
        return True

    def _bare_title(self, position: int) -> bool:
        """ "in her book Moon Nation", « dans son livre Les Phares »: a title without marks."""
        named = _BOOK.match(self.sentence, position)
        if self.kind != "book" or self.title or named is None:
            return False
        self.title, self.end = named.group(), named.end()
        return True

    def _made(self) -> bool:
        """« réalisée en mars par X », « menée auprès de 800 cadres par X », "conducted by X"."""
        topic = self.sentence[self.end : self.end + _LONGEST_TOPIC]
        stop = re.search(r"[.;:!?()«»“”\"]", topic)
        limit = self.end + (stop.start() if stop else len(topic))
        made = _made(self.code).search(self.flat, self.end, limit)
        between = self.flat[self.end : made.start()] if made else ""
        between = _being(self.code).sub("", between, count=1)
        if not made or words_of(self.code).compiled("clause_words").search(between):
            return False
        after = made.end()
        by = words_of(self.code).compiled("by").search(self.flat, after, min(limit, after + 90))
        if _entrusted(self.code).search(made.group()):  # « commandée en 2021 au cabinet Lune »
            to = words_of(self.code).compiled("entrusted_to")
            # « commandée par la région au cabinet Lune »: the region only pays
            by = to.search(self.flat, after, min(limit, after + 60)) or by
        self.end = after
        if by and not self._passed_on(by):
            name = name_at(self.sentence, _skip(self.sentence, by.end()), self.code)
            if name and name.start < limit:
                self._date()
                return self._maker(name)
        return True

    def _sample(self) -> bool:
        """ "a poll of 2,000 parents by Orbis", « un sondage auprès de 800 marins par l'Ibis »."""
        asked = _asked(self.code).match(self.flat, self.end)
        if asked:
            self.end = asked.end()
        return bool(asked)

    def _joined(self) -> bool:
        """« de l'institut X », « pour X », « dans la revue X », "by X", "in Nature"."""
        for role in ("in", "for", "by"):
            opened = _prefix(self.code, role).match(self.flat, self.end)
            if not opened or self._passed_on(opened):
                continue
            begin = _skip(self.sentence, opened.end())
            team = _team(self.code).match(self.flat, begin) if role == "by" else None
            name = name_at(self.sentence, team.end() if team else begin, self.code)
            if name is None and role == "in":  # "in the Journal of Tides": not « in the journal »
                word = re.compile(r",?\s{1,2}\w+").match(self.flat, self.end)
                name = name_at(self.sentence, word.end() + 1, self.code) if word else None
            if name is None and role == "by":
                name = name_after_role(self.sentence, opened.end(), self.code)
            if name is None:
                continue
            if role == "by":
                return self._maker(name)
            if role == "in" and not is_medium(name.text, self.code) and not self._in_print():
                return self._place(name)  # "a study in the United Kingdom"
            self.container = self.container or name.text
            self.end = name.end
            return True
        return False

    def _passed_on(self, opened: re.Match[str]) -> bool:
        """« relayée par »: who passes it on has not made it."""
        begin = max(0, opened.start() - _LONGEST_PARTICIPLE)
        said = passes_on(self.code).finditer(self.flat, begin, opened.end())
        return any(one.end() >= opened.start() for one in said)

    def _place(self, name: Name) -> bool:
        if self.makers or self.container or self.title:
            return False
        self.end = name.end
        return True

    def _in_print(self) -> bool:
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
        second = _second(self.code).match(self.flat, self.end)
        if second:
            other = name_at(self.sentence, second.end(), self.code)
            if other and other.text[0].isupper():
                self.makers.append(other)
                self.end = other.end
        return True


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
def _team(code: str) -> re.Pattern[str]:
    """ "two researchers at", « une équipe de chercheurs de »: before the house they work in."""
    words = words_of(code)
    team = rf"(?:[\w'-]{{1,15}}\s){{0,4}}?{words.pattern('teams')}\s{words.pattern('team_of')}"
    return re.compile(rf"(?:{team}(?:\s|(?<='))){{1,2}}{words.article}")


@cache
def _being(code: str) -> re.Pattern[str]:
    """ "The study is published in", « l'étude a été menée par »."""
    return re.compile(rf",?\s{words_of(code).pattern('being')}\s$")


@cache
def _asked(code: str) -> re.Pattern[str]:
    """« auprès de 800 marins », "of more than 2,000 young parents", before who asked them."""
    words = words_of(code)
    return re.compile(
        rf",?\s{words.pattern('asks')}\s(?:[a-z']{{2,8}}\s){{0,3}}?\d[\d,. ]*"
        rf"(?:\s[\w'-]{{1,20}}){{1,10}}?(?=,?\s{words.pattern('asked_by')}\s)"
    )


@cache
def _proper(code: str) -> re.Pattern[str]:
    table = words_of(code).language.table("references")
    joins = alternation([*table["joins"], *table["purposes"]])
    return re.compile(rf"\w+(?:\s(?:{joins}\s?){{1,2}}[\w’'-]{{3,30}}){{1,2}}")


@cache
def _made(code: str) -> re.Pattern[str]:
    words = words_of(code).language.words("references", "made")
    ending = "(?:" + "|".join(words_of(code).language.words("references", "endings")) + ")?"
    parts = sorted((re.escape(flatten(w)) for w in words), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(parts)}){ending}(?!\w)")


@cache
def _entrusted(code: str) -> re.Pattern[str]:
    stems = map(flatten, words_of(code).language.words("references", "entrusted"))
    return re.compile("|".join(sorted(stems)))


@cache
def _second(code: str) -> re.Pattern[str]:
    """« … de Lune et de Mars », "by Moon and Mars"."""
    words = words_of(code)
    return re.compile(rf",?\s{{1,2}}{words.pattern('and')}\s{{1,2}}{words.article}|\s?/\s?")

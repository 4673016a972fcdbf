"""How a sentence speaks of a source that it names: as the origin of what it says, or in passing."""

from __future__ import annotations

import re
from functools import cache

from kb.extraction.names.vocabulary import vocabulary
from kb.extraction.references.words import flatten, joined, words_of
from kb.languages import load
from kb.records import SourceMention

_RESEARCH = frozenset({"study", "survey", "report"})
_ONE_PERSON = ("masculine", "feminine")
_NEAR = 60  # characters between a work and its verb: « l'étude, menée en mai, montre »


class Frames:
    """The words of one language around sources; asked about one article's text."""

    def __init__(self, text: str, code: str) -> None:
        self.flat = flatten(text)
        self.code = code

    def is_origin(self, source: SourceMention, start: int, end: int) -> bool:
        """« selon une étude … », « l'étude montre … », « …, révèle une étude »."""
        before = self.flat[max(start, source.start - 60) : source.start]
        after = self.flat[source.end : min(end, source.end + _NEAR)]
        return bool(_opens(self.code).search(before) or _shows(self.code).match(after))

    def shows(self, source: SourceMention, end: int) -> bool:
        """« l'étude montre … »: a verb of finding behind the work."""
        return bool(_shows(self.code).match(self.flat[source.end : min(end, source.end + _NEAR)]))

    def announced(self, source: SourceMention, start: int) -> bool:
        """« l'institut Lune a publié une étude sur … » tells of the study, not what it found."""
        before = self.flat[max(start, source.start - 45) : source.start]
        after = self.flat[source.end : source.end + 160]
        if re.match(r"[^.;!?«»“”]{0,60}\s?:\s", after):
            return False  # « l'Insee a publié ses chiffres : 7 % … »
        published = words_of(self.code).compiled("publishes").search(before) or words_of(
            self.code
        ).compiled("mentions_work").search(before)
        says = words_of(self.code).compiled("participles").search(after)
        return bool(published) and not says

    def is_sample(self, position: int, start: int) -> bool:
        """« auprès de 1 500 personnes »: the number of those asked."""
        before = self.flat[max(start, position - 45) : position]
        return bool(_sample(self.code).search(before))

    def own_voice(self, start: int, end: int) -> bool:
        """« Je constate », "our clients": the author speaks for himself."""
        return bool(_own_voice(self.code).search(self.flat, start, end))

    def somebody_says(self, start: int, end: int) -> bool:
        """« …, dit-elle », "she said": a person speaks, named elsewhere."""
        return bool(_person_says(self.code).search(self.flat, start, end))

    def of_the_makers(self, speaker: str) -> bool:
        """« les auteurs », "the researchers", « 48 % des sondés »: the study's own voice."""
        flat = flatten(speaker)
        words = words_of(self.code)
        lists = ("findings", "teams", "respondents", "asked_people")
        return any(words.compiled(name).search(flat) for name in lists)

    def is_team(self, speaker: str) -> bool:
        """« les auteurs », "the team": of a study."""
        flat = flatten(speaker)
        return any(
            words_of(self.code).compiled(name).search(flat) for name in ("findings", "teams")
        )

    def team_finds(self, start: int, end: int) -> bool:
        """ "Her team found that …", « Les chercheurs ont montré que … »: in a study."""
        return bool(_team_finds(self.code).search(self.flat, start, min(end, start + 120)))

    def is_of_a_person(self, start: int) -> bool:
        """The sentence begins with he or she."""
        return bool(_he_or_she(self.code).match(self.flat, start))

    def mentions_work(self, source: SourceMention, start: int) -> bool:
        """« Elle y commente un sondage »: somebody named before writes about the work."""
        before = self.flat[max(start, source.start - 40) : source.start]
        return bool(words_of(self.code).compiled("mentions_work").search(before))

    def looks_back(self, start: int) -> bool:
        """« C'est ce que révèle une étude »: about the sentence before."""
        backwards = words_of(self.code).compiled("backwards")
        return bool(
            backwards.match(self.flat, start) or _verdict(self.code).match(self.flat, start)
        )

    def tells_of_known(self, start: int, position: int) -> bool:
        """« L'étude de Lune … », "The findings, …": a work that the reader has heard of."""
        return bool(_known(self.code).match(self.flat, start)) and position - start < _NEAR

    def speaks_of_study(self, start: int, end: int) -> bool:
        """« …, selon une étude », "…, study finds": in a title."""
        return bool(_study(self.code).search(self.flat, start, end))

    def states(self, position: int, end: int) -> bool:
        """ "The Tide Office said that most boats sink", but not "said it would mend them"."""
        found = _states(self.code).match(self.flat, position, end)
        rest = self.flat[found.end() : end] if found else ""
        return found is not None and not _intends(self.code).search(rest)

    def intends(self, start: int, end: int) -> bool:
        """ "The council plans to …": what somebody means to do is no finding."""
        return bool(_plans(self.code).search(self.flat, start, end))

    def is_told(self, end: int) -> bool:
        """ "… told the Gazette that …": what is told follows the medium."""
        return bool(_told_that(self.code).match(self.flat, end))

    def labels_source(self, start: int) -> bool:
        """« Source : Lune », "(Sources: …": a line that gives a source."""
        return bool(_source_label(self.code).match(self.flat, start))

    def is_event(self, start: int) -> bool:
        """ "Earlier this year, …", « Mardi, … »: something that happened, not a count."""
        return bool(_events(self.code).match(self.flat, start))

    def is_step(self, start: int) -> bool:
        """« Premier obstacle : … », "Finally, …": a step of an enumeration."""
        return bool(words_of(self.code).compiled("steps").match(self.flat, start))

    def points_back(self, start: int, end: int) -> bool:
        """« Les juges y pointaient … », "In it, she wrote …": in the work named before."""
        return bool(_points_back(self.code).search(self.flat, start, end))

    def it_shows(self, start: int, end: int) -> bool:
        """« Elle prévoit … », "It found that …": the subject is the work named before."""
        return bool(_it_shows(self.code).match(self.flat, start, end))

    def cites(self, position: int, start: int) -> bool:
        """« Lune, citant des chiffres de l'Ibis, dit … »: before the one that is cited."""
        return bool(_citing(self.code).search(self.flat, max(start, position - 50), position))

    def figure_from(self, position: int, start: int) -> re.Match[str] | None:
        """« …, un chiffre tiré de l'étude »: where the figure comes from."""
        return _figure_from(self.code).search(self.flat, max(start, position - 70), position)

    def reads_on(self, position: int, start: int) -> bool:
        """« À lire : … », "Check out …": an invitation, not a statement."""
        return bool(words_of(self.code).compiled("reading_on").search(self.flat, start, position))

    def respondents(self, start: int, end: int) -> bool:
        """« des sondés », "of respondents", « les résultats »: of a survey named before."""
        return bool(words_of(self.code).compiled("respondents").search(self.flat, start, end))

    def opines(self, start: int, end: int) -> bool:
        """« 38 % estiment », "28 per cent said": those whom a survey asked."""
        return bool(_opines(self.code).search(self.flat, start, end))

    def goes_on(self, start: int, end: int) -> bool:
        """The sentence goes on about the results: « Les résultats révèlent … »."""
        return bool(
            words_of(self.code).compiled("findings").search(self.flat, start, min(end, start + 80))
        )

    def leads_in(self, end: int) -> bool:
        """The sentence ends with a colon: what follows is its list."""
        return self.flat[max(0, end - 3) : end].rstrip(" *_").endswith(":")

    def made_by_speaker(self, source: SourceMention, start: int) -> bool:
        """« Paul Lune, qui a dirigé l'étude »: whoever speaks made the work."""
        before = self.flat[max(start, source.start - 50) : source.start + 4]
        return bool(words_of(self.code).compiled("makers").search(before))

    def by_an_outsider(self, source: SourceMention, start: int) -> bool:
        """« …, qui n'a pas participé à l'étude »: whoever speaks is not in it."""
        before = self.flat[max(start, source.start - 45) : source.start + 4]
        return bool(_outsiders(self.code).search(before))

    def passes_on(self, one: SourceMention, other: SourceMention) -> bool:
        """« ce billet fait état d'un communiqué »: the first has the second."""
        between = self.flat[one.end : other.start]
        passes = words_of(self.code).compiled("mentions_work").search(between) or _tells_of(
            self.code
        ).fullmatch(between)
        about = _about(self.code).fullmatch(between)
        return len(between) < 120 and bool(passes or about)


@cache
def _known(code: str) -> re.Pattern[str]:
    words = words_of(code)
    kinds = joined(tuple(w for w, kind in words.kinds.items() if kind in _RESEARCH))
    # "The Orbis study", « Les chercheurs de l'Ibis »
    work = rf"{words.pattern('definite')}\s?(?:[\w'-]{{1,20}}\s){{0,4}}?{kinds}"
    return re.compile(rf"(?:{work}|{words.pattern('findings')}|{words.pattern('teams')})")


@cache
def _study(code: str) -> re.Pattern[str]:
    words = words_of(code)
    weak = words.folded("weak", "words")
    return re.compile(
        joined(tuple(w for w, k in words.kinds.items() if k in _RESEARCH - weak and w not in weak))
    )


@cache
def _opines(code: str) -> re.Pattern[str]:
    of = rf"(?:\s{words_of(code).pattern('team_of')}\s?(?:[\w'-]{{1,15}}\s){{0,3}}?[\w'-]{{2,15}})?"
    verbs = joined(load(code).words("linking", "opines"))
    share = joined(load(code).words("numbers", "percent")[1:])
    return re.compile(
        rf"(?:\d\s?%|{share}|{words_of(code).pattern('shares')}){of}\s(?:[\w']{{1,8}}\s)?{verbs}"
    )


@cache
def _states(code: str) -> re.Pattern[str]:
    words = words_of(code)
    helper = rf"(?:\s{words.pattern('auxiliaries')}){{0,3}}"
    verb = rf"(?:{words.pattern('says')}|{words.pattern('said')})"
    that = joined(load(code).words("linking", "that"))
    return re.compile(rf",?{helper}\s{verb}\s{that}")


@cache
def _intends(code: str) -> re.Pattern[str]:
    """Words of plans, promises and opinions."""
    return re.compile(joined(load(code).words("linking", "intends")))


@cache
def _team_finds(code: str) -> re.Pattern[str]:
    words = words_of(code)
    who = rf"(?:{words.pattern('own_team')}|{words.pattern('definite')}\s?{words.pattern('teams')})"
    helpers = rf"(?:\s{words.pattern('auxiliaries')}){{0,3}}"
    of = r"(?:\s[\w'’-]{1,20}){0,6}?"
    return re.compile(rf"{who}{of}{helpers}\s(?:{words.pattern('found')}|{words.pattern('finds')})")


@cache
def _plans(code: str) -> re.Pattern[str]:
    return re.compile(joined(load(code).words("linking", "plans")))


@cache
def _source_label(code: str) -> re.Pattern[str]:
    return re.compile(rf"[(\s]{{0,3}}{words_of(code).pattern('source_labels')}\s?:")


@cache
def _told_that(code: str) -> re.Pattern[str]:
    return re.compile(rf"\s{joined(load(code).words('linking', 'that'))}")


@cache
def _events(code: str) -> re.Pattern[str]:
    return re.compile(joined(load(code).words("linking", "events")) + r"[\w ]{0,12},")


@cache
def _verdict(code: str) -> re.Pattern[str]:
    """« C'est la principale leçon de », "That is the main finding of"."""
    words = load(code)
    that_is = joined(words.words("linking", "that_is"))
    verdicts = joined(words.words("linking", "verdicts"))
    return re.compile(rf"{that_is}(?:\s[\w']{{1,15}}){{1,4}}?\s{verdicts}")


@cache
def _about(code: str) -> re.Pattern[str]:
    """ "a piece in The Gazette about the Orbis study"."""
    return re.compile(rf"\s?{joined(load(code).words('linking', 'about'))}\s?(?:\w{{1,4}}['\s])?")


@cache
def _tells_of(code: str) -> re.Pattern[str]:
    """« Le Monde rapporte une étude »: right between the two."""
    verbs = joined(load(code).words("linking", "tells_of"))
    return re.compile(rf",?\s(?:[\w']{{1,8}}\s)?{verbs}\s?(?:[\w']{{1,12}}\s?)?")


@cache
def _points_back(code: str) -> re.Pattern[str]:
    return re.compile(joined(load(code).words("linking", "points_back")))


@cache
def _it_shows(code: str) -> re.Pattern[str]:
    words = words_of(code)
    finds = rf"(?:{words.pattern('finds')}|{words.pattern('says')})"
    found = rf"(?:{words.pattern('auxiliaries')}\s){{0,2}}{words.pattern('found')}"
    return re.compile(rf"{joined(load(code).words('linking', 'it'))}\s(?:{finds}|{found})")


@cache
def _citing(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(rf"{words.pattern('citing')}\s?{words.article}$")


@cache
def _figure_from(code: str) -> re.Pattern[str]:
    words = words_of(code)
    return re.compile(rf"{words.figure_from}\s?{words.article}$")


@cache
def _outsiders(code: str) -> re.Pattern[str]:
    return re.compile(joined(load(code).words("linking", "outsiders")))


@cache
def _sample(code: str) -> re.Pattern[str]:
    words = joined(load(code).words("linking", "sample"))
    return re.compile(rf"{words}(?:\s[a-z'-]{{1,12}}){{0,2}}\s?$")


@cache
def _person_says(code: str) -> re.Pattern[str]:
    return re.compile(joined(load(code).words("linking", "person_says")))


@cache
def _he_or_she(code: str) -> re.Pattern[str]:
    pronouns = vocabulary(code).pronouns
    single = tuple(word for word, gender in pronouns.items() if gender in _ONE_PERSON)
    return re.compile(joined(single))


@cache
def _own_voice(code: str) -> re.Pattern[str]:
    words = joined(load(code).words("linking", "own_voice"))
    return re.compile(words.replace(r"(?<![\w-])", r"(?<!\w)"))  # « Écrivez-nous »


@cache
def _opens(code: str) -> re.Pattern[str]:
    """What stands before the work: « …, révèle », « selon », « par le biais de », "in"."""
    words = words_of(code)
    means = joined(load(code).words("linking", "by_means_of"))
    verb = rf"{words.pattern('inverted')}[^.;:!?()«»“”\"]{{0,25}}$"
    return re.compile(rf"{verb}|(?:{words.pattern('according')}|{means})[^.,;:!?()«»“”\"]{{0,15}}$")


@cache
def _shows(code: str) -> re.Pattern[str]:
    """What stands behind the work: « montre », « , menée en mai, a montré », "also found"."""
    words = words_of(code)
    simple = "|".join(_with_adverb(code, name) for name in ("finds", "says"))
    past = "|".join(_with_adverb(code, name) for name in ("found", "said"))
    helper = words.pattern("auxiliaries")
    needs = "{1,3}" if words.grammar("past_needs_auxiliary") else "{0,3}"
    aside = r"(?:\s?[,(][^.;:!?]{0,50}[!]?[,)]|,?\s[\w'-]{2,15}){0,1}?"
    return re.compile(
        rf"{aside},?(?:\s{{1,2}}{helper}){{0,3}}\s{{1,2}}(?:{simple})"
        rf"|{aside},?(?:\s{{1,2}}{helper}){needs}\s{{1,2}}(?:{past})"
    )


def _with_adverb(code: str, name: str) -> str:
    """« met parfaitement en évidence »: an adverb may part a verb of several words."""
    pattern = words_of(code).pattern(name)
    return pattern.replace(r"\s+", r"(?:\s\w{4,15})?\s+")

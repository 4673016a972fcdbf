"""Names told by what stands beside them: a reporting verb, an @handle, the dash of a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.extraction.names.capitals import Word
from kb.extraction.names.institutions import institutions
from kb.extraction.names.roles import before as role_before
from kb.extraction.names.roles import behind as role_behind
from kb.extraction.names.roles import role_at
from kb.extraction.names.verbs import verbs_in
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

_HANDLE_BEHIND = re.compile(r"\s?\(?@\w{2,30}")
# « … »  – Mark Wafer, Ontario Disability Network
_BYLINE = re.compile(r"[»”\"’]\s*(?:[–—―]|--?)\s?$")
_AGED = re.compile(r",\s[1-9]\d(?:\sans)?,\s[a-zà-ÿ]")
_COMPASS = "NSEWO"
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """A capitalised run that must be somebody: word numbers, and person or organisation."""

    first: int
    last: int  # inclusive
    kind: str
    sure: bool = False  # right behind an inverted verb, where no place can stand


def found_beside(
    text: str,
    found: Sequence[Word],
    capital_runs: Sequence[range],
    starts: frozenset[int],
    language: str,
    vocabulary: Vocabulary,
) -> Iterator[Beside]:
    """The runs that stand where only somebody can stand."""
    verbs = list(verbs_in(text, 0, len(text), language))
    for first, last in institutions(text, found, verbs, starts, language, vocabulary):
        yield Beside(first, last, "organisation")
    before_verb = {verb.start for verb in verbs}
    behind_verb = {verb.end for verb in verbs if verb.saying and verb.pronoun is None}
    for whole in capital_runs:
        run = _without_role(found, whole, vocabulary)
        told = _told_to(text, found, run, vocabulary, behind_verb)
        if told is not None:
            yield Beside(told[0], told[-1], "person", sure=True)
            continue
        if len(run) > _LONGEST or _ordinary(found, run, vocabulary):
            continue
        start, end = found[run[0]].start, found[run[-1]].end
        if len(run) in (2, 3) and _INITIAL.fullmatch(found[run[0]].text):
            # "according to P. Whitby"; "S. Korea" is whatever the model says
            sure = found[run[0]].text[0] not in _COMPASS
            yield Beside(run[0], run[-1], "person", sure=sure)
        elif _lone_first_name(text, found, run, vocabulary) or joined_to_person(
            found, run, vocabulary
        ):
            yield Beside(run[0], run[-1], "person", sure=True)
        elif beside_role(found, run, vocabulary):
            yield Beside(run[0], run[-1], _kind(found, run, vocabulary, alone="organisation"))
        elif _HANDLE_BEHIND.match(text, end):
            yield Beside(run[0], run[-1], _kind(found, run, vocabulary, alone="person"))
        elif _BYLINE.search(text, max(0, start - 12), start) or start - 1 in behind_verb:
            kind = _kind(found, run, vocabulary, alone="organisation")
            yield Beside(run[0], run[-1], kind, sure=start - 1 in behind_verb)
        elif end + 1 in before_verb and text[end : end + 1] == " ":
            article = found[run[0]].before.strip().casefold().replace("’", "'") == "l'"
            article = article or (
                run[0] > 0
                and found[run[0]].before == " "
                and fold(found[run[0] - 1].text) in vocabulary.articles
            )
            kind = _kind(found, run, vocabulary, alone="organisation")
            yield Beside(run[0], run[-1], "organisation" if article else kind)


def _told_to(
    text: str, found: Sequence[Word], run: range, vocabulary: Vocabulary, behind_verb: set[int]
) -> range | None:
    """« explique à l'AFP *Ana Brun* », « confie au Courrier *Ana Brun* »: who told whom."""
    dative = vocabulary.dative.search(text, max(0, found[run[0]].start - 12), found[run[0]].start)
    if dative is None or dative.start() not in behind_verb:
        return None
    for first in range(run[0] + 1, run[-1]):
        if found[first - 1].acronym or vocabulary.is_first_name(found[first].text):
            return range(first, run[-1] + 1)
    return None


def _without_role(found: Sequence[Word], run: range, vocabulary: Vocabulary) -> range:
    """ "Lawyer Tess Amado" at the start of a sentence: without the role."""
    length = role_at(found, run[0], vocabulary)
    if 0 < length <= len(run) - 2 and not vocabulary.is_first_name(found[run[0]].text):
        return range(run[0] + length, run[-1] + 1)
    return run


def _lone_first_name(text: str, found: Sequence[Word], run: range, vocabulary: Vocabulary) -> bool:
    """« Josiane, 71 ans, a son idée », « écrit Sabine, professeure d'histoire »."""
    if len(run) > 1:
        return False
    aged = _AGED.match(text, found[run[0]].end)  # "Keisha, 17, takes two buses."
    if aged and not found[run[0]].acronym and not _ordinary(found, run, vocabulary):
        return True
    if not vocabulary.is_first_name(found[run[0]].text):
        return False
    if re.compile(r",\s\d{1,3}\b").match(text, found[run[0]].end):
        return True
    return role_behind(found, run[0], vocabulary) is not None


def joined_to_person(found: Sequence[Word], run: range, vocabulary: Vocabulary) -> bool:
    """ "Bronwen Ashgrove and Felix Boyle": what a first name is joined to is a person too."""
    after = run[-1] + 1
    if len(run) not in (2, 3) or after + 1 >= len(found):
        return False
    joined = fold(found[after].text) in vocabulary.joiners and found[after].before == " "
    first = found[after + 1]
    organisation = any(
        fold(found[at].text) in vocabulary.organisation_words or found[at].acronym for at in run
    )
    return joined and not organisation and first.capital and vocabulary.is_first_name(first.text)


def beside_role(
    found: Sequence[Word], run: range, vocabulary: Vocabulary, *, at_comma: bool = True
) -> bool:
    """« la chanteuse Maé Corrigan », « Guilhem Sarda, le fondateur de … »: a role in apposition.

    Without `at_comma` one further before a comma is no witness: "an ecologist in Leeds, Old …".
    """
    if len(run) < 2:
        return False
    before = run[0] - 1
    close = before >= 0 and found[run[0]].before == " " and not found[before].capital
    if close and any(
        role_at(found, at, vocabulary) == run[0] - at for at in range(max(0, before - 2), run[0])
    ):
        return True
    if found[run[0]].before == ", " and role_before(found, run[0], vocabulary):
        # « le secrétaire du parti, Zélim Hadji », "the institute's director, Pia Holt"
        right_before = any(
            role_at(found, at, vocabulary) == run[0] - at
            for at in range(max(0, before - 2), run[0])
        )
        if at_comma or right_before:
            return True
    behind = role_behind(found, run[-1], vocabulary)
    return behind is not None and behind.first <= run[-1] + 3


def _ordinary(found: Sequence[Word], run: range, vocabulary: Vocabulary) -> bool:
    """A single word that is no name: an opener, a month, a role."""
    folded = fold(found[run[0]].text)
    if any(fold(found[at].text) in vocabulary.not_names for at in run):
        return True
    return len(run) == 1 and (
        folded in vocabulary.openers
        or folded in vocabulary.organisation_words
        or folded in vocabulary.pronouns
        or bool(role_at(found, run[0], vocabulary))
        or not found[run[0]].text[0].isalpha()
    )


def _kind(found: Sequence[Word], run: range, vocabulary: Vocabulary, *, alone: str) -> str:
    """Two or three capitalised words are a person, unless one is a word for an organisation."""
    if any(
        fold(found[at].text) in vocabulary.organisation_words or found[at].acronym for at in run
    ):
        return "organisation"
    return "person" if len(run) in (2, 3) else alone

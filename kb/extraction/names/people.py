"""Where people are named: by rules on the words, and by what a model says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.extraction.names.capitals import Word, joined, words_under
from kb.extraction.names.models import NamedSpan
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

_LONGEST = 6  # words of a name
_TITLES = 4  # in a row before one
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "iii"))


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A stretch that names a person: word numbers, and how sure the finding is."""

    first: int
    last: int  # inclusive
    sure: bool  # a first name, a title or two witnesses; not the model alone on one word
    gender: str = ""


def by_rules(found: Sequence[Word], vocabulary: Vocabulary) -> Iterator[PersonSpan]:
    """Names that begin with a known first name or stand behind a title."""
    at = 0
    while at < len(found):
        span = _titled(found, at, vocabulary) or _first_named(found, at, vocabulary)
        if span is None:
            at += 1
        else:
            yield span
            at = span.last + 1


def _titled(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> PersonSpan | None:
    """« M. Letranchant », « le Dr Naomi Feld »; two titles in a row are passed over."""
    word = found[at]
    gender = _title(found, at, vocabulary)
    if gender is None:
        return None
    first = at + 1
    while first < len(found) and first - at <= _TITLES and found[first].before in (" ", ". "):
        inner = _title(found, first, vocabulary)
        if inner is None:
            break
        gender, first = gender or inner, first + 1
    if first >= len(found) or found[first].before not in (" ", ". ") or not found[first].capital:
        return None
    if fold(word.text) in vocabulary.roles and not vocabulary.is_first_name(found[first].text):
        return None  # « Professeur de … », "President Street": a role noun needs a known name
    last = _extent(found, first, vocabulary)
    return PersonSpan(first, last, True, gender or vocabulary.gender_of(found[first].text))


def _title(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> str | None:
    """The gender that a title tells ("" when none), or None where no title stands.

    « M » without its full stop is an initial, « Me » at the start of a line is a title.
    """
    word = found[at]
    if not word.capital and fold(word.text) not in vocabulary.roles:
        return None
    following = found[at + 1].before if at + 1 < len(found) else ""
    for spelling in (word.text, word.text + "." if following.startswith(".") else ""):
        if spelling and fold(spelling) in vocabulary.titles:
            return vocabulary.titles[fold(spelling)]
    return None


def _first_named(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> PersonSpan | None:
    """« Jean-Yves Le Guennec », « Marc-Antoine de Brissac », "William J. Nazareth, Jr"."""
    word = found[at]
    if not word.capital or not vocabulary.is_first_name(word.text):
        return None
    if at and joined(found[at - 1].before) and _namesake(found, at, vocabulary):
        return None
    last = _extent(found, at, vocabulary)
    if last == at or not _family_name(found[last], vocabulary):
        return None
    if names_organisation(found[at : last + 1], vocabulary):
        return None
    return PersonSpan(at, last, True, vocabulary.gender_of(word.text))


def _namesake(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    """« rue Victor Hugo », « lycée Jean Moulin »: a street or school of that name."""
    return found[at].before == " " and fold(found[at - 1].text) in vocabulary.namesakes


def _family_name(word: Word, vocabulary: Vocabulary) -> bool:
    return fold(word.text) not in vocabulary.not_names and not word.text.isdigit()


def _extent(found: Sequence[Word], first: int, vocabulary: Vocabulary) -> int:
    """The number of the last word of the name that begins at `first`."""
    last = first
    while last - first < _LONGEST and last + 1 < len(found):
        step = _next_part(found, first, last, vocabulary)
        if step is None:
            break
        last = step
    return last


def _next_part(found: Sequence[Word], first: int, last: int, vocabulary: Vocabulary) -> int | None:
    """The next word of a name: capitalised, behind a particle, or a suffix."""
    word = found[last + 1]
    between = word.before
    # « Laurent Roux de Mareva »: behind first and family name, « de » names where from.
    complete = last > first and fold(found[last].text) not in vocabulary.particles
    if fold(word.text) in _SUFFIXES and between in (" ", ", "):
        return last + 1
    elided = between.strip().replace("’", "'").casefold()
    behind_elision = not complete and between[:1] == " " and elided in ("d'", "de l'")
    if word.capital and (between == " " or behind_elision):
        stop = fold(word.text) in vocabulary.not_names or fold(word.text) in vocabulary.openers
        return None if stop and fold(word.text) not in vocabulary.particles else last + 1
    # « Marc de La Tour », « Ludovic le Moan », "Kelly van der Berg": up to two particles.
    ahead = last + 1
    while ahead < len(found) and ahead - last <= 2 and found[ahead].before == " ":
        particle = found[ahead].text.casefold()
        if particle not in vocabulary.particles or (complete and particle in vocabulary.name_links):
            break
        ahead += 1
    if last + 1 < ahead < len(found) and found[ahead].capital and found[ahead].before == " ":
        return ahead
    return None


def names_organisation(name: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """ "Thomas More Institute": a word for an organisation at either end of a name."""
    ends = {fold(name[0].text), fold(name[-1].text)} if len(name) > 1 else set()
    return any(word in vocabulary.organisation_words for word in ends)


def by_model(
    found: Sequence[Word],
    spans: Sequence[NamedSpan],
    starts: frozenset[int],
    vocabulary: Vocabulary,
) -> Iterator[PersonSpan]:
    """What the model takes for people, cut down to the words that can be a name."""
    for first, last in words_under(found, spans, "person"):
        for person in _cleaned(found, first, last, vocabulary):
            alone = person.first == person.last
            if alone and found[person.first].start in starts:
                continue  # « Plus parlant encore : … »: the capital tells nothing
            yield person


def _cleaned(
    found: Sequence[Word], first: int, last: int, vocabulary: Vocabulary
) -> Iterator[PersonSpan]:
    """Without titles, openers and roles in front (« Cheminots Didier Malavoy »), on one line."""
    for at in range(first + 1, last + 1):
        if "\n" in found[at].before or any(c in found[at].before for c in '«»“”"():;'):
            last = at - 1
            break
    known = [at for at in range(first, last + 1) if vocabulary.is_first_name(found[at].text)]
    if known and known[0] < last:
        first = known[0]
    gender = ""
    while first <= last and _leading(found[first], vocabulary):
        gender = gender or vocabulary.titles.get(fold(found[first].text), "")
        first += 1
    if first > last or not found[first].capital or not found[last].capital:
        return
    name = found[first : last + 1]
    if len(name) == 1 and fold(name[0].text) in vocabulary.organisation_words:
        return
    if len(name) == 2 and fold(name[0].text) in vocabulary.articles and not known:
        return  # « La Gazette », "The Crier"; « Le Guennec » is found by his full name
    if len(name) > _LONGEST or names_organisation(name, vocabulary):
        return
    if first == last and not known and any(c in found[first].before for c in '«“"\n'):
        return  # « Soigner demain »: a capital that its place gives
    if any(c.isdigit() for word in name for c in word.text) or _namesake(found, first, vocabulary):
        return
    if all(not _family_name(word, vocabulary) for word in name):
        return
    # « Ludovic » by the model, « Ludovic le Moan » by the words.
    last = max(last, _extent(found, first, vocabulary)) if len(name) > 1 or known else last
    yield PersonSpan(first, last, last > first, gender or vocabulary.gender_of(found[first].text))


def _leading(word: Word, vocabulary: Vocabulary) -> bool:
    folded = fold(word.text)
    return (
        folded in vocabulary.titles
        or folded + "." in vocabulary.titles
        or folded in vocabulary.openers
        or folded in vocabulary.not_names
        or (folded in vocabulary.roles and not vocabulary.is_first_name(word.text))
    )


def is_common_phrase(name: str, text: str) -> bool:
    """Whether the article also writes the words with a small letter: « Envoyé spécial ».

    People's names never lose their capitals, so the model is wrong about such a name.
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and (f"{first} {rest.lower()}" in text or name.lower() in text)


def without_overlap(spans: Sequence[PersonSpan]) -> list[PersonSpan]:
    """One span per place: the surer, then the longer."""
    kept: dict[int, PersonSpan] = {}
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (not s.sure, s.first - s.last)):
        numbers = range(span.first, span.last + 1)
        if taken.isdisjoint(numbers):
            kept[span.first] = span
            taken.update(numbers)
        elif span.gender and span.first in kept and not kept[span.first].gender:
            kept[span.first] = replace(kept[span.first], gender=span.gender)
    return [kept[first] for first in sorted(kept)]

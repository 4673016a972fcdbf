"""Where organisations are named: by the words in the name, by acronym, by what a model says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.extraction.names.capitals import Word, joined, words_under
from kb.extraction.names.models import NamedSpan
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

# Kinds whose word belongs to the name (« université de Caen »); the word of the
# others only says what it is (« le groupe Nordalis », « la revue Nature »).
_PART_OF_NAME = frozenset(("university", "institute", "authority", "association", "party"))
_LOWER_WORDS = 4  # « Institut national de la santé », « plateforme d’économie collaborative X »
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class OrganisationSpan:
    """A stretch that names an organisation: word numbers, its kind, and how sure it is."""

    first: int
    last: int  # inclusive
    kind: str | None
    sure: bool


def by_rules(
    found: Sequence[Word], capital_runs: Sequence[range], vocabulary: Vocabulary
) -> Iterator[OrganisationSpan]:
    """Names that hold a word for an organisation, or follow one."""
    for run in capital_runs:
        yield from _by_own_word(found, run, vocabulary)
    for at, word in enumerate(found):
        kind = vocabulary.organisation_words.get(fold(word.text))
        if kind is not None and not (word.capital and _in_run(found, at)):
            yield from _behind_word(found, at, kind, vocabulary)


def _in_run(found: Sequence[Word], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].capital and joined(found[at + 1].before)


def _by_own_word(
    found: Sequence[Word], run: range, vocabulary: Vocabulary
) -> Iterator[OrganisationSpan]:
    """ "Northfield University", « Fondation Racines », "National Federation for the Blind"."""
    kinds = [_kind_of(found[at].text, vocabulary) for at in run]
    kind = kinds[-1] or next((k for k in kinds if k), None)
    whole = " ".join(found[at].text for at in run)
    kind = vocabulary.known_organisations.get(fold(whole), kind)
    if kind is None:
        return
    if len(run) == 1 and not found[run[0]].acronym and not _behind_link(found, run[-1], vocabulary):
        # « Insee » alone is a name; « Université » alone is not.
        if fold(whole) in vocabulary.known_organisations:
            yield OrganisationSpan(run[0], run[0], kind, False)
        return
    yield OrganisationSpan(run[0], _extended(found, run[-1], vocabulary), kind, True)


def _kind_of(word: str, vocabulary: Vocabulary) -> str | None:
    folded = fold(word)
    kind = vocabulary.known_organisations.get(folded)
    return kind or vocabulary.organisation_words.get(folded)


def _behind_link(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    return _extended(found, at, vocabulary) > at


def _extended(found: Sequence[Word], last: int, vocabulary: Vocabulary) -> int:
    """The end of a name that goes on behind links: "… for the Blind", « … de la Santé »."""
    first = last
    while last - first < _LONGEST:
        ahead, links = last + 1, 0
        while (
            ahead < len(found)
            and links < 3
            and not found[ahead].capital
            and fold(found[ahead].text) in vocabulary.name_links
            and _plain_gap(found[ahead].before)
        ):
            ahead, links = ahead + 1, links + 1
        gap = found[ahead].before if ahead < len(found) else "\n"
        elided = gap.strip().replace("’", "'").casefold() in ("d'", "l'", "de l'")
        behind = (links and _plain_gap(gap)) or (elided and gap[:1] == " ")
        if not behind or ahead >= len(found) or not found[ahead].capital or ahead - last > 4:
            return last
        if fold(found[ahead].text) in vocabulary.not_names or vocabulary.is_first_name(
            found[ahead].text
        ):
            return last
        last = ahead
        while last + 1 < len(found) and found[last + 1].capital and joined(found[last + 1].before):
            last += 1
    return last


def _plain_gap(gap: str) -> bool:
    return gap == " " or (gap[:1] == " " and gap[1:].replace("’", "'") in ("l'", "d'"))


def _behind_word(
    found: Sequence[Word], at: int, kind: str, vocabulary: Vocabulary
) -> Iterator[OrganisationSpan]:
    """« l’université de Caen », « la plateforme d’économie collaborative OuiShare »."""
    if not vocabulary.heads_lead and (kind in _PART_OF_NAME or found[at].capital):
        return  # "the school Lincoln built"; "the startup Corvane" is one
    ahead, lower = at + 1, 0
    while ahead < len(found) and lower <= _LOWER_WORDS and _plain_gap(found[ahead].before):
        word = found[ahead]
        if word.capital:
            break
        broken = word.text.casefold() in vocabulary.role_breaks
        if broken or fold(word.text) in vocabulary.roles or not vocabulary.heads_lead:
            return
        lower += 1
        ahead += 1
    if ahead >= len(found) or not found[ahead].capital or not _plain_gap(found[ahead].before):
        return
    if vocabulary.is_first_name(found[ahead].text) and kind not in _PART_OF_NAME:
        return
    if fold(found[ahead].text) in vocabulary.not_names:
        return
    last = ahead
    while last + 1 < len(found) and found[last + 1].capital and joined(found[last + 1].before):
        last += 1
    part = kind in _PART_OF_NAME
    if not part and lower and fold(found[ahead - 1].text) in vocabulary.role_links:
        return  # « la direction de Paris » names no company
    first = at if part else ahead
    if last - first < _LONGEST:
        yield OrganisationSpan(first, last, kind, True)


def by_model(
    found: Sequence[Word],
    spans: Sequence[NamedSpan],
    starts: frozenset[int],
    vocabulary: Vocabulary,
) -> Iterator[OrganisationSpan]:
    """What the model takes for organisations, without articles and on one line."""
    for first, last in words_under(found, spans, "organisation"):
        for name in _cleaned(found, first, last, vocabulary):
            alone = name.first == name.last and not found[name.first].acronym
            if not (alone and not name.sure and found[name.first].start in starts):
                yield name  # « Plus parlant encore : … »: there the capital tells nothing


def _cleaned(
    found: Sequence[Word], first: int, last: int, vocabulary: Vocabulary
) -> Iterator[OrganisationSpan]:
    for at in range(first + 1, last + 1):
        if "\n" in found[at].before or any(c in found[at].before for c in '«»“”"():;'):
            last = at - 1
            break
    while first <= last and (
        fold(found[first].text) in vocabulary.openers or not found[first].text[0].isalpha()
    ):
        first += 1
    if any(found[at].text.casefold() in vocabulary.role_breaks for at in range(first, last + 1)):
        return  # "Video Variety is Key": a headline
    if first > last or not any(found[at].capital for at in range(first, last + 1)):
        return
    if last - first >= _LONGEST or (last == first and _no_name(found[first], vocabulary)):
        return
    kinds = (_kind_of(found[at].text, vocabulary) for at in (last, first))
    kind = next((kind for kind in kinds if kind), None)
    yield OrganisationSpan(first, last, kind, kind is not None or last > first)


def _no_name(word: Word, vocabulary: Vocabulary) -> bool:
    folded = fold(word.text)
    return folded in vocabulary.not_names or folded in vocabulary.roles or not word.capital


def common_names(found: Sequence[Word], vocabulary: Vocabulary) -> Iterator[OrganisationSpan]:
    """« l'Observatoire des rivières », « le Conseil national du numérique »."""
    if not vocabulary.heads_lead:
        return
    for at, word in enumerate(found):
        kind = vocabulary.organisation_words.get(fold(word.text))
        # A capital, or the adjective of an authority: « la chambre régionale des comptes ».
        behind = found[at + 1].text if at + 1 < len(found) else ""
        adjective = fold(behind) in vocabulary.organisation_adjectives
        part = kind in _PART_OF_NAME and (word.capital or (kind == "authority" and adjective))
        if not part:
            continue
        first = _capitals_before(found, at) if word.capital else at
        if not _behind_article(found, first, vocabulary):
            continue
        last = at
        while last + 1 < len(found) and last - at < _LONGEST:
            step = _common_step(found, last, vocabulary)
            # « l'Observatoire breton du climat »: any adjective right behind the noun
            if step is None and last == at and word.capital and _adjective(behind, vocabulary):
                step = last + 1 if found[last + 1].before == " " else None
            if step is None:
                break
            last = step
        if last > at:
            yield OrganisationSpan(first, last, kind, True)


def _capitals_before(found: Sequence[Word], at: int) -> int:
    """« le Haut Conseil pour le climat »: from « Haut » on."""
    end = at
    while at and end - at < _LONGEST and found[at - 1].capital and joined(found[at].before):
        if not joined(found[at - 1].before):
            return at
        at -= 1
    return at


def _adjective(word: str, vocabulary: Vocabulary) -> bool:
    folded = fold(word)
    return word.islower() and len(word) > 4 and folded.endswith(vocabulary.adjective_endings)


def _behind_article(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    if found[at].before.replace("’", "'").casefold().endswith(("l'", "d'")):
        return True
    if found[at].before == " (" and found[at].capital:
        return True  # « Ana Brun (Fédération du commerce) »
    return at > 0 and found[at].before == " " and fold(found[at - 1].text) in vocabulary.articles


def _common_step(found: Sequence[Word], last: int, vocabulary: Vocabulary) -> int | None:
    """The next word of the name: an adjective, or a link with its noun."""
    word = found[last + 1]
    if not _plain_gap(word.before):
        return None
    if fold(word.text) in vocabulary.organisation_adjectives or (
        word.before != " " and word.text.islower()
    ):
        return last + 1
    ahead = last + 1
    if fold(word.text) in vocabulary.joiners:
        # « la Fondation pour la nature et l'homme », « la Direction de la mer et des ports »
        ahead += 1
        linked = ahead < len(found) and found[ahead].before in (" l'", " l’", " d'", " d’")
        if linked:
            return ahead if len(found[ahead].text) > 3 and found[ahead].text.islower() else None
        if ahead >= len(found) or fold(found[ahead].text) not in vocabulary.role_links:
            return None
    while ahead < len(found) and (
        fold(found[ahead].text) in vocabulary.name_links
        or (ahead > last + 1 and fold(found[ahead].text) in vocabulary.articles)
    ):
        ahead += 1
    linked = ahead > last + 1 and ahead < len(found) and _plain_gap(found[ahead].before)
    if linked and fold(found[ahead].text) in vocabulary.prenominal and ahead + 1 < len(found):
        ahead += 1  # « la Fédération du petit commerce »
        linked = found[ahead].before == " "
    return ahead if linked and len(found[ahead].text) > 3 else None


def defined(
    found: Sequence[Word], capital_runs: Sequence[range], vocabulary: Vocabulary
) -> Iterator[OrganisationSpan]:
    """« la Columbia Journalism Review (CJR) »: a run whose initials stand behind it in brackets."""
    for run in capital_runs:
        behind = run[-1] + 1
        if len(run) < 2 or behind >= len(found) or found[behind].before != " (":
            continue
        initials = "".join(found[at].text[0] for at in run).casefold()
        if found[behind].acronym and fold(found[behind].text) == fold(initials):
            kind = next((k for at in run if (k := _kind_of(found[at].text, vocabulary))), None)
            yield OrganisationSpan(run[0], run[-1], kind, True)


def acronyms(found: Sequence[Word], vocabulary: Vocabulary) -> Iterator[OrganisationSpan]:
    """« l’IPJ », "the CDC": capitals behind an article, which no word in capitals is by chance."""
    for at, word in enumerate(found):
        if not word.acronym or fold(word.text) in vocabulary.not_names or not at:
            continue
        behind_article = word.before.replace("’", "'").casefold().endswith((" l'", "\nl'", "l'"))
        article = fold(found[at - 1].text) in vocabulary.articles
        if behind_article or (article and word.before == " "):
            yield OrganisationSpan(at, at, _kind_of(word.text, vocabulary), False)


def without_overlap(
    spans: Sequence[OrganisationSpan], people: Sequence[range]
) -> list[OrganisationSpan]:
    """One span per place, the surer and longer first, none over a person's name."""
    taken: set[int] = {number for numbers in people for number in numbers}
    kept: list[OrganisationSpan] = []
    for span in sorted(spans, key=lambda s: (not s.sure, s.first - s.last)):
        numbers = range(span.first, span.last + 1)
        if taken.isdisjoint(numbers):
            kept.append(span)
            taken.update(numbers)
    return sorted(kept, key=lambda s: s.first)

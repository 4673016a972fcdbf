"""What a person is and where: the role in apposition, on either side of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.extraction.names.capitals import Word
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

_REACH = 14  # words of a role at most
_ENDS = re.compile(r"[.;:!?«»“”\"()\[\]\n—–|]")


@dataclass(frozen=True, slots=True)
class Role:
    """Word numbers of a role, without article: « directeur de l’information »."""

    first: int
    last: int  # inclusive


def role_at(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> int:
    """How many words from `at` make a role noun (« rédacteur en chef » is three), or 0."""
    for length in range(vocabulary.longest_role, 0, -1):
        if at + length > len(found):
            continue
        words = found[at : at + length]
        if any(word.before != " " for word in words[1:]):
            continue
        if fold(" ".join(word.text for word in words)) in vocabulary.roles:
            return length
    return 0


def behind(found: Sequence[Word], last: int, vocabulary: Vocabulary) -> Role | None:
    """« X, responsable solution collaborative d’Avanade. », "X, 41, a professor at Y, said"."""
    at = last + 1
    if at < len(found) and (copula := _copula(found, at, vocabulary)):
        return _from(found, at + copula, vocabulary, comma_ends=True)
    if at < len(found) and re.fullmatch(r"\s?\(", found[at].before):  # « X (le bien nommé), … »
        while at < len(found) and ")" not in found[at].before:
            if at - last > 6:
                return None
            at += 1
    if at < len(found) and found[at].text.isdigit() and "," in found[at].before:  # « X, 34 ans, »
        at += 1
        if at < len(found) and found[at].before == " ":
            at += 1
    if at >= len(found) or not re.fullmatch(r"\)?,\s(?:l['’]|the )?", found[at].before):
        return None
    return _from(found, at, vocabulary, comma_ends=True)


def _copula(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> int:
    """How many words of « est devenu », "became" stand right behind the name."""
    for phrase in vocabulary.copulas:
        parts = phrase.split()
        words = found[at : at + len(parts)]
        if [fold(w.text) for w in words] == [fold(p) for p in parts] and words[0].before == " ":
            return len(parts)
    return 0


def _from(
    found: Sequence[Word], at: int, vocabulary: Vocabulary, *, comma_ends: bool
) -> Role | None:
    """The role that begins at `at`, behind an article and « ancien »; None when none does."""
    start = at
    while start < len(found) and fold(found[start].text) in vocabulary.articles and start - at < 2:
        start += 1
    noun = start
    while noun < len(found) and noun - start < 5 and not role_at(found, noun, vocabulary):
        if (noun > start and _ENDS.search(found[noun].before)) or "," in found[noun].before[:1]:
            if noun > at:
                return None
        if found[noun].text.casefold() in vocabulary.role_breaks:
            return None
        noun += 1
    length = role_at(found, noun, vocabulary) if noun < len(found) else 0
    if not length:
        return None
    last = noun + length - 1
    while last + 1 < len(found) and last + 1 - start < _REACH:
        word = found[last + 1]
        broken = word.text.casefold() in vocabulary.role_breaks - vocabulary.role_links
        if _ENDS.search(word.before) or broken:
            break
        if "," in word.before and comma_ends:
            break
        last += 1
    return Role(start, last)


def before(found: Sequence[Word], first: int, vocabulary: Vocabulary) -> Role | None:
    """« le co-président d’Ipsos, Jean-Marc Lech », "economist Priya Raman"."""
    comma = "," in found[first].before
    if not re.fullmatch(r",?\s(?:M\.\s|Mme\s|Me\s|Dr\.?\s|Mr\.?\s|Ms\.?\s)?", found[first].before):
        return None
    noun = None
    at = first - 1
    while at >= 0 and first - at <= _REACH:
        word = found[at]
        if word.text.casefold() in vocabulary.role_breaks:
            break
        if role_at(found, at, vocabulary):
            noun = at
        if (
            at == first - 1
            and noun is None
            and not comma
            and fold(word.text) in vocabulary.role_closers
        ):
            return None
        if "," in word.before:
            break
        if _ENDS.search(word.before):
            inside = _bracket(found, at)  # « le maire (DVG) de Villeroche »
            if inside is None:
                break
            at = inside
            continue
        at -= 1
    if noun is None or noun + role_at(found, noun, vocabulary) > first:
        return None
    if not comma and not _one_phrase(found, noun, first, vocabulary):
        return None
    start = noun
    while (
        start
        and found[start].before == " "
        and fold(found[start - 1].text) in (vocabulary.role_before)
    ):
        start -= 1
    last = first - 1
    while last > noun and fold(found[last].text) in vocabulary.titles:  # « l'avocate Me Orsini »
        last -= 1
    return Role(start, last)


def _bracket(found: Sequence[Word], at: int) -> int | None:
    """The word before a short bracket that closes right before word `at`, or None."""
    if not re.fullmatch(r"\)\s", found[at].before):
        return None
    for back in range(at - 1, max(at - 4, 0), -1):
        if found[back].before == " (":
            return back - 1
    return None


def _one_phrase(found: Sequence[Word], noun: int, first: int, vocabulary: Vocabulary) -> bool:
    """« La ministre de la Transition écologique Hélène Vautrain »: the noun and what it governs."""
    behind_noun = noun + role_at(found, noun, vocabulary)
    return behind_noun == first or (
        first - noun <= 8 and fold(found[first - 1].text) not in vocabulary.role_links
    )

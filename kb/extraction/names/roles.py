"""What a person is and where: the role in apposition, on either side of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.extraction.names.capitals import Word
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold

_REACH = 14  # words of a role at most
_TITLES = 3  # titles in a row: « M. le Dr »; a text may hold thousands
_ELIDED = 3  # characters of « d' » with its space
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
        if any(len(word.before) > _ELIDED or word.before[:1] != " " for word in words[1:]):
            continue
        # « secrétaire d'État » is two words, the second behind its elided article.
        phrase = words[0].text + "".join(word.before + word.text for word in words[1:])
        if fold(phrase) in vocabulary.roles and _as_accented(phrase, vocabulary):
            return length
    # « co-auteure », "ex-mayor", « vice-doyenne »
    word = fold(found[at].text)
    prefix, _, noun = word.partition("-")
    if noun in vocabulary.roles and 2 <= len(prefix) <= 5:
        return 1
    return int(len(word) > 4 and word.endswith("s") and word[:-1] in vocabulary.roles)


def _as_accented(phrase: str, vocabulary: Vocabulary) -> bool:
    """« il l'accuse » holds no « accusé »: a final é that is not written is none."""
    accented = fold(phrase) in vocabulary.roles_in_e and not phrase.isupper()
    return not accented or phrase[-1] in "éÉ"


def behind(found: Sequence[Word], last: int, vocabulary: Vocabulary) -> Role | None:
    """« X, responsable solution collaborative d’Avanade. », "X, 41, a professor at Y, said"."""
    at = last + 1
    if at < len(found) and (copula := _copula(found, at, vocabulary)):
        return _from(found, at + copula, vocabulary)
    if at < len(found) and re.fullmatch(r"\s?\(", found[at].before):  # « X (le bien nommé), … »
        while at < len(found) and ")" not in found[at].before:
            if at - last > 6:
                return None
            at += 1
    at = behind_degrees(found, at - 1, vocabulary) + 1
    if at < len(found) and found[at].text.isdigit() and "," in found[at].before:  # « X, 34 ans, »
        at += 1
        if at < len(found) and found[at].before == " ":
            at += 1
    if at >= len(found) or not re.fullmatch(r"[.)]?,\s(?:l['’]|the )?", found[at].before):
        return None
    if clause := _phrase(found, at, vocabulary.role_clauses):
        return _to_end(found, at, at + clause, vocabulary)
    return _from(found, at, vocabulary)


def behind_degrees(found: Sequence[Word], last: int, vocabulary: Vocabulary) -> int:
    """The last word of "X, Ph.D.", behind a name that ends with word number `last`."""
    at = last + 1
    while at < len(found) and fold(found[at].text) in vocabulary.degrees and at - last < 4:
        at += 1
    return at - 1


def _ending_role(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> int:
    """The word number behind a noun that ends like a role (« ancienne factrice »), or 0."""
    noun = at
    while noun < len(found) and fold(found[noun].text) in vocabulary.role_before:
        noun += 1
    if noun >= len(found) or (noun > at and found[noun].before != " "):
        return 0
    word = fold(found[noun].text)
    fits = found[noun].text.islower() and len(word) > 5 and word.endswith(vocabulary.role_endings)
    return noun + 1 if fits else 0


def _role_by_ending(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    """« L'archiviste Awa Diop »: a noun with its article right before a name, in no list."""
    word = fold(found[at].text)
    article = re.search(r"(?:^|\W)l['’]$", found[at].before, re.IGNORECASE) or (
        at and found[at].before == " " and fold(found[at - 1].text) in vocabulary.articles
    )
    fits = found[at].text.islower() and len(word) > 5 and word.endswith(vocabulary.role_endings)
    return bool(article) and fits


def _copula(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> int:
    """How many words of « est devenu », "became" stand right behind the name."""
    return _phrase(found, at, vocabulary.copulas) if found[at].before == " " else 0


def _phrase(found: Sequence[Word], at: int, phrases: Sequence[str]) -> int:
    """How many words from `at` make one of the phrases, or 0."""
    for phrase in phrases:
        parts = phrase.split()
        words = found[at : at + len(parts)]
        if [fold(w.text) for w in words] == [fold(p) for p in parts]:
            return len(parts)
    return 0


def _from(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> Role | None:
    """The role that begins at `at`, behind an article and « ancien »; None when none does."""
    if at >= len(found) or fold(found[at].text) in vocabulary.role_closers:
        return None  # « la directrice, Anne Roux, et son adjoint »
    start = at
    while start < len(found) and fold(found[start].text) in vocabulary.articles and start - at < 2:
        start += 1
    noun = start
    by_ending = _ending_role(found, start, vocabulary)
    if by_ending:
        return _to_end(found, start, by_ending, vocabulary)
    while noun < len(found) and noun - start < 5 and not role_at(found, noun, vocabulary):
        between = found[noun].before
        if noun > at and ("," in between[:1] or (noun > start and _ENDS.search(between))):
            return None
        if found[noun].text.casefold() in vocabulary.role_breaks:
            return None
        partitive = noun > start and fold(found[noun - 1].text) in vocabulary.articles
        if fold(found[noun].text) in vocabulary.role_links and not partitive:
            return None  # « Nordis, la moitié des salariés »; « l'un des auteurs » is a role
        noun += 1
    length = role_at(found, noun, vocabulary) if noun < len(found) else 0
    if not length:
        return None
    owners = [number for number in range(start + 1, noun + 1) if owned(found[number])]
    start = owners[-1] if owners else start  # "the agency's chief economist": from "chief" on
    return _to_end(found, start, noun + length, vocabulary)


def owned(word: Word) -> bool:
    """Whether the word belongs to the one before: "agency's chief"."""
    return word.before.startswith(("'s ", "’s ", "s' ", "s’ ", "’ ", "' "))


def _to_end(found: Sequence[Word], start: int, behind: int, vocabulary: Vocabulary) -> Role:
    """The role from `start`, whose noun ends before `behind`, with what the noun governs."""
    last = behind - 1
    while last + 1 < len(found) and last + 1 - start < _REACH:
        word = found[last + 1]
        broken = word.text.casefold() in vocabulary.role_breaks - vocabulary.role_links
        if _ENDS.search(word.before) or broken:
            break
        if "," in word.before:
            break
        last += 1
    return Role(start, last)


def opening(found: Sequence[Word], at: int, vocabulary: Vocabulary) -> Role | None:
    """The role noun at `at` (over « ancien ») and what it governs up to the next verb's helper.

    « L'ancien conducteur de bus vit à … » is « ancien conducteur de bus »: the noun, and
    linked nouns behind it.
    """
    noun = at
    while noun < len(found) and fold(found[noun].text) in vocabulary.role_before:
        noun += 1
    length = role_at(found, noun, vocabulary) if noun < len(found) else 0
    if not length:
        length = int(_ending_role(found, noun, vocabulary) == noun + 1)
    if not length:
        return None
    last = noun + length - 1
    while last + 2 < len(found) and last - noun < _REACH:
        link, name = found[last + 1], found[last + 2]
        elided = re.fullmatch(r" (?:de l|d|à l)['’]", link.before, re.IGNORECASE)
        if elided:
            last += 1
        elif link.before == " " and fold(link.text) in vocabulary.role_links:
            article = fold(name.text) in vocabulary.articles
            last += 3 if article and last + 3 < len(found) else 2
        else:
            break
    return Role(at, min(last, len(found) - 1))


def before(found: Sequence[Word], first: int, vocabulary: Vocabulary) -> Role | None:
    """« le co-président d’Ipsos, Jean-Marc Lech », "economist Priya Raman"."""
    for _ in range(_TITLES):
        if first and found[first].before == " " and _is_title(found[first - 1], vocabulary):
            first -= 1  # « Son avocat, Me Pierrick Hoarau »
    comma = "," in found[first].before
    if not re.fullmatch(r",?\s(?:M\.\s|Mme\s|Me\s|Dr\.?\s|Mr\.?\s|Ms\.?\s)?", found[first].before):
        return None
    noun = None
    at = first - 1
    while at >= 0 and first - at <= _REACH:
        word = found[at]
        if word.text.casefold() in vocabulary.role_breaks:
            break
        # « L'Homme nouveau du neuropsychiatre Jean Roux »: what he is stands right before him.
        settled = noun == first - 1 and not comma and found[at].before != " "
        if fold(word.text) in vocabulary.role_links and noun == first - 1 and not comma:
            break
        if not settled and (
            role_at(found, at, vocabulary)
            or (at == first - 1 and not comma and _role_by_ending(found, at, vocabulary))
        ):
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
    if noun is None or noun + max(1, role_at(found, noun, vocabulary)) > first:
        return None
    if not comma and not _one_phrase(found, noun, first, vocabulary):
        return None
    start = _with_adjectives(found, noun, vocabulary)
    start = _apposition_before(found, start, vocabulary)
    last = first - 1
    while last > noun and fold(found[last].text) in vocabulary.titles:  # « l'avocate Me Orsini »
        last -= 1
    return Role(start, last)


def _is_title(word: Word, vocabulary: Vocabulary) -> bool:
    folded = fold(word.text)
    return folded in vocabulary.titles and folded not in vocabulary.roles


def _with_adjectives(found: Sequence[Word], noun: int, vocabulary: Vocabulary) -> int:
    """Where « ancien directeur », "former chief executive" begins."""
    while noun and found[noun].before == " ":
        if fold(found[noun - 1].text) not in vocabulary.role_before:
            break
        noun -= 1
    if vocabulary.heads_lead:
        return noun
    # "the Harbour platform founder Ida Roe", "marine biologist Ann Roe"
    first = noun
    while first and noun - first < 2 and found[first].before == " ":
        word = found[first - 1]
        if not word.text.islower() or not _modifies(word, vocabulary):
            break
        first -= 1
    before = found[first - 1] if first else None
    named = before is not None and before.capital and found[first].before[-1:] == " "
    return first if named else noun


def _modifies(word: Word, vocabulary: Vocabulary) -> bool:
    """A noun before a noun: no article, no link, no verb of speech."""
    folded = fold(word.text)
    return not (
        folded in vocabulary.articles
        or folded in vocabulary.role_links
        or folded in vocabulary.role_breaks
    )


def _apposition_before(found: Sequence[Word], start: int, vocabulary: Vocabulary) -> int:
    """Two roles, one behind the other.

    "Its lead author, economist Priya Raman", « sa directrice, la climatologue Ève Roux ».
    """
    role = start
    if start and found[start].before == " " and fold(found[start - 1].text) in vocabulary.articles:
        start -= found[start - 1].before == ", "
    if found[start].before != ", " or start < 2:
        return role
    for noun in range(start - 1, max(start - 4, 0), -1):
        if found[noun + 1].before != " " and noun + 1 < start:
            break
        if role_at(found, noun, vocabulary) == start - noun:
            whole = _with_adjectives(found, noun, vocabulary)
            determined = vocabulary.articles | vocabulary.possessives
            return whole if fold(found[whole - 1].text) in determined else role
    return role


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
    behind_noun = noun + max(1, role_at(found, noun, vocabulary))
    return behind_noun == first or (
        first - noun <= 8 and fold(found[first - 1].text) not in vocabulary.role_links
    )

"""Roles that stand apart from the name: in the next sentence, behind the verb, as a verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kb.extraction.names import roles
from kb.extraction.names.capitals import Word
from kb.extraction.names.verbs import verbs_in
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold
from kb.records import Article, OrganisationMention, PersonMention

_NEXT_APPOSITION = re.compile(r",\s(?:the\s)?|\s(?:at|of|for)\s(?:the\s)?|\s?\(")
_NEAR = 300  # characters between a person and a role that is said of him later
_VERB_REACH = 24  # characters between a role and its verb: « la chercheuse, elle, ajoute »
_LONGEST_CLAUSE = 12  # words of « dirige depuis 2016 le projet Fleuve sonore »


def with_later_roles(
    article: Article,
    found: Sequence[Word],
    mentions: list[PersonMention],
    genders: dict[str, str],
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> list[PersonMention]:
    """The mentions, with roles that the words beside the name do not say."""
    given = _of_next_sentence(article, found, mentions, genders, words)
    given = _behind_verbs(article, found, given, genders, organisations, words)
    return _as_verbs(article.plain.text, found, given, organisations, words)


def _of_next_sentence(
    article: Article,
    found: Sequence[Word],
    mentions: list[PersonMention],
    genders: dict[str, str],
    words: Vocabulary,
) -> list[PersonMention]:
    """« … », explique Aïcha Benkirane. La politologue, qui vient de publier … »

    The sentence behind one that names a person without a role begins with a
    definite role: it is that person's, unless it names somebody itself. « Le maire n'était
    pas présent » may be about somebody else.
    """
    known = {m.name for m in mentions if m.role}
    by_start = {word.start: number for number, word in enumerate(found)}
    text = article.plain.text
    added: dict[int, PersonMention] = {}
    waiting: tuple[str, int] | None = None  # a role that nobody has yet, and where it ended
    place = 0
    for sentence in article.sentences:
        while place < len(mentions) and mentions[place].start < sentence.start:
            place += 1
        named = place < len(mentions) and mentions[place].start < sentence.end
        role = _opening_role(text, found, by_start, sentence.start, words)
        if role and not (named and mentions[place].start <= role[1] + 3):
            latest = place - 1
            near = latest >= 0 and sentence.start - mentions[latest].end <= _NEAR
            meant = near and (
                fold(role[0]) not in words.offices or _goes_on(text, role[1], article.language)
            )
            if meant and _may_have(mentions[latest], role[0], known, genders, words):
                added[latest] = replace(mentions[latest], role=role[0])
                known.add(mentions[latest].name)
            elif not named and not near:
                waiting = role
        elif waiting and named and sentence.start - waiting[1] < 200:
            # « Le ministre de la Mer s'est rendu sur place. « … », a dit Alban Ridor. »
            if _may_have(mentions[place], waiting[0], known, genders, words):
                added[place] = replace(mentions[place], role=waiting[0])
                known.add(mentions[place].name)
            waiting = None
    return [added.get(number, mention) for number, mention in enumerate(mentions)]


def _goes_on(text: str, end: int, language: str) -> bool:
    """Whether the role says something or is told more of: « La politologue, qui … »."""
    if text.startswith(", ", end):
        return True
    return any(
        v.saying and v.start <= end + _VERB_REACH for v in verbs_in(text, end, end + 60, language)
    )


def _behind_verbs(
    article: Article,
    found: Sequence[Word],
    mentions: list[PersonMention],
    genders: dict[str, str],
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> list[PersonMention]:
    """« Jeanne Roux s'inquiète. « … », a lancé la présidente de la Ligue. »: Jeanne Roux is."""
    text = article.plain.text
    by_start = {word.start: number for number, word in enumerate(found)}
    starts = [m.start for m in mentions]
    known = {m.name for m in mentions if m.role}
    given = list(mentions)
    for verb in verbs_in(text, 0, len(text), article.language):
        opening = words.definite.match(text, verb.end) if verb.saying else None
        number = by_start.get(opening.end()) if opening else None
        role = roles.opening(found, number, words) if number is not None else None
        if role is None:
            continue
        start, end = found[role.first].start, found[role.last].end
        at = bisect_left(starts, verb.start)
        named = at < len(given) and given[at].start <= end + 3
        if named or not at or verb.start - given[at - 1].end > _NEAR:
            continue
        said = re.sub(r"\s+", " ", text[start:end])
        if _may_have(given[at - 1], said, known, genders, words):
            organisation = organisation_of(start, end, text, organisations)
            given[at - 1] = replace(
                given[at - 1], role=said, organisation=given[at - 1].organisation or organisation
            )
            known.add(given[at - 1].name)
    return given


def _as_verbs(
    text: str,
    found: Sequence[Word],
    mentions: list[PersonMention],
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> list[PersonMention]:
    """« Awa Diop, 41 ans, dirige le projet Fleuve », "Ann Roe runs the Harbour Trust"."""
    held = {m.name for m in mentions if m.organisation}
    known = {m.name for m in mentions if m.role}
    by_start = {word.start: number for number, word in enumerate(found)}
    given = list(mentions)
    for number, mention in enumerate(mentions):
        verb = words.heading.match(text, mention.end)
        first = by_start.get(verb.start("verb")) if verb else None
        if first is None or mention.name in held:
            continue
        last = first
        while last + 1 < len(found) and last - first < _LONGEST_CLAUSE:
            if re.search(r"[,.;:!?«»“”\"()\n]", found[last + 1].before):
                break
            if found[last + 1].text.casefold() in words.role_breaks - {"depuis", "since"}:
                break
            last += 1
        start, end = found[first].start, found[last].end
        organisation = organisation_of(start, end, text, organisations)
        role = mention.role or (
            None if mention.name in known else re.sub(r"\s+", " ", text[start:end])
        )
        if organisation or role:
            given[number] = replace(mention, role=role, organisation=organisation)
            held.add(mention.name)
            known.add(mention.name)
    return given


def _may_have(
    person: PersonMention,
    role: str,
    known: set[str],
    genders: dict[str, str],
    words: Vocabulary,
) -> bool:
    """Nobody who has a role, and no man a feminine one."""
    clash = gender_of_role(role, words) == "feminine" and genders.get(person.name) == "masculine"
    # « Ana Brun (groupe Lune) » is not also « le maire ».
    placed = person.organisation is not None and fold(role) in words.offices
    return person.name not in known and not clash and not placed


def _opening_role(
    text: str, found: Sequence[Word], by_start: dict[int, int], start: int, words: Vocabulary
) -> tuple[str, int] | None:
    """The role behind a definite article at the start of a sentence, and where it ends."""
    opening = re.compile(r"[«“\"\s]*(?:L['’]|(?:Le|La|The)\s)").match(text, start)
    number = by_start.get(opening.end()) if opening else None
    if number is None:
        return None
    role = roles.opening(found, number, words)
    if role is None:
        return None
    a, b = found[role.first].start, found[role.last].end
    return re.sub(r"\s+", " ", text[a:b]), b


def gender_of_role(role: str, words: Vocabulary) -> str:
    """Only the feminine tells: « le ministre Anne Roux » may be written."""
    parts = role.split()
    for length in range(min(words.longest_role, len(parts)), 0, -1):
        gender = words.roles.get(fold(" ".join(parts[:length])))
        if gender == "feminine":
            return gender
    return ""


def organisation_of(
    start: int, end: int, text: str, organisations: Sequence[OrganisationMention]
) -> str | None:
    """The organisation inside the role, or in the next apposition ("Director, X Center, said")."""
    inside = [m for m in starting(organisations, start, end) if m.end <= end]
    behind = starting(organisations, end + 1, end + 10)
    if behind and _NEXT_APPOSITION.fullmatch(text[end : behind[0].start]):
        return behind[0].name
    return inside[-1].name if inside else None


def starting(
    organisations: Sequence[OrganisationMention], start: int, end: int
) -> Sequence[OrganisationMention]:
    """The mentions that begin in [start, end)."""
    first = bisect_left(organisations, start, key=lambda m: m.start)
    return organisations[first : bisect_left(organisations, end, key=lambda m: m.start)]

"""The mentions of people with what the article says of them: role, organisation, handle, gender."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from kb.extraction.names import roles
from kb.extraction.names.capitals import Word
from kb.extraction.names.full_names import full_names
from kb.extraction.names.later_roles import (
    gender_of_role,
    organisation_of,
    starting,
    with_later_roles,
)
from kb.extraction.names.people import PersonSpan
from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold
from kb.records import Article, OrganisationMention, PersonMention

_HANDLE = re.compile(r"[\s(—–-]{1,4}@(\w{2,30})\)?")
# Between a name and its organisation where no role is said: a bracket, or a comma and small words.
_AFFILIATION = re.compile(
    r"\s?\((?:[^\W\d_]{3,14}\s)?|,\s(?:\w{1,4}\s){0,2}(?:[ld]['’])?|\s(?:of|from|at|with|de|du|chez)\s(?:the\s|la\s|l['’])?|\sd['’]"
)
_CAPITALS = re.compile(
    r",\s((?:[A-ZÀ-Þ][\w’'&-]*)(?:\s(?:[A-ZÀ-Þ&][\w’'&-]*|of|for|the|de|du|des|la)){1,6})\s?(?:[.,\n]|$)"
)


def with_roles(
    article: Article,
    found: Sequence[Word],
    spans: Sequence[PersonSpan],
    written: Sequence[str],
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> tuple[list[PersonMention], dict[str, str]]:
    """One mention for each span, and the gender of each full name where it is told."""
    text = article.plain.text
    full = full_names(written)
    mentions: list[PersonMention] = []
    genders: dict[str, str] = {}
    for span, name in zip(spans, written, strict=True):
        start = found[span.first].start
        end = found[span.last].end - (1 if text[found[span.last].end - 1] == "." else 0)
        role, organisation = _role(text, found, span, organisations, words)
        gender = span.gender or (gender_of_role(role, words) if role else "")
        if gender:
            genders.setdefault(full[name], gender)
        behind = _HANDLE.match(text, found[span.last].end)
        handle = "@" + behind[1] if behind else None
        mentions.append(
            PersonMention(
                start,
                end,
                name,
                full[name],
                role,
                organisation,
                handle,
            )
        )
    return with_later_roles(article, found, mentions, genders, organisations, words), genders


def _role(
    text: str,
    found: Sequence[Word],
    span: PersonSpan,
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> tuple[str | None, str | None]:
    """The role, of both sides where both say one, and the organisation."""
    behind = roles.behind(found, span.last, words)
    if behind is None:
        behind = _behind_affiliation(text, found, span, organisations, words)
    before = roles.before(found, span.first, words)
    title = found[span.first - 1].text if span.first else ""
    titled = found[span.first].before in (" ", ". ") and fold(title) in words.role_titles
    said: list[str] = []
    organisation = None
    for role in (before, behind):
        if role is None:
            continue
        start, end = found[role.first].start, found[role.last].end
        said.append(_singular(re.sub(r"\s+", " ", text[start:end]), words))
        organisation = organisation_of(start, end, text, organisations) or organisation
        organisation = organisation or _holder(text, found, role, organisations, words)
        owner = found[role.first - 1] if role.first else None
        if organisation is None and owner and fold(owner.text) in words.possessives:
            organisation = _last_before(owner.start, organisations)
        if organisation is None and role is behind:
            organisation = _next_run(text, end)
    if titled and before is None:
        said.insert(0, title)
    if organisation is None:
        last = roles.behind_degrees(found, span.last, words)
        organisation = _affiliation(found[last].end, text, organisations)
    if organisation is None:
        organisation = _paper(text, found, span, before, organisations, words)
    organisation = organisation or _possessor(text, found[span.first].start, organisations)
    if organisation is None and _leads(found, before or behind, words):
        organisation = _led(found[span.first].start, organisations)
    return ", ".join(said) or None, organisation


def _holder(
    text: str,
    found: Sequence[Word],
    role: roles.Role,
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> str | None:
    """The organisation around a role that does not hold it."""
    start, end = found[role.first].start, found[role.last].end
    ahead = starting(organisations, start - 80, start)
    if ahead and re.fullmatch(r"['’]?s?['’]?\s", text[ahead[-1].end : start]):
        return ahead[-1].name  # "Larne University economist X", "the Foundation's director, X"
    if ahead and ahead[-1].end == end:  # "NCS Administrator X", read as one name
        return text[ahead[-1].start : start].rstrip(" '’") or None
    span_of_time = words.spans.match(text, end)
    if span_of_time:  # « infirmière depuis vingt ans au centre hospitalier de Guéret »
        behind = starting(organisations, span_of_time.end(), span_of_time.end() + 4)
        return behind[0].name if behind else None
    if role.first and roles.owned(found[role.first]):  # "the guild's chief executive"
        return _called(found[role.first - 1], organisations, words)
    return None


def _called(
    noun: Word, organisations: Sequence[OrganisationMention], words: Vocabulary
) -> str | None:
    """The organisation last named that "the guild" or "the agency" can be."""
    folded = fold(noun.text)
    before = starting(organisations, noun.start - 1500, noun.start)[-50:]
    same = [m for m in before if folded in fold(m.name).split()]
    if same:
        return same[-1].name
    kind = words.organisation_words.get(folded)
    general = kind is None and folded in words.organisation_nouns  # "the group's chairman"
    alike = [m.name for m in before if (kind and m.kind in (kind, None)) or general]
    # Whom the text is about: the one named most.
    return Counter(reversed(alike)).most_common(1)[0][0] if alike else None


def _possessor(text: str, start: int, organisations: Sequence[OrganisationMention]) -> str | None:
    """ "Corvane's Karin Anders": whose she is."""
    ahead = starting(organisations, start - 60, start)
    owned = ahead and re.fullmatch(r"['’]s?\s", text[ahead[-1].end : start])
    return ahead[-1].name if owned else None


def _leads(found: Sequence[Word], role: roles.Role | None, words: Vocabulary) -> bool:
    """« explique le directeur, Jean Roux », "says president Ann Roe": of what was named before.

    Only a role that leads something, with nothing behind it, and not « un directeur ».
    """
    if role is None:
        return False
    whole = fold(" ".join(word.text for word in found[role.first : role.last + 1]))
    before = fold(found[role.first - 1].text) if role.first else ""
    return whole in words.leading_roles and before not in words.indefinites


def _led(start: int, organisations: Sequence[OrganisationMention]) -> str | None:
    """The organisation named last, in the same paragraphs: no paper, which only reports."""
    before = [m for m in starting(organisations, start - 400, start) if m.kind != "press"]
    return before[-1].name if before else None


def _paper(
    text: str,
    found: Sequence[Word],
    span: PersonSpan,
    role: roles.Role | None,
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> str | None:
    """ "As X wrote in the Tide Ledger", "Writing in The Selby Post, columnist X"."""
    written = words.writing.match(text, found[span.last].end)
    if written:
        behind = starting(organisations, written.end(), written.end() + 5)
        return behind[0].name if behind else None
    start = found[role.first if role else span.first].start
    ahead = starting(organisations, start - 80, start)
    if ahead and re.fullmatch(r"\W{0,3},\s", text[ahead[-1].end : start]):
        lead = text[max(0, ahead[-1].start - 40) : ahead[-1].start]
        return ahead[-1].name if words.writing_before.search(lead) else None
    return None


def _singular(role: str, words: Vocabulary) -> str:
    """« l'un des auteurs, Basile Roux »: he is an « auteur »."""
    one = role.removesuffix("s")
    return one if fold(role) not in words.roles and fold(one) in words.roles else role


def _affiliation(end: int, text: str, organisations: Sequence[OrganisationMention]) -> str | None:
    """« Odile Ferrandez, de l'association Terre », « Florence Imbert (LR) »: no role is said."""
    behind = next(iter(starting(organisations, end + 1, end + 13)), None)
    if behind and _AFFILIATION.fullmatch(text[end : behind.start]):
        return behind.name
    return None


def _behind_affiliation(
    text: str,
    found: Sequence[Word],
    span: PersonSpan,
    organisations: Sequence[OrganisationMention],
    words: Vocabulary,
) -> roles.Role | None:
    """« Ana Brun de l'institut Lune, *responsable des travaux* »."""
    end = found[span.last].end
    house = next(iter(starting(organisations, end + 1, end + 13)), None)
    if house is None or not _AFFILIATION.fullmatch(text[end : house.start]):
        return None
    last = bisect_left(found, house.end, lo=span.last, key=lambda word: word.end)
    if last >= len(found) or found[last].end != house.end:
        return None
    return roles.behind(found, last, words)


def _last_before(at: int, organisations: Sequence[OrganisationMention]) -> str | None:
    """« L'association Toits s'inquiète. Son président, Étienne Roux, … »: Toits."""
    before = starting(organisations, at - 400, at)
    return before[-1].name if before else None


def _next_run(text: str, end: int) -> str | None:
    """ "X, Volunteer Coordinator, Hollin Bay Walkers": capitals up to the end of the line."""
    run = _CAPITALS.match(text, end)
    return run[1] if run else None

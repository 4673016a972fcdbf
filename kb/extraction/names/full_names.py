"""The fullest name of an article for each short form: surnames, acronyms, first words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kb.languages import fold
from kb.records import OrganisationMention

__all__ = ["full_names", "short_forms"]

_IN_BRACKETS = re.compile(r"\s?\(([^\W_][\w&.-]{1,9})\)")


def _key(name: str) -> str:
    """« Müller », "Mueller" and "Muller" are one spelling."""
    return re.sub(r"(?<=[aou])e(?![aeiou]|$)", "", fold(name))


def full_names(written: Iterable[str]) -> dict[str, str]:
    """For each written form of a person the fullest name that it can stand for."""
    counted = Counter(written)
    forms = list(counted)
    longest = sorted(forms, key=lambda n: (-len(n.split()), -counted[n], -len(n)))
    by_end: dict[str, list[str]] = {}
    for name in longest:
        parts = _key(name).split()
        for part in {parts[0], *parts[-2:]}:
            by_end.setdefault(part.strip(",."), []).append(name)
    full: dict[str, str] = {}
    for name in forms:
        near = by_end.get(_key(name).split()[-1].strip(",."), [])
        fits = [other for other in near if other != name and _stands_for(name, other)]
        if len({fold(other) for other in fits}) > 1 and len(name.split()) == 1:
            # « Roux » where two people have that name: who was named first.
            full[name] = next(other for other in forms if other in fits)
        else:
            full[name] = fits[0] if fits else name
    return full


def _stands_for(short: str, long: str) -> bool:
    """« Shirky » for « Clay Shirky », « R. Branson » for « Richard Branson »; not the reverse."""
    a, b = _key(short).split(), _key(long).split()
    if a == b:
        # « Philippe LUCAS » and « Philippe Lucas »: the one in small letters.
        return short.isupper() or (long.istitle() and not short.istitle())
    if len(a) >= len(b):
        return False
    if len(a) == 1:
        last = b[-2].strip(",") if len(b) > 2 and b[-1] in ("jr", "jr.", "sr", "sr.") else b[-1]
        return a[0] in (last, b[0])
    if b[-len(a) :] == a:
        return True
    initials = all(x.strip(".") == y[0] or x == y for x, y in zip(a[:-1], b[:-1], strict=False))
    return a[-1] == b[-1] and initials


def short_forms(text: str, mentions: Sequence[OrganisationMention]) -> dict[str, str]:
    """Folded short form -> full name of the organisations that an article names.

    « Columbia Journalism Review (CJR) » says so; "Pew" is the first name that begins with it.
    """
    short: dict[str, str] = {}
    names = list(dict.fromkeys(mention.written for mention in mentions))
    by_first: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for name in names:
        by_first.setdefault(fold(name).split()[0], []).append(name)
        spelled.setdefault(fold(name), name)  # the first spelling wins
    for mention in mentions:
        behind = _IN_BRACKETS.match(text, mention.end)
        if behind and initials_fit(behind[1], mention.written):
            short[fold(behind[1])] = mention.written
    several = [name for name in names if len(name.split()) > 1]
    for name in names:
        folded = fold(name)
        if folded in short:
            continue
        short[folded] = spelled[folded]
        begun = by_first[folded.split()[0]]
        fuller = next((n for n in begun if fold(n).startswith(folded + " ")), None)
        if fuller:
            short[folded] = fuller
        elif name.isupper() and len(name) > 2:
            fitting = [n for n in several[:500] if initials_fit(name, n)]
            if len(fitting) == 1:
                short[folded] = fitting[0]
    return short


def initials_fit(acronym: str, name: str) -> bool:
    """The letters of the acronym begin words of the name, in order (« CREDOC » loosely)."""
    letters = fold(acronym).replace(".", "").replace("-", "")
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(name)))
    at = 0
    for letter in initials:
        if at < len(letters) and letter == letters[at]:
            at += 1
    loose = at >= 3 and letters[0] == initials[0] and len(letters) > 4
    return at == len(letters) or loose

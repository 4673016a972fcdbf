"""What an article's names are asked: who « Shirky », « l'universitaire » or « le CJR » is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kb.extraction.names.vocabulary import Vocabulary
from kb.languages import fold
from kb.records import OrganisationMention, PersonMention

__all__ = ["Names"]

Mention = TypeVar("Mention", PersonMention, OrganisationMention)


@dataclass(frozen=True)
class Names:
    """The people and organisations of one article. Plain positions."""

    people: tuple[PersonMention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    warnings: tuple[str, ...] = ()
    genders: Mapping[str, str] = field(default_factory=dict)  # full name -> masculine, feminine

    def people_in(self, start: int, end: int) -> tuple[PersonMention, ...]:
        """The mentions of people that lie wholly in [start, end), in order."""
        return tuple(_within(self.people, start, end))

    def organisations_in(self, start: int, end: int) -> tuple[OrganisationMention, ...]:
        """The mentions of organisations that lie wholly in [start, end), in order."""
        return tuple(_within(self.organisations, start, end))

    def person(self, written: str) -> str | None:
        """The full name of who is written so: a name, a surname, a first name or an @handle."""
        folded = fold(written).strip("@ .,")
        if not folded:
            return None
        names = list(dict.fromkeys(mention.name for mention in self.people))
        for mention in self.people:
            if folded in (fold(mention.name).strip("@ .,"), fold(mention.written).strip("@ .,")):
                return mention.name
            if mention.handle and folded == fold(mention.handle).lstrip("@"):
                return mention.name
        fits = [name for name in names if fold(name).endswith((" " + folded, "-" + folded))]
        fits = fits or [name for name in names if fold(name).startswith(folded + " ")]
        return fits[0] if len(fits) == 1 else None

    def organisation(self, written: str) -> str | None:
        """The full name of the organisation written so: a name, its short form or acronym."""
        folded = fold(written).strip(" .,")
        if not folded:
            return None
        for mention in self.organisations:
            if folded in (fold(mention.name).strip(" .,"), fold(mention.written).strip(" .,")):
                return mention.name
        names = list(dict.fromkeys(mention.name for mention in self.organisations))
        return next((name for name in names if fold(name).startswith(folded + " ")), None)

    def gender(self, name: str) -> str:
        """masculine, feminine, or "" when neither first name, title nor role tells."""
        return self.genders.get(name, "")

    def with_role(self, noun: str, before: int, vocabulary: Vocabulary) -> str | None:
        """The person last named before a position whose role holds the noun (« le maire »)."""
        places = self._by_role.get(_stem(noun), [])
        earlier = bisect_left(places, (before, ""))
        if earlier:
            return places[earlier - 1][1]
        # A role that is only stated further on: « Le maire a tranché. … » « X, maire de … ».
        later = {name for _, name in places}
        return later.pop() if len(later) == 1 and noun in vocabulary.roles else None

    @cached_property
    def _by_role(self) -> dict[str, list[tuple[int, str]]]:
        """For each stem of a word of a role, where people with that role are named."""
        stems: dict[str, set[str]] = {}
        for mention in self.people:
            for word in (mention.role or "").split():
                stems.setdefault(mention.name, set()).add(_stem(word))
        places: dict[str, list[tuple[int, str]]] = {}
        for mention in self.people:
            for stem in stems.get(mention.name, ()):
                places.setdefault(stem, []).append((mention.start, mention.name))
        return places


def _stem(word: str) -> str:
    """« présidente » and « président » are one role; so are "economist" and "economists"."""
    folded = fold(word).strip(",.()")
    for ending, instead in (("trice", "teur"), ("euse", "eur"), ("ienne", "ien"), ("ere", "er")):
        if folded.endswith(ending):
            return folded.removesuffix(ending) + instead
    return folded.rstrip("es") if len(folded) > 4 else folded


def _within(mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    at = bisect_left(mentions, start, key=lambda mention: mention.start)
    while at < len(mentions) and mentions[at].start < end:
        if mentions[at].end <= end:
            yield mentions[at]
        at += 1

"""Sources: every origin outside the article that it leans on, and the notes that lead to them."""

from __future__ import annotations

from dataclasses import fields

from kb.extraction.names import Names
from kb.extraction.references.capitals import Capitals
from kb.extraction.references.drafts import Draft
from kb.extraction.references.hyperlinks import find_embedded, find_hyperlinks
from kb.extraction.references.lines import find_addresses, with_addresses
from kb.extraction.references.noted import tie_to_works
from kb.extraction.references.notes import find_notes, with_works
from kb.extraction.references.people import People, without_people
from kb.extraction.references.places import Cover, Places
from kb.extraction.references.quoted import find_signatures
from kb.extraction.references.sentences import Sentences
from kb.extraction.references.twins import without_twins
from kb.extraction.references.works import number_works
from kb.extraction.references.years import add_years
from kb.records import Article, LinkMention, Note, SourceMention

__all__ = ["find_references"]


def find_references(
    article: Article, links: tuple[LinkMention, ...], names: Names
) -> tuple[tuple[SourceMention, ...], tuple[Note, ...]]:
    """The sources that the article names, and its notes. Plain positions.

    Mentions of one work share `work`. A mention may back nothing: `linking` decides
    which claim rests on which work, and leaves out what no claim rests on.
    """
    placed = Places(links)
    people = People(names, article.language, article.plain.text)
    sentences = Sentences(article, people, Capitals(article, names), placed)
    notes = find_notes(article, placed)
    drafts = [
        *notes.drafts,
        *(
            d
            for start, end in _stretches(article, notes.spans)
            for d in sentences.drafts(start, end)
        ),
        *find_signatures(article),
        *find_embedded(article, placed),
        *find_hyperlinks(article, placed),
    ]
    with_addresses(article, drafts, placed)
    tie_to_works(notes, drafts, article)
    drafts.extend(find_addresses(article, drafts, placed, notes.spans))
    add_years(drafts, article.plain.text, article.language)
    drafts = number_works(without_people(without_twins(drafts), people))
    return tuple(_mention(draft) for draft in drafts), with_works(notes, drafts)


def _stretches(article: Article, passed_over: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The sentences where sources can be named: not menus, not the notes themselves."""
    menus = [(s.start, s.end) for s in article.sections if s.kind == "navigation"]
    no = Cover([*menus, *passed_over])
    return [(s.start, s.end) for s in article.sentences if not no.touches(s.start, s.end)]


_FIELDS = tuple(field.name for field in fields(SourceMention))


def _mention(draft: Draft) -> SourceMention:
    return SourceMention(**{name: getattr(draft, name) for name in _FIELDS})

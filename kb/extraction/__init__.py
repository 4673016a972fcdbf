"""Extraction: an article's addresses, numbers, names, quotations and sources."""

from __future__ import annotations

from kb.extraction.links import find_links
from kb.extraction.names import Models, find_names
from kb.extraction.numbers import find_statistics
from kb.extraction.quotations import find_quotations
from kb.extraction.references import find_references
from kb.records import Article, Mentions

__all__ = ["Models", "extract"]


def extract(article: Article, models: Models | None) -> Mentions:
    """Everything that the article mentions, in plain positions.

    Without models the rules find names alone: less well, and without a warning.
    """
    links = find_links(article)
    names = find_names(article, models)
    quotations, attributions = find_quotations(article, names)
    sources, notes = find_references(article, links, names)
    return Mentions(
        links=links,
        statistics=find_statistics(article, models),
        quotations=quotations,
        attributions=attributions,
        people=names.people,
        organisations=names.organisations,
        sources=sources,
        notes=notes,
        warnings=names.warnings,
    )

"""What all builders of rows need: where a thing stands in the article, and the id it gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kb import addresses
from kb.linking.identity import Cluster
from kb.records import Article
from kb.store.ids import Ids, link_id

Row = dict[str, object]


@dataclass
class Rows:
    """The rows of one article, by table, and the identities that they give rise to."""

    article_id: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    clusters: dict[str, list[Cluster]] = field(default_factory=dict)


class Span(Protocol):
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


@dataclass(frozen=True)
class Placed:
    """What the builders of rows need: the article, its id, and the ids of what is in already."""

    article: Article
    id: str
    rows: Rows

    def text(self, span: Span) -> str:
        return "" if span.start is None else self.article.text[span.start : span.end]

    def ids(
        self, table: str, spans: Sequence[Span], said: Sequence[str] | None = None
    ) -> list[str]:
        """An id for each span, numbered in the order of the text; `said` replaces their words."""
        ids = Ids(self.id, table)
        found = [""] * len(spans)
        for i in sorted(range(len(spans)), key=lambda i: (spans[i].start or 0, spans[i].end or 0)):
            found[i] = ids.next(said[i] if said else self.text(spans[i]))
        return found

    def base(self, new_id: str, span: Span) -> Row:
        return {"id": new_id, "article_id": self.id, "start": span.start, "end": span.end}

    def add(self, table: str, row: Row) -> None:
        self.rows.tables[table].append(row)


def link_to(place: Placed, url: str, known: dict[str, str]) -> str:
    """The id of a link, whose row is added when the article names it first; `known` is by url."""
    if url not in known:
        known[url] = link_id(url)
        place.add("links", link_row(url))
    return known[url]


def link_row(url: str) -> Row:
    """What the address alone says of a link."""
    return {
        "id": link_id(url),
        "url": url,
        "key": addresses.key(url),
        "host": addresses.host(url),
        "domain": addresses.domain(url),
        "is_shortened": int(addresses.is_shortened(url)),
        "confirmed": 0,
    }

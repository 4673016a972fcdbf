"""How much there is of everything: what `kb info` prints and a build ends with."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store import marks

# Name and SQL, in the order in which they are shown.
_COUNTED = {
    "articles": "select count(*) from articles",
    "claims": "select count(*) from claims",
    "sourced claims": "select count(*) from claims where support = 'sourced'",
    "attributed claims": "select count(*) from claims where support = 'attributed'",
    "statistics": "select count(*) from statistics",
    "quotations": "select count(*) from quotations",
    "attributions": "select count(*) from attributions",
    "people": "select count(*) from people",
    "organisations": "select count(*) from organisations",
    "sources": "select count(*) from sources",
    "citations": "select count(*) from citations",
    "notes": "select count(*) from notes",
    "links": "select count(*) from links",
    "shortened links": "select count(*) from links where is_shortened = 1",
}


@dataclass(frozen=True)
class Summary:
    """A knowledge base in figures."""

    counts: dict[str, int]  # {kind: number of rows}, in the order in which they are shown
    schema: int
    extractors: dict[str, int]  # {version of the extractor: number of articles it read}
    pending: dict[str, int]  # {kind of work: how much of it a run left undone}
    warnings: dict[str, list[str]]  # {warning: paths of the articles that it is about}


def summary(db: sqlite3.Connection) -> Summary:
    """What `kb info` says of a knowledge base."""
    extractors = "select extractor, count(*) from articles group by extractor order by 1"
    pending = "select kind, count(*) from pending group by kind order by kind"
    return Summary(
        counts={kind: int(db.execute(sql).fetchone()[0]) for kind, sql in _COUNTED.items()},
        schema=marks.version(db),
        extractors=dict(db.execute(extractors).fetchall()),
        pending=dict(db.execute(pending).fetchall()),
        warnings=_warnings(db),
    )


def _warnings(db: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sql = "select warnings, path from articles where warnings is not null order by path"
    for lines, path in db.execute(sql).fetchall():
        for line in lines.splitlines():
            found.setdefault(line, []).append(path)
    return found

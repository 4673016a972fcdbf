"""How much there is of everything: what `kb info` prints and a build ends with."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store import marks
from kb.store.pages import counting
from kb.store.pages.home import STATES

# What is shown, in this order: (what, name) of numbers that were counted as they were written.
_COUNTED = {
    "articles": ("articles", ""),
    "claims": ("claims", ""),
    "sourced claims": ("support", "sourced"),
    "attributed claims": ("support", "attributed"),
    "statistics": ("statistics", ""),
    "quotations": ("quotations", ""),
    "attributions": ("attributions", ""),
    "people": ("people", ""),
    "organisations": ("organisations", ""),
    "sources": ("sources", ""),
    "citations": ("citations", ""),
    "notes": ("notes", ""),
    "links": ("links", ""),
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
        counts=_counts(db),
        schema=marks.version(db),
        extractors=dict(db.execute(extractors).fetchall()),
        pending=dict(db.execute(pending).fetchall()),
        warnings=_warnings(db),
    )


_ORPHANS = """
    select coalesce(a.path, o.article_id, '') as path, count(*)
    from orphaned_reviews o left join articles a on a.id = o.article_id
    group by path order by path
"""


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    found = {kind: counting.number(db, *counted) for kind, counted in _COUNTED.items()}
    shortened = sum(counting.number(db, "state", state, "1") for state in STATES)
    return {**found, "shortened links": shortened}


def _warnings(db: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sql = "select warnings, path from articles where warnings is not null order by path"
    for lines, path in db.execute(sql).fetchall():
        for line in lines.splitlines():
            found.setdefault(line, []).append(path)
    orphans = db.execute(_ORPHANS).fetchall()
    if orphans:
        n = sum(number for _, number in orphans)
        lost = "1 decision has lost its place" if n == 1 else f"{n} decisions have lost their place"
        found[f"{lost}; see kb review --orphaned"] = [path for path, _ in orphans]
    return found

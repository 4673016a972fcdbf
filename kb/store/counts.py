"""How much there is of everything: what `kb info` prints and a build ends with."""

from __future__ import annotations

from sqlite_utils import Database

from kb.store import schema

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
_WARNINGS = "select warnings, path from articles where warnings is not null order by path"


def counts(db: Database) -> dict[str, int]:
    """{kind: number of rows}, in the order in which they are shown."""
    return {kind: int(db.execute(sql).fetchone()[0]) for kind, sql in _COUNTED.items()}


def warnings(db: Database) -> dict[str, list[str]]:
    """{warning: paths of the articles that it is about}."""
    found: dict[str, list[str]] = {}
    for lines, path in db.execute(_WARNINGS).fetchall():
        for line in lines.splitlines():
            found.setdefault(line, []).append(path)
    return found


def pending(db: Database) -> dict[str, int]:
    """{kind of work: how much of it a run left undone}; empty when all is done."""
    found = db.execute("select kind, count(*) from pending group by kind order by kind")
    return dict(found.fetchall())


def extractors(db: Database) -> dict[str, int]:
    """{version of the extractor: number of articles that it read}."""
    found = db.execute("select extractor, count(*) from articles group by extractor order by 1")
    return dict(found.fetchall())


def schema_version(db: Database) -> int:
    """The schema version of the file."""
    return schema.applied(db)

"""Checks of links: which are due, and writing down what they found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.store import connecting, marks
from kb.store.errors import explained
from kb.store.ids import digest

_PAGE = 500  # links that are read at a time


@dataclass(frozen=True, slots=True)
class DueLink:
    """A link that is to be checked, with what is known of it."""

    id: str
    url: str
    host: str
    is_shortened: bool
    verdict: str | None  # of the last check
    archive_url: str | None
    date: str  # of the first article that names it: ISO, with the precision it has
    history: tuple[tuple[str, str], ...]  # (when, verdict) of each check before


@dataclass(frozen=True, slots=True)
class WantedCopy:
    """A link of which an archive is to be asked for a copy, with its last check."""

    link_id: str
    check_id: str
    url: str
    date: str  # the copy nearest to it is wanted: ISO, with the precision it has


@dataclass(frozen=True, slots=True)
class Check:
    """One row of link_checks, with what the link is after it."""

    link_id: str
    checked: str
    verdict: str
    status: int | None
    final_url: str | None
    hops: tuple[tuple[str, int], ...]  # (address, status) of each redirect
    evidence: str
    error: str | None
    milliseconds: int
    failing_since: str | None
    confirmed: bool
    archive_url: str | None = None
    expanded: tuple[str, str] | None = None  # of a short address: (long address, its key)
    wants_copy: bool = False  # an archive is still to be asked for one

    @property
    def id(self) -> str:
        return digest("link_checks", self.link_id, self.checked)[:16]


def connect(path: Path) -> sqlite3.Connection:
    """A connection for checks, usable from any one thread at a time. Raises StoreError.

    Without sqlite-utils, which takes long to import, unless the file is of an older schema.
    """
    connecting.check_file(path)
    with explained(path):
        connection = sqlite3.connect(
            path, timeout=connecting.PATIENCE, check_same_thread=False, isolation_level=None
        )
        try:
            connecting.check_program(connection, path)
            if marks.version(connection) < marks.VERSION:
                _upgrade(path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _upgrade(path: Path) -> None:
    from kb.store.opening import open_kb

    open_kb(path).close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Waits for other writers at its beginning, not in its middle."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


# -- what is due ---------------------------------------------------------------------------


def plan(connection: sqlite3.Connection, now: str, ages: Mapping[str, float]) -> int:
    """Note which links are due at this time, for `due`; how many there are.

    `ages` are, by verdict, the days after which a check is too old. Links come in turns,
    one of each host after the other, so that no host is asked much at a time.
    """
    connection.execute("drop table if exists temp.due")
    connection.execute(
        """
        create temp table due as
        select row_number() over (order by turn, host, id) as number, id from (
          select l.id, l.host, row_number() over (partition by l.host order by l.id) as turn
          from links l
          where l.verdict is null
             or julianday(:now) - coalesce(
                  (select max(julianday(c.checked)) from link_checks c where c.link_id = l.id), 0)
                >= coalesce(json_extract(:ages, '$."' || l.verdict || '"'), 0)
        )
        """,
        {"now": now, "ages": json.dumps(dict(ages))},
    )
    connection.execute("create unique index temp.due_number on due (number)")
    return int(connection.execute("select count(*) from temp.due").fetchone()[0])


def due(connection: sqlite3.Connection) -> Iterator[DueLink]:
    """The links that `plan` noted, a page at a time."""
    after = 0
    while rows := connection.execute(_DUE, [after, after + _PAGE]).fetchall():
        for row in rows:
            yield _due_link(row)
        after += _PAGE


_FIRST_NAMED = """(select min(coalesce(a.published, substr(a.added, 1, 10)))
            from link_mentions m join articles a on a.id = m.article_id where m.link_id = l.id)"""
_DUE = f"""
    select l.id, l.url, l.host, l.is_shortened, l.verdict, l.archive_url, {_FIRST_NAMED},
           (select json_group_array(json_array(c.checked, c.verdict)) from link_checks c
            where c.link_id = l.id)
    from temp.due d join links l on l.id = d.id
    where d.number > ? and d.number <= ? order by d.number
"""


def _due_link(row: Sequence[object]) -> DueLink:
    link, url, host, is_shortened, verdict, archive_url, date, history = row
    return DueLink(
        id=str(link),
        url=str(url),
        host=str(host),
        is_shortened=bool(is_shortened),
        verdict=None if verdict is None else str(verdict),
        archive_url=None if archive_url is None else str(archive_url),
        date=str(date or ""),
        history=tuple((str(when), str(what)) for when, what in json.loads(str(history))),
    )


# -- what was found ------------------------------------------------------------------------


def record(connection: sqlite3.Connection, checks: Sequence[Check]) -> None:
    """Write these checks down, and what their links are now. One transaction."""
    with transaction(connection):
        connection.executemany(
            "insert or ignore into link_checks (id, link_id, checked, verdict, status, final_url,"
            " hops, evidence, error, milliseconds, archive_url)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    c.id, c.link_id, c.checked, c.verdict, c.status, c.final_url, _hops(c),
                    c.evidence, c.error, c.milliseconds, c.archive_url,
                )
                for c in checks
            ],
        )  # fmt: skip
        connection.executemany(
            "update links set verdict = ?, final_url = ?, archive_url = ?, failing_since = ?,"
            " confirmed = ? where id = ?",
            [
                (
                    c.verdict, c.final_url, c.archive_url, c.failing_since, int(c.confirmed),
                    c.link_id,
                )
                for c in checks
            ],
        )  # fmt: skip
        # The first address that was seen behind a short one is what its author meant.
        connection.executemany(
            "insert or ignore into expansions (link_id, url, key, checked) values (?, ?, ?, ?)",
            [(c.link_id, *c.expanded, c.checked) for c in checks if c.expanded],
        )
        _note(connection, _EXPANSIONS, [c.link_id for c in checks if c.expanded])
        _note(connection, _READINGS, [c.link_id for c in checks])
        connection.executemany(_NO_COPY_WANTED, [(c.link_id,) for c in checks])
        connection.executemany(
            "insert into pending (kind, what, reason) values ('copies', ?, ?)",
            [(c.link_id, c.verdict) for c in checks if c.wants_copy],
        )


# An archive may take days over the dead links of a large base: a run goes on where the one
# before it was ended.
_NO_COPY_WANTED = "delete from pending where kind = 'copies' and what = ?"
_COPIES_WANTED = f"""
    select l.id, c.id, l.url, coalesce({_FIRST_NAMED}, substr(c.checked, 1, 10))
    from pending p join links l on l.id = p.what
    join link_checks c on c.id = (select id from link_checks where link_id = l.id
                                  order by checked desc, id limit 1)
    where p.kind = 'copies' and l.id not in (select id from temp.due) order by l.host, l.id
"""


def copies_wanted(connection: sqlite3.Connection) -> list[WantedCopy]:
    """The links that `plan` did not note and whose copies runs before left to look for."""
    return [WantedCopy(*row) for row in connection.execute(_COPIES_WANTED)]


def _hops(check: Check) -> str:
    return json.dumps([{"url": url, "status": status} for url, status in check.hops])


def record_copy(
    connection: sqlite3.Connection, wanted: WantedCopy, found: tuple[str, str] | None
) -> None:
    """Write down the copy of a link, (address, date), or that there is none."""
    with transaction(connection):
        connection.execute(_NO_COPY_WANTED, [wanted.link_id])
        if found is None:
            return
        connection.execute(
            "update link_checks set archive_url = ?, archived = ? where id = ?",
            [*found, wanted.check_id],
        )
        connection.execute(
            "update links set archive_url = ? where id = ?", [found[0], wanted.link_id]
        )


# -- short addresses -----------------------------------------------------------------------


def shortener_hosts(connection: sqlite3.Connection) -> frozenset[str]:
    """Hosts that make short addresses, beyond the lists that kb ships."""
    return frozenset(host for (host,) in connection.execute("select host from shorteners"))


def add_shorteners(
    connection: sqlite3.Connection, hosts: Iterable[str], origin: str, now: str
) -> None:
    """Remember hosts that make short addresses, and mark their links."""
    with transaction(connection):
        for host in hosts:
            connection.execute(
                "insert or ignore into shorteners (host, origin, added) values (?, ?, ?)",
                [host, origin, now],
            )
            connection.execute(
                "update links set is_shortened = 1 where host in (?, 'www.' || ?)"
                " and is_shortened = 0 and url glob '*://*/?*'",
                [host, host],
            )


def forwarding(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str, str | None]]]:
    """{host: (link id, address, where it led) of its checked links} of hosts that may only forward.

    Those not known as such of which one address, without folders, led to another domain.
    """
    hosts = connection.execute(
        "select distinct host from links where is_shortened = 0 and verdict is not null"
        " and final_url is not null and url glob '*://*/?*' and url not glob '*://*/*/?*'"
        " and instr(final_url, domain) = 0 and host not in (select host from shorteners)"
    ).fetchall()
    links = "select id, url, final_url from links where host = ? and verdict is not null"
    return {host: connection.execute(links, [host]).fetchall() for (host,) in hosts}


def expand(
    connection: sqlite3.Connection, expansions: Sequence[tuple[str, str, str]], now: str
) -> None:
    """Write down (link id, long address, its key) of short addresses."""
    with transaction(connection):
        connection.executemany(
            "insert or ignore into expansions (link_id, url, key, checked) values (?, ?, ?, ?)",
            [(link, url, key, now) for link, url, key in expansions],
        )
        _note(connection, _EXPANSIONS, [link for link, _, _ in expansions])


# -- what follows from it -------------------------------------------------------------------

# Kinds of pending work, and which articles each is about: (kind, SQL).
_EXPANSIONS = (
    "expansions",
    "select distinct article_id from source_mentions where link_id = ?",
)
_READINGS = (
    "readings",
    "select distinct m.article_id from link_readings r"
    " join link_mentions m on m.id = r.link_mention_id where r.link_id = ?",
)


def _note(connection: sqlite3.Connection, kind: tuple[str, str], links: Iterable[str]) -> None:
    """Note the articles that have something to follow from these links' checks."""
    name, of_link = kind
    for link in links:
        connection.executemany(
            "insert into pending (kind, what, reason) values (?, ?, 'a link was checked')"
            " on conflict do nothing",
            [(name, article) for (article,) in connection.execute(of_link, [link])],
        )


def note_followers(connection: sqlite3.Connection, links: Sequence[str]) -> None:
    """Note what follows from checks and expansions of these links, for `apply`."""
    for kind in (_EXPANSIONS, _READINGS):
        _note(connection, kind, links)


def apply(connection: sqlite3.Connection) -> None:
    """Let identities and readings follow what checks found; also those of a killed run."""
    waiting = {
        kind: [what for (what,) in connection.execute(_WAITING, [kind])]
        for kind, _ in (_EXPANSIONS, _READINGS)
    }
    if not any(waiting.values()):
        return
    from sqlite_utils import Database

    from kb.store import checked, clusters, pending

    db = Database(connection)
    with db.atomic():
        checked.rekey(db, waiting["expansions"])
        checked.decide_readings(db, waiting["readings"])
        for kind, articles in waiting.items():
            pending.done(db, kind, articles)
    clusters.settle(db)


_WAITING = "select what from pending where kind = ? order by what"


# -- what there is -------------------------------------------------------------------------


def dead(connection: sqlite3.Connection) -> int:
    """How many links are dead, confirmed or not."""
    return int(connection.execute("select count(*) from dead_links").fetchone()[0])


def by_verdict(connection: sqlite3.Connection) -> dict[str, int]:
    """{verdict: number of links}; « unchecked » for those that were never checked."""
    found = connection.execute(
        "select coalesce(verdict, 'unchecked'), count(*) from links group by 1"
    )
    return dict(found.fetchall())

"""Checks of links as records that leave the base and come into another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb import addresses
from kb.store import checks
from kb.store.asking import Row, rows
from kb.store.ids import digest, link_id
from kb.store.placing import link_row

# (when, verdict) of all checks of a link -> (failing since, confirmed)
After = Callable[[Sequence[tuple[str, str]]], tuple[str | None, bool]]

CHECK = ("url", "checked", "verdict", "status", "final_url", "hops", "evidence", "error",
         "milliseconds", "archive_url", "archived")  # fmt: skip
EXPANSION = ("url", "long_url", "checked")
SHORTENER = ("host", "origin", "added")


@dataclass(frozen=True)
class Taken:
    """What an import of checks did."""

    new: int
    known: int
    strange: tuple[str, ...]  # addresses that no article of the base gives


def kept(connection: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """(kind, record) of all checks, expansions of short links and learnt shorteners, in order."""
    named = ", ".join(f"c.{name}" for name in CHECK[1:])
    for kind, sql in (
        ("shortener", "select host, origin, added from shorteners order by host"),
        (
            "expansion",
            "select l.url, x.url as long_url, x.checked from expansions x"
            " join links l on l.id = x.link_id order by l.url",
        ),
        (
            "check",
            f"select l.url, {named} from link_checks c join links l on l.id = c.link_id"
            " order by l.url, c.checked, c.id",
        ),
    ):
        for row in rows(connection, sql):
            yield kind, row


def take(connection: sqlite3.Connection, records: Iterable[tuple[str, Row]], after: After) -> Taken:
    """Take over records that `kept` gave of another base; those that are there stay.

    One transaction. `checks.apply` then does what follows for sources.
    """
    of_kind: dict[str, list[Row]] = {"shortener": [], "expansion": [], "check": []}
    for kind, record in records:
        of_kind[kind].append(record)
    with checks.transaction(connection):
        urls = {record["url"] for kind in ("expansion", "check") for record in of_kind[kind]}
        strange = sorted(url for url in urls if _make_link(connection, url))
        new = _add_shorteners(connection, of_kind["shortener"])
        new += _add_expansions(connection, of_kind["expansion"])
        new += _add_checks(connection, of_kind["check"])
        for url in sorted({record["url"] for record in of_kind["check"]}):
            _bring_up_to_date(connection, link_id(url), after)
        checks.note_followers(connection, [link_id(url) for url in sorted(urls)])
    total = sum(map(len, of_kind.values()))
    return Taken(new, total - new, tuple(strange))


def _make_link(connection: sqlite3.Connection, url: str) -> bool:
    """Have a link with this address; whether there was none."""
    row = link_row(url)
    return _insert(connection, "links", row)


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> bool:
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    sql = f"insert or ignore into {table} ({names}) values ({marks})"
    return connection.execute(sql, list(row.values())).rowcount == 1


def _add_shorteners(connection: sqlite3.Connection, records: Iterable[Row]) -> int:
    new = 0
    for record in records:
        new += _insert(connection, "shorteners", record)
        connection.execute(
            "update links set is_shortened = 1 where host in (:host, 'www.' || :host)"
            " and is_shortened = 0 and url glob '*://*/?*'",
            {"host": record["host"]},
        )
    return new


def _add_expansions(connection: sqlite3.Connection, records: Iterable[Row]) -> int:
    new = 0
    for record in records:
        row = {
            "link_id": link_id(record["url"]),
            "url": record["long_url"],
            "key": addresses.key(record["long_url"]),
            "checked": record["checked"],
        }
        # The first address that was seen behind a short one is what its author meant.
        new += connection.execute(
            "insert into expansions (link_id, url, key, checked)"
            " values (:link_id, :url, :key, :checked) on conflict (link_id) do update"
            " set url = excluded.url, key = excluded.key, checked = excluded.checked"
            " where excluded.checked < checked",
            row,
        ).rowcount
    return new


def _add_checks(connection: sqlite3.Connection, records: Iterable[Row]) -> int:
    new = 0
    for record in records:
        link = link_id(record["url"])
        row = {name: value for name, value in record.items() if name != "url"}
        new += _insert(
            connection,
            "link_checks",
            {"id": digest("link_checks", link, record["checked"])[:16], "link_id": link, **row},
        )
    return new


def _bring_up_to_date(connection: sqlite3.Connection, link: str, after: After) -> None:
    """Have a link say what its checks, of whatever base, come to."""
    found = rows(
        connection,
        "select checked, verdict, final_url, archive_url from link_checks where link_id = :id"
        " order by checked, id",
        {"id": link},
    )
    last = found[-1]
    since, confirmed = after([(row["checked"], row["verdict"]) for row in found])
    connection.execute(
        "update links set verdict = ?, final_url = ?, archive_url = ?, failing_since = ?,"
        " confirmed = ? where id = ?",
        [last["verdict"], last["final_url"], last["archive_url"], since, int(confirmed), link],
    )

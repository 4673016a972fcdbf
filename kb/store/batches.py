"""Asking for the rows of any number of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlite_utils import Database

_AT_ONCE = 500


def by_ids(db: Database, sql: str, ids: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that ends in « in », for any number of ids."""
    for batch in _batches(ids):
        yield from db.execute(f"{sql} {_marks(batch)}", batch).fetchall()


def _batches(ids: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(sorted(ids))
    while batch := list(islice(left, _AT_ONCE)):
        yield batch


def _marks(batch: Sequence[object]) -> str:
    return f"({', '.join('?' for _ in batch)})"

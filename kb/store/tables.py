"""How a migration makes a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey


def table(
    db: Database,
    name: str,
    columns: Mapping[str, type],
    *,
    pk: str | tuple[str, ...] = "id",
    owned_by: Mapping[str, str] | None = None,
    refers_to: Mapping[str, str] | None = None,
    points_to: Mapping[str, str] | None = None,
    required: Iterable[str] = (),
    indexed: Iterable[str | tuple[str, ...]] = (),
) -> None:
    """One table.

    A row goes with the row that it is `owned_by`; a row that another one `refers_to` must
    stay; one that another merely `points_to` may go, and leaves null behind.
    """
    owners, targets, loose = dict(owned_by or {}), dict(refers_to or {}), dict(points_to or {})
    actions = ((owners, "CASCADE"), (targets, "NO ACTION"), (loose, "SET NULL"))
    keys = [
        ForeignKey(name, column, other, "id", on_delete=action)
        for columns_of, action in actions
        for column, other in columns_of.items()
    ]
    db.table(name).create(dict(columns), pk=pk, foreign_keys=keys, not_null={*required, *owners})
    indexes: list[tuple[str, ...]] = [(column,) for column in (*owners, *targets, *loose)]
    indexes += [(i,) if isinstance(i, str) else i for i in indexed]
    first_of_pk = (pk,) if isinstance(pk, str) else (pk[0],)
    for index in dict.fromkeys(indexes):
        if index != first_of_pk:  # the primary key is an index already
            db.table(name).create_index(index)

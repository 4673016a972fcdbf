"""What differs between Datasette 0.65 and 1.0, so that the move is a change of this file.

Canned queries and metadata are hooks of 0.65 too (`canned_queries`, `get_metadata`):
1.0 wants `datasette.add_query` and `set_resource_metadata` in `startup` instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import hookimpl
from datasette.database import Database
from datasette.utils import actor_matches_allow, sqlite_timelimit, tilde_decode, tilde_encode
from datasette.utils.asgi import Forbidden, NotFound, Request, Response, asgi_static

if TYPE_CHECKING:
    from datasette.app import Datasette
else:
    # Datasette loads its plugins while it is itself being imported, so that the class is
    # not there yet; only annotations name it.
    Datasette = Any

__all__ = [
    "Database",
    "Datasette",
    "Forbidden",
    "NotFound",
    "Request",
    "Response",
    "actor_matches",
    "answer",
    "asgi_static",
    "check_may_view",
    "database_named",
    "hook",
    "permitted",
    "tilde_decode",
    "tilde_encode",
]

T = TypeVar("T")
Hook = TypeVar("Hook", bound=Callable[..., Any])


def hook(function: Hook) -> Hook:
    """Datasette's `hookimpl`, with types."""
    marked: Hook = hookimpl(function)
    return marked


async def permitted(
    datasette: Datasette, actor: Mapping[str, Any], action: str, database: str
) -> bool:
    """Whether the actor has a permission of ours on a database. 1.0 has `datasette.allowed`."""
    return bool(await datasette.permission_allowed(actor, action, resource=database, default=False))


def actor_matches(actor: Mapping[str, Any], allow: Any) -> bool:
    """Whether an « allow » block of the configuration names the actor."""
    return bool(actor_matches_allow(dict(actor), allow))


async def check_may_view(datasette: Datasette, request: Request, database: str) -> None:
    """Raise Forbidden if this visitor may not see the database."""
    visible, _ = await datasette.check_visibility(
        request.actor, permissions=[("view-database", database), "view-instance"]
    )
    if not visible:
        raise Forbidden("You do not have permission to view this database")


def database_named(datasette: Datasette, route: str) -> Database:
    """The database at this address. Raises NotFound."""
    try:
        return datasette.get_database(route=tilde_decode(route))
    except KeyError:
        raise NotFound("There is no such database here") from None


async def answer(datasette: Datasette, database: str, ask: Callable[[sqlite3.Connection], T]) -> T:
    """Run a query of the store on Datasette's read-only connection, within its time limit."""
    limit = int(datasette.setting("sql_time_limit_ms"))

    def within_limit(connection: sqlite3.Connection) -> Any:
        with sqlite_timelimit(connection, limit):
            return ask(connection)

    result: T = await datasette.get_database(database).execute_fn(within_limit)
    return result

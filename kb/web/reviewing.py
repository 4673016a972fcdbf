"""Who may decide, and taking decisions: the only place where a page writes.

A decision needs a signed-in actor with the permission `kb-review` for the database. The actor
« root », who starts the server and signs in by its link, has it; a publisher gives it to
others in Datasette's configuration, with an « allow » block of the kind Datasette has:

    plugins: {kb: {review: {id: [ada, jo]}}}
"""

from __future__ import annotations

import getpass
import os
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.store.errors import StoreError
from kb.store.reviews import Decision, ReviewError
from kb.web.compat import Datasette, Forbidden, Request, actor_matches, permitted
from kb.web.gate import is_ours

PERMISSION = "kb-review"
_ROOT = "root"  # Datasette's name for whoever started the server

Actor = Mapping[str, Any] | None


def allowed(datasette: Datasette, actor: Actor, resource: str | None) -> bool | None:
    """Our answer to Datasette when it asks about PERMISSION; None leaves it to other plugins."""
    if not actor:
        return False
    if actor.get("id") == _ROOT:
        return True
    settings = datasette.plugin_config("kb", database=resource) or {}
    allow = settings.get("review")
    # Without a block nobody is named; Datasette would take that for everybody.
    return None if allow is None else actor_matches(actor, allow)


async def may_review(datasette: Datasette, request: Request, database: str) -> bool:
    """Whether this visitor may decide on what is in this database."""
    if not request.actor or not is_ours(datasette, database):
        return False
    return await permitted(datasette, request.actor, PERMISSION, database)


def writable(datasette: Datasette, database: str) -> bool:
    """Whether this copy can be written to: not a published one that is opened as immutable."""
    served = datasette.databases[database]
    path = Path(served.path)
    return bool(
        served.is_mutable and os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    )


def name_of(actor: Mapping[str, Any]) -> str:
    """Who it was that decided, as it is kept with the decision."""
    if actor.get("id") == _ROOT:
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # a user without a name
            return _ROOT
    return str(actor.get("name") or actor.get("id"))


async def form_of(datasette: Datasette, request: Request, database: str) -> dict[str, str]:
    """What was sent. Raises Forbidden for anybody who may not decide, and without the token.

    Datasette looks at the token too, but only of requests that bring a cookie.
    """
    if not await may_review(datasette, request, database):
        raise Forbidden("Deciding needs somebody who is signed in and may do it")
    sent: dict[str, str] = await request.post_vars()
    expected = str(request.scope["csrftoken"]())
    if not secrets.compare_digest(sent.get("csrftoken", "").encode(), expected.encode()):
        raise Forbidden("The form is too old, or was not made by this page: load it again")
    return sent


async def take(
    datasette: Datasette, database: str, decisions: Sequence[Decision]
) -> tuple[str, ...]:
    """Take these decisions, all or none: the ids of the reviews. Raises ReviewError."""
    path = Path(datasette.databases[database].path)

    def write(connection: sqlite3.Connection) -> tuple[tuple[str, ...], str]:
        from kb.store.reviews.taking import take_all  # what writes takes its time to import

        # Told as an answer: Datasette prints what is raised in its thread.
        try:
            return take_all(connection, path, decisions), ""
        except (ReviewError, StoreError) as error:
            return (), str(error)

    taken, refused = await datasette.get_database(database).execute_write_fn(write)
    if refused:
        raise ReviewError(refused)
    return tuple(taken)

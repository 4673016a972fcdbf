"""The Datasette plugin: what a browser shows of a knowledge base. Hooks only, each one gated."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import Any

import kb.graph
import kb.rendering
from kb.graph.vis import VIS as _VIS
from kb.store import questions
from kb.store.asking import Row
from kb.store.pages import naming
from kb.store.pages.lists import KINDS
from kb.web import describing
from kb.web.cells import cell
from kb.web.compat import Datasette, Request, answer, asgi_static, hook, tilde_decode
from kb.web.front import to_home
from kb.web.gate import is_ours, ours
from kb.web.paths import PAGES, Paths
from kb.web.reviewing import PERMISSION, allowed
from kb.web.views.adding import add
from kb.web.views.article import article
from kb.web.views.claim import claim
from kb.web.views.figures import figures
from kb.web.views.finding import search
from kb.web.views.graph import beside_node, graph, path_between, saved
from kb.web.views.home import home
from kb.web.views.links import links
from kb.web.views.lists import a_list
from kb.web.views.named import organisation, person
from kb.web.views.review import review
from kb.web.views.reviews import reviews
from kb.web.views.source import source

_SHARED = Path(str(resources.files(kb.rendering) / "static"))
_GRAPH = Path(str(resources.files(kb.graph) / "static"))
_PAGE = Path(__file__).parent / "static"


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    database = r"^/(?P<database>[^/]+)/-/"
    as_json = r"(\.(?P<format>json))?$"
    lists: dict[str, Callable[..., Any]] = {
        "home": home,
        "search": search,
        "figures": figures,
        "links": links,
        "graph": graph,
        "reviews": reviews,
    }
    lists |= {name: a_list(name) for name in KINDS}
    single = {
        "article": article,
        "claim": claim,
        "source": source,
        "person": person,
        "organisation": organisation,
        "review": review,
        "add": add,
    }
    return [
        *((f"{database}{name}{as_json}", view) for name, view in lists.items()),
        *((f"{database}{kind}/(?P<id>[^/.]+){as_json}", view) for kind, view in single.items()),
        (database + r"graph-beside\.(?P<format>json)$", beside_node),
        (database + r"graph-path\.(?P<format>json)$", path_between),
        (database + r"graph\.(?P<format>html|graphml)$", saved),
        (r"^/-/kb/shared/(?P<path>[a-z.]+)$", asgi_static(_SHARED)),
        (r"^/-/kb/page/(?P<path>[a-z.]+)$", asgi_static(_PAGE)),
        (r"^/-/kb/graph/(?P<path>[a-z.]+)$", asgi_static(_GRAPH)),
        (r"^/-/kb/vis/(?P<path>[a-z.-]+)$", asgi_static(_VIS)),
    ]


@hook
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    return to_home(datasette)


@hook
def permission_allowed(
    datasette: Datasette, actor: dict[str, Any] | None, action: str, resource: Any
) -> bool | None:
    return allowed(datasette, actor, resource) if action == PERMISSION else None


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    if is_ours(datasette, database):
        questions.register(conn)


@hook
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    return {"databases": {name: describing.database(datasette, name) for name in ours(datasette)}}


@hook
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, Any]]:
    return describing.questions() if is_ours(datasette, database) else {}


@hook
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Awaitable[Any] | None:
    if not is_ours(datasette, database):
        return None
    return cell(datasette, database, table=table, column=column, value=value, row=row)


@hook
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    if not is_ours(datasette, database):
        return []
    return [Paths(datasette, str(database)).ours("datasette.css")]


@hook
def extra_template_vars(
    database: str | None, table: str | None, view_name: str, request: Request, datasette: Datasette
) -> dict[str, Any] | Callable[[], Awaitable[dict[str, Any]]]:
    if view_name != "row" or not table or not is_ours(datasette, database):
        return {}
    row_id = tilde_decode(request.url_vars["pks"])

    async def places() -> dict[str, Any]:
        def ask(connection: sqlite3.Connection) -> list[Row]:
            return naming.places(connection, table, row_id)

        paths = Paths(datasette, str(database))
        found = await answer(datasette, str(database), ask)
        for place in found:
            place["href"] = paths.article(place["article_id"], f"{place['kind']}-{place['id']}")
        return {
            "kb_places": found,
            "kb_page": paths.shown(table, row_id) if table in PAGES else None,
        }

    return places


@hook
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    return [
        {"href": Paths(datasette, name).home(), "label": f"{name}: articles and questions"}
        for name in ours(datasette)
    ]


@hook
def database_actions(datasette: Datasette, database: str) -> list[dict[str, str]]:
    if not is_ours(datasette, database):
        return []
    return [{"href": Paths(datasette, database).home(), "label": "Articles and questions"}]

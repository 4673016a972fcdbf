"""The graph's page: a neighbourhood drawn in the browser, and what its script asks for."""

from __future__ import annotations

import sqlite3
from typing import Any

from kb.graph import UnknownId, around, most_leaned_on, telling
from kb.graph.body import body
from kb.graph.paths import path
from kb.graph.selecting import Selection, chosen, known
from kb.store.neighbours import Node, beside, details, totals
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit

SHOWN, MOST = 110, 400  # nodes at first, and with all that a reader adds
_DEPTHS = (1, 2, 3)
_BESIDE = 40  # neighbours that one expansion brings, by each relation


async def graph(datasette: Datasette, request: Request) -> Response:
    """?focus= an id, ?depth= steps around it, ?open= nodes whose neighbours are shown too."""
    visit = await Visit.of(datasette, request)
    focus, depth = visit.asked("focus"), _depth(visit)
    opened = _nodes(visit, "open")

    def question(connection: sqlite3.Connection) -> tuple[Selection, dict[Node, Any], int]:
        if focus:
            selection = around(connection, focus, depth=depth, most=SHOWN, opened=opened)
        else:
            selection = most_leaned_on(connection, most=SHOWN, opened=opened)
        rows = details(connection, selection.nodes)
        return selection, rows, sum(totals(connection).values())

    try:
        selection, rows, total = await visit.ask(question)
    except UnknownId:
        visit.missing()
    told = telling.told(selection, rows, visit.words, _address(visit))
    if visit.wants_json:
        return visit.json({**told, "left_out": selection.left_out})
    context = {
        "title": telling.title(selection, rows, visit.words),
        "summary": telling.summary(selection, total, visit.words),
        "focus": focus,
        "depth": depth,
        "depths": _DEPTHS,
        "body": body(visit.words, told, served=True),
        "data": {**told, "messages": telling.messages(visit.words), "server": _server(visit)},
    }
    return await visit.page("kb_graph.html", context)


async def beside_node(datasette: Datasette, request: Request) -> Response:
    """?beside= a node, ?with= the nodes in the picture: what the node brings, and its ties."""
    visit = await Visit.of(datasette, request)
    node = telling.named(visit.asked("beside"))
    shown = _nodes(visit, "with")

    def question(connection: sqlite3.Connection) -> tuple[Selection, dict[Node, Any]]:
        if node is None:
            raise UnknownId
        known(connection, node.id)
        new = beside(connection, node, limit=_BESIDE)
        selection = chosen(connection, [*shown, node, *new][:MOST], node)
        return selection, details(connection, selection.nodes)

    try:
        selection, rows = await visit.ask(question)
    except UnknownId:
        visit.missing()
    return visit.json(telling.told(selection, rows, visit.words, _address(visit)))


async def path_between(datasette: Datasette, request: Request) -> Response:
    """?from= and ?to= nodes: the path from one to the other, if there is one."""
    visit = await Visit.of(datasette, request)
    start, end = (telling.named(visit.asked(name)) for name in ("from", "to"))

    def question(connection: sqlite3.Connection) -> tuple[Any, Selection, dict[Node, Any]]:
        if start is None or end is None:
            raise UnknownId
        found = path(connection, known(connection, start.id), known(connection, end.id))
        selection = chosen(connection, found.nodes, None)
        return found, selection, details(connection, selection.nodes)

    try:
        found, selection, rows = await visit.ask(question)
    except UnknownId:
        visit.missing()
    told = telling.told(selection, rows, visit.words, _address(visit))
    way = [telling.name(node) for node in found.nodes]
    return visit.json({**told, "path": way, "thorough": found.thorough})


async def saved(datasette: Datasette, request: Request) -> Response:
    """?nodes= what is in the picture, as one HTML file or as GraphML."""
    # networkx and pyvis take their time to import.
    from kb.graph import page_of
    from kb.graph.building import build_graph
    from kb.graph.graphml import as_graphml

    visit = await Visit.of(datasette, request)
    nodes, focus = _nodes(visit, "nodes"), visit.asked("focus")
    as_page = request.url_vars["format"] == "html"

    def question(connection: sqlite3.Connection) -> str:
        middle = known(connection, focus) if focus else None
        selection = chosen(connection, nodes, middle if middle in nodes else None)
        if as_page:
            return page_of(connection, selection, visit.words)
        return as_graphml(build_graph(connection, selection))

    try:
        text = await visit.ask(question)
    except UnknownId:
        visit.missing()
    file = "graph.html" if as_page else "graph.graphml"
    kind = "text/html" if as_page else "application/xml"
    headers = {
        # A file to be kept: it carries the policy it needs in itself.
        "Content-Disposition": f'attachment; filename="{file}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(text, headers=headers, content_type=f"{kind}; charset=utf-8")


def _depth(visit: Visit) -> int:
    asked = visit.asked("depth", 2)
    return int(asked) if asked in {str(depth) for depth in _DEPTHS} else 2


def _nodes(visit: Visit, name: str) -> list[Node]:
    """The nodes in a parameter, « claim:01,source:23 »; what is none is passed over."""
    written = visit.asked(name, 40 * MOST).split(",")[:MOST]
    return [node for node in map(telling.named, written) if node is not None]


def _address(visit: Visit) -> telling.Address:
    return lambda node: visit.paths.page(node.kind, node.id)


def _server(visit: Visit) -> dict[str, Any]:
    """Where the script asks for more."""
    listing = visit.paths.listing
    return {
        "page": listing("graph"),
        "data": listing("graph-beside.json"),
        "path": listing("graph-path.json"),
        "search": listing("search.json"),
        "html": listing("graph.html"),
        "graphml": listing("graph.graphml"),
        "most": MOST,
    }

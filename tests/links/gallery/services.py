"""Stand-ins for a web archive and for the handle service."""

from __future__ import annotations

from aiohttp import web

from tests.links.gallery.pages import at, page, to

ARCHIVE = "web.archive.example"


@at(ARCHIVE, "/web/*")
async def a_copy_or_the_way_to_it(request: web.Request, _: int) -> web.StreamResponse:
    stamp, _, url = request.raw_path.removeprefix("/web/").partition("/")
    if len(stamp) == 14:  # the copy itself
        return page("A copy", status=404 if "gone-for-good" in url and stamp > "2013" else 200)
    if url.endswith("/gone"):
        return to(f"/web/20130702101010/{url}")
    if url.endswith("/gone-for-good"):
        return to(f"/web/20130702101010/{url}")
    if url.endswith("/moved-and-gone"):
        return web.Response(status=503)
    return web.Response(status=404)


@at(ARCHIVE, "/cdx/search/cdx")
async def the_index(request: web.Request, _: int) -> web.StreamResponse:
    assert request.query["closest"] and request.query["filter"] == "statuscode:200"
    rows = [["timestamp", "original"], ["20120101000000", request.query["url"]]]
    return web.json_response(rows)


@at("down.archive.example", "/*")
async def an_archive_in_trouble(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=503)


@at("handles.example", "/api/handles/*")
async def the_handle_service(request: web.Request, _: int) -> web.StreamResponse:
    name = request.path.removeprefix("/api/handles/")
    if name.endswith("/good"):
        value = {"format": "string", "value": "https://publisher.example/article/good"}
        values = [{"index": 1, "type": "URL", "data": value}]
        return web.json_response({"responseCode": 1, "handle": name, "values": values})
    if name.endswith("/trouble"):
        return web.Response(status=500)
    return web.json_response({"responseCode": 100, "handle": name}, status=404)

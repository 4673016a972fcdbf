"""The gallery: every way in which a server was seen to behave, and the verdict it should get."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass

from aiohttp import web

from tests.links.gallery.pages import STORY, Handler, at, page, raw, to


@dataclass(frozen=True)
class Case:
    """One address of the gallery; `says` is a part of the evidence."""

    name: str
    url: str
    verdict: str
    says: str = ""
    is_shortened: bool = False


CASES: list[Case] = []


def case(verdict: str, url: str, says: str = "", *, is_shortened: bool = False) -> object:
    """Register a handler for this address, and what should be said of it."""

    def register(handler: Handler) -> Handler:
        host, _, path = url.partition("://")[2].partition("/")
        bare = path.partition("#")[0].partition("?")[0]
        at(host.partition(":")[0].rpartition("@")[2], "/" + bare)(handler)
        CASES.append(Case(handler.__name__, url, verdict, says, is_shortened))
        return handler

    return register


# -- pages that are there -----------------------------------------------------------------


@case("ok", "http://plain.example/harvest-festival")
async def a_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("The harvest festival")


@case("ok", "https://secure.example/harvest-festival")
async def a_secure_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("The harvest festival")


@case("ok", "http://head.example/harvest-festival")
async def answers_no_head(request: web.Request, _: int) -> web.StreamResponse:
    return web.Response(status=405) if request.method == "HEAD" else page("The harvest festival")


@case("ok", "http://flaky.example/harvest-festival", "asked 2 times")
async def in_trouble_once(_: web.Request, count: int) -> web.StreamResponse:
    return web.Response(status=503) if count == 1 else page("The harvest festival")


@case("ok", "http://flaky.example/wait", "asked 2 times")
async def asks_to_wait_a_second(_: web.Request, count: int) -> web.StreamResponse:
    if count == 1:
        return web.Response(status=429, headers={"Retry-After": "1"})
    return page("Wait")


@case("ok", "http://flaky.example/reset")
async def cuts_the_first_connection(request: web.Request, count: int) -> web.StreamResponse:
    if count == 1 and request.transport:
        request.transport.abort()
    return page("Reset")


@case("ok", "http://cookies.example/harvest-festival")
async def wants_a_cookie_first(request: web.Request, _: int) -> web.StreamResponse:
    if "seen" in request.cookies:
        return page("The harvest festival")
    return to("/harvest-festival", **{"Set-Cookie": "seen=1; Path=/"})


@case("ok", "http://127.0.0.1/cookie-on-an-ip-address")
async def wants_a_cookie_on_an_ip_address(request: web.Request, _: int) -> web.StreamResponse:
    if "seen" in request.cookies:
        return page("Cookie on an IP address")
    return to("/cookie-on-an-ip-address", **{"Set-Cookie": "seen=1"})


@case("ok", "http://files.example/report.pdf")
async def a_file(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(body=b"%PDF-1.7 " + b"x" * 4096, content_type="application/pdf")


@case("ok", "http://files.example/film.mp4")
async def an_endless_film(request: web.Request, _: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
    await response.prepare(request)
    while True:
        await response.write(b"\0" * 65_536)
        await asyncio.sleep(0.05)


@case("ok", "http://files.example/endless.html")
async def an_endless_page(request: web.Request, _: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    await response.write(b"<title>Endless</title><h1>Endless</h1>")
    while True:
        await response.write(b"<p>" + STORY.encode() * 200)


@case("ok", "http://files.example/bomb.html")
async def a_page_that_unpacks_without_end(_: web.Request, __: int) -> web.StreamResponse:
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packed.compress(b"<title>Bomb</title><h1>Bomb</h1>" + b" " * 50_000_000)
    return web.Response(
        body=body + packed.flush(),
        headers={"Content-Type": "text/html", "Content-Encoding": "gzip"},
    )


@case("ok", "http://files.example/packed.html")
async def packed_without_its_header(_: web.Request, __: int) -> web.StreamResponse:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(f"<title>Packed</title><p>{STORY}".encode()) + packed.flush()
    headers = {"Content-Type": "text/html", "Content-Encoding": "deflate"}
    return web.Response(body=body, headers=headers)


@case("ok", "http://files.example/not-packed.html")
async def called_packed_and_is_not(_: web.Request, __: int) -> web.StreamResponse:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return web.Response(body=f"<title>Not packed</title>{STORY}".encode(), headers=headers)


@case("ok", "http://files.example/unknown-packing.html", "not asked for")
async def packed_in_an_unknown_way(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(
        body=b"\x0b\x02\x80story", headers={"Content-Type": "text/html", "Content-Encoding": "br"}
    )


@case("ok", "http://files.example/cut.html", "could not be read whole")
async def ends_before_its_end(request: web.Request, _: int) -> web.StreamResponse:
    body = f"<title>Cut</title><h1>Cut</h1><p>{STORY}".encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"
    return await raw(request, head + body, pause=0.05)


@case("ok", "http://headers.example/long-header")
async def a_long_header(_: web.Request, __: int) -> web.StreamResponse:
    response = page("Long header")
    response.headers["Content-Security-Policy"] = "default-src 'self' " + "a.example " * 2_000
    return response


@case("ok", "http://headers.example/many-headers")
async def many_headers(_: web.Request, __: int) -> web.StreamResponse:
    response = page("Many headers")
    response.headers.update({f"X-Number-{n}": "1" for n in range(300)})
    return response


@case("ok", "http://old.example/café-latin")
async def in_an_old_encoding(_: web.Request, __: int) -> web.StreamResponse:
    body = f"<title>Café latin</title><p>{STORY}".encode("latin-1")
    return web.Response(body=body, headers={"Content-Type": "text/html; charset=iso-8859-1"})


@case("ok", "http://old.example/no-charset")
async def with_an_unknown_encoding(_: web.Request, __: int) -> web.StreamResponse:
    body = f"<title>No charset</title><p>{STORY}".encode()
    return web.Response(body=body, headers={"Content-Type": "text/html; charset=x-unknown"})


@case("ok", "http://parts.example/guide#tools")
async def with_the_part_that_is_meant(_: web.Request, __: int) -> web.StreamResponse:
    return page("Guide", f'{STORY}<h2 id="tools">Tools</h2>')


@case("ok", "http://parts.example/other-guide#weapons", "no part named « weapons »")
async def without_the_part_that_is_meant(_: web.Request, __: int) -> web.StreamResponse:
    return page("Other guide", f'{STORY}<h2 id="tools">Tools</h2>')


@case("ok", "http://parts.example/long-guide#deep")
async def with_the_part_far_down(_: web.Request, __: int) -> web.StreamResponse:
    return page("Long guide", STORY * 1_500 + '<h2 id="deep">Deep</h2>')


@case("ok", "http://errors.example/why-404-page-not-found-matters")
async def an_article_about_missing_pages(_: web.Request, __: int) -> web.StreamResponse:
    return page("Why « 404 page not found » matters", STORY * 4)


@case("ok", "http://shell.example/profile/4711", "scripts fill the page")
async def filled_by_scripts(_: web.Request, __: int) -> web.StreamResponse:
    return _shell()


@at("shell.example", "/*")
async def the_same_shell_for_every_address(_: web.Request, __: int) -> web.StreamResponse:
    return _shell()


def _shell() -> web.Response:
    return web.Response(
        text='<html><head><title>App</title></head><body><div id="root"></div>'
        '<script src="/app.js"></script></body></html>',
        content_type="text/html",
    )


# -- pages that are elsewhere ------------------------------------------------------------


@case("ok", "http://plain.example/harvest")
async def only_the_final_slash_is_added(_: web.Request, __: int) -> web.StreamResponse:
    return to("/harvest/", 301)


@at("plain.example", "/harvest/")
async def harvest(_: web.Request, __: int) -> web.StreamResponse:
    return page("Harvest")


@case("ok", "http://bare.example/harvest")
async def only_the_www_is_added(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://www.bare.example:{request.url.port}/harvest", 301)


@at("www.bare.example", "/harvest")
async def www_harvest(_: web.Request, __: int) -> web.StreamResponse:
    return page("Harvest")


@case("redirected", "http://plain.example/2012/harvest-festival-in-the-valley")
async def moved_for_good(_: web.Request, __: int) -> web.StreamResponse:
    return to("/archives/harvest-festival-in-the-valley", 301)


@case("redirected", "http://plain.example/node/4711")
async def moved_to_its_title(_: web.Request, __: int) -> web.StreamResponse:
    return to("/archives/harvest-festival-in-the-valley", 308)


@at("plain.example", "/archives/harvest-festival-in-the-valley")
async def archived(_: web.Request, __: int) -> web.StreamResponse:
    return page("The harvest festival in the valley")


@case("redirected", "http://plain.example/hops/1", "5 redirects")
async def moved_in_steps(_: web.Request, __: int) -> web.StreamResponse:
    return to("/hops/2", 302)


@at("plain.example", "/hops/*")
async def a_step(request: web.Request, _: int) -> web.StreamResponse:
    n = int(request.path.rpartition("/")[2])
    return to(f"/hops/{n + 1}", 303 if n % 2 else 307) if n < 6 else page("Hops")


@case("redirected", "http://plain.example/refresh-page")
async def sends_on_by_markup(_: web.Request, __: int) -> web.StreamResponse:
    head = '<meta http-equiv="Refresh" content="0; URL=/archives/harvest-festival-in-the-valley">'
    return page("", "", head=head)


@case("redirected", "http://plain.example/script-page")
async def sends_on_by_script(_: web.Request, __: int) -> web.StreamResponse:
    script = "<script>window.location.href = '/archives/harvest-festival-in-the-valley'</script>"
    return web.Response(text=f"<html>{script}</html>", content_type="text/html")


@case("redirected", "http://plain.example/unescaped")
async def redirects_to_what_is_not_escaped(request: web.Request, _: int) -> web.StreamResponse:
    head = "HTTP/1.1 301 Moved\r\nLocation: /fête\r\nContent-Length: 0\r\n\r\n"
    return await raw(request, head.encode(), pause=0.05)


@at("plain.example", "/fête")
async def fete(_: web.Request, __: int) -> web.StreamResponse:
    return page("Fête")


@case("redirected", "http://tinyurl.com/y2kharv", is_shortened=True)
async def a_short_address(request: web.Request, _: int) -> web.StreamResponse:
    where = f"http://plain.example:{request.url.port}/archives/harvest-festival-in-the-valley"
    return to(where, 301)


@case("redirected", "http://tinyurl.com/y2kfront", is_shortened=True)
async def a_short_address_of_a_front_page(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://front.example:{request.url.port}/", 301)


@at("front.example", "/")
async def a_front_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("Front", "News of the day")


# -- pages that are gone ------------------------------------------------------------------


@case("gone", "http://plain.example/gone", "404 Not Found")
async def not_found(_: web.Request, __: int) -> web.StreamResponse:
    return page("Not found", "Nothing here", status=404)


@case("gone", "http://plain.example/gone-for-good", "410 Gone")
async def gone_for_good(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=410)


@case("gone", "http://plain.example/moved-and-gone")
async def redirects_to_what_is_gone(_: web.Request, __: int) -> web.StreamResponse:
    return to("/gone")


@case("gone", "http://plain.example/refresh-to-gone")
async def sends_on_to_what_is_gone(_: web.Request, __: int) -> web.StreamResponse:
    return page("", "", head='<meta http-equiv=refresh content="1;url=/gone">')


@case("gone", "http://plain.example/drips-its-404")
async def says_404_and_drips(request: web.Request, _: int) -> web.StreamResponse:
    response = web.StreamResponse(status=404)
    await response.prepare(request)
    while True:
        await response.write(b".")
        await asyncio.sleep(0.2)


# -- servers in trouble ---------------------------------------------------------------------


@case("error", "http://plain.example/trouble", "500")
async def in_trouble(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=500)


@case("error", "http://plain.example/down", "503")
async def down_for_a_day(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=503, headers={"Retry-After": "86400"})


@case("error", "http://plain.example/bad-request", "400")
async def calls_the_request_bad(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=400)


@case("error", "http://plain.example/teapot", "418")
async def is_a_teapot(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=418)


@case("error", "http://plain.example/unmodified", "304")
async def says_that_nothing_changed(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=304)


@case("error", "http://plain.example/empty", "empty")
async def an_empty_page(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(content_type="text/html")


@case("error", "http://plain.example/no-content", "empty")
async def no_content(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=204)


@case("error", "http://plain.example/circle", "in a circle")
async def redirects_to_itself(_: web.Request, __: int) -> web.StreamResponse:
    return to("/circle")


@case("error", "http://plain.example/ping", "in a circle")
async def redirects_to_and_fro(_: web.Request, __: int) -> web.StreamResponse:
    return to("/pong")


@at("plain.example", "/pong")
async def pong(_: web.Request, __: int) -> web.StreamResponse:
    return to("/ping")


@case("error", "http://plain.example/longer", "more than 20 redirects")
async def redirects_without_end(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"/longer?n={int(request.query.get('n', 0)) + 1}")


@case("error", "http://plain.example/nowhere", "without saying where")
async def redirects_nowhere(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(status=302)


@case("error", "http://plain.example/to-nonsense", "no valid address")
async def redirects_to_nonsense(_: web.Request, __: int) -> web.StreamResponse:
    return to("http://[nonsense/")


@case("error", "http://plain.example/flood", "not HTTP")
async def floods_with_headers(request: web.Request, _: int) -> web.StreamResponse:
    pieces = [b"".join(f"X-{n}-{m}: 1\r\n".encode() for m in range(900)) for n in range(200)]
    return await raw(request, b"HTTP/1.1 200 OK\r\n", *pieces)


@case("error", "http://plain.example/one-long-header", "not HTTP")
async def floods_with_one_header(request: web.Request, _: int) -> web.StreamResponse:
    return await raw(request, b"HTTP/1.1 200 OK\r\nX: ", *[b"x" * 65_536] * 200)


@case("ok", "http://plain.example/odd-status")
async def leaves_the_reason_out(request: web.Request, _: int) -> web.StreamResponse:
    body = b"<title>Odd status</title>" + STORY.encode()
    return await raw(request, b"HTTP/1.0 200\r\nContent-Type: text/html\r\n\r\n" + body)


# -- servers that cannot be reached ---------------------------------------------------------


@case("unreachable", "http://hangs.example/hangs", "in time")
async def never_answers(_: web.Request, __: int) -> web.StreamResponse:
    await asyncio.sleep(600)
    return web.Response()


@case("unreachable", "http://hangs.example/drips-headers", "in time")
async def drips_its_headers(request: web.Request, _: int) -> web.StreamResponse:
    pieces = [f"X-{n}: 1\r\n".encode() for n in range(3_000)]
    return await raw(request, b"HTTP/1.1 200 OK\r\n", *pieces, pause=0.2)


@case("unreachable", "http://hangs.example/drips-body", "in time")
async def drips_its_body(request: web.Request, _: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    while True:
        await response.write(b"<p>")
        await asyncio.sleep(0.2)


@case("unreachable", "http://plain.example/always-cut", "asked 3 times")
async def cuts_every_connection(request: web.Request, _: int) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


@case("unreachable", "http://plain.example/no-answer", "without an answer")
async def closes_without_an_answer(request: web.Request, _: int) -> web.StreamResponse:
    return await raw(request)


# -- walls ------------------------------------------------------------------------------------


def _status(status: int, name: str, host: str = "walls.example", **headers: str) -> None:
    async def handler(_: web.Request, __: int) -> web.StreamResponse:
        return web.Response(status=status, text="No", headers=headers)

    handler.__name__ = name
    case("blocked", f"http://{host}/{name}", str(status))(handler)  # type: ignore[operator]


_status(401, "asks_for_a_password")
_status(403, "forbids")
_status(407, "asks_for_a_proxy_password")
_status(429, "is_asked_too_often", **{"Retry-After": "3600"})
_status(451, "withholds_for_legal_reasons")
_status(999, "turns_robots_away")


@case("blocked", "http://walls.example/just-a-moment", "Cloudflare")
async def a_challenge_in_a_header(_: web.Request, __: int) -> web.StreamResponse:
    response = page("Just a moment...", "", status=403)
    response.headers["cf-mitigated"] = "challenge"
    return response


@case("blocked", "http://walls.example/checking", "Cloudflare")
async def a_challenge_in_trouble(_: web.Request, __: int) -> web.StreamResponse:
    text = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>Checking'
    return page("Just a moment...", text, status=503)


@case("blocked", "http://walls.example/robot-check", "prove something")
async def a_challenge_that_says_200(_: web.Request, __: int) -> web.StreamResponse:
    return page("Robot check", "Please verify you are human to go on.")


@case("blocked", "http://walls.example/captcha", "DataDome")
async def a_captcha_alone(_: web.Request, __: int) -> web.StreamResponse:
    script = '<script src="https://geo.captcha-delivery.com/c.js"></script>'
    return page("journal.example", "", head=script)


@case("blocked", "http://walls.example/etes-vous-un-robot", "prove something")
async def a_challenge_in_french(_: web.Request, __: int) -> web.StreamResponse:
    return page("Contrôle", "Vérification que vous n’êtes pas un robot. Patientez.")


@case("blocked", "http://walls.example/members/harvest-festival", "signs in")
async def redirects_to_a_sign_in(_: web.Request, __: int) -> web.StreamResponse:
    return to("/users/sign_in?return_to=%2Fmembers%2Fharvest-festival")


@at("walls.example", "/users/sign_in")
async def a_sign_in(_: web.Request, __: int) -> web.StreamResponse:
    return page("Sign in", '<form><input type="password"></form>')


@case("blocked", "http://walls.example/abonnes/fete", "signs in")
async def redirects_to_another_host_to_sign_in(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://connexion.walls.example:{request.url.port}/?service=fete")


@at("connexion.walls.example", "/")
async def a_french_sign_in(_: web.Request, __: int) -> web.StreamResponse:
    return page("Identifiez-vous", '<form><input type="password"></form>')


@case("blocked", "http://walls.example/report-2014", "form to sign in")
async def shows_a_sign_in_instead(_: web.Request, __: int) -> web.StreamResponse:
    return page("Please log in", '<form><input name=u><input type="password"></form>')


@case("blocked", "http://x.com/hill/status/12345678", "sign in")
async def a_site_that_shows_nothing_to_strangers(_: web.Request, __: int) -> web.StreamResponse:
    return _shell()


@case("blocked", "http://walls.example/consent", "asks who is there")
async def redirects_to_a_consent_wall(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://consent.youtube.com:{request.url.port}/m?continue=x")


@at("consent.youtube.com", "/m")
async def a_consent_wall(_: web.Request, __: int) -> web.StreamResponse:
    return page("Before you continue", "We use cookies")


# -- soft 404 --------------------------------------------------------------------------------


@case("soft-404", "http://soft.example/2013/la-fete-de-la-moisson", "page introuvable")
async def an_error_text_in_french(_: web.Request, __: int) -> web.StreamResponse:
    return page("Page introuvable – Le Val", "Désolé.", heading="Oups")


@case("soft-404", "http://soft.example/2013/harvest-festival", "no longer exists")
async def an_error_text_in_english(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "The page you are looking for no longer exists.", heading="")


@case("soft-404", "http://soft.example/2013/la-moisson-au-village", "n'existe plus")
async def an_error_text_that_repeats_the_address(_: web.Request, __: int) -> web.StreamResponse:
    return page("Le Val", "L'adresse « la-moisson-au-village » n'existe plus.", heading="")


@case("soft-404", "http://soft.example/item/4711", "does not exist")
async def an_error_text_that_repeats_the_number(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "The item 4711 does not exist.", heading="")


@case("soft-404", "http://generic.example/2013/a-bridge-for-the-old-town", "cannot exist")
async def the_same_page_for_every_address(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "Welcome to the paper of the valley. " + STORY)


@at("generic.example", "/*")
async def the_same_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "Welcome to the paper of the valley. " + STORY)


@case("soft-404", "http://parked.example/2013/harvest-festival", "parked")
async def a_parked_domain(_: web.Request, __: int) -> web.StreamResponse:
    return page("parked.example", "This domain is for sale. Related searches.")


@case("soft-404", "http://parked.example/vente", "vendre")
async def a_domain_for_sale_in_french(_: web.Request, __: int) -> web.StreamResponse:
    return page("parked.example", "Ce nom de domaine est à vendre")


@case("soft-404", "http://sold.example/2013/harvest-festival", "parked")
async def redirects_to_a_seller_of_domains(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://www.hugedomains.com:{request.url.port}/domain_profile.cfm?d=sold")


@at("www.hugedomains.com", "/domain_profile.cfm")
async def a_seller_of_domains(_: web.Request, __: int) -> web.StreamResponse:
    return page("sold.example", "Yours for a price")


@case("soft-404", "http://soft.example/2012/old-story-of-the-valley", "front page")
async def redirects_to_the_front_page(_: web.Request, __: int) -> web.StreamResponse:
    return to("/")


@at("soft.example", "/")
async def soft_front_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "News of the day. " + STORY)


@case("soft-404", "http://soft.example/2012/another-story-of-the-valley", "error page")
async def redirects_to_an_error_page(_: web.Request, __: int) -> web.StreamResponse:
    return to("/errors/404.html")


@at("soft.example", "/errors/404.html")
async def an_error_page(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "We are sorry.")


@case("soft-404", "http://soft.example/news/2012/a-third-story-of-the-valley", "section")
async def redirects_to_its_section(_: web.Request, __: int) -> web.StreamResponse:
    return to("/news/", 301)


@at("soft.example", "/news/")
async def a_section(_: web.Request, __: int) -> web.StreamResponse:
    return page("News", "All the news")


@case("soft-404", "http://soft.example/2012/fourth-story-of-the-valley", "search")
async def redirects_to_a_search(_: web.Request, __: int) -> web.StreamResponse:
    return to("/search?q=fourth+story")


@at("soft.example", "/search")
async def a_search(_: web.Request, __: int) -> web.StreamResponse:
    return page("Search", "Nothing matched")


@case("soft-404", "http://unknown.example/item/8812", "every unknown address")
async def redirects_where_it_sends_all_strangers(_: web.Request, __: int) -> web.StreamResponse:
    return to("/offers-of-the-week-in-all-shops")


@at("unknown.example", "/item/*")
async def any_item(_: web.Request, __: int) -> web.StreamResponse:
    return to("/offers-of-the-week-in-all-shops")


@at("unknown.example", "/offers-of-the-week-in-all-shops")
async def offers(_: web.Request, __: int) -> web.StreamResponse:
    return page("Offers of the week", STORY)


@case("soft-404", "http://text.example/report.txt", "not found")
async def an_error_in_plain_text(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(text="Error: file not found", content_type="text/plain")


@case("soft-404", "http://query.example/article.php?id=4711", "cannot exist")
async def the_same_page_for_every_number(_: web.Request, __: int) -> web.StreamResponse:
    return page("The Valley Post", "Choose a story from our archive. " + STORY)


@case("ok", "http://numbers.example/article.php?id=4711")
async def a_page_for_each_number(request: web.Request, _: int) -> web.StreamResponse:
    if request.query["id"] == "4711":
        return page("Bees in the orchard", STORY)
    return page("The Valley Post", "Choose a story from our archive, please.")


# -- what is not asked for at all -----------------------------------------------------------

CASES += [
    Case("an_address_of_mail", "mailto:someone@plain.example", "skipped", "mailto"),
    Case("an_address_of_ftp", "ftp://plain.example/report", "skipped", "ftp"),
    Case("an_unusual_port", "http://plain.example:25/", "skipped", "port 25"),
    Case("no_address", "http://", "skipped", "no valid address"),
    Case("no_such_domain", "http://nowhere.invalid/", "gone", "no host"),
    Case("no_name_server", "http://trouble.nameserver/", "unreachable", "no answer"),
    Case("a_closed_port", "http://plain.example:{closed}/", "unreachable", "refused"),
    Case("no_http", "http://plain.example:{garbage}/", "error", "not HTTP"),
    Case("an_expired_certificate", "https://expired.example:{expired}/", "unreachable", "expired"),
    Case(
        "a_certificate_of_another_host",
        "https://plain.example:{wronghost}/",
        "unreachable",
        "for another host",
    ),
    Case("an_unknown_issuer", "https://unknown.example:{unknown}/", "unreachable", "issuer"),
    Case("no_tls", "https://plain.example:{http}/", "unreachable", "secure connection"),
]


@case("skipped", "http://plain.example/to-a-file", "file")
async def redirects_to_a_file(_: web.Request, __: int) -> web.StreamResponse:
    return to("file:///etc/passwd")


@case("skipped", "http://plain.example/to-a-script", "javascript")
async def redirects_to_a_script(_: web.Request, __: int) -> web.StreamResponse:
    return to("javascript:alert(1)")


@at("leads.example", "/to")
async def leads_to_what_the_query_says(request: web.Request, _: int) -> web.StreamResponse:
    return to(request.query_string.replace("%2F", "/").replace("%40", "@"))


@at("tinyurl.com", "/dying")
async def dies_after_its_first_answer(request: web.Request, count: int) -> web.StreamResponse:
    if count > 1:
        return web.Response(status=404)
    where = f"http://plain.example:{request.url.port}/archives/harvest-festival-in-the-valley"
    return to(where, 301)


@at("unheard-of.example", "/*")
async def only_forwards(request: web.Request, _: int) -> web.StreamResponse:
    host, path = {
        "/Xy12": ("plain.example", "/archives/harvest-festival-in-the-valley"),
        "/Zq98": ("bare-two.example", "/a/story"),
    }.get(request.path, ("", ""))
    return to(f"http://{host}:{request.url.port}{path}", 301) if host else web.Response(status=404)


@at("bare-two.example", "/a/story")
async def a_story_elsewhere(_: web.Request, __: int) -> web.StreamResponse:
    return page("A story")


@at("our-own.example", "/plan")
async def forwards_for_the_user(request: web.Request, _: int) -> web.StreamResponse:
    return to(f"http://bare-two.example:{request.url.port}/a/story", 302)


@at("robots.example", "/robots.txt")
async def forbids_a_folder(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(text="User-agent: *\nDisallow: /private/\n")


@at("robots.example", "/private/plan")
@at("robots.example", "/public/plan")
async def a_plan(_: web.Request, __: int) -> web.StreamResponse:
    return page("Plan")

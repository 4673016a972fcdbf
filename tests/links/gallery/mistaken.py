"""What is easily mistaken: pages that are there and look gone, gone ones that look there,
and sites that stand before their pages or are out of order, and answer 200 all the same."""

from __future__ import annotations

from aiohttp import web

from tests.links.gallery.behaviours import case
from tests.links.gallery.pages import STORY, at, page, to

LONG = STORY * 4  # more words than a page has that only says that it is not there
NEWS = "Pears, cider and honey. The ferry stops. A new bridge. The mill opens. " * 6


# -- there, and looks gone -----------------------------------------------------------------


@case("ok", "http://talk.example/viewtopic.php?t=881")
async def a_discussion_of_a_missing_page(request: web.Request, _: int) -> web.StreamResponse:
    if request.query.get("t") != "881":
        return web.Response(status=404)
    return page("[Solved] Page not found after the last update", LONG)


@case("ok", "http://talk.example/story/88123")
async def a_headline_that_begins_like_an_error(_: web.Request, __: int) -> web.StreamResponse:
    return page("Error 404: how a number became famous", LONG)


@case("ok", "http://talk.example/story/88124")
async def a_headline_of_something_removed(_: web.Request, __: int) -> web.StreamResponse:
    return page("Le site pollué supprimé de la carte par le préfet", LONG)


@case("ok", "http://talk.example/story/88125")
async def a_headline_with_no_such(_: web.Request, __: int) -> web.StreamResponse:
    return page("No such luck for the makers of this product", LONG)


@case("ok", "http://talk.example/song/12")
async def a_song_named_gone(_: web.Request, __: int) -> web.StreamResponse:
    return page("Gone", LONG)


@case("ok", "http://talk.example/story/88126")
async def a_story_on_maintenance(_: web.Request, __: int) -> web.StreamResponse:
    return page("Dams under maintenance until the autumn", LONG)


@case("ok", "http://talk.example/story/88127")
async def a_short_story_on_maintenance(_: web.Request, __: int) -> web.StreamResponse:
    return page("Maintenance en cours sur les deux lignes de la vallée", STORY)


@case("ok", "http://talk.example/2014/direct-du-conseil")
async def sends_on_those_without_scripts(_: web.Request, __: int) -> web.StreamResponse:
    head = '<noscript><meta http-equiv="refresh" content="0; url=/no-scripts"></noscript>'
    return page("Direct du conseil", head=head)


@case("ok", "http://talk.example/2014/budget-de-la-vallee")
async def calls_its_front_page_its_own_address(_: web.Request, __: int) -> web.StreamResponse:
    return page("Les comptes", head='<link rel="canonical" href="http://talk.example/">')


@case("redirected", "http://plain.example/script-alone")
async def sends_on_by_a_script_alone(_: web.Request, __: int) -> web.StreamResponse:
    script = '<script>location.href="/harvest-festival"</script>'
    return web.Response(text=script, content_type="text/html")


@case("redirected", "http://talk.example/2014/old-ferry?from=12")
async def passes_over_the_query(_: web.Request, __: int) -> web.StreamResponse:
    return to("/boats", 301)


@at("talk.example", "/boats")
async def boats(_: web.Request, __: int) -> web.StreamResponse:
    return page("What floats", LONG)


@case("ok", "http://talk.example/story/88128")
async def a_short_story_on_a_closure(_: web.Request, __: int) -> web.StreamResponse:
    return page("Fermeture technique de la piscine", STORY)


# -- gone, and looks there -----------------------------------------------------------------


@at("front.example", "/*")
async def front_page_for_all(_: web.Request, __: int) -> web.StreamResponse:
    head = '<link rel="canonical" href="http://front.example/">'
    return page("Le Val", NEWS + " The budget of the valley. " + STORY * 5, head=head)


@case("soft-404", "http://front.example/2014/budget-valley", "cannot exist")
async def shows_its_front_page_in_place(request: web.Request, count: int) -> web.StreamResponse:
    return await front_page_for_all(request, count)


@at("echo.example", "/*")
async def echo(request: web.Request, _: int) -> web.StreamResponse:
    return page("Our services", f"You asked for {request.path}. {STORY}")


@case("soft-404", "http://echo.example/2014/a-race-of-three-ferries", "cannot exist")
async def repeats_the_address_on_one_page(request: web.Request, count: int) -> web.StreamResponse:
    return await echo(request, count)


@at("finds.example", "/*")
async def searches(request: web.Request, _: int) -> web.StreamResponse:
    words = request.path.rpartition("/")[2].replace("-", " ")
    return page(f"Recherche : {words}", "0 résultat. Essayez d'autres mots.")


@case("soft-404", "http://finds.example/les-ferries-de-mars", "cannot exist")
async def searches_in_place_of_a_page(request: web.Request, count: int) -> web.StreamResponse:
    return await searches(request, count)


@at("app.example", "/*")
async def app(_: web.Request, __: int) -> web.StreamResponse:
    body = "<title>Agora</title><div id=root><h1>Oh dear, it flew over the hills</h1></div>"
    return web.Response(text=f"{body}<script src=/app.js></script>", content_type="text/html")


@case("soft-404", "http://app.example/projects/ferries", "cannot exist")
async def an_app_that_was_filled_in_before(request: web.Request, count: int) -> web.StreamResponse:
    return await app(request, count)


@at("wiki.example", "/*")
async def wiki(request: web.Request, _: int) -> web.StreamResponse:
    name = request.path.rpartition("/")[2].replace("_", " ")
    return page(name, f"Nobody has written on {name}. You may be the first to do so.")


@case("soft-404", "http://wiki.example/wiki/Old_ferry", "cannot exist")
async def offers_to_write_the_page(request: web.Request, count: int) -> web.StreamResponse:
    return await wiki(request, count)


@at("data.example", "/*")
async def data(_: web.Request, __: int) -> web.StreamResponse:
    return page("Every dataset of the valley", STORY * 2)


@case("soft-404", "http://data.example/dataset/4f1c-99", "cannot exist")
async def has_only_the_folders_word(request: web.Request, count: int) -> web.StreamResponse:
    return await data(request, count)


@at("tags.example", "/*")
async def tags(request: web.Request, _: int) -> web.StreamResponse:
    return page("All on ferries", NEWS) if request.path == "/tag/ferry" else to("/tag/ferry")


@case("soft-404", "http://tags.example/2014/old-ferry", "every unknown address")
async def redirects_all_to_one_of_its_words(request: web.Request, n: int) -> web.StreamResponse:
    return await tags(request, n)


@case("soft-404", "http://front.example/2014/a-story-of-the-ferry", "front page")
async def redirects_to_a_front_page_by_query(_: web.Request, __: int) -> web.StreamResponse:
    return to("/spip.php?page=sommaire")


@case("soft-404", "http://soft.example/2014/a-fifth-story-of-the-valley", "error page")
async def redirects_to_an_error_by_query(_: web.Request, __: int) -> web.StreamResponse:
    return to("/?notfound=1")


@at("soft.example", "/")
async def soft_front(_: web.Request, __: int) -> web.StreamResponse:
    return page("Le Val")


@at("shop.example", "/ladders/")
async def ladders(_: web.Request, __: int) -> web.StreamResponse:
    return page("Ladders – The ladder shop", NEWS)


@case("soft-404", "http://shop.example/ladders/oak-ladders-p55", "section")
async def redirects_to_a_section_of_that_name(_: web.Request, __: int) -> web.StreamResponse:
    return to("/ladders/", 301)


@case("soft-404", "http://tinyurl.com/y2knone", "shortener's own", is_shortened=True)
async def a_short_address_that_leads_nowhere(_: web.Request, __: int) -> web.StreamResponse:
    return to("/app/nothing")


@at("tinyurl.com", "/app/nothing")
async def own_page_of_the_shortener(_: web.Request, __: int) -> web.StreamResponse:
    return page("Make short addresses")


@case("soft-404", "http://order.example/2014/lost-ferry", "not found")
async def is_missing_and_says_to_try_later(_: web.Request, __: int) -> web.StreamResponse:
    return page("Page not found", "Please try again later.")


# -- out of order, or before its pages ------------------------------------------------------


@case("error", "http://order.example/2014/a", "out of order")
async def in_maintenance(_: web.Request, __: int) -> web.StreamResponse:
    return page("Site en maintenance", "Merci de revenir dans quelques heures.")


@case("error", "http://order.example/2014/b", "out of order")
async def back_soon(_: web.Request, __: int) -> web.StreamResponse:
    return page("The valley", "We are performing some maintenance. Thanks for your patience.")


@case("error", "http://order.example/2014/c", "out of order")
async def lost_its_database(_: web.Request, __: int) -> web.StreamResponse:
    return page("Error", "Error establishing a database connection")


@case("error", "http://order.example/2014/d", "empty")
async def only_blanks(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(text=" \n\n ", content_type="text/html")


@case("error", "http://order.example/2014/e", "empty")
async def markup_without_a_word(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(text="<html><body><div></div></body></html>", content_type="text/html")


@case("ok", "http://order.example/2014/f")
async def pictures_without_a_word(_: web.Request, __: int) -> web.StreamResponse:
    return web.Response(text="<html><body><img src=a.jpg></body></html>", content_type="text/html")


@case("blocked", "http://doors.example/2014/a", "prove something")
async def closed_to_this_country(_: web.Request, __: int) -> web.StreamResponse:
    return page("Unavailable", "Sorry, this video is not available in your country.")


@case("blocked", "http://doors.example/2014/b", "prove something")
async def closed_to_this_country_in_french(_: web.Request, __: int) -> web.StreamResponse:
    return page("Contenu indisponible", "Ce contenu n’est pas disponible dans votre pays.")


@case("blocked", "http://doors.example/2014/c", "stands before")
async def asks_for_ones_age(_: web.Request, __: int) -> web.StreamResponse:
    return page("Age verification", "Enter your date of birth to go on.")


@case("blocked", "http://doors.example/2014/d", "stands before")
async def asks_to_subscribe_first(_: web.Request, __: int) -> web.StreamResponse:
    return page("Abonnez-vous pour lire la suite", "Choisissez votre formule.")


@case("ok", "http://doors.example/2014/les-comptes-de-la-vallee")
async def shows_the_beginning_for_free(_: web.Request, __: int) -> web.StreamResponse:
    return page("Les comptes de la vallée", f"{STORY} La suite est réservée aux abonnés.")


@case("blocked", "http://doors.example/2014/e", "then sends on")
async def asks_for_consent_on_another_host(request: web.Request, _: int) -> web.StreamResponse:
    port = request.url.port
    return to(f"http://consent.doors.example:{port}/?return=http%3A%2F%2Fdoors.example%2F2014%2Fe")


@at("consent.doors.example", "/*")
async def consent(_: web.Request, __: int) -> web.StreamResponse:
    return page("Your choices", "We and our partners use cookies.")


@case("blocked", "http://doors.example/2014/f", "then sends on")
async def asks_to_subscribe_on_a_page_of_its_own(_: web.Request, __: int) -> web.StreamResponse:
    return to("/subscribe?return=/2014/f")


@at("doors.example", "/subscribe")
async def subscribe(_: web.Request, __: int) -> web.StreamResponse:
    return page("Choose your plan")


@case("blocked", "http://doors.example/2014/g", "prove something")
async def has_readers_wait_in_line(_: web.Request, __: int) -> web.StreamResponse:
    return page("Waiting room", "You are now in line.")

"""Sites in ten styles, each with pages that are there and pages that are not any more.

Every site answers 200 for both. What a site shows for a page that is gone is what sites of
its kind were seen to show; the words and the places are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

# An answer: (status, address to go on to or the page's HTML). The port is put in for {port}.
Answer = tuple[int, str]

VALLEY = (
    "Quatre cents personnes sont venues dans la vallée le week-end dernier. Neuf villages avaient "
    "apporté des poires, du cidre et du miel, et la fanfare du vieux moulin a joué jusqu'au soir. "
    "Le maire a compté plus de visiteurs que jamais depuis l'ouverture du pont en pierre. "
)
RIVER = (
    "Engineers have measured the river at seven places since the spring. The water carries a "
    "third less sand than before the dam was raised, and the banks below the ferry give way. "
    "The council wants to plant willows, which cost little, and to move the path uphill. "
)


@dataclass
class Site:
    """One site: its pages by path (with query), and what it shows for all others."""

    host: str
    live: dict[str, Answer] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    # What it shows for an address that leads to nothing, and for one that cannot exist.
    missing: Callable[[str], Answer] = lambda _path: (404, "Not Found")
    unheard_of: Callable[[str], Answer] | None = None
    also: dict[str, Answer] = field(default_factory=dict)  # what redirects lead to

    def answer(self, path: str) -> Answer:
        if path in self.live:
            return self.live[path]
        if path in self.also:
            return self.also[path]
        if path in self.gone or self.unheard_of is None:
            return self.missing(path)
        return self.unheard_of(path)


def html(title: str, body: str, site: str = "", scripts: str = "") -> Answer:
    head = f"<title>{title}{site}</title>{scripts}"
    return 200, f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def not_found(_: str) -> Answer:
    return 404, "<h1>Not Found</h1>"


# -- 1. a blog, with a menu and a list of its newest posts ----------------------------------


def _blog(title: str, text: str) -> Answer:
    newest = "".join(f"<li>{t}</li>" for t in ("Le pont de pierre", "Un hiver doux", "Les poires"))
    return html(
        title,
        f"<div id=menu><a>Accueil</a> <a>À propos</a> <a>Contact</a></div><h1>{title}</h1>"
        f"<div class=entry>{text}</div><div class=side><h3>Derniers billets</h3><ul>{newest}</ul>"
        "<h3>Catégories</h3><ul><li>Vallée</li><li>Jardin</li></ul></div><p>Propulsé par Plume</p>",
        " | Carnets de la vallée",
    )


BLOG = Site(
    "carnets.example",
    live={
        "/2012/05/la-fete-de-la-moisson/": _blog("La fête de la moisson", VALLEY * 3),
        "/2012/06/page-introuvable-mode-d-emploi/": _blog(
            "Page introuvable : mode d'emploi", VALLEY * 3
        ),
        "/2013/01/pourquoi-ce-blog/": _blog("Pourquoi ce blog ?", "Parce que j'aime les poires."),
        "/2013/02/disparus/": _blog("Disparus", "Les articles qui n'existent plus, " + VALLEY * 3),
        "/?p=217": _blog("Un hiver sans neige", VALLEY * 2),
        "/a-propos": _blog("À propos", "Je vis dans la vallée et j'écris."),
    },
    gone=[
        "/2011/03/le-marche-aux-fleurs/", "/2011/04/une-nuit-au-refuge/", "/2011/05/vieux-moulins/",
        "/2010/01/les-voeux-du-maire/", "/2010/12/premiere-neige-sur-le-col/", "/?p=998877",
    ],
    missing=lambda _: _blog(
        "Oups ! Page introuvable", "Il semble que rien ne se trouve à cet endroit. Cherchez ?"
    ),
)  # fmt: skip

# -- 2. a newspaper that sends old stories to its front page or to a section ---------------------


def _paper(title: str, text: str) -> Answer:
    menu = "<nav><a>Politique</a><a>Monde</a><a>Sports</a></nav>"
    return html(title, f"{menu}<article><h1>{title}</h1><p>{text}</p></article>", " - Le Val")


PAPER = Site(
    "leval.example",
    live={
        "/societe/article/2013/06/24/quatre-cents-visiteurs-a-la-fete_3435.html": _paper(
            "Quatre cents visiteurs à la fête", VALLEY * 3
        ),
        "/politique/article/2012/01/02/le-maire-demissionne_1624.html": (
            301, "/politique/2012/01/02/le-maire-demissionne-apres-dix-ans_1624_823448.html"
        ),
        "/a-la-une/2014/9912-nouveau-pont": (301, "/actualites/un-nouveau-pont-pour-la-vallee"),
        "/blogs": (301, "http://blogs.leval.example:{port}/"),
        "/sports/": _paper("Sports", "Tous les résultats. " + VALLEY),
        "/vin/article/2015/02/03/une-erreur-404-au-musee_88.html": _paper(
            "Une « erreur 404 » au musée", VALLEY * 3
        ),
    },
    gone=[
        "/societe/article/2009/03/11/une-greve-au-moulin_1166.html",
        "/societe/article/2009/03/12/la-greve-au-moulin-continue_1167.html",
        "/politique/article/2008/11/05/le-conseil-vote-le-budget_1115.html",
        "/economie/article/2008/12/01/les-poires-se-vendent-mal_1125.html",
        "/monde/article/2007/02/14/visite-au-jumelage_0867.html",
        "/culture/article/2007/09/30/un-musee-pour-le-cidre_0960.html",
    ],
    # The oldest went to their sections, the later ones to the front page.
    missing=lambda path: (302, f"/{path.split('/')[1]}/" if "/2007/" in path else "/"),
    also={
        "/": _paper("Le Val", "L'actualité de la vallée. " + VALLEY),
        "/monde/": _paper("Monde", "Toute l'actualité du monde"),
        "/culture/": _paper("Culture", "Toute la culture"),
        "/actualites/un-nouveau-pont-pour-la-vallee": _paper(
            "Un nouveau pont pour la vallée", VALLEY
        ),
        "/politique/2012/01/02/le-maire-demissionne-apres-dix-ans_1624_823448.html": _paper(
            "Le maire démissionne après dix ans", VALLEY
        ),
    },
    unheard_of=not_found,
)  # fmt: skip
BLOGS = Site("blogs.leval.example", also={"/": _paper("Les blogs", "Tous nos blogs")})

# -- 3. an institution whose pages have numbers ------------------------------------------------


def _office(title: str, text: str) -> Answer:
    return html(
        f"{title} | Office des eaux",
        f"<div class=header>Office des eaux</div><h1>{title}</h1><p>{text}</p>"
        "<div class=foot>Mentions légales - Plan du site - Contact - © Office des eaux</div>",
    )


OFFICE = Site(
    "eaux.example",
    live={
        "/node/1215": _office("Débit des rivières en 2012", VALLEY),
        "/node/1216": (301, "/publications/debit-des-rivieres-en-2013"),
        "/publications/debit-des-rivieres-en-2013": _office("Débit des rivières en 2013", VALLEY),
        "/doc.asp?id=88": _office("Note de conjoncture n° 88", "Les pluies ont été fortes."),
        "/doc.asp?id=91": _office("Bulletin des sécheresses", "Aucune page n'en dit rien."),
        "/contact": _office("Contact", "12, rue du Pont. Ouvert du lundi au vendredi."),
    },
    gone=[
        "/node/311", "/node/312", "/publications/rapport-annuel-2006", "/doc.asp?id=4",
        "/doc.asp?id=5", "/themes/qualite-de-l-eau",
    ],
    missing=lambda _: _office(
        "Office des eaux", "La page que vous avez demandée n'a pas pu être trouvée."
    ),
)  # fmt: skip

# -- 4. a shop, whose pages say of what is sold out that it is ------------------------------------


def _shop(title: str, text: str) -> Answer:
    others = "".join(f"<li>{t} - 12 €</li>" for t in ("Panier d'osier", "Pressoir", "Pots à miel"))
    return html(
        title,
        f"<h1>{title}</h1><p>{text}</p><h2>Vous aimerez aussi</h2><ul>{others}</ul>",
        " - Verger",
    )


SHOP = Site(
    "verger.example",
    live={
        "/p/panier-d-osier-tresse-1201": _shop("Panier d'osier tressé", "En stock. 24 €."),
        "/p/pressoir-de-table-1202": _shop(
            "Pressoir de table", "Ce produit n'est plus disponible en rouge. Livré en trois jours."
        ),
        "/p/pot-de-miel-1203": _shop("Pot de miel", "Indisponible pour le moment. Revient en mai."),
        "/p/1204": _shop("Pot de miel de châtaignier, 1204", "Disponible."),
        "/c/outils": _shop("Outils", "Sécateurs, scies et échelles."),
        "/p/1205": _shop("Échelle de récolte", "Cinq mètres, en frêne. Référence 1205."),
    },
    gone=[
        "/p/sabots-de-bois-801", "/p/couteau-a-greffer-802", "/p/tonneau-de-chene-803",
        "/p/804", "/p/casier-a-pommes-805", "/c/nouveautes-2011",
    ],
    missing=lambda _: _shop("Verger", "Désolé, cet article n'est plus disponible à la vente."),
)  # fmt: skip

# -- 5. a forum ------------------------------------------------------------------------------------


def _forum(title: str, text: str) -> Answer:
    return html(title, f"<h2>Forum des jardiniers</h2><h1>{title}</h1><div class=post>{text}</div>")


FORUM = Site(
    "forum.example",
    live={
        "/viewtopic.php?f=2&t=4410": _forum("Tailler les poiriers", "Quand tailler ? " + VALLEY),
        "/viewtopic.php?f=2&t=4411": _forum(
            "Lien mort dans la FAQ", "Bonjour, la page du guide n'existe plus. Merci de corriger."
        ),
        "/viewtopic.php?f=3&t=12": _forum("Bienvenue", "Présentez-vous ici."),
        "/viewforum.php?f=2": _forum("Fruits", "412 sujets"),
        "/topic/5521-greffer-en-hiver": _forum("Greffer en hiver ?", "Est-ce trop tôt ?"),
        "/viewtopic.php?f=2&t=4555": _forum("Pommes véreuses", "Que faire contre le carpocapse ?"),
    },
    gone=[
        "/viewtopic.php?f=2&t=17", "/viewtopic.php?f=9&t=18", "/topic/12-annonces",
        "/viewtopic.php?f=2&t=19", "/topic/14-abeilles", "/viewforum.php?f=77",
    ],
    missing=lambda _: _forum("Informations", "Le sujet que vous avez demandé n'existe pas."),
)  # fmt: skip

# -- 6. an English magazine: an error page under every address -----------------------------------


def _magazine(title: str, text: str, heading: str | None = None) -> Answer:
    return html(
        f"{title} - The River Review",
        f"<header><a>Essays</a> <a>Letters</a></header><main><h1>{heading or title}</h1><p>{text}"
        "</p></main><aside>Subscribe to our letter. Most read: The ferry, The dam, Willows</aside>",
    )


MAGAZINE = Site(
    "review.example",
    live={
        "/essays/a-river-with-less-sand": _magazine("A river with less sand", RIVER * 3),
        "/essays/the-page-you-are-looking-for": _magazine(
            "The page you are looking for", "An essay on what is not found any more. " + RIVER * 3
        ),
        "/letters/1998/on-willows": _magazine("On willows", "Sir, willows are not oaks. Yours, J."),
        "/2014/11/04/ferry": (301, "/essays/the-last-ferry"),
        "/essays/the-last-ferry": _magazine("The last ferry", RIVER * 2),
        "/podcasts/17": _magazine("Podcast: the dam", "Listen to episode 17. " + RIVER),
    },
    gone=[
        "/essays/a-winter-on-the-dam", "/essays/what-the-miller-saw", "/letters/1997/on-eels",
        "/2013/02/01/floods", "/podcasts/3", "/essays/the-sound-of-ice",
    ],
    missing=lambda _: _magazine(
        "We couldn't find that page", "It may have moved. Try our search, or the archive.", "Hmm."
    ),
)  # fmt: skip

# -- 7. a company that has taken everything down: one welcome page for all addresses ---------------


def _welcome(_: str) -> Answer:
    return html(
        "Mill & Sons",
        "<h1>Mill &amp; Sons</h1><p>Welcome. We mend looms, mills and presses, in our works by the "
        "river since 1921. Ask us for a price, or come and see us on any weekday.</p>",
    )


COMPANY = Site(
    "mill.example",
    live={"/": _welcome("")},
    gone=[
        "/news/2011/new-loom-for-the-museum",
        "/products/press-400.html",
        "/about/history",
        "/download/catalogue-2012.pdf",
        "/index.php?page=jobs",
        "/node/44",
    ],
    missing=_welcome,
)

# -- 8. a site whose error pages have an address of their own --------------------------------------


def _agency_error(path: str) -> Answer:
    if path.startswith("/Error.aspx"):
        return html("Rivers Agency", "<h1>Rivers Agency</h1><p>Something went wrong.</p>")
    return 302, f"/Error.aspx?aspxerrorpath={path.partition('?')[0]}"


AGENCY = Site(
    "agency.example",
    live={
        "/reports/2013/sand-in-rivers.aspx": html("Sand", f"<h1>Sand in rivers</h1>{RIVER}"),
        "/data/errors-in-river-gauges": html(
            "Errors in river gauges", f"<h1>Errors in river gauges</h1>{RIVER}"
        ),
        "/error-margins": html("Error margins explained", f"<h1>Error margins</h1>{RIVER}"),
        "/old/sand.htm": (301, "/reports/2013/sand-in-rivers.aspx"),
        "/en": html("Agency", "<h1>Rivers Agency</h1><p>What we do"),
    },
    gone=[
        "/reports/2004/dams.aspx", "/reports/2005/ferries.aspx", "/old/eels.htm",
        "/publications/view.aspx?id=12", "/data/gauges-1999.csv", "/press/2006/visit.aspx",
    ],
    missing=_agency_error,
)  # fmt: skip

# -- 9. domains that were given up ------------------------------------------------------

PARKED_FR = Site(
    "vieux-moulin.example",
    gone=["/", "/visites", "/2009/la-roue-a-aubes.html"],
    missing=lambda _: html(
        "vieux-moulin.example",
        "<p>Le nom de domaine vieux-moulin.example est à vendre !</p>"
        "<p>Ce domaine est à vendre. Faites une offre.</p>",
    ),
)
PARKED_EN = Site(
    "old-ferry.example",
    gone=["/", "/timetable", "/history/the-first-ferry"],
    missing=lambda _: html(
        "old-ferry.example",
        "<p>old-ferry.example</p><p>Related searches: ferry tickets, cheap flights, hotels</p>"
        "<p>The domain old-ferry.example may be for sale. This page is parked.</p>",
        scripts='<script src="https://www.sedoparking.com/frmpark/x.js"></script>',
    ),
)
DOMAINS = Site(
    "trade.example",
    live={
        "/2012/how-a-domain-is-sold": html(
            "How a domain is sold",
            f"<h1>How a domain is sold</h1><p>This domain is for sale. {RIVER * 4}",
        ),
        "/2012/parked": html("Parked domains, explained", f"<h1>Parked domains</h1><p>{RIVER * 4}"),
    },
)

# -- 10. pictures: many pages that differ in a line, on a site that never says 404 ---------


def _picture(title: str, text: str) -> Answer:
    return html(
        title,
        f"<div>Photothèque de la vallée</div><h1>{title}</h1><img src=/x.jpg><p>{text}</p>"
        "<p>Tous droits réservés. Commander un tirage. Photo suivante. Photo précédente.</p>",
    )


PICTURES = Site(
    "photos.example",
    live={
        "/photo/le-port-au-matin": _picture("Le port au matin", "Brume légère, mai."),
        "/photo/la-halle-en-fete": _picture("La halle en fête", "Lampions et fanfare."),
        "/photo/5521": _picture("Barques au quai", "Trois barques bleues."),
        "/photo/5522": _picture("Barques sur la grève", "Deux barques rouges, marée basse."),
        "/album?id=31": _picture("Album : les vendanges", "Vingt-deux photos du coteau."),
        "/photographes/ada-hill": _picture("Ada Hill", "Photographe, vit à Brume."),
    },
    gone=[
        "/photo/le-bac-de-nuit", "/photo/moulin-sous-la-neige", "/photo/12", "/photo/13",
        "/album?id=2", "/photographes/jean-roc",
    ],
    missing=lambda _: _picture("Photothèque", "Choisissez une photo dans nos albums."),
)  # fmt: skip

SITES = [
    BLOG, PAPER, BLOGS, OFFICE, SHOP, FORUM, MAGAZINE, COMPANY, AGENCY, PARKED_FR, PARKED_EN,
    DOMAINS, PICTURES,
]  # fmt: skip

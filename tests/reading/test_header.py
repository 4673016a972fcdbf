"""What the top of a page says of the article, and what it does not say."""

from __future__ import annotations

import pytest

BODY = (
    "Le potager de la mairie a grandi de 12 % en un an, et personne ne sait pourquoi il l’a fait "
    "si vite. Les voisins en parlent depuis des mois avec le maire."
)
ENGLISH = (
    "The garden of the town has grown by 12 percent in a year, and nobody knows why it did so. "
    "The neighbours have been talking about it with the mayor for months."
)


def test_title_author_and_date_in_three_lines(show) -> None:
    shown = show(f"A garden for all: 12% more\nJo Hale, City of Twig\n2014-05-03\n\n{ENGLISH}\n")
    article = shown.article
    assert (article.title, article.author) == ("A garden for all: 12% more", "Jo Hale")
    assert (article.published, article.language) == ("2014-05-03", "en")
    assert [kind for kind, _ in shown.kinds[:4]] == ["heading"] * 3 + ["sentence"]


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Par Anne Durand", "Anne Durand", None),
        ("Publié le 3 mai 2014 par Anne Durand", "Anne Durand", "2014-05-03"),
        ("Par Anne de La Tour, le 3 mai 2014 à 10h32", "Anne de La Tour", "2014-05-03"),
        ("Mis en ligne le 3 mai 2014", None, "2014-05-03"),
        ("Par ailleurs, le maire est content.", None, None),
        ("Le 3 mai 2014, le maire a inauguré le potager.", None, None),
        ("Le bilan est bon.", None, None),
    ],
)
def test_by_lines(show, line: str, author: str | None, published: str | None) -> None:
    article = show(f"Un potager\n\n{line}\n\n{BODY}\n").article
    assert article.title == "Un potager"
    assert (article.author, article.published) == (author, published)


def test_a_breadcrumb_names_the_site(show) -> None:
    shown = show(f"LeFilVert.fr > Un potager, pas deux\n\nUn potager, pas deux\n\n{BODY}\n")
    assert (shown.article.site, shown.article.title) == ("LeFilVert.fr", "Un potager, pas deux")
    assert [kind for kind, _, _ in shown.sections] == ["navigation", "body"]


def test_the_header_of_a_printed_page(show) -> None:
    header = "- Anne Durand, jardinière. 18 ans d'expérience - https://www.durand.example -"
    article = show(f"{header}\n\nUn potager\n\n{BODY}\n").article
    assert (article.site, article.author) == ("durand.example", "Anne Durand")
    assert article.title == "Un potager"


def test_the_pages_own_address_gives_site_and_date(show) -> None:
    url = "http://www.filvert.example/2011/10/09/un-potager-pour-la-mairie"
    other = "http://autre.example/2012/01/02/tout-autre-chose"
    article = show(f"Un potager pour la mairie\n\n{BODY} {other}\n\n{url}\n").article
    assert (article.url, article.site, article.published) == (url, "filvert.example", "2011-10-09")


def test_an_agencys_dateline(show) -> None:
    article = show(f"Un potager\n\n3 mai 2014, Lyon. - {BODY}\n").article
    assert article.published == "2014-05-03"


def test_nothing_is_made_up(show) -> None:
    article = show(f"{BODY}\n\n{BODY} En 2014, il était petit.\n").article
    said = (article.title, article.author, article.site, article.url, article.published)
    assert said == (None,) * 5


def test_who_answers_every_comment_is_the_author(show) -> None:
    thread = "".join(
        f"  {n}. {name} -\n\n    Bravo pour tout.\n\n    1. Anne Durand -\n\n      Merci !\n\n"
        for n, name in enumerate(["Jo", "Léa", "Max"], 1)
    )
    article = show(f"Un potager\n\n{BODY}\n\n6 commentaires\n\n{thread}").article
    assert article.author == "Anne Durand"


@pytest.mark.parametrize(
    ("text", "language"), [(BODY, "fr"), (ENGLISH, "en"), ("OK", "fr"), ("12 34", "fr")]
)
def test_language(show, text: str, language: str) -> None:
    if language == "en" or len(text) > 20:
        assert show(text).article.language == language
    front = f"---\nlang: {language}\n---\n{text}\n"
    assert show(front).article.language == language


def test_a_language_without_a_file_is_told(show) -> None:
    german = (
        "Der Garten der Stadt ist in einem Jahr um zwölf Prozent gewachsen, und niemand weiß, "
        "warum er das getan hat. Die Nachbarn reden seit Monaten mit dem Bürgermeister darüber. "
    )
    (warning,) = show(german * 4).article.warnings
    assert "(de)" in warning

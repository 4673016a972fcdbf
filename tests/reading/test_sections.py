"""Bodies, notes, comments, captions, menus and several posts on a page."""

from __future__ import annotations

from kb.reading import without_comments

BODY = "Le potager de la mairie de Lyon a grandi de 12 % en un an, dit le maire (1). "


def kinds(shown) -> list[str]:
    return [kind for kind, _, _ in shown.sections]


def test_notes_under_their_heading(show) -> None:
    text = (
        f"Le titre\n\n{BODY}\n\nSources\n\n(1) – Durand, 2014\n(2) – Ibid.\n\n"
        "Publiée aussi ailleurs, le mois dernier."
    )
    shown = show(text)
    assert kinds(shown) == ["body", "notes", "body"]
    assert shown.article.sections[1].title == "Sources"
    assert [words for kind, words in shown.kinds if kind == "item"] == [
        "(1) – Durand, 2014",
        "(2) – Ibid.",
    ]


def test_notes_by_their_labels(show) -> None:
    text = "The garden grew.[1] It did.[2]\n\n[1] Hale, Gardens, 2014.\n\n[2] Ibid.\n\nMy views."
    assert kinds(show(text)) == ["body", "notes", "body"]


def test_a_numbered_list_is_no_notes(show) -> None:
    assert kinds(show("Deux points :\n\n(1) le premier ;\n(2) le second.\n\nVoilà tout.")) == [
        "body"
    ]


def test_comments_in_a_numbered_thread(show) -> None:
    text = (
        f"Le titre\n\n{BODY * 4}\n\n\n2 commentaires sur « Le titre »\n\n"
        "  1. Jeanne Petit\u00a0 -\u00a0\n\n    Bonjour,\n    Chez nous 5 %.\n\n"
        "    1. Anne Durand  - \n\n      Merci !\n\n"
        "Les commentaires sont clos.\n"
    )
    shown = show(text)
    assert [(kind, author) for kind, author, _ in shown.sections] == [
        ("body", None),
        ("comment", None),
        ("comment", "Jeanne Petit"),
        ("comment", "Anne Durand"),
        ("navigation", None),
    ]
    assert ("heading", "Jeanne Petit -") in shown.kinds


def test_comments_signed_with_a_verb_or_a_date(show) -> None:
    text = (
        f"{BODY * 4}\n\n2 responses to “A garden”\n\nJo Hale says:\n\nWell done indeed.\n\n"
        "Ann Ives – May 3, 2014 at 5:10 pm | Reply\n\nI disagree.\n\nLeave a Reply\n\nName\n"
    )
    english = text.replace(BODY, "The garden of the town has grown by 12 percent in a year. ")
    sections = show(english).article.sections
    assert [(s.kind, s.author, s.published) for s in sections[2:]] == [
        ("comment", "Jo Hale", None),
        ("comment", "Ann Ives", "2014-05-03"),
        ("navigation", None, None),
    ]


def test_a_counter_above_the_article_is_no_comment(show) -> None:
    shown = show(f"Le titre\n\n3 commentaires\n\n{BODY * 5}\n\nEt la fin.")
    assert "comment" not in kinds(shown)


def test_a_form_is_navigation_to_its_end(show) -> None:
    text = f"{BODY}\n\nLaisser un commentaire\n\nEntrez vos coordonnées :\n\nNom\n\nConnexion"
    shown = show(text)
    assert kinds(shown) == ["body", "navigation"]
    assert shown.sentences == [BODY.strip()]


def test_buttons_are_navigation(show) -> None:
    assert kinds(show(f"Titre\n\nPartager | Tweeter\n\nPin It [1]\n\n{BODY}")) == [
        "body",
        "navigation",
        "body",
    ]


def test_captions(show) -> None:
    text = (
        f"Un titre\n\n{BODY}\n\nUn potager, l'été\n\nUn potager, l’été\n\n{BODY}\n\n"
        "Le maire au potager. AFP PHOTO / A. DURAND\n\nLe bien de l’image: 85 % le disent.\n"
    )
    shown = show(text)
    assert kinds(shown) == ["body", "caption", "body", "caption", "body"]


def test_posts_with_dates(show) -> None:
    text = "".join(
        f"{title}\n\n{date}\n\n{BODY * 3}\n\n"
        for title, date in [
            ("Un premier potager", "3 mai 2014"),
            ("Un deuxième potager", "Publié le 5 juin 2014"),
            ("Un troisième potager", "12/07/2014"),
        ]
    )
    sections = show(text).article.sections
    assert [(s.kind, s.title, s.published) for s in sections] == [
        ("post", "Un premier potager", "2014-05-03"),
        ("post", "Un deuxième potager", "2014-06-05"),
        ("post", "Un troisième potager", "2014-07-12"),
    ]


def test_posts_with_a_no_break_space_in_their_titles(show) -> None:
    """Blog software keeps the last two words of a title together, and of nothing else."""
    text = (
        f"Un premier potager.\n\n{BODY}\n\nUn deuxième\u00a0potager\n\n{BODY}\n\n"
        f"Une partie !\n\n{BODY} Oui ! Non ! Si !\n\nUn troisième potager\u00a0!\n\n{BODY}\n"
    )
    assert [(s.kind, s.title) for s in show(text).article.sections] == [
        ("post", "Un premier potager."),
        ("post", "Un deuxième potager"),
        ("post", "Un troisième potager !"),
    ]


def test_headings_of_one_article_are_no_posts(show) -> None:
    text = f"Le titre\n\n{BODY}\n\nUne partie\n\n{BODY}\n\nUne autre partie\n\n{BODY}"
    assert kinds(show(text)) == ["body"]


def test_without_comments_the_rest_stays_as_it_is(show) -> None:
    text = (
        f"# Le **titre**\n\n{BODY * 4}\n\n## Commentaires\n\nJeanne dit :\n\n"
        "Un [lien](https://a.example) &amp; 5 %.\n\nLes commentaires sont clos. [Fin](https://b.example)\n"
    )
    whole = show(text).article
    article = without_comments(whole)
    assert [section.kind for section in article.sections] == ["body", "navigation"]
    assert "Jeanne" not in article.text + article.plain.text
    assert article.text == text[: text.index("## Comm") + 3] + text[text.index("Les comm") :]
    assert [anchor.url for anchor in article.anchors] == ["https://b.example"]
    (anchor,) = article.anchors
    assert article.text[slice(*anchor.written)] == "https://b.example"
    assert article.plain.text[anchor.start : anchor.end] == "Fin"
    for start, end in [(s.start, s.end) for s in article.sentences]:
        first, last = article.plain.to_text(start, end)
        assert article.text[first] == article.plain.text[start]
        assert article.text[last - 1] == article.plain.text[end - 1]


def test_an_article_without_comments_is_left_alone(show) -> None:
    article = show(BODY).article
    assert without_comments(article) is article

"""Markdown and HTML in text files: what goes, what stays, and where it stood."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

LINE = "Un potager de plus, "


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("un _mot_ et **deux** et ***trois***", "un mot et deux et trois"),
        ("_« deux mots »_, puis « _trois »_.", "« deux mots », puis « trois »."),
        ("[leur]_ _contrat", "[leur]_ _contrat"),
        ("5 * 3 et 2*3*4 et a < b > c", "5 * 3 et 2*3*4 et a < b > c"),
        ("snake_case_ici et __init__.py", "snake_case_ici et init.py"),
        ("75 %* des gens", "75 %* des gens"),
        ("une note* ici, *là", "une note* ici, *là"),
        ("l&rsquo;eau &#8211; 5&nbsp;% &bogus; R&D", "l’eau – 5 % &bogus; R&D"),
        ("du `code_x_y` et `rien", "du code_x_y et `rien"),
        ("avant<!-- plus\nloin -->après", "avantaprès"),
        ("un <b>mot</b> <i>grave</i> <inconnu> <3", "un mot grave <inconnu> <3"),
        ("dix<sup>6</sup> et 1<sup>er</sup>", "dix⁶ et 1er"),
        ("~~vieux~~ neuf", "vieux neuf"),
        ("voir {{< figure src=x >}} ici", "voir ici"),
        ("un prix \\*barré\\*", "un prix *barré*"),
        (
            "http://a.example/x_y_z et _http://b.example/_",
            "http://a.example/x_y_z et http://b.example/",
        ),
        ("fin\u00ad de\u200b ligne\u00a0!", "fin de ligne !"),
        (
            "[4](mon ami) et [le mot](sans rien)",
            "[4](mon ami) et [le mot](sans rien)",
        ),
    ],
)
def test_plain_text_has_no_markup(show, written: str, plain: str) -> None:
    shown = show(f"{LINE}{written} voilà.")
    assert shown.words(0, len(shown.article.plain.text)) == f"{LINE}{plain} voilà."


def test_every_plain_character_leads_back(show) -> None:
    text = "## Le **titre**\r\n\r\nL&rsquo;eau du [_puits_](http://a.example) a\u00a0: 5\u00ad0."
    article = show(text, "a.md").article
    assert article.text == text
    assert article.plain.text == "Le titre\n\nL’eau du puits a : 50."
    start = article.plain.text.index("puits")
    assert text[slice(*article.plain.to_text(start, start + 5))] == "puits"
    start = article.plain.text.index("L’eau")
    assert text[slice(*article.plain.to_text(start, start + 5))] == "L&rsquo;eau"


def test_links_of_all_kinds_have_words_and_address(show) -> None:
    text = (
        'Lire [un _rapport_ (2014)](https://a.example/w_(x)?a=1&amp;b=2 "titre"), '
        "[deux][b], [Trois], ![image](c.png), <https://d.example/e> et "
        '<a class=x href="https://f.example/?g&amp;h">quatre</a>. [![i](j.png)](https://k.example)\n\n'
        "[b]: https://b.example\n[trois]: <https://t.example> 'T'\n"
    )
    shown = show(text, "a.md")
    assert shown.anchors == [
        ("un rapport (2014)", "https://a.example/w_(x)?a=1&b=2"),
        ("deux", "https://b.example"),
        ("Trois", "https://t.example"),
        ("image", "c.png"),
        ("https://d.example/e", "https://d.example/e"),
        ("quatre", "https://f.example/?g&h"),
        ("i", "j.png"),
        ("i", "https://k.example"),
    ]
    written = [text[slice(*anchor.written)] for anchor in shown.article.anchors]
    assert written[0] == "https://a.example/w_(x)?a=1&amp;b=2"
    assert written[1] == "https://b.example"
    assert written[5] == "https://f.example/?g&amp;h"
    assert "b.example" not in shown.article.plain.text


def test_links_agree_with_a_markdown_parser(show) -> None:
    text = (
        "# T\n\nA [b](https://c.example/d) and *e [f](g/h.html)*, `[no](x.y)`, \\[no](i.j).\n\n"
        "> [q](https://q.example)\n\n- [l](https://l.example/(m))\n- <https://n.example>\n"
    )
    wanted = [
        child.attrs["href"]
        for token in MarkdownIt().parse(text)
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert [url for _, url in show(text, "a.md").anchors] == wanted


def test_notes_are_no_definitions(show) -> None:
    """« [1]: https://… » is what a note marker leads to, and a footnote's caret is no word."""
    shown = show(
        "Un fait connu [1]. Un autre[^2].\n\n[1]: https://a.example\n\n[^2]: Durand, 2014.\n"
    )
    assert "[1]: https://a.example" in shown.article.plain.text
    assert "autre[2]." in shown.article.plain.text
    assert "[2] Durand, 2014." in shown.article.plain.text
    assert shown.article.anchors == ()


def test_headings_items_and_quotations(show) -> None:
    text = (
        "# Titre #\n\nUn début.\n\nSous-titre\n----------\n\n* un\n* deux\n\n"
        "> Une citation\n> longue.\n\n---\n\n- [ ] rien\n"
    )
    assert show(text, "a.md").kinds == [
        ("heading", "Titre"),
        ("sentence", "Un début."),
        ("heading", "Sous-titre"),
        ("item", "un"),
        ("item", "deux"),
        ("quote", "Une citation longue."),
        ("item", "[ ] rien"),
    ]


def test_block_quotation_in_html_keeps_its_source(show) -> None:
    text = (
        'Il dit :\n\n<blockquote cite="https://a.example/x">\n <p>Oui.</p>\n\n'
        " <p>Non.</p>\n</blockquote>\n\nFin."
    )
    shown = show(text)
    assert [s for s in shown.kinds if s[0] == "quote"] == [("quote", "Oui."), ("quote", "Non.")]
    (quote,) = shown.article.blockquotes
    assert (shown.words(quote.start, quote.end), quote.cite) == ("Oui. Non.", "https://a.example/x")


def test_a_heading_glued_to_its_paragraph_is_read(show) -> None:
    """Converters write « ## Le titre Et le début du paragraphe » in one line."""
    text = (
        "## Des potagers partout Cet article, publié en avril, répond au rapport avec\n\n"
        "[le mémoire](https://a.example) de la ville. Il est long."
    )
    assert show(text).kinds[-1] == ("sentence", "Il est long.")
    assert "heading" not in dict(show(text).kinds)


@pytest.mark.parametrize("quoted", ["> 50 % des gens le disent", ">5 personnes"])
def test_more_than_is_no_quotation_in_a_plain_text(show, quoted: str) -> None:
    assert show(f"Les chiffres :\n\n{quoted}\n").article.blockquotes == ()

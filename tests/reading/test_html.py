"""HTML pages: what a reader sees, what is the article, and the way back to the file."""

from __future__ import annotations

import pytest

from kb.reading import read

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Un potager | Le Fil vert</title>
<meta property="og:site_name" content="Le Fil vert">
<meta property="article:published_time" content="2014-03-05T10:00:00+01:00">
<link rel="canonical" href="https://filvert.example/2014/03/05/potager/">
<style>p { color: red }</style></head>
<body class="has-sidebar"><header><a href="/">Le Fil vert</a></header>
<nav><ul><li><a href="/a">Accueil</a><li><a href="/b">Rubriques</a></ul></nav>
<main><article class="share">
<h1>Un potager</h1>
<p class="byline">Par Anne Durand, le 5 mars 2014</p>
<p>Selon une <a href="/etudes/1.pdf">étude de l’institut   Brindille</a>, 64&nbsp;% des salariés
   jardinent<sup>1</sup> au bureau. C’est <b>beau</b>coup.<br>Une autre ligne suit ici, et elle a
   assez de mots pour que cela compte.</p>
<div class="sharedaddy"><a href="#">Partager</a> <a href="x">Tweeter</a></div>
<figure><img src="a.jpg" alt="x"><figcaption>Un potager à Lyon.</figcaption></figure>
<h2>Ce que disent les chiffres</h2>
<ul><li>12 % des cadres ;<li>30 % des <i>employés</i> ;</ul>
<blockquote cite="https://parole.example/1"><p>Nous voulons mieux.</p><p>Partout.</blockquote>
<table><tr><th>Région<th>Part</tr><tr><td>Nord</td><td>12 %</td></tr></table>
<p>Voir <a href="https://bit.ly/abc"><img src=x></a> plus bas. <span hidden>secret</span>
<span style="display: none">caché</span> <q>Bien</q>, dit-elle.</p>
<h2>Sources</h2>
<ol><li>Brindille, <a href="https://b.example/e">« Étude »</a>, 2014.</li><li>Ibid.</li></ol>
</article>
<div id="comments"><h3>2 commentaires</h3><ol class="commentlist">
<li class="comment" id="comment-1"><cite class="fn">Jeanne</cite> <span class="says">dit :</span>
<time datetime="2014-03-06T09:00">6 mars 2014</time><p>Bravo, 5 % de plus chez nous !</p>
<ul class="children"><li class="comment"><cite class="fn">Anne Durand</cite><p>Merci.</p></li></ul>
</li></ol><div id="respond"><h3>Laisser une réponse</h3>
<form><label>Nom</label></form></div></div>
</main><aside><h3>À lire aussi</h3><ul><li><a href="/z">Autre</a></ul></aside>
<footer>Tous droits réservés © 2014</footer><script>var x = "<p>non</p>";</script></body></html>
"""


@pytest.fixture
def page(show):
    return show(PAGE, "page.html")


def test_metadata(page) -> None:
    article = page.article
    assert (article.title, article.author) == ("Un potager", "Anne Durand")
    assert (article.site, article.published) == ("Le Fil vert", "2014-03-05")
    assert article.url == "https://filvert.example/2014/03/05/potager/"
    assert (article.language, article.format) == ("fr", "html")


def test_sections(page) -> None:
    found = [(kind, author) for kind, author, _ in page.sections]
    assert found == [
        ("navigation", None),
        ("body", None),
        ("navigation", None),
        ("caption", None),
        ("body", None),
        ("notes", None),
        ("comment", None),
        ("comment", "Jeanne"),
        ("comment", "Anne Durand"),
        ("navigation", None),
    ]
    assert page.article.sections[7].published == "2014-03-06"


def test_sentences(page) -> None:
    assert page.kinds == [
        ("heading", "Un potager"),
        ("heading", "Par Anne Durand, le 5 mars 2014"),
        (
            "sentence",
            "Selon une étude de l’institut Brindille, 64 % des salariés jardinent¹ au bureau.",
        ),
        ("sentence", "C’est beaucoup."),
        ("sentence", "Une autre ligne suit ici, et elle a assez de mots pour que cela compte."),
        ("sentence", "Un potager à Lyon."),
        ("heading", "Ce que disent les chiffres"),
        ("item", "12 % des cadres ;"),
        ("item", "30 % des employés ;"),
        ("quote", "Nous voulons mieux."),
        ("quote", "Partout."),
        ("sentence", "Région Part"),
        ("sentence", "Nord 12 %"),
        ("sentence", "Voir plus bas."),
        ("sentence", "“Bien”, dit-elle."),
        ("heading", "Sources"),
        ("item", "Brindille, « Étude », 2014."),
        ("item", "Ibid."),
        ("heading", "2 commentaires"),
        ("heading", "Jeanne dit : 6 mars 2014"),
        ("sentence", "Bravo, 5 % de plus chez nous !"),
        ("heading", "Anne Durand"),
        ("sentence", "Merci."),
    ]


def test_anchors_are_joined_with_the_pages_address(page) -> None:
    assert ("étude de l’institut Brindille", "https://filvert.example/etudes/1.pdf") in page.anchors
    assert ("", "https://bit.ly/abc") in page.anchors
    assert ("« Étude »", "https://b.example/e") in page.anchors


def test_a_base_wins(show) -> None:
    shown = show('<base href="https://b.example/x/"><p>Un <a href="y">lien</a> ici.', "a.html")
    assert shown.anchors == [("lien", "https://b.example/x/y")]


def test_block_quotations(page) -> None:
    (quote,) = page.article.blockquotes
    assert page.words(quote.start, quote.end) == "Nous voulons mieux. Partout."
    assert quote.cite == "https://parole.example/1"


def test_every_text_leads_back_to_its_line_and_column(page) -> None:
    lines = PAGE.split("\n")
    article = page.article
    for position, line, column in article.file_map:
        first = article.text[position]
        if first not in "“¹":  # a browser's own mark, a digit set small
            assert lines[line - 1][column - 1] == first
    words = [article.text[p:].split()[0] for p, _, _ in article.file_map]
    assert "12" in words


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("a <b>b</b> c<i>d</i>  <u> e</u>", "a b cd e"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("a<br>b<br/>c</br>d", "a\nb\nc\nd"),
        ("<ol start=3><li>c<li>d<ul><li>e</ul></ol>", "3. c\n4. d\n\n• e"),
        ("1 < 2 & 3 > 2 &amp; &eacute;&#8217;", "1 < 2 & 3 > 2 & é’"),
        ("<p>un<div>deux<p>trois", "un\n\ndeux\n\ntrois"),
        ("<title>t</title><p>x", "x"),
        ("<textarea><p>a</p></textarea>b<select><option>c</select>d", "bd"),
        ("a<!-- <p> -->b<![CDATA[c]]>d<?php e ?>f", "abdf"),
        ("<a href='x>y'>z</a><a href=\"q>\">w</a>", "zw"),
        ("<p>a<script>if (1</2) '<p>'</script>b", "ab"),
        ("<noscript><p>non</p></noscript>oui", "oui"),
        ("<svg><text>non</text></svg>oui<math><mi>x</mi></math>", "ouix"),
        ("<div hidden><p>non</div><p>oui", "oui"),
        ("<b><p>a</b>b", "a\n\nb"),
        ("10<sup>6</sup>, 1<sup>er</sup>, <q>a</q> et <q></q>rien", "10⁶, 1er, “a” et rien"),
    ],
)
def test_text_is_what_a_browser_shows(show, source: str, text: str) -> None:
    assert show(f"<html><body>{source}</body></html>", "a.html").article.text == text


def test_notes_outside_of_the_article_are_kept(show) -> None:
    body = (
        "<p>Le potager a grandi de 12 % en un an [1], dit le maire de la ville à ses voisins.</p>"
    )
    notes = "<div><h3>Notes</h3><p>[1] Durand, 2014.</p></div>"
    shown = show(f"<main><article><h1>Un titre</h1>{body * 5}</article>{notes}</main>", "a.html")
    assert shown.sections[-1][0] == "notes"


def test_a_declared_encoding_is_believed(tmp_path) -> None:
    text = "<meta charset='iso-8859-2'><p>Příliš žluťoučký kůň úpěl ďábelské ódy.</p>"
    (tmp_path / "a.html").write_bytes(text.encode("iso-8859-2"))
    assert read(tmp_path / "a.html", root=tmp_path).text.startswith("Příliš žluťoučký")


def test_deep_nesting_is_read_to_its_end(show) -> None:
    deep = "<div>" * 30_000 + "<p>Au fond du puits.</p>" + "</div>" * 30_000 + "<p>Et dehors.</p>"
    assert show(deep, "a.html").article.text == "Au fond du puits.\n\nEt dehors."

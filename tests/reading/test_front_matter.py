"""The keys above an article: read, kept in the text, and not taken for its words."""

from __future__ import annotations

import pytest

PROSE = (
    "Le potager d’entreprise progresse dans toute la région depuis trois ans. Près de 48 % des "
    "salariés y travaillent, soit 15 points de plus qu’en 2012."
)


def test_yaml_gives_what_the_article_is(show) -> None:
    text = (
        "---\ntitle: 'L&rsquo;eau : un bilan'\ndate: 2018-01-24T17:15:03+02:00\n"
        "author: Anne Durand\nid: 12\nid: https://filvert.example/?p=12\n"
        "permalink: /2018/01/24/eau/\ntags:\n  - eau\n---\nLe bilan est bon. Voilà [un lien](/x).\n"
    )
    shown = show(text)
    article = shown.article
    assert article.title == "L’eau : un bilan"
    assert (article.author, article.published) == ("Anne Durand", "2018-01-24")
    assert article.site == "filvert.example"
    assert article.url == "https://filvert.example/2018/01/24/eau/"
    assert shown.sentences == ["Le bilan est bon.", "Voilà un lien."]
    assert [kind for kind, _, _ in shown.sections] == ["navigation", "body"]
    assert "https://filvert.example/?p=12" in article.plain.text
    assert shown.anchors == [("un lien", "https://filvert.example/x")]


@pytest.mark.parametrize(
    "summary",
    [
        f"summary: {PROSE}",
        f'summary: "{PROSE}"',
        f"summary: |\n  {PROSE}",
        f"summary: >\n  {PROSE}",
    ],
)
@pytest.mark.parametrize("closing", ["---\nLe corps.\n", ""])
def test_prose_in_it_is_read(show, summary: str, closing: str) -> None:
    shown = show(f"---\ntitle: Un bilan\n{summary}\nlang: fr\n{closing}")
    assert shown.sentences[:2] == [f"{PROSE.split('. ', maxsplit=1)[0]}.", PROSE.split(". ")[1]]


def test_several_authors_are_joined(show) -> None:
    text = "---\nauthors:\n  - title: Anne Durand\n    at: x\n  - name: Jo Hale\n---\nTexte.\n"
    assert show(text).article.author == "Anne Durand, Jo Hale"


def test_toml_is_read_too(show) -> None:
    article = show('+++\ntitle = "A garden"\ndate = 2014-05-03\n+++\nThe garden is big.\n').article
    assert (article.title, article.published) == ("A garden", "2014-05-03")


def test_a_mistake_in_it_loses_nothing(show) -> None:
    shown = show("---\ntitle: Un bilan : deux\n\t- mal: [\nauthor: Anne\n---\nLe texte est là.\n")
    assert shown.article.title == "Un bilan : deux"
    assert shown.sentences == ["Le texte est là."]


def test_a_rule_above_a_text_is_no_front_matter(show) -> None:
    shown = show("---\nUn texte sans clés.\n---\nEt la suite.\n")
    assert shown.sentences == ["Un texte sans clés.", "Et la suite."]


def test_aliases_do_not_explode(show) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    shown = show("---\ntitle: Un bilan\n" + "\n".join(lines) + "\n---\nLe texte.\n")
    assert shown.article.title == "Un bilan"

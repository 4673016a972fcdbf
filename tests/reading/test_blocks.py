"""Which lines belong together."""

from __future__ import annotations

WRAPPED = """\
The gardens of the town have grown for years, and nobody knew who watered
them. A survey by the Twig Institute has an answer: 64 percent of those who
were asked do it at night. They are proud of it, says Mr. Hale, who has led
the institute since 2012.

Another paragraph begins here, and its lines are just as long as the lines
above, since an editor has wrapped them.
"""


def test_hard_wrapped_lines_are_one_paragraph(show) -> None:
    shown = show(WRAPPED)
    assert shown.sentences[0].endswith("nobody knew who watered them.")
    assert [s.paragraph for s in shown.article.sentences] == [0, 0, 0, 1]


def test_a_paragraph_to_a_line_is_not_glued(show) -> None:
    shown = show("Le jardin est grand.\nIl est vert !\nÀ demain\nJeanne\n")
    assert shown.sentences == ["Le jardin est grand.", "Il est vert !", "À demain", "Jeanne"]
    assert len({s.paragraph for s in shown.article.sentences}) == 4


def test_markdown_joins_broken_lines(show) -> None:
    shown = show("Le jardin de la mairie a été agrandi en mai\nÀ Lyon, comme ailleurs.\n", "a.md")
    assert len(shown.sentences) == 1


def test_items_of_a_list_share_a_paragraph(show) -> None:
    text = (
        "Les chiffres :\n\n• 12 % des cadres ;\n\n• 30 % des autres. Et plus.\n\n"
        "1. Un\n2. Deux\n\nFin de tout."
    )
    shown = show(text)
    assert shown.kinds == [
        ("sentence", "Les chiffres :"),
        ("item", "12 % des cadres ;"),
        ("item", "30 % des autres. Et plus."),
        ("item", "Un"),
        ("item", "Deux"),
        ("sentence", "Fin de tout."),
    ]
    assert [s.paragraph for s in shown.article.sentences] == [0, 1, 1, 2, 2, 3]


def test_a_long_item_is_split(show) -> None:
    shown = show("Voici :\n\n- " + "Une phrase de plus pour la liste. " * 15)
    assert shown.kinds[1:] == [("item", "Une phrase de plus pour la liste.")] * 15


def test_headings_stand_alone_without_a_stop(show) -> None:
    text = "Le titre\n\nUn paragraphe.\n\nComment faire ?\n\nAinsi.\n\nVoilà.\n\nLe dernier mot"
    assert [words for kind, words in show(text).kinds if kind == "heading"] == [
        "Le titre",
        "Comment faire ?",
    ]


def test_a_line_that_breaks_off_goes_on_behind_the_gap(show) -> None:
    """No text ends on an opening mark; an editor has put the blank line there."""
    text = "Le rapport parle d’une légèreté de la mairie, qu’il nomme «\n\nun oubli » sans rire."
    assert len(show(text).sentences) == 1

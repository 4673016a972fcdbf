"""Subjects that stand where the words beside a figure only point to them."""

from __future__ import annotations

import pytest

from kb.extraction.numbers import find_statistics
from tests.extraction.numbers.written import written

SUBJECTS = [
    # a bare measure: whom it is about stands behind the figure, before the clause, or earlier
    (
        "fr",
        "40 % des ruches privées sont vides. Ce taux tombe à 22 % dans les ruchers publics.",
        ["des ruches privées", "les ruchers publics"],
    ),
    (
        "en",
        "A share of 6 per cent of hives are lost. Among beginners, the figure was 9 per cent.",
        ["hives", "beginners"],
    ),
    (
        "en",
        "It found that 17 per cent of hives stood empty. In 2012 the proportion was 11 per cent.",
        ["hives", "hives"],
    ),
    (
        "fr",
        "La proportion atteint 31 % chez les jeunes apiculteurs et tombe à 17 % chez les anciens.",
        ["les jeunes apiculteurs", "les anciens"],
    ),
    # the verb of the figure before
    (
        "fr",
        "L'enfumoir est approuvé par 91 % des apiculteurs, le voile intégral par 94 %.",
        ["des apiculteurs", "le voile intégral"],
    ),
    (
        "fr",
        "Il chiffre le déficit à 2 millions d'euros et la facture du sucre à 780 000 euros.",
        ["le déficit", "la facture du sucre"],
    ),
    ("en", "Honey is up 11 percent; wax exports, 19 percent.", ["Honey", "wax exports"]),
    # what « en » stands for
    (
        "fr",
        "On nous a promis 150 000 ruches ; on en a compté à peine 60 000.",
        ["ruches", "ruches"],
    ),
    # those who were asked
    (
        "en",
        "In the 2023 survey of 339 swarmers, 60% called themselves amateurs.",
        ["swarmers", "swarmers"],
    ),
    ("en", "43% of keepers agree. Just over a third (34%) did not know.", ["keepers"] * 3),
    # parts of what was counted
    (
        "fr",
        "La vallée compte 8 millions d'abeilles, dont 6 millions sur terre et 2 millions en mer.",
        ["d'abeilles"] * 3,
    ),
    (
        "fr",
        "Le rucher abrite 36 400 abeilles. Sur ce nombre, 8 118 ont été baguées.",
        ["abeilles"] * 2,
    ),
    # the others, and those of an insertion
    (
        "en",
        "47 per cent of keepers agree. The rest were split, with 28 per cent saying no.",
        ["keepers", "keepers"],
    ),
    # what has a size of its own
    ("en", "It has a market share of 25%.", ["a market share"]),
    ("en", "The worst was a 13-hour outage.", ["outage"]),
    ("en", "The province has promised $9 billion in overall aid.", ["overall aid"]),
    ("en", "The company cut 40% of its hives.", ["its hives"]),
    # what changed
    ("en", "Each frost was tied to a 6 per cent increase in losses.", ["losses"]),
    ("en", "Sugar brought a 0.3% fall in wax exports.", ["wax exports"]),
    # what has a price
    ("fr", "La coopérative vend du miel, au prix de 3 € par pot.", ["pot"]),
    ("fr", "Il annonçait des paniers de miel à moins de 2 €.", ["des paniers de miel"]),
    # a part of it changes, it is ranked
    ("fr", "La mairie annonce une baisse de 23 % des essaims perdus.", ["des essaims perdus"]),
    ("fr", "Le guide classe la coopérative au 47e rang.", ["la coopérative"]),
]


@pytest.mark.parametrize(("language", "text", "subjects"), SUBJECTS)
def test_distant_subjects(language: str, text: str, subjects: list[str]) -> None:
    assert [s.subject for s in find_statistics(written(text, language))] == subjects


NOT_GAPPED = [
    # another time is nothing that is counted
    ("fr", "Le miel représente 40 % des ventes, l'année suivante 52 %.", "l'année suivante"),
    ("en", "Honey makes up 40% of sales, the year after 52%.", "the year after"),
    # « en » is a preposition here
    ("fr", "Le syndicat a compté 300 ruches, et en Savoie 60 000 abeilles.", "ruches"),
]


@pytest.mark.parametrize(("language", "text", "subject"), NOT_GAPPED)
def test_what_only_looks_like_a_subject(language: str, text: str, subject: str) -> None:
    assert find_statistics(written(text, language))[-1].subject != subject

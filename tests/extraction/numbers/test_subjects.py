"""What a figure is a figure of, and when."""

from __future__ import annotations

import pytest

from tests.extraction.numbers.written import statistics

SUBJECTS = [
    # what follows « de »
    ("fr", "79 % des apiculteurs jurassiens sont contents.", ["des apiculteurs jurassiens"]),
    ("en", "62% of hive owners have changed hives.", ["hive owners"]),
    (
        "en",
        "Over 80% of farms surveyed from both valleys agree.",
        ["farms surveyed from both valleys"],
    ),
    ("fr", "9 ruches sur 10 sont vides.", ["ruches"]),
    ("en", "6 in 10 beekeepers own a smoker.", ["beekeepers"]),
    # elliptic: the group of the figure before
    (
        "fr",
        "80 % des apiculteurs chantent. 57 % jugent le miel trop cher.",
        ["des apiculteurs"] * 2,
    ),
    ("en", "62% of beekeepers agree.\n57% did online courses.", ["beekeepers"] * 2),
    ("en", "6 in 10 beekeepers own a smoker (64%).", ["beekeepers"] * 2),
    # brackets
    (
        "fr",
        "Les obstacles sont la peur des piqûres (76 %) et le prix des ruches (57 %).",
        ["la peur des piqûres", "le prix des ruches"],
    ),
    ("en", "Nearly half (48%) of hive owners agree.", ["hive owners"] * 2),
    # the subject of the clause
    ("fr", "Ceux qui lisent sur un écran dorment 22 minutes.", ["Ceux qui lisent sur un écran"]),
    (
        "en",
        "Visitors who read reviews are four times more likely to buy.",
        ["Visitors who read reviews"],
    ),
    ("fr", "Le nombre de vols a été divisé par deux entre 2005 et 2020.", ["Le nombre de vols"]),
    ("en", "The choir's budget was $3.4 million.", ["The choir's budget"]),
    ("fr", "La dépense du village, qui s'élevait à 46 %, étonne.", ["La dépense du village"]),
    ("fr", "Le chœur, qui existe depuis 26 ans, répète.", ["Le chœur"]),
    ("fr", "Pour le rucher, quatre jours sont prévus.", ["le rucher"]),
    # counts
    ("fr", "L'étude suit 800 apiculteurs du Jura.", ["apiculteurs du Jura"]),
    ("fr", "Les 11 ruchers qui ont répondu chantent.", ["ruchers qui ont répondu"]),
    # money
    ("en", "It ended in a settlement of $6 million.", ["a settlement"]),
    (
        "fr",
        "Avec 230 millions d’euros de chiffre d’affaires, il domine.",
        ["de chiffre d’affaires"],
    ),
    ("en", "The council voted a £1.5m package.", ["package"]),
    # changes and multiples
    ("en", "A label can increase sales by 80%.", ["sales"]),
    ("fr", "Le village subit une coupe budgétaire de 2 %.", ["une coupe budgétaire"]),
    ("fr", "Le prix du miel a augmenté de 30 %.", ["Le prix du miel"]),
    ("fr", "On y trouve trois fois plus de miel.", ["de miel"]),
    ("en", "Bees spend 2.6x more time on thyme.", ["time on thyme"]),
    ("fr", "Le label divise sa facture par trois.", ["sa facture"]),
    # comparisons
    ("fr", "Le miel vaut 12 euros, contre 9 euros hier.", ["Le miel"] * 2),
]


@pytest.mark.parametrize(("language", "text", "subjects"), SUBJECTS)
def test_subjects(language: str, text: str, subjects: list[str]) -> None:
    assert [s.subject for _, s in statistics(text, language)] == subjects


PERIODS = [
    ("fr", "En 2013, 79 % des apiculteurs chantaient.", ["2013"]),
    ("fr", "Entre 2010 et 2013, la récolte a augmenté de 8 %.", ["2010/2013"]),
    ("en", "Sales rose 12% in June 2015.", ["2015-06"]),
    ("en", "The share was 30% last year and 19% in 2000.", [None, "2000"]),
    ("fr", "Selon une enquête de juin 2013, 79 % des apiculteurs chantent.", [None]),
    ("en", "59% of beekeepers sing (HiveSpot, 2016).", [None]),
]


@pytest.mark.parametrize(("language", "text", "periods"), PERIODS)
def test_periods(language: str, text: str, periods: list[str | None]) -> None:
    assert [s.period for _, s in statistics(text, language)] == periods

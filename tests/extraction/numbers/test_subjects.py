"""What a figure is a figure of, and when."""

from __future__ import annotations

import pytest

from kb.extraction.names import Models
from kb.extraction.numbers import find_statistics
from tests.extraction.numbers.written import statistics, written

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
    # what the figure sizes, measures, restates or is a part of
    ("fr", "La cote du miel est passée de 12 à 15 euros.", ["La cote du miel"] * 2),
    ("fr", "Un rapport évalue à 3 millions d'euros le surcoût du sucre.", ["le surcoût du sucre"]),
    ("fr", "L'atelier situe entre 3 et 5 euros le prix du pot.", ["le prix du pot"]),
    ("fr", "La mairie chiffre la ruche à 900 euros.", ["la ruche"]),
    ("fr", "Le rucher vit au-dessus du seuil de 68 décibels.", ["seuil"]),
    ("en", "It forecast a swarm of between 700 and 900 kilograms.", ["a swarm"]),
    ("fr", "Une colonie perd 15 % de son poids en hiver.", ["de son poids en hiver"]),
    ("en", "Some 200 litres of honey have leaked.", ["honey"]),
    ("fr", "Le taux de pertes, à 7 %, est au plus bas.", ["Le taux de pertes"]),
    ("en", "Its keepers, about 600 of them, went home.", ["Its keepers"]),
    ("fr", "Coût de l'essaim : 250 euros.", ["Coût de l'essaim"]),
    ("en", "The town would triple its honey budget.", ["its honey budget"]),
    ("fr", "Les essaims deviennent deux fois plus fréquents.", ["Les essaims"]),
    (
        "en",
        "The guild promised £500 over two years for a common label.",
        ["a common label", "The guild"],
    ),
    ("fr", "Il dit que 2 000 euros ont été consacrés à la miellerie.", ["la miellerie"]),
    ("en", "Six of those hives burnt.", ["those hives burnt"]),
    ("en", "It asks 92 questions, eleven of them about bees.", ["questions"] * 2),
    ("en", "It is the fifth swarm on this roof since 2010.", ["swarm on this roof"]),
    (
        "en",
        "The number of hives fell from 140 in May to 90 today, a drop of 36 percent.",
        ["The number of hives"] * 3,
    ),
    ("en", "The survey polled 1,012 adults. It found that 61% sleep badly.", ["adults"] * 2),
    # comparisons
    ("fr", "Le miel vaut 12 euros, contre 9 euros hier.", ["Le miel"] * 2),
]


# The words beside these do not tell; the grammar does. (language, text, with a model)
BY_GRAMMAR = [
    ("en", "The guild expects the hive to be empty for three months.", "the hive"),
    ("en", "Officials mapped the heath at 7,829 square miles.", "the heath"),
    ("en", "For its part the union received 9.4 million dollars from abroad.", "the union"),
    ("en", "The council put the loss to growers at $31 million.", "the loss to growers"),
    ("en", "Harvests fell 6.8% in Marrow.", "Harvests"),
    ("fr", "Le syndicat a vendu son rucher pour 200 000 euros.", "son rucher"),
]


@pytest.mark.parametrize(("language", "text", "subject"), BY_GRAMMAR)
def test_subjects_by_the_grammar_of_the_sentence(language: str, text: str, subject: str) -> None:
    models = Models()
    if models.package(language) is None:
        pytest.skip(f"no spaCy model for {language!r} is installed (the extra 'models' of kb)")
    found = find_statistics(written(text, language), models)
    assert [s.subject for s in found] == [subject]


def test_without_a_model_the_rules_still_name_a_subject() -> None:
    text = "The guild expects the hive to be empty for three months."
    found = find_statistics(written(text, "en"), Models(enabled=False))
    assert [s.subject for s in found] == ["The guild"]


@pytest.mark.parametrize(("language", "text", "subjects"), SUBJECTS)
def test_subjects(language: str, text: str, subjects: list[str]) -> None:
    assert [s.subject for _, s in statistics(text, language)] == subjects


PERIODS = [
    ("fr", "En 2013, 79 % des apiculteurs chantaient.", ["2013"]),
    ("fr", "Entre 2010 et 2013, la récolte a augmenté de 8 %.", ["2010/2013"]),
    ("en", "Sales rose 12% in June 2015.", ["2015-06"]),
    # A span that is left open says when it began or ended, and not what it covers.
    ("fr", "Depuis 2018, la récolte a augmenté de 8 %.", [None]),
    ("fr", "La récolte a augmenté de 8 % jusqu'en 2018.", [None]),
    ("en", "Sales have risen 12% since 2015.", [None]),
    ("fr", "Il pesait 12 kg en 2015 et 15 kg en 2023.", ["2015", "2023"]),
    ("fr", "La récolte est passée de 200 kg en 2015 à 150 kg en 2023.", ["2015", "2023"]),
    ("en", "The share was 30% last year and 19% in 2000.", [None, "2000"]),
    ("fr", "Selon une enquête de juin 2013, 79 % des apiculteurs chantent.", [None]),
    ("en", "59% of beekeepers sing (HiveSpot, 2016).", [None]),
]


@pytest.mark.parametrize(("language", "text", "periods"), PERIODS)
def test_periods(language: str, text: str, periods: list[str | None]) -> None:
    assert [s.period for _, s in statistics(text, language)] == periods

"""Statistics of invented sentences: kinds, values, units, qualifiers."""

from __future__ import annotations

import pytest

from tests.extraction.numbers.written import figures, only, statistics

SHARES = [
    ("fr", "42 % des apiculteurs chantent.", "42 %", 42),
    ("fr", "12,5 pour cent des apiculteurs chantent.", "12,5 pour cent", 12.5),
    ("fr", "9 ruches sur 10 sont vides.", "9 ruches sur 10", 90),
    (
        "fr",
        "Plus d'un apiculteur sur trois chante.",
        "Plus d'un apiculteur sur trois",
        33.3333333333,
    ),
    ("fr", "Près d’un quart des apiculteurs chantent.", "Près d’un quart", 25),
    ("fr", "La moitié des apiculteurs chantent.", "La moitié", 50),
    ("fr", "Les trois quarts des ruches sont vides.", "Les trois quarts", 75),
    ("fr", "2/3 des ruches sont vides.", "2/3", 66.67),
    ("en", "62% of beekeepers sing.", "62%", 62),
    ("en", "One in five beekeepers sings.", "One in five", 20),
    ("en", "6 in 10 beekeepers sing.", "6 in 10", 60),
    ("en", "About one-in-five beekeepers sing.", "About one-in-five", 20),
    ("fr", "On a perdu les deux tiers des abeilles.", "les deux tiers", 66.67),
    ("en", "Six out of ten hives are empty.", "Six out of ten", 60),
    ("en", "Nearly a quarter of hives are empty.", "Nearly a quarter", 25),
    ("en", "Two-thirds of hives are empty.", "Two-thirds", 66.67),
    ("en", "12 of the 16 hives are empty.", "12 of the 16", 75),
    ("en", "Some 29 of 50 valleys sang.", "Some 29 of 50", 58),
    ("fr", "12 des 16 ruches sont vides.", "12 des 16", 75),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), SHARES)
def test_shares(language: str, text: str, words: str, value: float) -> None:
    assert figures(text, language) == [(words, "share", value, "%")]


MONEY = [
    ("fr", "La ruche coûte 1 200 €.", "1 200 €", 1200, "EUR"),
    ("fr", "La ferme a coûté 3,5 milliards d'euros.", "3,5 milliards d'euros", 3.5e9, "EUR"),
    ("fr", "La ferme a coûté 1,2 Md€.", "1,2 Md€", 1.2e9, "EUR"),
    ("fr", "La ferme a coûté 45 M€.", "45 M€", 45e6, "EUR"),
    ("fr", "La ferme a coûté 2 millions de dollars.", "2 millions de dollars", 2e6, "USD"),
    ("en", "The farm cost $3bn.", "$3bn", 3e9, "USD"),
    ("en", "The farm cost £2m.", "£2m", 2e6, "GBP"),
    ("en", "The hive cost €40.", "€40", 40, "EUR"),
    ("en", "The farm cost 12 million euros.", "12 million euros", 12e6, "EUR"),
]


@pytest.mark.parametrize(("language", "text", "words", "value", "unit"), MONEY)
def test_money(language: str, text: str, words: str, value: float, unit: str) -> None:
    assert figures(text, language) == [(words, "money", value, unit)]


CHANGES = [
    ("fr", "La récolte de miel a augmenté de 30 %.", 30, "%"),
    ("fr", "La récolte de miel a reculé de près de 8 %.", -8, "%"),
    ("fr", "On note une baisse de la récolte de 3 %.", -3, "%"),
    ("fr", "La récolte est en hausse de 15 points.", 15, "point"),
    ("fr", "La récolte (+12 %) étonne.", 12, "%"),
    ("fr", "La coopérative a perdu 4 % en un jour.", -4, "%"),
    ("fr", "Les fermières gagnent 24 % de moins.", -24, "%"),
    ("fr", "La récolte recule : moins 5,8 % cet été.", -5.8, "%"),
    ("fr", "Le nombre de ruches a diminué de moitié.", -50, "%"),
    ("en", "Honey sales rose 12% last summer.", 12, "%"),
    ("en", "Honey sales fell by 2.5 per cent.", -2.5, "%"),
    ("en", "A label can increase honey sales by 80%.", 80, "%"),
    ("en", "A label brings 135% more visitors.", 135, "%"),
    ("en", "Members got a 2.5% pay rise.", 2.5, "%"),
    ("en", "Sales are up 5% on the year.", 5, "%"),
    ("en", "The harvest was cut in half.", -50, "%"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), CHANGES)
def test_changes_are_signed(language: str, text: str, value: float, unit: str) -> None:
    found = statistics(text, language)[0][1]
    assert (found.kind, found.value, found.unit) == ("change", value, unit)


def test_a_new_level_is_no_change() -> None:
    assert only("Le taux a reculé à 17 %.").kind == "share"
    assert only("Beekeepers make up 27% of the village.", "en").kind == "share"


MULTIPLES = [
    ("fr", "On y trouve trois fois plus de miel.", 3, None),
    ("fr", "On y trouve deux à trois fois plus de miel.", 2, 3),
    ("fr", "Le prix a été multiplié par six.", 6, None),
    ("fr", "Le label divise sa facture par quatre.", 0.25, None),
    ("fr", "Le nombre de ruches a doublé.", 2, None),
    ("en", "Bees spend 2.6x more time on thyme.", 2.6, None),
    ("en", "There are twice as many hives as houses.", 2, None),
    ("en", "Bees are four times more likely to return.", 4, None),
    ("en", "The number of hives has tripled.", 3, None),
]


@pytest.mark.parametrize(("language", "text", "value", "high"), MULTIPLES)
def test_multiples(language: str, text: str, value: float, high: float | None) -> None:
    found = only(text, language)
    assert (found.kind, found.value, found.value_high) == ("multiple", value, high)


RANGES = [
    ("fr", "Entre 20 et 30 % des ruches sont vides.", "share", 20, 30),
    ("fr", "De 15 % à 20 % des ruches sont vides.", "share", 15, 20),
    ("fr", "La visite dure 15 à 20 minutes.", "duration", 15, 20),
    ("fr", "Le stage coûte entre 2 700 et 6 800 euros.", "money", 2700, 6800),
    ("fr", "Il faudra 3 000 à 4 000 apiculteurs.", "count", 3000, 4000),
    ("en", "Between 20% and 25% of hives are empty.", "share", 20, 25),
    ("en", "The farm needs $3 to $5 million.", "money", 3e6, 5e6),
]


@pytest.mark.parametrize(("language", "text", "kind", "value", "high"), RANGES)
def test_ranges_are_one_statistic(
    language: str, text: str, kind: str, value: float, high: float
) -> None:
    found = only(text, language)
    assert (found.kind, found.value, found.value_high) == (kind, value, high)


def test_the_ends_of_a_change_are_one_statistic_each() -> None:
    assert [f[2] for f in figures("La part passe de 46 % à 40 %.")] == [46, 40]
    assert [f[2] for f in figures("L'équipe passe de 27 à 5 apiculteurs.")] == [27, 5]
    billions = "Le budget passe de 4,1 à 3,8 milliards d'euros."
    assert [f[1:] for f in figures(billions)] == [("money", 4.1e9, "EUR"), ("money", 3.8e9, "EUR")]


def test_a_reduction_by_a_range_is_one_statistic() -> None:
    found = only("Le rideau réduit les pertes de 15 à 17 %.")
    assert (found.kind, found.value, found.value_high) == ("change", -15, -17)


def test_a_list_shares_its_percent_sign() -> None:
    assert [f[2] for f in figures("Les scores sont de 79, 82 et 85 %.")] == [79, 82, 85]


COUNTS = [
    ("fr", "L'étude suit 800 apiculteurs du Jura.", "800 apiculteurs", 800),
    ("fr", "Le site a 231,7 millions d’abonnés.", "231,7 millions d’abonnés", 231_700_000),
    ("fr", "Deux cents ruches ont brûlé.", "Deux cents ruches", 200),
    ("fr", "Quelque 300 personnes chantaient.", "Quelque 300 personnes", 300),
    ("fr", "Pas moins de 33 CDD sont supprimés.", "Pas moins de 33 CDD", 33),
    ("fr", "Sept ruches sont vides.", "Sept ruches", 7),
    ("fr", "Auprès de 2000 personnes, on chantait.", "2000 personnes", 2000),
    ("en", "Over 6.1 million people keep bees.", "Over 6.1 million people", 6_100_000),
    ("en", "The village has 1,200 hives.", "1,200 hives", 1200),
    ("en", "He sent 130 of his pupils.", "130", 130),
    ("en", "The average age is 30.", "30", 30),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), COUNTS)
def test_counts(language: str, text: str, words: str, value: float) -> None:
    assert [(w, k, v) for w, k, v, _ in figures(text, language)] == [(words, "count", value)]


def test_seats_of_a_council_are_counted() -> None:
    assert statistics("La liste obtient 29 sièges sur 43.")[0][1].kind == "count"


RANKS = [
    ("fr", "Le village se trouve au 5ème rang.", 5),
    ("fr", "Il est à la troisième place mondiale.", 3),
    ("fr", "La commune se classe quatrième.", 4),
    ("fr", "C'est la deuxième ville la plus chère.", 2),
    ("fr", "Le village voisin (1re) se réjouit.", 1),
    ("en", "It is the second-largest hive.", 2),
    ("en", "The village ranks fifth.", 5),
    ("en", "It took third place.", 3),
]


@pytest.mark.parametrize(("language", "text", "value"), RANKS)
def test_ranks(language: str, text: str, value: float) -> None:
    found = only(text, language)
    assert (found.kind, found.value) == ("rank", value)


DURATIONS = [
    ("fr", "La visite dure 170 minutes.", 170, "minute"),
    ("fr", "Le stage dure deux ans et demi.", 2.5, "year"),
    ("fr", "Il a été condamné à une peine de 15 ans.", 15, "year"),
    ("fr", "La reine meurt un an avant les autres.", 1, "year"),
    ("fr", "L'attente dure trois quarts d'heure.", 45, "minute"),
    ("en", "The visit takes 23 minutes.", 23, "minute"),
    ("en", "It took less than 48 hours.", 48, "hour"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), DURATIONS)
def test_durations(language: str, text: str, value: float, unit: str) -> None:
    found = only(text, language)
    assert (found.kind, found.value, found.unit) == ("duration", value, unit)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("fr", "L'incendie a détruit 2 500 hectares.", 2500, "ha"),
        ("fr", "La digue est haute de 12 m.", 12, "m"),
        ("fr", "Le parc a produit 38 TWh.", 38, "TWh"),
        ("en", "The dam is 1,149 metres long.", 1149, "m"),
    ],
)
def test_measures(language: str, text: str, value: float, unit: str) -> None:
    found = only(text, language)
    assert (found.kind, found.value, found.unit) == ("other", value, unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Plus de 75 % des ruches sont vides.", "more than"),
        ("Moins de 75 % des ruches sont vides.", "less than"),
        ("Environ 75 % des ruches sont vides.", "about"),
        ("Au moins 75 % des ruches sont vides.", "at least"),
        ("Jusqu’à 75 % des ruches sont vides.", "at most"),
        ("Près de 75 % des ruches sont vides.", "nearly"),
        ("Seules 75 % des ruches sont vides.", "only"),
        ("75 % des ruches sont vides.", ""),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    found = only(text)
    assert (found.qualifier, found.start) == (qualifier, 0)


def test_a_figure_borrows_the_unit_of_the_one_before() -> None:
    english = "The walk takes 26.1 minutes, up from 21.7 in 1980."
    assert [f[1:] for f in figures(english, "en")] == [
        ("duration", 26.1, "minute"),
        ("duration", 21.7, "minute"),
    ]
    french = "Il a écopé de dix-huit mois de prison, dont six avec sursis."
    assert [f[1:] for f in figures(french)] == [
        ("duration", 18, "month"),
        ("duration", 6, "month"),
    ]

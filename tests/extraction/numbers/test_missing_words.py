"""Figures whose unit, noun or meaning stands elsewhere in the sentence."""

from __future__ import annotations

import pytest

from tests.extraction.numbers.written import figures, statistics

FOUND = [
    # tolls, samples, parts of those named before
    ("en", "The frost has killed 92 and spared few.", [("92", "count", 92)]),
    ("en", "The guild drew a random sample of 620.", [("620", "count", 620)]),
    ("en", "Another 85 answered by post.", [("85", "count", 85)]),
    ("fr", "85 autres ont répondu.", [("85", "count", 85)]),
    ("en", "Only five of them had a veil.", [("Only five", "count", 5)]),
    ("fr", "Quatre d'entre eux ont fui.", [("Quatre", "count", 4)]),
    ("fr", "Ils n'étaient que 140 à Noël.", [("140", "count", 140)]),
    ("fr", "La tempête a fait un mort.", [("un mort", "count", 1)]),
    (
        "en",
        "All 512 passengers and 38 crew left.",
        [("512 passengers", "count", 512), ("38 crew", "count", 38)],
    ),
    # the goal of a change
    (
        "en",
        "It fell from 1,140 in May to 715 today.",
        [("1,140", "count", 1140), ("715", "count", 715)],
    ),
    (
        "en",
        "Cutting the form from 12 pages to four helped.",
        [("12 pages", "count", 12), ("four", "count", 4)],
    ),
    ("en", "Honey rose from $2.10 to $2.85.", [("$2.10", "money", 2.1), ("$2.85", "money", 2.85)]),
    (
        "en",
        "Sales were up 15 percent to 700,000 jars.",
        [("15 percent", "change", 15), ("700,000 jars", "count", 700000)],
    ),
    (
        "fr",
        "Les prix ont augmenté de 5 %, contre 3 % hier.",
        [("5 %", "change", 5), ("3 %", "change", 3)],
    ),
    (
        "fr",
        "La ruche, vendue 4,2 millions d'euros, en avait coûté 6,9 millions fin 2018.",
        [("4,2 millions d'euros", "money", 4.2e6), ("6,9 millions", "money", 6.9e6)],
    ),
    # ranks
    (
        "en",
        "The town slid from 38th to 67th place.",
        [("38th", "rank", 38), ("67th place", "rank", 67)],
    ),
    ("fr", "C'est la cinquième grève depuis l'été.", [("cinquième", "rank", 5)]),
    # one in so many, and what only looks like it
    (
        "fr",
        "On a le prénom d'un élève sur trois.",
        [("un élève sur trois", "share", 33.3333333333)],
    ),
    ("fr", "Une enquête portant sur 97 villages le dit.", [("97 villages", "count", 97)]),
    ("fr", "Une étude menée sur 45 patients le dit.", [("45 patients", "count", 45)]),
    # how long, not when and not how old
    ("fr", "Les abeilles dansent 4 h 37 par jour.", [("4 h 37", "duration", 4.61666666667)]),
    ("fr", "La danse dure 2 heures et 15 minutes.", [("2 heures et 15 minutes", "duration", 2.25)]),
    ("en", "The walk is 1 hour 20 minutes.", [("1 hour 20 minutes", "duration", 1.33333333333)]),
    ("fr", "Il estime à onze ans le délai nécessaire.", [("onze ans", "duration", 11)]),
    ("fr", "Leur pouls baisse après six minutes de lecture.", [("six minutes", "duration", 6)]),
    ("en", "Shares ended at 41.50 kroner.", [("41.50 kroner", "money", 41.5)]),
]


@pytest.mark.parametrize(("language", "text", "found"), FOUND)
def test_is_found(language: str, text: str, found: list[tuple[str, str, float]]) -> None:
    assert [f[:3] for f in figures(text, language)] == found


NOT_FOUND = [
    ("en", "The station broadcasts on 96.2 FM."),
    ("en", "They want a four-day week."),
    ("fr", "Ils veulent la semaine de quatre jours."),
    ("en", "No nine-year-old came."),
    ("fr", "Le rendez-vous est à 4 h 37."),
    ("fr", "8 min de lecture"),
]


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_is_no_statistic(language: str, text: str) -> None:
    assert statistics(text, language) == []


def test_a_table_in_one_sentence_is_read_up_to_a_bound() -> None:
    assert 100 < len(statistics("5 % " * 5000)) <= 200

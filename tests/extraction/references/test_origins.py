"""Organisations named as the origin of a statement, and media that somebody spoke to."""

import pytest

from kb.extraction.references.drafts import GENERIC, MEDIUM, ORIGIN, SAYS, TEAM
from kb.extraction.references.origins import find_origins


def origins(sentence: str, language: str) -> list[tuple[str, str]]:
    return [(o.name.text, o.rule) for o in find_origins(sentence, 0, len(sentence), language)]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Selon l'Ibis, 3 % des marins", "fr", [("Ibis", ORIGIN)]),
        ("L'Ibis, spécialiste des marées, constate que", "fr", [("Ibis", ORIGIN)]),
        ("La mer monte, a calculé l'institut Luna, depuis mai", "fr", [("institut Luna", ORIGIN)]),
        ("Comme le raconte Le Monde, la mer monte", "fr", [("Le Monde", ORIGIN)]),
        ("La préfecture indique que 148 phares", "fr", [("préfecture", SAYS)]),
        ("selon la Sécurité routière.", "fr", [("Sécurité routière", ORIGIN)]),
        ("a-t-elle confié mardi au Figaro", "fr", [("Figaro", MEDIUM)]),
        ("Interviewé sur France Inter, le directeur", "fr", [("France Inter", MEDIUM)]),
        ("Le régulateur note que la mer monte", "fr", [("Le régulateur", GENERIC)]),
        ("According to the Tide Bank, one billion", "en", [("Tide Bank", ORIGIN)]),
        ("The Tide Bureau also reports that 7 million", "en", [("The Tide Bureau", ORIGIN)]),
        ("Tides are rising, Lunascope says.", "en", [("Lunascope", SAYS)]),
        ("she told Reuters on Monday", "en", [("Reuters", MEDIUM)]),
        (
            "Scientists at the University of Brume followed 9 ships",
            "en",
            [("University of Brume", TEAM)],
        ),
        ("Sailors in Brume indicated that", "en", []),
        ("Les gens de Brume constatent que", "fr", []),
    ],
)
def test_origin(sentence: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert origins(sentence, language) == expected

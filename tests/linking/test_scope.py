# ruff: noqa: E501 - one invented sentence a line reads best
"""How far a source reaches: under headings, over paragraphs, from a lead, to what a team says."""

import pytest

from tests.backed import backing, findings_of, rules

FR, EN = "fr", "en"


@pytest.mark.parametrize(
    ("text", "language", "claim", "source", "rule"),
    [
        # a heading that names the source, the maker of a source, a digest's entry
        ("# Lire\n\nJ'ai lu le baromètre de l'Ibis.\n\n## Ce que dit le baromètre\n\n- 40 % lisent\n- 12 % écrivent\n", FR, "12 %", "Ibis", "list under the source"),
        ("# Lire\n\nSelon Marémétrie, 40 % lisent.\n\n## Ce que mesure Marémétrie\n\n- 12 % écrivent\n- 5 % chantent\n", FR, "5 %", "Marémétrie", "list under the source"),
        ("# Reading\n\nThe survey by the Luna Institute is out. The survey asked 800 sailors.\n\n## Key findings\n\n- 40% read\n- 12% write\n", EN, "12%", "Luna", "list under the source"),
        ("# Today\n\n## Tides Are Rising (Brume Ledger)\n\nThe sea is up 12%. “Nobody told us that the boats would sink,” writes Ada Moon.\n\n## Ports Are Closing (Tide Weekly)\n\nSome 40 ports closed.\n", EN, "Nobody told", "Brume Ledger", "under its title"),
        # the lead, before the study is named
        ("Les marins dorment mal\n\nUn marin sur quatre dort mal.\n\nL'étude de l'Ibis, menée auprès de 800 marins, accuse les quarts de nuit.", FR, "Un marin sur quatre", "Ibis", "the lead, before the study is named"),
        ("One in four sailors sleeps badly. Half snore. These are the findings of a survey by the Luna Institute.", EN, "One in four", "Luna", "named right behind"),
        # the study again, far down and after another source
        ("A survey by the Luna Institute found that 40% read.\n\nAccording to the Tide Bank, 3 boats sank.\n\nThe survey also found that 12% write.\n\nFive per cent of respondents sing.", EN, "Five per cent", "Luna", "results of the study before"),
        ("Un sondage de l'institut Luna donne 40 %.\n\nUne précédente enquête de l'Ibis donnait 30 %.\n\nLe sondage montre aussi que 12 % écrivent.", FR, "12 %", "Luna", "named in the sentence"),
        # what a team says
        ("A study by Brume University was published Monday. It followed 800 sailors.\n\n“Sleep is the first thing that a night watch takes from you,” the researchers write.", EN, "Sleep is the first", "Brume University", "results of the study before"),
        ("Her team of divers found twelve kinds of mould in old wrecks. Most were harmless, the team reported in a paper by Brume University.", EN, "twelve kinds", "Brume University", "said by its researchers"),
        # the source that closes a text
        ("Le point sur la lecture.\n\n- 40 % lisent\n- 12 % écrivent\n\nLes marins sont 800.\n\nSource : http://ibis.example/lecture\n", FR, "40 %", "ibis.example", "source at the end of the text"),
    ],
)  # fmt: skip
def test_a_source_reaches(text: str, language: str, claim: str, source: str, rule: str) -> None:
    found = findings_of(text, language, ".md" if text.startswith("#") else ".txt")
    assert any(source in words for words in backing(found, claim))
    assert rule in rules(found, claim)


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        # an event told behind a figure
        ("According to the Tide Bank, 3 boats in ten leak. Last week, a fire killed 11 sailors.", EN, "11 sailors"),
        # a diary before the study it comes to speak of
        ("J'ai prêté 214 livres, et c'est bien le mien qui manque.\n\nLe rapport de l'Ibis sur la lecture est paru.", FR, "214"),
        # what somebody means to do
        ("A study by Brume University found that 40% read. The study is new.\n\nThe council plans to buy 300 books.", EN, "300 books"),
        # under another heading
        ("# Lire\n\nSelon une étude de l'Ibis, 40 % lisent.\n\n## Au port\n\nIls sont 240 à quai.\n", FR, "240"),
    ],
)  # fmt: skip
def test_a_source_does_not_reach(text: str, language: str, claim: str) -> None:
    found = findings_of(text, language, ".md" if text.startswith("#") else ".txt")
    assert backing(found, claim) == []

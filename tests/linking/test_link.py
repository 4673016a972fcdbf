# ruff: noqa: E501 - one invented sentence a line reads best
"""Which claim rests on which source: every kind of evidence, on invented sentences."""

import pytest

from tests.backed import backing, findings_of, relays, rules, support

FR, EN = "fr", "en"


@pytest.mark.parametrize(
    ("text", "language", "claim", "source"),
    [
        # named in the sentence
        ("Selon une étude Lunascope de mai 2011, 79 % des marins lisent.", FR, "79 %", "Lunascope"),
        ("Les glaces perdront 40 % de leur volume, révèle une étude de l'Ibis.", FR, "40 %", "Ibis"),
        ("A study in the Brume Islands found that 71% of sailors read.", EN, "71%", "Brume Islands"),
        ("A 2016 survey by Orbis revealed that 30% of sailors read.", EN, "30%", "Orbis"),
        # an organisation
        ("Selon l'Ibis, 3 % des marins lisent.", FR, "3 %", "Ibis"),
        ("According to the Tide Bank, 40% of sailors read.", EN, "40%", "Tide Bank"),
        # brackets
        ("64 % des marins lisent (source : Lunascope, 2015).", FR, "64 %", "Lunascope"),
        ("45% of sailors read. (Orbis, 2016)", EN, "45%", "Orbis"),
        # a line behind
        ("Seuls 64 % des marins lisent.\nCf étude Orbis : http://orbis.example/etude.pdf\n", FR, "64 %", "Orbis"),
        ("C'est 12 % de plus. Source : http://ibis.example/chiffres", FR, "12 %", "ibis.example"),
        # looking back
        ("Six marins sur dix lisent. C'est ce que révèle une étude de l'Ibis.", FR, "Six marins", "Ibis"),
        ("Six marins sur dix lisent. C'est la principale leçon d'un sondage Orbis.", FR, "Six marins", "Orbis"),
        # whose report it is
        ("L'Ibis s'alarme. Dans une note, l'institut dit que 43 % des marins lisent.", FR, "43 %", "Ibis"),
        ("In its yearly report, Orbis found that 40% of sailors read.", EN, "40%", "Orbis"),
        # what somebody is quoted from
        ("« Le port sera sauvé de la brume », a promis sur Twitter la ministre, Ada Moon-Brun.", FR, "Le port", "Ada Moon-Brun"),
        ("As Ada Moon wrote in the Brume Ledger, “nobody ever got rich by painting a lighthouse white”.", EN, "nobody", "Brume Ledger"),
        ("La romancière Ada Moon notait déjà, dans Le Phare Oublié (1934), que « le silence est un port pour les autres ».", FR, "le silence", "Le Phare Oublié"),
        ("« Un port qui espionne ses marins n'est plus un port. »\n\n— Ada Moon, Le Phare oublié, 2018\n", FR, "Un port", "Le Phare oublié"),
        # the organisation named before, by what it is
        ("Ada Brun, du collectif Port sans brume, proteste. D'après le collectif, 9 % des marins lisent.", FR, "9 %", "Port sans brume"),
        ("According to the Brume Tide Directorate, 3% of oil leaked. The directorate, which sent ships, put the loss at $5 million.", EN, "$5 million", "Tide Directorate"),
        # a common noun tells that the name is an institution's
        ("48 000 foyers sont dans le noir, d'après le gestionnaire de réseau Orbis Énergie.", FR, "48 000", "Orbis Énergie"),
        ("La mer monte de 12 %, a indiqué l'Observatoire normand des phares (ONP).", FR, "12 %", "Observatoire normand des phares"),
        ("Le port coûte 4 millions d'euros, rappelle l'association Rescapés du chenal dans un communiqué.", FR, "4 millions", "Rescapés du chenal"),
        ("Environmental group Blue Tide disagreed, noting that Brume is home to 15% of the puffins.", EN, "15%", "Blue Tide"),
        # works that nobody signs
        ("Huit marins sur dix lisent, d’après une enquête interne menée en mai.", FR, "Huit marins", "enquête interne"),
        ("Summers run 8 degrees hotter, a 2020 paper in the Journal of Brume Tides showed.", EN, "8 degrees", "Journal of Brume Tides"),
        ("In a report, the charity Orbis said 40% of wells leak. The report, “Salt and Silt,” also found that 5% are dry.", EN, "5%", "Orbis"),
        ("A 2014 study found that 34% read. The study, led by Dr. Ada Moon, also found that 2% write.", EN, "34%", "Ada Moon"),
        ("La mer a monté de 14 % en un an, a indiqué jeudi la Chambre de commerce de Brume.", FR, "14 %", "Chambre de commerce de Brume"),
        ("Le groupe Orbis, qui possède le port, a perdu 4 phares. « Nous sauverons 100 marins de la brume », promet le groupe dans un communiqué diffusé mardi.", FR, "100 marins", "groupe Orbis"),
        ("Un rapport, commandé par la région au cabinet Orbis, compte 12 phares.", FR, "12 phares", "cabinet Orbis"),
        ("As the Brume Ledger reported, only 12 ships passed.", EN, "12 ships", "Brume Ledger"),
        # the work named before, by a pronoun
        ("Une étude commandée au cabinet Orbis chiffre le port à 48 millions d'euros. Elle prévoit 1 100 passages.", FR, "1 100", "Orbis"),
        ("The Tide Bureau sells fish. In a statement, it said that 40% of fish are lost.", EN, "40%", "Tide Bureau"),
        # carried on
        ("Selon une étude de l'Ibis, 80 % des marins lisent. 83,9 % écrivent.", FR, "83,9 %", "Ibis"),
        ("Selon l'Ibis, 80 % lisent. Parmi les sondés, 12 % écrivent.", FR, "12 %", "Ibis"),
    ],
)  # fmt: skip
def test_a_figure_rests_on_its_source(text: str, language: str, claim: str, source: str) -> None:
    found = findings_of(text, language)
    assert [source in s for s in backing(found, claim)] == [True]
    assert support(found, claim) == "sourced"


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        (
            "Selon l'Ibis, 80 % des marins lisent. Dans notre port, 240 marins lisent.",
            FR,
            "240 marins",
        ),
        ("Selon l'Ibis, 80 % des marins lisent.\n\n## Au port\n\nIls sont 240.", FR, "240"),
        ("Orbis says 40% of sailors read. I met 12 sailors myself.", EN, "12 sailors"),
        ("Le port compte 240 marins.", FR, "240 marins"),
    ],
)
def test_a_figure_without_source(text: str, language: str, claim: str) -> None:
    found = findings_of(text, language)
    assert backing(found, claim) == []


def test_announcing_a_study_is_no_finding() -> None:
    text = "En 2013, l'agence Orbis a publié une étude effectuée auprès de 800 marins. 80 % lisent."
    found = findings_of(text, FR)
    assert backing(found, "auprès de 800") == []
    assert "Orbis" in backing(found, "80 %")[0]


def test_each_item_of_a_list_under_a_source_is_a_claim() -> None:
    text = "Une étude de l'Ibis dévoile que :\n\n- 40 % des marins lisent ;\n- 9 marins sur 10 écrivent.\n"
    found = findings_of(text, FR)
    for item in ("40 %", "9 marins"):
        assert "Ibis" in backing(found, item)[0]
        assert rules(found, item) == ["list under the source"]


def test_a_new_source_ends_the_old_one() -> None:
    text = "Selon l'Ibis, 80 % lisent. Selon une enquête Orbis, 12 % écrivent. Seuls 3 % chantent."
    found = findings_of(text, FR)
    assert "Orbis" in backing(found, "3 %")[0]


def test_bare_brackets_in_a_list_of_brackets() -> None:
    text = "Recent data:\n\n- 45% of sailors read. (Orbis, 2016)\n- 82% of sailors sing at sea (Luna)\n"
    found = findings_of(text, EN)
    assert "Luna" in backing(found, "82%")[0]


def test_a_note_and_ibid() -> None:
    text = (
        "La mer monte de 3 % par an (1). Les phares reculent de 2 % (2).\n\nSources\n\n"
        "(1) – Ana Brun – « Les marées hautes » – Le Courrier – 26 mai 2013\n(2) – Ibid.\n"
    )
    found = findings_of(text, FR)
    assert "Les marées hautes" in backing(found, "3 %")[0]
    assert backing(found, "3 %") == backing(found, "2 %")


def test_study_in_the_sentence_article_in_the_note() -> None:
    text = (
        "Selon une étude Orbis de mai 2013 (1), 79 % des marins lisent.\n\nSources\n\n"
        "(1) – Ana Brun – « Les marins lisent » – Le Courrier – 26 mai 2013\n"
    )
    found = findings_of(text, FR)
    assert [("Orbis" in s) for s in backing(found, "79 %")] == [True]
    assert "Les marins lisent" in relays(found, "79 %")[0]


@pytest.mark.parametrize(
    ("text", "language", "claim", "source", "relay"),
    [
        ("64 % des marins lisent (source : Orbis Lab dans une étude relayée sur La Vigie).", FR, "64 %", "Orbis", "La Vigie"),
        ("Les marins lisent 22 % de plus (source : étude du cabinet Orbis, citée par Les Échos).", FR, "22 %", "Orbis", "Échos"),
        ("Lunascope, citing data from the state auditor, says storms cause 40% of wrecks.", EN, "40%", "state auditor", "Lunascope"),
        ("Dans une tribune parue dans Le Courrier des phares, Ada Brun note que 22 % des marins lisent. Un chiffre tiré du Suivi normand des ports.", FR, "22 %", "Suivi", "Courrier des phares"),
        ("A review by the Orbis Institute found that 6% read. The authors warned that “fatigue sets in after eight nights (see Brun and Roy, 2013).”", EN, "eight nights", "Brun and Roy", "Orbis Institute"),
        ("Selon un rapport dont Le Journal des phares a eu copie, 40 % des marins lisent.", FR, "40 %", "un rapport", "Journal des phares"),
        ("Une étude que s'est procurée La Tribune montre que deux marins sur trois lisent.", FR, "deux marins", "Une étude", "Tribune"),
        ("A leaked audit seen by the Brume Tribune put losses at $3 million.", EN, "$3 million", "audit", "Brume Tribune"),
        ("The findings, first reported by the Brume Herald, come from a study by Orbis Consulting. It found that 40% of sailors read.", EN, "40%", "Orbis Consulting", "Brume Herald"),
        ("Un rapport de la Cour des marées, révélé en mai par le site Brume Info, compte 3 phares. Les juges y pointaient « un abandon des feux depuis dix ans ».", FR, "un abandon", "Cour des marées", "Brume Info"),
        ("Un rapport de la Cour des marées, révélé en mai par le site Brume Info, compte 40 % de phares.", FR, "40 %", "Cour des marées", "Brume Info"),
        ("D’après une enquête de l'Ibis citée hier par Le Courrier, 55 % des marins lisent.", FR, "55 %", "Ibis", "Courrier"),
        ("Just 38% of sailors read, an Orbis poll seen by the Guardian found.", EN, "38%", "Orbis", "Guardian"),
    ],
)  # fmt: skip
def test_second_hand(text: str, language: str, claim: str, source: str, relay: str) -> None:
    found = findings_of(text, language)
    assert source in backing(found, claim)[0]
    assert relay in relays(found, claim)[0]
    assert len(backing(found, claim)) == 1  # the relay is no citation of its own


def test_a_post_that_passes_a_release_on() -> None:
    text = (
        "Je découvre le billet de Jean-Michel Lune sur la mer.\n\nDans ce billet il fait état d'un "
        "communiqué de presse de la société Orbis qui dévoile que :\n\n1. 40 % des marins lisent ;\n"
        "2. 9 marins sur 10 écrivent.\n"
    )
    found = findings_of(text, FR)
    assert "Orbis" in backing(found, "40 %")[0]
    assert "Jean-Michel Lune" in relays(found, "40 %")[0]


def test_a_quotation_cites_through_the_article_quoted() -> None:
    text = (
        "A 2015 article from Brume University stated “several studies have shown that tides can "
        "enhance learning (e.g., Brun et al., 2014).”"
    )
    found = findings_of(text, EN)
    first = [s for s in backing(found, "tides can") if "Brun" in s]
    assert first
    assert "Brume University" in relays(found, "tides can")[0]


def test_hyperlinks_in_markdown() -> None:
    text = (
        "# Marées\n\nLes marins [lisent de plus en plus](https://vigie.example/lecture-en-mer) et "
        "12 % écrivent. Suivez-nous sur [notre page](https://twitter.com/marins).\n"
    )
    found = findings_of(text, FR, ".md")
    assert "vigie.example" in backing(found, "12 %")[0]
    assert not any("twitter" in (s.url or "") for s in found.mentions.sources)


def test_every_span_is_a_span_of_the_text() -> None:
    text = "# Mer\n\nSelon **une étude de l'Ibis**, [79 %](https://ibis.example/a) des marins lisent.\n"
    found = findings_of(text, FR, ".md")
    stored = found.article.text
    assert found.claims
    for claim in found.claims:
        assert "79 %" in stored[claim.start : claim.end]
    for source in found.mentions.sources:
        assert 0 <= source.start < source.end <= len(stored)
    assert [s.end for s in found.sections][-1] <= len(stored)


def test_what_nobody_backs_and_nobody_says_is_none() -> None:
    found = findings_of("Le port compte 240 marins.", FR)
    assert support(found, "240") == "none"


def test_sources_that_back_nothing_are_left_out() -> None:
    found = findings_of("Paul a lu un livre blanc de la société Orbis hier.", FR)
    assert found.mentions.sources == ()


def test_the_author_of_a_study_speaks_for_it_through_the_medium() -> None:
    text = (
        "Tides rose 12 percent, according to a study by researchers at Brume University. "
        "“It is the moon, not the wind,” lead author Ada Moon told Reuters."
    )
    found = findings_of(text, EN)
    assert "Brume University" in backing(found, "It is the moon")[0]
    assert "Reuters" in relays(found, "It is the moon")[0]


def test_an_outsider_does_not_speak_for_the_study() -> None:
    text = (
        "A study published in The Lancet found that 40% of sailors read. “Reading is not "
        "sailing,” said Ian Moon, a professor who was not involved in the study."
    )
    found = findings_of(text, EN)
    assert backing(found, "Reading is not") == []


def test_an_author_named_again_rests_on_the_work() -> None:
    text = (
        "They read Alexis de Moonville’s 1835 work, “Tides in America.” De Moonville argued that "
        "tides strengthen sailors."
    )
    found = findings_of(text, EN)
    assert "Tides in America" in backing(found, "strengthen sailors")[0]


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("Selon l'Ibis, 80 % lisent. Le port, dit-elle, compte 240 marins.", FR, "240"),
        ("Selon l'Ibis, 80 % lisent. Un marin a reconnu que « le port a perdu 20 % de ses bateaux ».", FR, "20 %"),
        ("A study by Orbis found that 40% read. One in three boats stayed home, she said.", EN, "One in three"),
    ],
)  # fmt: skip
def test_another_voice_is_not_the_study(text: str, language: str, claim: str) -> None:
    assert backing(findings_of(text, language), claim) == []


def test_a_release_and_the_survey_it_presents_are_one() -> None:
    text = (
        "J'ai lu un communiqué de presse de la société Orbis. L'entreprise y présente les résultats "
        "d'un sondage mené auprès de 512 marins. On y apprend que :\n\n- 57 % lisent ;\n- 9 % écrivent.\n"
    )
    found = findings_of(text, FR)
    assert "Orbis" in backing(found, "57 %")[0]


def test_a_new_voice_ends_the_source() -> None:
    text = (
        "Selon l'Ibis, 80 % lisent. « Il faut lire davantage », plaide Marc Brun. Il a 12 livres."
    )
    found = findings_of(text, FR)
    assert backing(found, "12 livres") == []


def test_confidence_is_a_probability() -> None:
    found = findings_of("Selon une étude de l'Ibis, 80 % lisent. 83,9 % écrivent.", FR)
    assert all(0 < c.confidence <= 1 for c in found.citations)
    direct, carried = (c.confidence for c in found.citations)
    assert direct > carried

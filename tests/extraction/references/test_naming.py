"""Where the name of an organisation ends: names that run on in lower case, and what stops them."""

import pytest

from kb.extraction.references.naming import name_at


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("l'Observatoire normand des phares (ONP)", "fr", "Observatoire normand des phares"),
        ("la fondation Marées hautes, et", "fr", "fondation Marées hautes"),
        ("la fondation Marée vive. Près", "fr", "fondation Marée vive"),
        ("l'association Rescapés du chenal dans un", "fr", "association Rescapés du chenal"),
        ("le collectif Port sans brume, qui", "fr", "collectif Port sans brume"),
        ("Le Courrier des phares, situait", "fr", "Le Courrier des phares"),
        ("le Syndicat ostréicole de l'Aune.", "fr", "Syndicat ostréicole de l'Aune"),
        ("la chambre territoriale des comptes, citée", "fr", "chambre territoriale des comptes"),
        ("le gestionnaire de réseau Lune Énergie.", "fr", "gestionnaire de réseau Lune Énergie"),
        ("The Brume Sailors’ Federation says", "en", "The Brume Sailors’ Federation"),
        ("Dr. Ada Moon found", "en", "Dr. Ada Moon"),
        # where a name stops
        ("l'institut Marées dans un rapport", "fr", "institut Marées"),
        ("l'institut Lune mais pas", "fr", "institut Lune"),
        ("l'institut Lune pour la commune", "fr", "institut Lune"),
        ("la société Lune de vouloir", "fr", "société Lune"),
        ("l'agence régionale du son estime", "fr", "agence régionale du son"),
        ("l'institut Lune de mai", "fr", "institut Lune"),
    ],
)  # fmt: skip
def test_a_name_runs_on_to_its_end(text: str, language: str, name: str) -> None:
    found = name_at(text, 0, language)
    assert found is not None
    assert found.text == name


def test_a_verb_behind_an_institution_is_not_of_its_name() -> None:
    assert name_at("l'institut publie des chiffres", 0, "fr") is None

"""Which claims say one thing, which figures contradict each other, and where claims come from."""

from __future__ import annotations

from typing import Any

import pytest

from kb.linking.identity_claims import ClaimSeen, compare
from kb.linking.identity_figures import Figure, agree, comparable
from kb.linking.identity_lineage import Cited, Origin, Tie, groups, origins
from kb.linking.identity_texts import prints, sequences, shared
from kb.linking.identity_words import content, word_pairs


def figure(text: str, value: float, qualifier: str = "", **more: Any) -> Figure:
    unit = "%" if more.get("kind", "share") == "share" else ""
    known = {"id": text, "kind": "share", "unit": unit, **more}
    return Figure(text=text, value=value, qualifier=qualifier, **known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("64 %", 64), figure("près des deux tiers", 66.67, "nearly")),
        (figure("64 %", 64), figure("plus de 60 %", 60, "more than")),
        (figure("64,2 %", 64.2), figure("64 %", 64)),
        (figure("33%", 33), figure("a third", 33.33)),
        (figure("64 %", 64), figure("6 sur 10", 60)),
        (figure("47 %", 47), figure("près de la moitié", 50, "nearly")),
        (figure("2,95 M", 2.95e6, kind="count"), figure("3 millions", 3e6, kind="count")),
        (figure("12 400", 12400, kind="count"), figure("12 000", 12000, "more than", kind="count")),
        (figure("60 à 70 %", 60, value_high=70), figure("66 %", 66)),
    ],
)
def test_rounded_figures_agree(one: Figure, other: Figure) -> None:
    assert comparable(one, other) and agree(one, other) and agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("64 %", 64), figure("46 %", 46)),
        (figure("64 %", 64), figure("65 %", 65)),
        (figure("un tiers", 33.33), figure("64 %", 64)),
        (figure("plus de 60 %", 60, "more than"), figure("95 %", 95)),
        (figure("12 400", 12400, kind="count"), figure("14 200", 14200, kind="count")),
        (figure("3 millions", 3e6, kind="count"), figure("4 millions", 4e6, kind="count")),
    ],
)
def test_other_figures_do_not(one: Figure, other: Figure) -> None:
    assert not agree(one, other)


def test_figures_of_other_units_or_times_are_not_compared() -> None:
    assert not comparable(figure("64 %", 64), figure("64 €", 64, kind="money", unit="EUR"))
    old, new = figure("64 %", 64, period="2012"), figure("46 %", 46, period="2013-06")
    assert not comparable(old, new)
    assert comparable(old, figure("46 %", 46, period="2010/2014"))


def test_words_of_a_claim_are_those_of_what_it_is_about() -> None:
    one = content("64 % des communes rurales publient leurs comptes, selon l'étude", "fr", ["64 %"])
    other = content("Les comptes de 64 % de la commune rurale", "fr", ["64 %"])
    assert other < one and len(one) == 4
    assert set(word_pairs(one)) & set(word_pairs(other))


def claim(
    name: str, text: str, *figures: Figure, source: str | None = "study", **more: Any
) -> ClaimSeen:
    language = more.pop("language", "fr")
    found = tuple(
        Figure(f"{name} {f.text}", *(getattr(f, a) for a in _ATTRIBUTES), f.subject)
        for f in figures
    )
    return ClaimSeen(
        id=name,
        article_id=more.pop("article", f"article {name}"),
        language=language,
        words=content(text, language, [f.text for f in figures]),
        figures=found,
        sources=frozenset({source} if source else ()),
        **more,
    )


_ATTRIBUTES = ("text", "kind", "value", "value_high", "unit", "qualifier", "period")
FACT = "64 % des communes rurales publient leurs comptes en ligne"


def test_a_claim_reworded_with_its_figure_and_source_is_the_same() -> None:
    one = claim("a", FACT, figure("64 %", 64))
    other = claim("b", "64 % des communes mettent leurs comptes en ligne", figure("64 %", 64))
    (match,), conflicts = compare([(one, other)])
    assert (match.one_id, match.other_id, match.source_id) == ("a", "b", "study")
    assert conflicts == []
    vague = claim("c", FACT.replace("64 %", "deux tiers"), figure("deux tiers", 66.67, "nearly"))
    (close,), _ = compare([(one, vague)])
    assert close.confidence < match.confidence


def test_the_same_source_and_subject_with_another_figure_is_a_contradiction() -> None:
    one = claim("a", FACT, figure("64 %", 64))
    other = claim("b", FACT.replace("64", "46"), figure("46 %", 46))
    matches, (conflict,) = compare([(one, other)])
    assert matches == [] and conflict.source_id == "study" and conflict.confidence > 0.7
    elsewhere = claim("b", FACT.replace("64", "46"), figure("46 %", 46), source="another")
    assert compare([(one, elsewhere)]) == ([], [])


def test_men_and_women_of_one_study_do_not_contradict_each_other() -> None:
    men = figure("64 %", 64, subject=content("des hommes", "fr"))
    women = figure("46 %", 46, subject=content("des femmes", "fr"))
    one = claim("a", "64 % des hommes lisent le soir au lit", men)
    other = claim("b", "46 % des femmes lisent le soir au lit", women)
    assert compare([(one, other)]) == ([], [])


def test_what_has_a_counterpart_that_agrees_contradicts_nothing() -> None:
    text = "64 % des communes publient leurs comptes et 46 % leurs délibérations"
    both = claim("a", text, figure("64 %", 64), figure("46 %", 46))
    other = claim("b", text, figure("64 %", 64), figure("46 %", 46))
    matches, conflicts = compare([(both, other)])
    assert len(matches) == 1 and conflicts == []


def test_one_figure_credited_to_two_makers_is_a_contradiction_and_a_relay_is_none() -> None:
    one = claim("a", FACT, figure("64 %", 64), makers=frozenset({"Institut Orbis"}))
    other = claim(
        "b", FACT, figure("64 %", 64), source="another", makers=frozenset({"Fondation Bora"})
    )
    _, (conflict,) = compare([(one, other)])
    assert conflict.source_id is None
    passed_on = claim("b", FACT, figure("64 %", 64), source="a newspaper")
    assert compare([(one, passed_on)])[1] == []


def test_nearly_the_same_words_do_without_a_source() -> None:
    one = claim("a", FACT, figure("64 %", 64))
    other = claim("b", f"Et {FACT} !", figure("64 %", 64), source=None)
    assert len(compare([(one, other)])[0]) == 1
    unlike = claim("c", "64 % des communes dorment en ligne", figure("64 %", 64), source=None)
    assert compare([(one, unlike)])[0] == []


def test_two_languages_need_the_exact_figure_of_one_source() -> None:
    one = claim("a", FACT, figure("64 %", 64))
    same = claim("b", "64% of rural towns publish them", figure("64%", 64), language="en")
    assert len(compare([(one, same)])[0]) == 1
    other = claim("b", "46% of rural towns publish them", figure("46%", 46), language="en")
    assert compare([(one, other)]) == ([], [])


def test_what_an_article_says_is_compared_with_what_is_cited_of_it() -> None:
    own = claim("a", FACT, figure("64 %", 64), article="the article")
    cited = claim(
        "b", FACT.replace("64", "46"), figure("46 %", 46), source="s", articles={"the article": "s"}
    )
    _, (conflict,) = compare([(own, cited)])
    assert conflict.source_id == "s"


def test_groups_keep_apart_what_contradicts_and_give_what_is_vague_to_the_surer() -> None:
    ties = [Tie("a", "v", 0.65), Tie("b", "v", 0.8)]
    assert groups(["v", "a", "b"], ties, {("a", "b")}) == [["v", "b"], ["a"]] or groups(
        ["v", "a", "b"], ties, {("a", "b")}
    ) == [["a"], ["v", "b"]]
    assert groups(["v", "a", "b"], ties, set()) == [["v", "a", "b"]]


def test_a_chain_is_walked_to_its_end() -> None:
    # post ← release ← study, as one article tells.
    cited = {"a": [Cited("study", "post")]}
    found = origins(cited, {"a": {("post", "release"), ("release", "study"), ("post", "study")}})
    assert found["a"] == [Origin("study", 3, False)]


def test_who_cites_the_relay_alone_gains_the_chain_of_the_others() -> None:
    cited = {"a": [Cited("study", "paper")], "b": [Cited("paper")], "c": [Cited("study")]}
    found = origins(cited, {})
    assert found["a"] == [Origin("study", 2, False)]
    assert found["b"] == [Origin("study", 2, True)]
    assert found["c"] == [Origin("study", 1, False)]


def test_sources_that_relay_each_other_in_a_circle_end() -> None:
    found = origins({"a": [Cited("x", "y")], "b": [Cited("y", "x")]}, {})
    assert all(len(those) <= 2 for those in found.values())


def test_a_text_that_holds_another_shares_all_of_it() -> None:
    short = " ".join(f"La vallée numéro {n} a ses raisons." for n in range(20))
    long = f"{short} " + " ".join(f"Un autre jour, le {n}, il a plu." for n in range(40))
    assert shared(sequences(short), sequences(long)) == 1.0
    assert shared(sequences(short), sequences("Tout autre chose. " * 30)) == 0.0
    edited = short.replace("numéro 7 a ses", "numéro 7 garde ses")
    assert set(prints(short)) & set(prints(edited))
    assert prints("Trois mots seulement") == []

"""What is one with what does not depend on the order or the way in which articles came in."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from identity import scoring, world, writing

from kb import build, open_kb
from kb.linking.identity_figures import Figure, agree, comparable, span
from kb.linking.identity_makers import maker, same_maker
from kb.linking.identity_people import taken_apart
from kb.linking.identity_spelling import misspelt, slip_keys
from kb.linking.identity_texts import prints, sequences, shared
from kb.linking.identity_titles import same_title, title_keys
from kb.linking.identity_words import content, word_pairs
from kb.records import Findings
from kb.store.clusters import settle
from kb.store.writer import remove_article
from tests.dump import check, dump
from tests.made import Made, Said, made
from tests.settled import empty, write

# Few values, so that claims often agree, contradict each other or could go with either.
_FIGURES = st.sampled_from(
    [
        ("64 %", {"value": 64.0}),
        ("46 %", {"value": 46.0}),
        ("plus de 60 %", {"value": 60.0, "qualifier": "more than"}),
        ("deux tiers", {"value": 66.67}),
        ("68 %", {"value": 68.0}),
    ]
)
_DOINGS = st.sampled_from(
    ["publient leurs comptes en ligne", "mettent leurs comptes en ligne", "archivent tout papier"]
)
_SUBJECTS = st.sampled_from(["des communes", "des villages"])
_SOURCES = st.sampled_from(
    [
        {"kind": "study", "publisher": "Institut Orbis", "published": "2013"},
        {"kind": "study", "publisher": "Orbis", "published": "2014"},
        {"kind": "article", "publisher": "Le Soir de Brume"},
        {"kind": "article", "url": "https://soir.example/2013/les-comptes"},
    ]
)
_ADDRESS = st.sampled_from([None, "https://www.soir.example/2013/les-comptes"])
_LONG = " ".join(f"La vallée numéro {n} a ses raisons et son histoire." for n in range(7))


@st.composite
def sets_of_articles(draw: st.DrawFn) -> list[Findings]:
    """Two to five articles that tell of few studies, some relayed, some word for word."""
    articles = []
    for number in range(draw(st.integers(2, 5))):
        sources = [Said(f"la source {n}", **draw(_SOURCES)) for n in range(2)]
        claims, said = [], []
        for n in range(draw(st.integers(1, 2))):
            words, values = draw(_FIGURES)
            subject = draw(_SUBJECTS)
            sentence = f"Selon la source {n}, ou presque, {words} {subject} {draw(_DOINGS)}."
            cited = draw(st.sampled_from([None, "la source 0", "la source 1"]))
            via = "la source 1" if cited == "la source 0" and draw(st.booleans()) else None
            values = {**values, "subject": subject}
            claims.append(Made(sentence, [words], rests_on=cited, via=via, values=values))
            said.append(sentence)
        if len(set(said)) < len(said):
            claims, said = claims[:1], said[:1]
        text = " ".join([*said, "Et la source 0, la source 1.", _LONG * draw(st.integers(0, 1))])
        articles.append(
            made(
                f"{number}.txt",
                text,
                claims=claims,
                sources=sources,
                published=draw(st.sampled_from([None, "2013", "2015"])),
                url=draw(_ADDRESS),
            )
        )
    return articles


@settings(deadline=None, max_examples=50)
@given(sets_of_articles(), st.data())
def test_groups_conflicts_origins_and_copies_are_those_of_the_articles(
    articles: list[Findings], data: st.DataObject
) -> None:
    whole = empty()
    write(whole, articles)
    check(whole)
    shuffled = data.draw(st.permutations(articles))
    one_by_one = empty()
    write(one_by_one, shuffled, settle_each=True)
    assert dump(one_by_one) == dump(whole)

    write(one_by_one, shuffled[:1])  # again, over what is there
    assert dump(one_by_one) == dump(whole)

    gone = shuffled[0].article.path.replace(".", "-")
    remove_article(one_by_one, gone)
    settle(one_by_one)
    check(one_by_one)
    without = empty()
    write(without, [a for a in articles if a is not shuffled[0]])
    assert dump(one_by_one) == dump(without)


def test_one_worker_or_two_in_one_go_or_article_by_article(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    writing.write(world.invent(3, studies=4), folder, articles=8)
    build([folder], tmp_path / "whole.db", model=False)
    files = sorted(folder.glob("*/*"), reverse=True)
    for file in files[:6]:
        build([file], tmp_path / "parts.db", root=folder, model=False)
    build(files[4:], tmp_path / "parts.db", workers=2, model=False)
    whole, parts = (open_kb(tmp_path / name) for name in ("whole.db", "parts.db"))
    assert dump(whole) == dump(parts)
    assert whole.execute("select count(*) from merges").fetchone()[0] > 0
    whole.close()
    parts.close()
    found = scoring.score(tmp_path / "whole.db", folder / "truth.jsonl")
    assert found["person"].right and not found["person"].wrong


# -- no words break the rules ---------------------------------------------------------------

_WORDS = st.text(max_size=60)


@given(_WORDS, _WORDS)
def test_comparisons_are_the_same_either_way_round(one: str, other: str) -> None:
    assert same_maker(maker(one), maker(other)) == same_maker(maker(other), maker(one))
    assert same_title(one, other) == same_title(other, one)
    assert misspelt(one, other) == misspelt(other, one)
    assert shared(sequences(one), sequences(other)) == shared(sequences(other), sequences(one))


@given(_WORDS)
def test_any_words_can_be_taken_apart(text: str) -> None:
    assert same_maker(maker(text), maker(text))
    assert list(title_keys(text))
    taken_apart(text)
    list(slip_keys(tuple(text.split())))
    word_pairs(content(text, "fr"))
    prints(text)


_ANY_FIGURE = st.builds(
    Figure,
    id=st.just("s"),
    text=st.text("0123456789 .,%sur", max_size=12),
    kind=st.sampled_from(["share", "count", "money"]),
    value=st.floats(-1e12, 1e12),
    value_high=st.none() | st.floats(-1e12, 1e12),
    unit=st.sampled_from(["%", "", "EUR"]),
    qualifier=st.sampled_from(["", "about", "nearly", "more than", "less than", "at least"]),
    period=st.none() | st.sampled_from(["2013", "2012/2014", "2015-06"]),
)


@given(_ANY_FIGURE, _ANY_FIGURE)
def test_figures_agree_with_themselves_and_either_way_round(one: Figure, other: Figure) -> None:
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)
    assert comparable(one, other) == comparable(other, one)
    low, high = span(one)
    assert low <= high

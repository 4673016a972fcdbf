"""What holds for every set of articles: their order, and how they came in, make no difference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.records import Findings
from kb.store.clusters import settle
from kb.store.ids import Ids
from kb.store.writer import remove_article
from tests.dump import check, dump
from tests.made import Made, Said, made
from tests.settled import empty, write

# Few values, so that mentions often agree, contradict each other or could be either.
_MAYBE_YEAR = st.sampled_from([None, "2012", "2013", "2013-06"])
_MAYBE_MAKER = st.sampled_from([None, "Orbis", "l'Orbis", "Bora"])
_MAYBE_TITLE = st.sampled_from([None, "La lecture dans les vallées", "Le vélo en ville en 2013"])
_ADDRESS = st.sampled_from(
    [None, "https://orbis.example", "http://www.orbis.example/e.pdf?utm_id=1"]
)
_KIND = st.sampled_from(["other", "survey", "study"])
_PERSON = st.sampled_from(["Zoé Brème", "Z. Brème", "Zara Brème", "Brème", "ZOE BREME"])
_EMPLOYER = st.sampled_from([None, "Orbis", "Bora"])
_CLAIM = st.sampled_from(["vont à la bibliothèque de leur ville", "roulent"])


@st.composite
def sets_of_articles(draw: st.DrawFn) -> list[Findings]:
    """One to four articles with up to three works and a person each."""
    articles = []
    for number in range(draw(st.integers(1, 4))):
        cited = [f"source {number} {n}" for n in range(draw(st.integers(0, 3)))]
        said = []
        for words in cited:
            fields = {
                "kind": draw(_KIND),
                "title": draw(_MAYBE_TITLE),
                "publisher": draw(_MAYBE_MAKER),
                "published": draw(_MAYBE_YEAR),
                "url": draw(_ADDRESS),
            }
            said.append(Said(words, work=draw(st.integers(0, 1)), **fields))
        person = draw(_PERSON)
        sentence = f"Ils sont 64 % qui {draw(_CLAIM)}, dit {person} avec Orbis et Bora."
        claim = Made(sentence, ["64 %"], "Ils sont", person, rests_on=cited[0] if cited else None)
        articles.append(
            made(
                f"{number}.txt",
                f"{sentence}\n\n" + "\n".join(cited),
                claims=[claim],
                sources=said,
                people=[(person, {"organisation": draw(_EMPLOYER)})],
                organisations=["Orbis", "Bora"],
                published=draw(_MAYBE_YEAR),
            )
        )
    return articles


@settings(deadline=None, max_examples=60)
@given(sets_of_articles(), st.data())
def test_any_order_in_one_go_or_one_by_one_gives_the_same(
    articles: list[Findings], data: st.DataObject
) -> None:
    whole = empty()
    write(whole, articles)
    check(whole)

    shuffled = data.draw(st.permutations(articles))
    one_by_one = empty()
    write(one_by_one, shuffled, settle_each=True)
    assert dump(one_by_one) == dump(whole)

    # Written again, in part, over what is there.
    write(one_by_one, shuffled[:2], settle_each=data.draw(st.booleans()))
    check(one_by_one)
    assert dump(one_by_one) == dump(whole)


@settings(deadline=None, max_examples=60)
@given(sets_of_articles(), st.data())
def test_an_article_that_came_and_went_leaves_no_trace(
    articles: list[Findings], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(articles) - 1))
    db = empty()
    write(db, data.draw(st.permutations(articles)), settle_each=data.draw(st.booleans()))
    remove_article(db, f"{gone}-txt")
    settle(db)
    check(db)
    without = empty()
    write(without, articles[:gone] + articles[gone + 1 :])
    assert dump(db) == dump(without)


@given(st.text(), st.text(), st.text())
def test_any_words_have_an_id(article: str, words: str, more: str) -> None:
    ids = Ids(article, "claims")
    found = [ids.next(words), ids.next(words), ids.next(more)]
    assert len(set(found)) == 3
    assert all(len(one) == 16 for one in found)

"""What a person decided on mentions goes before all evidence, for and against."""

from __future__ import annotations

import itertools
from typing import Any

from kb.linking.identity_decisions import Decided, Decision
from kb.linking.identity_people import PersonSeen, person_clusters
from kb.linking.identity_sources import SourceSeen, source_clusters

TITLE = "La lecture publique dans les vallées"


def one(mention: str, other: str) -> Decision:
    return Decision(mention, other, True)


def two(mention: str, other: str) -> Decision:
    return Decision(mention, other, False)


def sources(decisions: list[Decision], *fields: dict[str, Any]) -> list[set[str]]:
    """The clusters of one mention in each of several articles; ids are a, b, c ..."""
    seen = [
        SourceSeen(**{"id": name, "article_id": f"article {name}", "work": 0, **more})
        for name, more in zip("abcdef", fields, strict=False)
    ]
    found = [set(c.members) for c in source_clusters(seen, Decided(decisions))]
    for order in itertools.islice(itertools.permutations(seen), 24):
        assert [set(c.members) for c in source_clusters(order, Decided(decisions))] == found
    return found


def test_two_that_nothing_ties_are_one_by_decision() -> None:
    fields = {"title": TITLE, "published": "2012"}, {"title": "Autre chose", "published": "2013"}
    assert sources([], *fields) == [{"a"}, {"b"}]
    assert sources([one("b", "a")], *fields) == [{"a", "b"}]


def test_two_that_an_identifier_ties_are_two_by_decision() -> None:
    doi = {"doi": "10.1/a"}
    assert sources([], doi, doi) == [{"a", "b"}]
    assert sources([two("a", "b")], doi, doi) == [{"a"}, {"b"}]


def test_what_was_one_with_both_stays_with_the_one_that_was_left() -> None:
    titled = {"title": TITLE}
    assert sources([two("a", "b")], titled, titled, titled) == [{"a"}, {"b", "c"}]
    assert sources([two("b", "a")], titled, titled, titled) == [{"a", "c"}, {"b"}]


def test_evidence_by_another_way_round_does_not_bring_back_what_a_person_parted() -> None:
    titled, doi = {"title": TITLE}, {"doi": "10.1/a"}
    found = sources([two("a", "b")], {**titled, **doi}, titled, {**titled, **doi})
    assert not any({"a", "b"} <= cluster for cluster in found)


def test_the_newest_decision_on_two_mentions_holds() -> None:
    assert sources([one("a", "b"), two("a", "b")], {}, {}) == [{"a"}, {"b"}]
    assert sources([two("a", "b"), one("b", "a")], {}, {}) == [{"a", "b"}]


def test_a_newer_decision_breaks_an_older_chain_at_its_oldest_end() -> None:
    decisions = [one("a", "b"), one("b", "c"), two("a", "c")]
    assert sources(decisions, {}, {}, {}) == [{"a"}, {"b", "c"}]


def test_a_decision_parts_what_an_article_takes_for_one() -> None:
    seen = [PersonSeen(name, "x", "Jean Martin") for name in "abc"]
    found = person_clusters(seen, Decided([two("b", "a")]))
    assert [set(cluster.members) for cluster in found] == [{"a", "c"}, {"b"}]
    # "b" is the one of another article, as a person said, and "a" is not.
    seen.append(PersonSeen("d", "y", "Jean Martin"))
    found = person_clusters(seen, Decided([one("b", "d"), two("d", "a")]))
    assert [set(cluster.members) for cluster in found] == [{"a", "c"}, {"b", "d"}]


def test_decisions_on_mentions_that_are_not_there_change_nothing() -> None:
    assert sources([one("a", "gone"), two("gone", "b"), one("a", "a")], {}, {}) == [{"a"}, {"b"}]


def test_a_merge_by_decision_says_so() -> None:
    seen = [SourceSeen("a", "x", 0), SourceSeen("b", "y", 0)]
    (found,) = source_clusters(seen, Decided([one("a", "b")]))
    assert [(m.one_id, m.other_id, m.rule) for m in found.merges] == [
        ("a", "b", "a person's decision")
    ]

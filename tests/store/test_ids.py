"""Ids come from content: the same words give the same id wherever they stand."""

from __future__ import annotations

from kb.store.ids import Ids, article_ids, link_id, slug


def test_an_article_is_called_by_its_path() -> None:
    assert slug("blog/Été 2013.html") == "blog-ete-2013-html"
    assert article_ids(["blog/a_1.txt", "a.md"], {}) == {
        "blog/a_1.txt": "blog-a_1-txt",
        "a.md": "a-md",
    }


def test_paths_with_one_slug_get_digits_of_their_own_in_any_order() -> None:
    one, other = "a b.txt", "a-b.txt"
    ids = article_ids([one, other], {})
    assert ids == article_ids([other, one], {})
    assert ids[one] == "a-b-txt"
    assert ids[other].startswith("a-b-txt-") and len(ids[other]) == len("a-b-txt-") + 8


def test_an_article_that_is_in_keeps_its_id() -> None:
    taken = {"a-b.txt": "a-b-txt"}
    ids = article_ids(["a b.txt", "a-b.txt"], taken)
    assert ids["a-b.txt"] == "a-b-txt"
    assert ids["a b.txt"] != "a-b-txt"


def test_a_path_without_letters_has_an_id() -> None:
    ids = article_ids(["北京.txt", "東京.txt", "…"], {})
    assert len(set(ids.values())) == 3
    assert all(ids.values())


def test_equal_words_are_numbered() -> None:
    ids, again = Ids("a", "claims"), Ids("a", "claims")
    three = [ids.next(words) for words in ("L’ÉTUDE  dit", "l'etude dit", "autre")]
    assert len(set(three)) == 3
    assert three[0] == again.next("l'étude dit")
    assert Ids("a", "notes").next("autre") != three[2]
    assert Ids("b", "claims").next("autre") != three[2]


def test_addresses_that_are_fetched_differently_are_two_links() -> None:
    assert link_id("http://example.org/") != link_id("https://example.org/")

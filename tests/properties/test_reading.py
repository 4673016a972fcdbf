"""What holds for every file, whatever is in it: an Article whose positions are exact, or a
ReadingError that says why."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.reading import ReadingError, read, without_comments
from kb.reading.dates import find_dates
from kb.reading.sentences import split
from kb.records import Article

SHARED = Path(__file__).parents[3] / "shared" / "articles"
SUFFIXES = [".txt", ".md", ".html"]
# Pieces that mean something to one of the readers, to be put together at random.
PIECES = [
    *(
        "---\n",
        "title: A\n",
        "+++\n",
        "# ",
        "## Sources\n",
        "> ",
        "- ",
        "1. ",
        "• ",
        "[1] ",
        "(2) ",
    ),
    *(
        "[mots](https://a.example/x_y)",
        "![i](b.png)",
        "[a][b]",
        "[b]: https://b.example\n",
        "[",
        "]",
    ),
    *("*", "**", "_", "~~", "`", "```\n", "<!--", "-->", "<p>", "</p>", "<b>", "</a>", "\\*"),
    *('<a href="https://c.example/?a=1&amp;b">', "<blockquote cite=x>", "</blockquote>", "<sup>1"),
    *("&rsquo;", "&#8211;", "&nbsp;", "&bogus;", "<script>", "</script>", "<li>", "<nav>", "<h2>"),
    *("\n", "\n\n", "\r\n", "\r", "\t", " ", "\u00a0", "\u202f", "\u00ad", "\u200b", "\ufeff"),
    *("M. Durand", "p. 12", "etc.", "3.5 %", "« Oui ! »", "dit-elle.", "…", "?!", "U.S.", "“So.”"),
    *("17 commentaires\n\n", "1. Jeanne -\n", "Jeanne dit :\n", "Laisser un commentaire\n"),
    *(
        "Un mot de plus, et la phrase est finie. ",
        "The end of it. ",
        "24 juin 2013",
        "https://d.example/",
    ),
    *('<div class="comment" id="comment-1">', '<cite class="fn">', "<td>", "<tr>", "<q>", "<br>"),
    *("<", ">", "&", '"', "'", "😉", "é", "\x00", "\x0b", "{{< x >}}", "[caption id=1]", "|---|\n"),
]
markup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def read_bytes(data: bytes, suffix: str) -> Article | None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"article{suffix}"
        file.write_bytes(data)
        try:
            return read(file, root=folder)
        except ReadingError as error:
            assert error.reason
            assert error.remedy
            assert str(file) in str(error)
            return None


def check(article: Article) -> None:
    text, plain = article.text, article.plain
    length = len(plain.text)
    if plain.starts is None or plain.ends is None:
        assert length == len(text)
    else:
        assert len(plain.starts) == len(plain.ends) == length
        before = 0
        for start, end in zip(plain.starts, plain.ends, strict=True):
            assert before <= start < end <= len(text)
            before = start
    at = 0
    for number, section in enumerate(article.sections):
        assert (section.position, section.start) == (number, at)
        assert section.start <= section.end
        at = section.end
    assert at == length
    end, paragraph = 0, 0
    for sentence in article.sentences:
        section = article.sections[sentence.section]
        assert section.kind != "navigation"
        assert section.start <= sentence.start < sentence.end <= section.end
        assert end <= sentence.start
        assert paragraph <= sentence.paragraph
        assert sentence.kind in ("sentence", "item", "heading", "quote")
        words = plain.text[sentence.start : sentence.end]
        assert words == words.strip()
        end, paragraph = sentence.end, sentence.paragraph
    for anchor in article.anchors:
        assert 0 <= anchor.start <= anchor.end <= length
        if anchor.written:
            assert 0 <= anchor.written[0] < anchor.written[1] <= len(text)
    for quote in article.blockquotes:
        assert 0 <= quote.start < quote.end <= length
    positions = [position for position, _, _ in article.file_map]
    assert positions == sorted(positions)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
@example(b"", ".txt")
@example(b"\xff\xfe\x00\xd8", ".md")
@example("Ça va « ".encode("latin-1"), ".txt")
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    if article := read_bytes(data, suffix):
        check(article)


@settings(max_examples=500, deadline=None)
@given(markup, st.sampled_from(SUFFIXES))
def test_positions_are_exact_in_any_markup(text: str, suffix: str) -> None:
    if article := read_bytes(text.encode(), suffix):
        check(article)
        check(without_comments(article))
        if suffix != ".html":
            assert article.text == text.removeprefix("\ufeff")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(SUFFIXES))
def test_positions_are_exact_in_any_text(text: str, suffix: str) -> None:
    if article := read_bytes(text.encode(), suffix):
        check(article)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abc éÀ.,!?«»“”'’0123456789 \n", min_size=1, max_size=200))
def test_text_without_markup_is_its_own_plain_text(text: str) -> None:
    if article := read_bytes(text.encode(), ".txt"):
        assert article.plain.text == article.text == text
        assert article.plain.starts is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_sentences_and_dates_of_any_text_stand_in_it(text: str, language: str) -> None:
    end = 0
    for start, stop in split(text, 0, len(text), language):
        assert end <= start < stop <= len(text)
        end = stop
    covered = "".join(text[a:b] for a, b in split(text, 0, len(text), language))
    assert "".join(covered.split()) == "".join(text.split())
    for start, stop, iso in find_dates(text, language):
        assert iso[:2].isdigit()
        assert text[start:stop].strip()


HOSTILE = ["<", "<a ", "<a href='", '<a x="', "<!--", "<![", "[", "![", "](", "[a](x", "*a ", "_a"]
HOSTILE += ["a*", "`", "``a", "&a", "&#1", "{{<", "{%", "\\", "> ", "# ", "- ", "((", "1. ", "(1) "]
HOSTILE += ["<p>", "<b>", "<li>", "<div>", "</p>", "<td>", "<q>", "<sup>", "\r", "\u00ad", "M. "]
HOSTILE += ["---\n", "a\n\n", "A\n", "https://a/", "www.", "2013/", "1 mai ", "Par A ", "[^"]
HOSTILE += [
    "[a]: b\n",
    "| a ",
    "|-",
    "a | ",
    "<script>",
    "<title>",
    "</",
    "<a b=c ",
    "« ",
    "» ",
    ".)",
]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("bait", HOSTILE)
def test_repeated_bait_is_read(bait: str, suffix: str) -> None:
    """Nothing here may take more than linear time; quadratic rules would never end."""
    if article := read_bytes((bait * (30_000 // len(bait))).encode(), suffix):
        check(article)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/articles is not there")
def test_real_articles_keep_the_promises() -> None:
    files = sorted(SHARED.rglob("*.txt"))
    assert files
    for file in files:
        article = read(file, root=SHARED)
        check(article)
        check(without_comments(article))
        assert article.text == file.read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert article.sentences

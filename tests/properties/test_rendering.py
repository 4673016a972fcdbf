"""Whatever an article holds and however its finds overlap, the page shows exactly its text."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kb.rendering import Block, Span, render_text
from kb.rendering.layout import blocks, paragraphs
from kb.rendering.spans import NESTING, pieces

BAIT = (
    "<script>alert(1)</script>",
    "</p></section></span>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&amp;&lt;&#13;",
    "{{ 7*7 }}{% raw %}",
    "]]><!--",
    "\r\n\r\n",
    "\n \n",
    "« \u202f»\u00a0",
)
texts = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
        st.sampled_from(BAIT),
    ),
    max_size=12,
).map("".join)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(-3, 60))
    return Span(
        start=start,
        end=start + draw(st.integers(-2, 40)),
        kind=draw(st.sampled_from(NESTING)),
        id=draw(texts),
        href=draw(st.none() | st.just("/kb/claims/1") | texts),
        tip=draw(texts),
        flavour=draw(st.sampled_from(["", "sourced"])),
        number=draw(st.none() | st.integers(1, 9)),
    )


sections = st.builds(
    lambda start, length, kind: Block(start, start + length, kind),
    st.integers(-3, 60),
    st.integers(-2, 40),
    st.sampled_from(["body", "comment", "navigation"]),
)


class Reader(HTMLParser):
    """Collects the text and the tags of a page, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment out of the text: {data}")


@given(texts, st.lists(spans(), max_size=8), st.lists(sections, max_size=4))
def test_the_page_shows_exactly_the_text(text, found, parts):
    reader = Reader()
    reader.feed(
        str(
            render_text(
                text, found, parts, headings=[(0, 5), (30, 34)], labels={"comment": text[:9]}
            )
        )
    )
    reader.close()
    assert reader.text == text
    assert reader.open == []
    assert reader.tags <= {"section", "p", "span", "a"}
    assert reader.attributes <= {
        *("class", "id", "href", "tabindex", "aria-label", "data-label"),
        *("data-find", "data-number", "data-tip"),
    }


@given(texts, st.lists(spans(), max_size=8))
def test_pieces_cover_each_span_wholly_and_nothing_else(text, found):
    cut = list(pieces(0, len(text), found))
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    for span in found:
        covered = {at for p in cut if span in p.covering for at in range(p.start, p.end)}
        assert covered == set(range(max(0, span.start), min(span.end, len(text))))


@given(texts, st.lists(sections, max_size=5))
def test_blocks_and_paragraphs_cover_the_text_once(text, parts):
    whole = blocks(len(text), parts)
    assert "".join(text[block.start : block.end] for block in whole) == text
    for block in whole:
        found = list(paragraphs(text, block.start, block.end))
        assert "".join(text[a:b] for a, b, _ in found) == text[block.start : block.end]
        assert all(text[a:b].strip() for a, b, is_paragraph in found if is_paragraph)
        assert not any(text[a:b].strip() for a, b, is_paragraph in found if not is_paragraph)

"""How finds nest, cross and link on the page."""

from kb.rendering import Block, Span, render_text, web_address
from kb.rendering.spans import pieces


def span(start, end, kind, **more):
    return Span(start, end, kind, more.pop("id", kind[0]), href=f"/{kind}", **more)


def test_a_find_is_marked_and_leads_to_its_row():
    html = render_text("12% of us", [span(0, 3, "statistic", tip="share: 12%")])
    assert html == (
        '<section class="block block-body"><p class="words">'
        '<span class="find find-statistic" data-find="statistic-s" id="at-statistic-s">'
        '<a class="hit" href="/statistic" data-tip="share: 12%">12%</a></span> of us</p></section>'
    )


def test_nested_finds_keep_their_order_and_words_lead_to_the_inner_one():
    html = str(render_text("12% of us", [span(0, 3, "statistic"), span(0, 9, "claim", number=4)]))
    assert html.index("find-claim") < html.index("find-statistic")
    assert '<a class="hit" href="/statistic" data-tip="">12%</a>' in html
    assert '<a class="hit" href="/claim" data-tip=""> of us</a>' in html
    assert 'data-number="4"' in html


def test_of_two_that_cross_one_is_cut_and_both_are_whole():
    cut = list(pieces(0, 9, [span(0, 6, "quotation"), span(3, 9, "source")]))
    assert [(p.start, p.end, [s.kind for s in p.covering]) for p in cut] == [
        (0, 3, ["quotation"]),
        (3, 6, ["quotation", "source"]),
        (6, 9, ["source"]),
    ]
    html = str(render_text("abcdefghi", [span(0, 6, "quotation"), span(3, 9, "source")]))
    assert html.count("<span") == html.count("</span>") == 3
    assert html.count('id="at-source-s"') == 1  # the place is named once
    assert html.count('tabindex="-1"') == 1  # and is one stop of the tab key


def test_a_find_across_paragraphs_is_marked_in_each():
    html = str(render_text("one\n\ntwo", [span(0, 8, "quotation")]))
    assert html.count("find-quotation") == 2
    assert "</p>\n\n<p" in html


def test_comments_carry_who_wrote_them_beside_the_text():
    html = str(
        render_text(
            "Text\nNice!",
            sections=[Block(5, 10, "comment", author="<b>Zoé</b>", published="2014")],
            labels={"comment": "comment"},
        )
    )
    assert 'class="block block-comment"' in html
    assert 'data-label="comment · &lt;b&gt;Zoé&lt;/b&gt; · 2014"' in html


def test_headings_are_set_as_such_but_not_paragraphs_that_begin_with_one():
    text = "Title\n\n## Part\n\nPart, he said, of it all"
    html = str(render_text(text, headings=[(0, 5), (10, 14), (16, 20)]))
    assert html.count('<p class="heading">') == 2
    assert '<p class="words">Part, he said' in html


def test_lines_are_paragraphs_unless_they_are_wrapped_by_hand():
    wrapped = "Half of all gardeners\nsay so.\n\nThe others\ndo not.\n"
    assert str(render_text(wrapped)).count("<p ") == 2
    copied = ("Half of all gardeners say so. " * 5 + "\n") * 3 + "\nThe end.\n"
    assert str(render_text(copied)).count("<p ") == 4


def test_only_web_addresses_become_links():
    assert web_address("https://a.example/x?y=1") == "https://a.example/x?y=1"
    for other in ("javascript:alert(1)", "data:text/html,x", "//a.example", "http://[", "", None):
        assert web_address(other) is None


def test_a_bare_carriage_return_and_nul_do_not_shift_the_text():
    assert "a&#13;b\ufffd" in str(render_text("a\rb\0"))


def test_each_paragraph_is_cut_by_its_own_finds_only(monkeypatch):
    """All finds for every line would take the square of an article's length."""
    handed = []

    def counted(start, end, spans):
        handed.append(len(spans))
        return pieces(start, end, spans)

    monkeypatch.setattr("kb.rendering.markup.pieces", counted)
    found = [
        Span(i * 19 + a, i * 19 + b, kind, str(i), href="/x")
        for i in range(500)
        for a, b, kind in ((0, 18, "claim"), (0, 4, "statistic"), (5, 10, "quotation"))
    ]
    render_text("12 % of us garden.\n" * 500, found)
    assert handed == [3] * 500

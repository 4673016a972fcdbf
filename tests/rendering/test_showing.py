"""Words of articles as lists show them."""

import pytest

from kb.rendering.showing import Showing
from kb.rendering.wording import wording

show = Showing(wording("en"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**41% fewer** sick days.[^1]", "41% fewer sick days."),
        ("the *Moon Gazette* says [so](https://moon.example/a)", "the Moon Gazette says so"),
        ("see [the study][2]\nhere", "see the study here"),
        ("[^1]", "[^1]"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("a* and b*", "a* and b*"),
        ("* not done", "* not done"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("one\u202etwo &#8238;three", "onetwo three"),
    ],
)
def test_a_line_is_shown_without_markup(written, shown):
    assert show.text(written) == shown


@pytest.mark.parametrize("bait", ["*", "**", "[", "[^", "*a", "** a", "[](", "&#"])
def test_hostile_lines_are_shown_at_once(bait):
    assert show.text(bait * 50_000, 100)


def test_a_long_line_is_cut_at_a_word():
    assert show.text("one two three four", 10) == "one two…"

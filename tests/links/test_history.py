"""Three failures at least three days apart confirm; one success clears."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.links.history import State, moment, state
from kb.links.verdicts import VERDICTS

DAY = "2026-03-{:02}T12:00:00.000+00:00"


def checks(*seen: tuple[int, str]) -> list[tuple[str, str]]:
    return [(DAY.format(day), verdict) for day, verdict in seen]


@pytest.mark.parametrize(
    ("seen", "since", "confirmed"),
    [
        ([], None, False),
        ([(1, "ok")], None, False),
        ([(1, "gone")], 1, False),
        ([(1, "gone"), (4, "error"), (7, "unreachable")], 1, True),
        ([(1, "gone"), (2, "gone"), (3, "gone"), (4, "gone")], 1, False),
        ([(1, "gone"), (3, "gone"), (6, "gone"), (9, "gone")], 1, True),
        ([(1, "gone"), (4, "gone"), (7, "ok")], None, False),
        ([(1, "gone"), (4, "gone"), (7, "ok"), (10, "gone")], 10, False),
        ([(1, "gone"), (4, "blocked"), (5, "skipped"), (7, "gone"), (10, "gone")], 1, True),
        ([(1, "soft-404"), (4, "gone"), (7, "gone"), (8, "blocked")], 1, True),
        ([(1, "blocked")], None, False),
    ],
)
def test_what_a_link_is_follows_from_its_checks(
    seen: list[tuple[int, str]], since: int | None, confirmed: bool
) -> None:
    assert state(checks(*seen)) == State(DAY.format(since) if since else None, confirmed)


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from(VERDICTS)), max_size=12))
def test_the_order_of_the_rows_says_nothing(seen: list[tuple[int, str]]) -> None:
    rows = checks(*{day: (day, verdict) for day, verdict in seen}.values())
    assert state(rows) == state(reversed(rows))
    assert not (state(rows).confirmed and state(rows).failing_since is None)


@pytest.mark.parametrize(
    "written", ["2026-03-01 12:00:00", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00+01:00"]
)
def test_times_are_understood_however_they_are_written(written: str) -> None:
    assert moment(written) == moment(DAY.format(1))

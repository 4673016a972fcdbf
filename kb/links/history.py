"""What a link is follows from the history of its checks, as InternetArchiveBot has it.

Three failures at least three days apart confirm that a link is dead; one success clears it.
A wall (blocked) and a check that was not made (skipped) say nothing either way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kb.links.verdicts import FAILING, WORKING

STRIKES = 3
APART = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class State:
    """`failing_since` is when the first of an unbroken row of failures was seen."""

    failing_since: str | None = None
    confirmed: bool = False


def state(checks: Iterable[tuple[str, str]]) -> State:
    """The state after these checks, each given as (when, verdict), in any order."""
    failing_since: str | None = None
    strikes = 0
    last_strike = datetime.min.replace(tzinfo=UTC)
    for when, written, verdict in sorted((moment(w), w, v) for w, v in checks):
        if verdict in WORKING:
            failing_since, strikes = None, 0
        elif verdict in FAILING:
            if strikes == 0:
                failing_since, strikes, last_strike = written, 1, when
            elif when - last_strike >= APART:
                strikes, last_strike = strikes + 1, when
    return State(failing_since, strikes >= STRIKES)


def moment(written: str) -> datetime:
    """A time as the base holds it: ISO, in UTC where it does not say otherwise."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

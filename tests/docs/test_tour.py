"""README.md shows what its commands print."""

from __future__ import annotations

import tour


def test_the_tour_prints_what_the_page_shows() -> None:
    assert tour.printed() == tour.written(), "run scripts/write-docs to mend README.md"

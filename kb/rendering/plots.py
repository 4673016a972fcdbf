"""Small plots as numbers for the templates to draw: bars, and marks on a shared scale.

The plots are plain bars, drawn as SVG whose sizes are attributes: plotting libraries put style
into the page, which the content policy of our pages forbids, and know nothing of its colours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.rendering.values import shown_value
from kb.rendering.wording import Wording
from kb.store.counted import STEPS

Row = Mapping[str, Any]
_SOURCES = 14  # that are compared in one plot


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how many, and its height in percent of the highest one."""

    label: str
    n: int
    height: float
    low: float | None = None  # the values it holds: low <= value < high
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on the scale, at `x` of 1000."""

    x: float
    shown: str
    row: Row


@dataclass(frozen=True, slots=True)
class Compared:
    """What one source says."""

    source_id: str | None
    label: str
    published: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several sources say, on one scale from `low` to `high`."""

    low: str
    high: str
    sources: tuple[Compared, ...]


def bin_of(value: float, unit: str) -> int:
    """The bin of a value, as it is counted when it is written."""
    if unit == "%":
        return max(-1, min(10, int(value // 10)))
    return next((n for n, step in enumerate(STEPS) if value < step), len(STEPS))


def binned(values: Iterable[Row], unit: str) -> dict[str, int]:
    """How many of these figures fall into each bin."""
    found = (row["value"] for row in values if row["value"] is not None)
    return {str(part): n for part, n in Counter(bin_of(value, unit) for value in found).items()}


def by_year(values: Iterable[Row]) -> dict[str, int]:
    """How many of these figures are of each year; '' for those without one."""
    return dict(Counter(str(row["dated"] or "")[:4] for row in values))


def histogram(bins: Mapping[str, int], unit: str, words: Wording) -> list[Bar]:
    """A bar for each bin from the lowest to the highest that has values, empty ones between."""
    counted = {int(part): n for part, n in bins.items() if n > 0}
    if len(counted) < 2:
        return []
    highest = max(counted.values())
    bars = []
    for part in range(min(counted), max(counted) + 1):
        low, high = _bounds(part, unit)
        n = counted.get(part, 0)
        bars.append(Bar(_range(low, high, words), n, 100 * n / highest, low, high))
    return bars


def _bounds(part: int, unit: str) -> tuple[float | None, float | None]:
    if unit == "%":
        low = None if part < 0 else part * 10.0
        return low, None if part > 9 else (part + 1) * 10.0
    low = STEPS[part - 1] if part > 0 else None
    return low, STEPS[part] if part < len(STEPS) else None


def _range(low: float | None, high: float | None, words: Wording) -> str:
    if low is None:
        return words("figures.less", n=_brief(high or 0, words))
    if high is None:
        return words("figures.above", n=_brief(low, words))
    return words("value.range", low=_brief(low, words), high=_brief(high, words))


def _brief(value: float, words: Wording) -> str:
    """« 2 M » for two million: the labels of bars have little room."""
    for size, sign in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{words.number(value / size)}\u202f{sign}"
    return words.number(value)


def timeline(years: Mapping[str, int]) -> list[Bar]:
    """A bar for each year from the first to the last, empty ones between; at most the last 40."""
    counted = {int(year): n for year, n in years.items() if year.isascii() and year.isdigit()}
    if len(counted) < 2:
        return []
    first = max(min(counted), max(counted) - 39)
    span = range(first, max(counted) + 1)
    highest = max(counted.get(year, 0) for year in span)
    return [Bar(str(year), n, 100 * n / highest) for year in span for n in (counted.get(year, 0),)]


def compared(values: Sequence[Row], words: Wording) -> Comparison | None:
    """The figures source by source, those with most figures first; None where there is nothing
    to compare."""
    known = [row for row in values if row["value"] is not None]
    by_source: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in known:
        by_source[row["source_id"]].append(row)
    if len(by_source) < 2:
        return None
    ordered = sorted(by_source.items(), key=lambda one: (one[0] is None, -len(one[1])))
    chosen = ordered[:_SOURCES]
    shown = [row for _, rows in chosen for row in rows]
    low, high = min(r["value"] for r in shown), max(r["value"] for r in shown)
    unit = str(shown[0]["unit"])
    if unit == "%" and low >= 0 and high <= 100:
        low, high = 0.0, 100.0
    width = (high - low) or 1.0

    def mark(row: Row) -> Mark:
        told = shown_value(row["value"], unit, kind=row["kind"], words=words)
        return Mark(round(1000 * (row["value"] - low) / width, 1), told, row)

    return Comparison(
        shown_value(low, unit, words=words),
        shown_value(high, unit, words=words),
        tuple(
            Compared(
                source,
                str(rows[0]["source"] or ""),
                rows[0]["source_published"],
                tuple(sorted(map(mark, rows), key=lambda one: one.x)),
            )
            for source, rows in chosen
        ),
    )

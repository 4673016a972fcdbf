"""When two figures agree, as far as their words let them, and when they contradict each other.

64 % and « près des deux tiers » agree, and so do 64 % and « plus de 60 % »; 64 % and 46 % do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# How far a figure in words (« un tiers », "half") or with « environ » may be off: points of
# a share, else a part of the value.
_VAGUE_POINTS = 4.5
_VAGUE_PART = 0.1
# How far above « plus de 60 % » may be: what is much more would have been called so.
_MORE_POINTS = 10.0
_MORE_PART = 0.35
# A share of ten (« six sur dix ») is rounded to tens.
_TENTHS = 5.0
_ROUND_PART = 0.025  # « 3 000 » may stand for 2 950; 3,2 millions is not 3 000 000 then


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic with what it is compared by."""

    id: str
    text: str
    kind: str
    value: float | None
    value_high: float | None = None
    unit: str = ""
    qualifier: str = ""
    period: str | None = None
    subject: frozenset[str] = frozenset()  # stems

    @property
    def is_exact(self) -> bool:
        """It gives a number, not a part in words or a bound."""
        return not self.qualifier and self.value_high is None and _number(self.text) is not None


def comparable(one: Figure, other: Figure) -> bool:
    """Whether both measure in one unit, and may speak of one time."""
    if one.value is None or other.value is None or one.kind != other.kind:
        return False
    if one.kind != "count" and one.unit != other.unit:
        return False
    return one.period is None or other.period is None or _overlap(one.period, other.period)


def _overlap(one: str, other: str) -> bool:
    """« 2013 » holds « 2013-06 », and « 2012/2014 » holds both."""
    (a, b), (c, d) = (_years(period) for period in (one, other))
    return a <= d and c <= b


def _years(period: str) -> tuple[str, str]:
    first, _, last = period.partition("/")
    return first[:4], (last or first)[:4]


def agree(one: Figure, other: Figure) -> bool:
    """Whether two comparable figures can both be right."""
    if one.value == other.value:
        return True
    a, b = span(one), span(other)
    return a[0] < b[1] and b[0] < a[1]


def span(figure: Figure) -> tuple[float, float]:
    """The values that the words of a figure allow."""
    return _span(figure.text, figure.value, figure.value_high, figure.unit, figure.qualifier)


@lru_cache(maxsize=20_000)
def _span(
    text: str, given: float | None, value_high: float | None, unit: str, qualifier: str
) -> tuple[float, float]:
    value = given or 0.0
    high = value_high if value_high is not None else value
    share = unit in ("%", "point")
    low, high = min(value, high), max(value, high)
    half = _half_step(text, value, share)
    if qualifier in ("about", "nearly"):
        half = max(half, _VAGUE_POINTS if share else abs(value) * _VAGUE_PART)
    if qualifier == "nearly":  # « près de la moitié » is mostly less
        return low - half, high + half / 3
    more = max(half, _MORE_POINTS if share else abs(value) * _MORE_PART)
    if qualifier in ("more than", "at least"):
        return low - half * (qualifier == "at least"), high + more
    if qualifier in ("less than", "at most"):
        return low - more, high + half * (qualifier == "at most")
    return low - half, high + half


def _half_step(text: str, value: float, share: bool) -> float:
    """Half of the last digit that is written."""
    value = abs(value)
    number = _number(text)
    if number is None:  # « un tiers », « la moitié »
        return _VAGUE_POINTS if share else value * _VAGUE_PART
    digits = re.sub(r"\D", "", number)
    decimals = re.search(r"[.,](\d{1,2})$", number)
    if share:
        if len(re.findall(r"\d+", text)) > 1 and not decimals:  # « 6 sur 10 »
            return _TENTHS
        return 0.5 / 10 ** len(decimals[1]) if decimals else 0.5
    written = float(digits or 0) / (10 ** len(decimals[1]) if decimals else 1)
    scale = value / written if written else 1.0
    if scale > 1.5:  # « 3,2 millions »
        return 0.5 * scale / (10 ** len(decimals[1]) if decimals else 1)
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, value * _ROUND_PART) if zeros > 1 else 0.0


def _number(text: str) -> str | None:
    found = re.search(r"\d[\d\s\u00a0\u202f.,]*", text)
    return found.group().rstrip(" .,\u00a0\u202f\n") if found else None

"""A figure as a person writes it: « 75 % », « 230 000 000 EUR », « 170 minutes »."""

from __future__ import annotations

from kb.rendering.wording import Wording, grouped, wording


def shown_value(
    value: float | None,
    unit: str | None,
    *,
    high: float | None = None,
    kind: str | None = None,
    qualifier: str | None = None,
    words: Wording | None = None,
) -> str:
    """The figure with its unit, in the reader's language.

    Without `words` it is written as the international standard has it, which readers
    of any language read: thin spaces between thousands, a point, a space before « % ».
    """
    if value is None:
        return ""
    spoken = words or wording()
    if unit == "%":  # « un sur trois » is 33.3333 %
        value, high = round(value, 2), None if high is None else round(high, 2)
    low = _number(value, kind, words)
    shown = low
    if high is not None and high != value:
        shown = spoken("value.range", low=low, high=_number(high, kind, words))
    shown = _with_unit(shown, value if high is None else high, unit or "", kind, words)
    if qualifier and words is not None:
        pattern = words.name("qualifier", qualifier)
        shown = pattern.replace("{value}", shown) if "{value}" in pattern else shown
    return shown


def _number(value: float, kind: str | None, words: Wording | None) -> str:
    number = words.number(value) if words else grouped(value, "\u202f", ".")
    return f"+{number}" if kind == "change" and value > 0 else number


def _with_unit(
    number: str, value: float, unit: str, kind: str | None, words: Wording | None
) -> str:
    spoken = words or wording()
    if unit == "%":
        return words("value.percent", n=number) if words else f"{number}\u00a0%"
    if kind in ("rank", "multiple") and not unit:
        return spoken(f"value.{kind}", n=number)
    if not unit:
        return number
    return spoken("value.unit", n=number, unit=spoken.plural("unit", unit, value))

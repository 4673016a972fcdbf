"""Amounts that belong together: ranges, and numbers that share one unit.

« entre 20 et 30 % » is one quantity with two ends; « de 27 à 5 journalistes » and
« 79, 82 et 85 % » are several, and the unit stands at the last only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kb.extraction.numbers.amounts import Amount
from kb.extraction.numbers.lexicon import Lexicon, lexicon
from kb.extraction.numbers.units import Unit, currency_before, unit_after

# Between the two numbers of a range there is room for a unit, no more.
WIDEST_GAP = 28
LONGEST_LIST = 8
REACH = 48
DASH = r"\s?[-–—\u2010\u2011]\s?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range, with the unit beside it."""

    start: int  # with a sign, a currency before it, « entre »
    end: int  # with the unit
    number_end: int  # without the unit
    value: float
    high: float | None
    form: str
    unit: Unit | None
    amount: Amount
    shared: bool = False  # its unit or noun stands behind a later number
    looked: int = 0  # where the words behind the number start: behind the last that shares them
    paired: bool = False  # one end of a change: « de 46 % à 40 % »


def find_quantities(text: str, start: int, amounts: list[Amount], code: str) -> list[Quantity]:
    """The quantities of a sentence that starts at `start`, in order of the text."""
    lex = lexicon(code)
    out: list[Quantity] = []
    at = 0
    while at < len(amounts):
        first = amounts[at]
        if out and first.start < out[-1].end:
            at += 1  # the « cent » of « pour cent »
            continue
        second = amounts[at + 1] if at + 1 < len(amounts) else None
        link = _link(text, start, first, second, lex) if second else ""
        if second and link == "range":
            out.append(_range(text, start, first, second, lex))
            at += 2
            continue
        run = _run(text, start, amounts, at, lex) if link in ("pair", "list") else []
        if link == "pair" or (run and _is_percent(text, run[-1], lex)):
            out += _sharing(text, start, run, lex, paired=link == "pair")
            at += len(run)
            continue
        out.append(_single(text, start, first, lex))
        at += 1
    return out


def _run(text: str, start: int, amounts: list[Amount], at: int, lex: Lexicon) -> list[Amount]:
    """The numbers from `at` on that are linked to a list or a pair: « 79, 82 et 85 % »."""
    last = at
    while last + 1 < min(len(amounts), at + LONGEST_LIST):
        if _link(text, start, amounts[last], amounts[last + 1], lex) not in ("pair", "list"):
            break
        last += 1
    return amounts[at : last + 1]


def _link(text: str, start: int, first: Amount, second: Amount, lex: Lexicon) -> str:
    """How two neighbours hang together: range, pair, list, or "" for not at all."""
    gap = text[first.end : second.start]
    if len(gap) > WIDEST_GAP or "\n" in gap:
        return ""
    if first.form not in ("digits", "words", "article") or second.form not in ("digits", "words"):
        return ""
    unit = unit_after(text, first.end, lex)
    joint = text[unit.edge : second.start] if unit else gap
    joint = _trailing_sign(lex.code).sub("", joint)
    before = text[max(start, first.start - REACH) : first.start]
    before = _trailing_sign(lex.code).sub("", before)
    if _is(joint, "and", lex) and lex.last("between").search(before):
        return "range"
    if re.fullmatch(DASH, joint):
        hyphened = first.value < second.value and not first.sign and first.form == second.form
        return "range" if hyphened and _plausible(first, second) else ""
    if _is(joint, "to", lex):
        if not _plausible(first, second):
            return ""
        ends = unit_after(text, second.end, lex)
        if unit and unit.kind == "percent" and (ends is None or ends.kind != "percent"):
            return ""  # "up 15 percent to 700,000"
        priced = currency_before(text, start, first.start, lex) is not None
        return _from_to(first, second, before, lex, own_unit=unit is not None or priced)
    if _is(joint, "or", lex):
        return "range" if first.value < second.value and _plausible(first, second) else ""
    if unit is None and (_is(joint, "and", lex) or re.fullmatch(r",\s", joint)):
        return "" if first.scaled or _yearlike(first) else "list"
    return ""


def _is(joint: str, name: str, lex: Lexicon) -> bool:
    match = lex.here(name).match(joint)
    return match is not None and joint[match.end() :].strip() == ""


def _plausible(first: Amount, second: Amount) -> bool:
    """No year, and no two numbers of different worlds: « de 2010 à 35 % »."""
    return not (_yearlike(first) and not _yearlike(second) and second.value < 1000)


def _yearlike(amount: Amount) -> bool:
    whole = amount.form == "digits" and not amount.scaled and not amount.grouped
    return whole and 1500 <= amount.value <= 2100 and amount.value == int(amount.value)


def _from_to(first: Amount, second: Amount, before: str, lex: Lexicon, *, own_unit: bool) -> str:
    """« passe de 27 à 5 » are two numbers, « de 15 à 20 % » are the ends of one.

    So are « réduit les pertes de 15 à 17 % », while "rose from 3% to 5%" and « de 46 %
    à 40 % » are two.
    """
    same_scale = second.scaled and not first.scaled and first.value < 1000
    rises = first.value < (second.value / _scale(second) if same_scale else second.value)
    from_before = lex.last("from").search(before)
    if from_before is None:
        return "range" if rises else ""
    earlier = before[: from_before.start()]
    if _moves(lex.code).search(earlier) or not rises:
        return "pair"
    changes = _changes(lex.code).search(earlier)
    return "pair" if changes and own_unit else "range"


def _scale(amount: Amount) -> float:
    scale = 1.0
    while amount.scaled and scale * 1000 <= amount.value:
        scale *= 1000
    return scale


@cache
def _moves(code: str) -> re.Pattern[str]:
    """« passe », "went": what follows is a start and an end."""
    return re.compile(rf"(?<!\w)(?:{_stems(code, 'moved')})\w*", re.IGNORECASE)


@cache
def _changes(code: str) -> re.Pattern[str]:
    stems = _stems(code, "up_stems", "down_stems")
    return re.compile(rf"(?<!\w)(?:{stems})\w*", re.IGNORECASE)


def _stems(code: str, *names: str) -> str:
    lex = lexicon(code)
    return "|".join(re.escape(s) for name in names for s in sorted(lex.words(name)))


@cache
def _trailing_sign(code: str) -> re.Pattern[str]:
    signs = [s for s in lexicon(code).names("currencies") if not s[-1].isalnum()]
    return re.compile(rf"(?:{'|'.join(map(re.escape, signs))})\s?$")


def _is_percent(text: str, last: Amount, lex: Lexicon) -> bool:
    unit = unit_after(text, last.end, lex)
    return unit is not None and unit.kind == "percent"


def _range(text: str, start: int, first: Amount, second: Amount, lex: Lexicon) -> Quantity:
    last = _single(text, start, second, lex)
    low = _inherited(first, second, text, lex)
    sign = currency_before(text, start, first.start, lex)
    unit = last.unit
    if sign and (unit is None or unit.kind != "money"):
        unit = replace(sign, edge=last.end)
    factor = last.unit.factor if last.unit and unit_after(text, first.end, lex) is None else 1.0
    begin = sign.edge if sign else _signed_start(first)
    before = lex.last("between").search(text, max(start, begin - REACH), begin)
    return replace(
        last,
        start=before.start() if before else begin,
        value=low * factor,
        high=last.value,
        unit=unit,
        amount=first,
    )


def _inherited(first: Amount, second: Amount, text: str, lex: Lexicon) -> float:
    """« 4,1 à 3,8 milliards »: the first is in milliards too."""
    bare = not first.scaled and first.value < 1000 and unit_after(text, first.end, lex) is None
    return first.value * _scale(second) if bare and second.scaled else first.value


def _sharing(
    text: str, start: int, run: list[Amount], lex: Lexicon, *, paired: bool
) -> list[Quantity]:
    last = _single(text, start, run[-1], lex)
    out: list[Quantity] = []
    for amount in run[:-1]:
        own = _single(text, start, amount, lex)
        if own.unit is None:
            value = _inherited(amount, run[-1], text, lex)
            factor = last.unit.factor if last.unit else 1.0
            own = replace(
                own, value=value * factor, unit=last.unit, shared=True, looked=last.looked
            )
        out.append(replace(own, paired=paired))
    return [*out, replace(last, paired=paired)]


def _signed_start(amount: Amount) -> int:
    return amount.start - (1 if amount.sign else 0)


def _single(text: str, start: int, amount: Amount, lex: Lexicon) -> Quantity:
    sign = currency_before(text, start, amount.start, lex)
    behind = unit_after(text, amount.end, lex, after_sign=sign is not None)
    value, end, unit = amount.value, amount.end, behind
    if sign is not None:
        unit = Unit("money", sign.name, amount.end, sign.factor)
        if behind is not None:  # "$3bn"
            value, end = value * behind.factor, behind.edge
            unit = replace(unit, edge=end)
        code = _money_name_after(text, end, lex)
        end = code or end
    elif behind is not None:
        value, end = value * behind.factor, behind.edge
    begin = sign.edge if sign else _signed_start(amount)
    return Quantity(begin, end, amount.end, value, None, amount.form, unit, amount, looked=end)


def _money_name_after(text: str, at: int, lex: Lexicon) -> int | None:
    """The code behind an amount that has its sign already: "$5 million USD"."""
    match = re.compile(r"\s?[A-Z]{3}(?!\w)").match(text, at)
    known = match and match[0].strip() in lex.names("currencies")
    return match.end() if match and known else None

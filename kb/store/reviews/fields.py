"""Which fields a person may change, and what a value must look like."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from kb.store.reviews.decisions import ReviewError

Value = str | float | None
Parse = Callable[[str], Value]

_LONGEST = 2000


def _text(written: str) -> str:
    if len(written) > _LONGEST:
        raise ReviewError(f"it is longer than {_LONGEST} characters; shorten it")
    if "\x00" in written or any("\ud800" <= c <= "\udfff" for c in written):
        raise ReviewError("it holds characters that are no text; leave them out")
    return written


def _number(written: str) -> float:
    """« 64,5 » and "64.5", with spaces between thousands."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", written).replace(",", ".").replace("−", "-")
    try:
        number = float(bare) if "_" not in bare else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ReviewError(f"« {_shown(written)} » is no number; write 64.5 or 230000000")
    return number


def _date(written: str) -> str:
    try:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", written):
            raise ValueError
        date.fromisoformat(written + "-01" * (2 - written.count("-")))
    except ValueError:
        raise ReviewError(
            f"« {_shown(written)} » is no date; write 2013, 2013-06 or 2013-06-24"
        ) from None
    return written


def _period(written: str) -> str:
    dates = written.split("/")
    if len(dates) > 2:
        raise ReviewError("a period is a date, or two with a slash between: 2012/2014")
    return "/".join(_date(part) for part in dates)


def _one_of(*allowed: str) -> Parse:
    def parse(written: str) -> str:
        if written not in allowed:
            listed = ", ".join(f"« {one} »" for one in allowed)
            raise ReviewError(f"« {_shown(written)} » is none of {listed}")
        return written

    return parse


def _shown(written: str) -> str:
    return written if len(written) <= 60 else f"{written[:60]}…"


_SOURCE_KIND = _one_of(
    "study", "survey", "report", "article", "post", "book", "speech", "press release",
    "social post", "web page", "other",
)  # fmt: skip

# Fields of a statistic that are never without a value.
NEVER_EMPTY = {
    ("statistics", "kind"), ("statistics", "value"), ("citations", "source"),
    ("sources", "kind"), ("people", "name"), ("organisations", "name"),
}  # fmt: skip
# Where nothing is the empty text.
_EMPTY_TEXT = {("statistics", "unit"), ("statistics", "qualifier")}

# {table: {field: how its value is read}}. `speaker`, `source` and `via` hold an id or a name.
FIELDS: dict[str, dict[str, Parse]] = {
    "articles": {
        "title": _text, "author": _text, "site": _text, "url": _text, "published": _date,
    },
    "claims": {},
    "statistics": {
        "kind": _one_of("share", "count", "money", "duration", "rank", "change", "multiple",
                        "other"),
        "value": _number, "value_high": _number, "unit": _text,
        "qualifier": _one_of("", "more than", "less than", "about", "at least", "at most",
                             "nearly", "only"),
        "subject": _text, "period": _period,
    },
    "quotations": {"speaker": _text},
    "attributions": {"speaker": _text},
    "citations": {"source": _text, "via": _text},
    "sources": {
        "kind": _SOURCE_KIND, "title": _text, "author": _text, "publisher": _text,
        "container": _text, "published": _date, "doi": _text, "isbn": _text,
    },
    "people": {"name": _text, "role": _text, "organisation": _text, "handle": _text},
    "organisations": {"name": _text, "kind": _text},
}  # fmt: skip


def parse(about: str, field: str, value: object) -> Value:
    """The value as the column keeps it; raises ReviewError with what would do."""
    readers = FIELDS[about]
    if field not in readers:
        allowed = ", ".join(readers) or "none"
        raise ReviewError(f"« {_shown(field)} » is no field of {about} that can be changed; "
                          f"these can: {allowed}")  # fmt: skip
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise ReviewError(f"{field}: a value is a text, a number or nothing")
    written = "" if value is None else str(value).strip()
    if not written:
        if (about, field) in NEVER_EMPTY:
            raise ReviewError(f"{field}: cannot be empty; reject the row if it is wrong as a whole")
        return "" if (about, field) in _EMPTY_TEXT else None
    try:
        return readers[field](written)
    except ReviewError as error:
        raise ReviewError(f"{field}: {error}") from None


# What an added row must and may say beside its place.
_ADDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "statistics": (("kind", "value"), ("value_high", "unit", "qualifier", "subject", "period")),
    "quotations": ((), ("speaker",)),
    # The source by its id; one that is new by its title, with what else is known of it.
    "citations": (("source",), ("via", "kind", "author", "publisher", "published", "url")),
}


def parse_added(about: str, said: Mapping[str, object]) -> dict[str, Value]:
    """The columns of an added row; raises ReviewError."""
    required, others = _ADDED[about]
    for name in said:
        if name not in (*required, *others):
            raise ReviewError(
                f"« {_shown(str(name))} » is nothing that can be said of {about}; "
                f"these can: start, end, {', '.join((*required, *others))}"
            )
    for name in required:
        if said.get(name) in (None, ""):
            raise ReviewError(f"{name} is missing; give it beside start and end")
    return {
        name: _parse_one(about, name, value) for name, value in said.items() if value is not None
    }


def _parse_one(about: str, name: str, value: object) -> Value:
    if name in FIELDS[about]:
        return parse(about, name, value)
    if name == "url":
        return parse("articles", name, value)
    return parse("sources", name, value)

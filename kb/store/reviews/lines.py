"""A decision as one line of JSON, and read from it again: looked at as if a stranger wrote it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kb.store.reviews.decisions import (
    ADDABLE,
    COLUMNS,
    DECISIONS,
    MENTIONED,
    REVIEWABLE,
    Review,
    ReviewError,
)
from kb.store.reviews.erasures import erasure_in, said_of
from kb.store.reviews.fields import FIELDS, NEVER_EMPTY, parse, parse_added
from kb.store.reviews.kept import stamp, with_id


def to_line(review: Review) -> str:
    """The decision as JSON, without what it says nothing about."""
    said = {name: getattr(review, name) for name in COLUMNS}
    if review.decision in ("added", "erased"):
        said["value"] = json.loads(review.value or "{}")
    if review.context:
        said["context"] = json.loads(review.context)
    return json.dumps({k: v for k, v in said.items() if v is not None}, ensure_ascii=False)


def from_line(line: str) -> Review:
    """The decision that a line holds; raises ReviewError with what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise ReviewError(
            "it is not JSON; restore the line as kb review --export wrote it"
        ) from None
    if not isinstance(said, dict):
        raise ReviewError("it is not a JSON object; restore the line as it was exported")
    strange = sorted(set(map(str, said)) - set(COLUMNS))
    if strange:
        raise ReviewError(f"« {strange[0][:40]} » is no field of a decision; take it out")
    fields = {name: _text(said, name) for name in COLUMNS if name not in ("value", "context")}
    for name in ("about", "about_id", "decision", "created"):
        if not fields[name]:
            raise ReviewError(f"« {name} » is missing")
    _check_kind(fields)
    value = _value(fields, said.get("value"))
    context = _context(said.get("context"))
    fields["created"] = _moment(str(fields["created"]))
    return with_id(Review(**{**fields, "value": value, "context": context}))  # type: ignore[arg-type]


def _text(said: Mapping[str, Any], name: str) -> str | None:
    written = said.get(name)
    if written is None:
        return None
    if not isinstance(written, str) or not is_text(written):
        raise ReviewError(f"« {name} » is no text")
    return written


def is_text(written: str) -> bool:
    """Whether a database can keep it."""
    return "\x00" not in written and not any("\ud800" <= c <= "\udfff" for c in written)


def _check_kind(said: Mapping[str, str | None]) -> None:
    about, decision = said["about"], said["decision"]
    if decision not in DECISIONS:
        raise ReviewError(f"« {decision} » is no decision; these are: {', '.join(DECISIONS)}")
    allowed: tuple[str, ...] = REVIEWABLE
    if decision in ("merged", "split"):
        allowed = tuple(MENTIONED)
    elif decision == "added":
        allowed = ADDABLE
    elif decision == "erased":
        allowed = ("people",)
    if about not in allowed:
        raise ReviewError(f"« {about} » cannot be {decision}; these can: {', '.join(allowed)}")
    if said["field"] is not None and decision not in ("confirmed", "rejected", "changed"):
        raise ReviewError(f"what is {decision} has no field; take it out")


def _value(said: Mapping[str, str | None], value: object) -> str | None:
    about, decision, field = str(said["about"]), said["decision"], said["field"]
    if decision == "changed":
        if field is None:
            raise ReviewError("« field » is missing")
        parsed = parse(about, field, value)
        return None if parsed is None else written(parsed)
    if decision in ("merged", "split"):
        if not isinstance(value, str) or not value or not is_text(value):
            raise ReviewError("« value » is missing: the id of the other mention")
        return value
    if decision in ("added", "erased"):
        if not isinstance(value, dict):
            raise ReviewError("« value » is missing: an object")
        if decision == "erased":
            return canonical(said_of(erasure_in(value)))
        return canonical(parse_added(about, value))
    if field is not None and field not in FIELDS[about]:
        parse(about, field, None)
    if decision == "rejected" and field is not None and (about, field) in NEVER_EMPTY:
        raise ReviewError(f"{field} cannot be empty: change it, or reject the row as a whole")
    if value is not None:
        raise ReviewError(f"what is {decision} has no value; take it out")
    return None


def _context(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ReviewError("« context » is no object")
    _check_texts(value, depth=3)
    return canonical(value)


def _check_texts(value: Mapping[Any, Any], depth: int) -> None:
    for one in value.values():
        if isinstance(one, dict) and depth:
            _check_texts(one, depth - 1)
        elif one is not None and not (isinstance(one, str) and is_text(one)):
            raise ReviewError("« context » holds something that is no text")


def _moment(created: str) -> str:
    try:
        moment = datetime.fromisoformat(created)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return stamp(moment)
    except (ValueError, OverflowError):
        raise ReviewError(
            f"« {created[:40]} » is no time; write 2024-05-31T12:00:00+00:00"
        ) from None


def written(value: str | float) -> str:
    """A value as text: 64.0 is "64"."""
    if isinstance(value, float) and math.isfinite(value) and value == int(value) < 1e15:
        return str(int(value))
    return str(value)


def canonical(value: object) -> str:
    """JSON that is the same for what is the same."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

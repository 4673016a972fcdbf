"""Who is erased: kept as salted hashes of the forms of the name, among the decisions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict

from kb.reading.erasing import ALONGSIDE, EVERYWHERE, HANDLE, Erasure, Form
from kb.store.reviews.decisions import ReviewError

_HEX = re.compile(r"[0-9a-f]{16,128}")
_MOST_FORMS = 1000


def erasures(connection: sqlite3.Connection) -> tuple[Erasure, ...]:
    """Everybody who is erased."""
    found = connection.execute(
        "select value from reviews where decision = 'erased' order by created, id"
    ).fetchall()
    return tuple(erasure_in(json.loads(value)) for (value,) in found)


def said_of(erasure: Erasure) -> dict[str, object]:
    """The value of its review."""
    forms = sorted((asdict(form) for form in erasure.forms), key=lambda form: str(form["hash"]))
    return {"salt": erasure.salt, "forms": forms}


def erasure_in(said: Mapping[str, object]) -> Erasure:
    """The erasure that a review's value holds; raises ReviewError where it holds none."""
    salt, forms = said.get("salt"), said.get("forms")
    if set(said) != {"salt", "forms"} or not _is_hex(salt) or not isinstance(forms, list):
        raise ReviewError("what is erased is kept as a salt and the hashes of forms; restore it")
    if not 0 < len(forms) <= _MOST_FORMS:
        raise ReviewError(f"an erasure has 1 to {_MOST_FORMS} forms")
    return Erasure(str(salt), tuple(_form(form) for form in forms))


def _form(form: object) -> Form:
    if isinstance(form, dict) and set(form) == {"words", "hash", "where"}:
        words, hashed, where = form["words"], form["hash"], form["where"]
        known = where in (EVERYWHERE, HANDLE, ALONGSIDE)
        if type(words) is int and 0 < words <= 8 and _is_hex(hashed) and known:
            return Form(words, hashed, where)
    raise ReviewError("a form of an erased name is words, hash and where; restore the line")


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None

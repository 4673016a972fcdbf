"""Taking a decision: looked at, kept, and in force at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from kb.languages import fold
from kb.store import pending
from kb.store.clusters import settle
from kb.store.identities import IDENTITIES
from kb.store.ids import digest
from kb.store.reviews import kept
from kb.store.reviews.applying import reapply
from kb.store.reviews.decisions import (
    ADDABLE,
    DECISIONS,
    MENTIONED,
    REVIEWABLE,
    Decision,
    Review,
    ReviewError,
)
from kb.store.reviews.fields import FIELDS, NEVER_EMPTY, parse, parse_added
from kb.store.reviews.finding import describe
from kb.store.reviews.naming import called, identity_of
from kb.store.reviews.places import words_at
from kb.store.reviews.setting import row_of


def decide(db: Database, decision: Decision, now: datetime | None = None) -> str:
    """Take a decision; the id of the review that keeps it. One transaction.

    Raises ReviewError where the decision cannot be taken; nothing is written then. The
    connection must have `PRAGMA foreign_keys = ON`. May be called within a transaction.
    """
    if not db.execute("PRAGMA foreign_keys").fetchone()[0]:
        raise ReviewError("decisions need a connection with PRAGMA foreign_keys = ON")
    with db.atomic():
        review = _stamped(db, _review(db, decision), now)
        kept.insert_reviews(db, [review])
        put_in_force(db, [review])
    return review.id


def put_in_force(db: Database, reviews: list[Review]) -> None:
    """Have the base follow decisions that were just kept, within the caller's transaction."""
    articles = {r.article_id for r in reviews} | {r.other_article_id for r in reviews}
    for article in sorted(filter(None, articles)):
        reapply(db, article)
    for review in reviews:
        if review.about in MENTIONED:
            _note_identities(db, review)
    settle(db)


def _note_identities(db: Database, review: Review) -> None:
    identity = IDENTITIES[review.about]
    found = db.execute(
        f"select m.{identity.column} from review_places p"
        f" join {identity.mentions} m on m.id in (p.row_id, p.other_id) where p.review_id = ?",
        [review.id],
    ).fetchall()
    pending.add(db, review.about, (one for (one,) in found), "a review")


# -- looking at it ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is known of a review before it has a time and an id."""

    about: str
    about_id: str
    field: str | None
    decision: str
    value: str | None = None
    note: str | None = None
    actor: str | None = None
    article_id: str | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    other_article_id: str | None = None
    context: str | None = None


def _review(db: Database, decision: Decision) -> _Draft:
    about, what = decision.about, decision.decision
    if about not in REVIEWABLE:
        raise ReviewError(
            f"« {about} » is no table that can be reviewed; these are: {', '.join(REVIEWABLE)}"
        )
    if what not in DECISIONS:
        raise ReviewError(f"« {what} » is no decision; these are: {', '.join(DECISIONS)}")
    if what == "erased":
        raise ReviewError("a person is erased with kb.store.reviews.erase, not with a decision")
    for name in ("about_id", "note", "actor"):
        written = getattr(decision, name)
        if written is not None and ("\x00" in written or not _is_text(written)):
            raise ReviewError(f"{name} holds characters that are no text; leave them out")
    if what == "added":
        draft = _addition(db, decision)
    elif what in ("merged", "split"):
        draft = _pair(db, decision)
    else:
        draft = _judgement(db, decision)
    return replace(draft, note=decision.note or None, actor=decision.actor or None)


def _is_text(written: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in written)


def _judgement(db: Database, decision: Decision) -> _Draft:
    """confirmed, rejected or changed: of a row, or of a field of it."""
    about, field, value = decision.about, decision.field, None
    if field is not None and field not in FIELDS[about]:
        parse(about, field, None)  # says which there are
    context: dict[str, object] = {}
    if decision.decision == "changed":
        if field is None:
            raise ReviewError(
                f"which field is changed? {', '.join(FIELDS[about]) or 'none can be'}"
            )
        parsed = parse(about, field, decision.value)
        value = None if parsed is None else _written(parsed)
        if value and field in ("speaker", "source", "via"):
            context["label"] = _label(db, field, value)
    elif decision.value is not None:
        raise ReviewError(f"{decision.decision} takes no value; leave it out or change the field")
    elif decision.decision == "rejected" and field is not None and (about, field) in NEVER_EMPTY:
        raise ReviewError(f"{field} cannot be empty: change it, or reject the row as a whole")
    row = _row(db, about, decision.about_id)
    if decision.decision == "rejected" and field is None and about in ("articles", *MENTIONED):
        raise ReviewError(f"{about} cannot be rejected as a whole; change a field, or split")
    return _placed(db, decision, row, value, context)


def _label(db: Database, field: str, value: str) -> str:
    """What the one named is called; the value itself where it is a name, not an id."""
    found = identity_of(db, value)
    if found is None:
        return value
    wants_source = field in ("source", "via")
    if (found[0] == "sources") != wants_source:
        wanted = "a source" if wants_source else "a person or organisation"
        raise ReviewError(f"{field}: « {value} » is the id of one of the {found[0]}, not {wanted}")
    return called(db, value) or value


def _pair(db: Database, decision: Decision) -> _Draft:
    about = decision.about
    if about not in MENTIONED:
        raise ReviewError(f"{about} cannot be {decision.decision}; {', '.join(MENTIONED)} can")
    if decision.field is not None:
        raise ReviewError(f"{decision.decision} is about no field; leave it out")
    if not isinstance(decision.value, str) or not decision.value:
        raise ReviewError(f"{decision.decision} needs the id of the other mention as its value")
    one, other = _row(db, about, decision.about_id), _row(db, about, decision.value)
    if one == other:
        raise ReviewError("these two ids are one mention; name two")
    article, words, _ = describe(db, MENTIONED[about], other)
    draft = _placed(db, decision, one, other, {"other": words and asdict(words)})
    return replace(draft, other_article_id=article)


def _placed(
    db: Database, decision: Decision, row: str, value: str | None, context: dict[str, object]
) -> _Draft:
    article, words, more = describe(db, MENTIONED.get(decision.about, decision.about), row)
    context = {**more, **context}
    return _Draft(
        decision.about,
        row,
        decision.field,
        decision.decision,
        value,
        article_id=article,
        exact=words.exact if words else None,
        prefix=words.prefix if words else None,
        suffix=words.suffix if words else None,
        context=_json(context) if context else None,
    )


def _row(db: Database, about: str, any_id: str) -> str:
    """The id of the row that a decision is about; of an identity, that of a mention."""
    mentions = MENTIONED.get(about)
    if mentions is None:
        if describe(db, about, any_id)[0] is not None:
            return any_id
    elif row_of(db, mentions, any_id) is not None:
        return any_id
    raise ReviewError(
        f"« {any_id[:60]} » is the id of none of the {about}; kb serve and the tables show ids"
    )


def _addition(db: Database, decision: Decision) -> _Draft:
    about, said = decision.about, decision.value
    if about not in ADDABLE:
        raise ReviewError(f"{about} cannot be added; {', '.join(ADDABLE)} can")
    if decision.field is not None or not isinstance(said, Mapping):
        raise ReviewError("an addition has no field, and columns as its value")
    claim = row_of(db, "claims", decision.about_id) if about == "citations" else None
    if about == "citations" and claim is None:
        raise ReviewError(f"« {decision.about_id[:60]} » is the id of no claim")
    article = row_of(db, "articles", claim["article_id"] if claim else decision.about_id)
    if article is None:
        raise ReviewError(f"« {decision.about_id[:60]} » is the id of no article")
    text = str(article["text"])
    start, end = _span(said, text, (claim["end"], claim["end"]) if claim else None)
    columns = parse_added(about, {k: v for k, v in said.items() if k not in ("start", "end")})
    context: dict[str, object] = {}
    labels = {
        name: _label(db, name, str(columns[name]))
        for name in ("speaker", "source", "via")
        if columns.get(name)
    }
    if labels:
        context = {"labels": labels, "label": labels.get("speaker", "")}
    if claim:
        context["claim"] = asdict(words_at(text, claim["start"], claim["end"]))
    words = words_at(text, start, end)
    told = (fold(words.exact), fold(words.prefix[-40:]), fold(words.suffix[:40]))
    of = (fold(claim["text"]), *sorted(map(str, columns.values()))) if claim else ()
    return _Draft(
        about,
        digest(article["id"], about, "added", *told, *of)[:16],
        None,
        "added",
        _json(columns),
        article_id=article["id"],
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        context=_json(context) if context else None,
    )


def _span(
    said: Mapping[str, object], text: str, otherwise: tuple[int, int] | None
) -> tuple[int, int]:
    start, end = said.get("start"), said.get("end")
    if start is None and end is None and otherwise is not None:
        return otherwise
    if not (type(start) is int and type(end) is int):
        raise ReviewError("start and end are missing: the words of the text that say it")
    if not 0 <= start < end <= len(text):
        raise ReviewError(f"start and end are {start} and {end}, in a text of {len(text)}")
    if not text[start:end].strip():
        raise ReviewError("there are no words between start and end")
    return start, end


# -- keeping it -------------------------------------------------------------------------------


def _stamped(db: Database, draft: _Draft, now: datetime | None) -> Review:
    """The review with its time, later than that of every other, and its id."""
    newest = db.execute("select max(created) from reviews").fetchone()[0]
    created = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
    if newest is not None and created <= newest:
        created = _just_after(newest)
    values = {**asdict(draft), "created": created}
    return Review(id=kept.review_id(*(values[name] for name in sorted(values))), **values)


def _just_after(newest: str) -> str:
    later = datetime.fromisoformat(newest) + timedelta(microseconds=1)
    return later.isoformat(timespec="microseconds")


def _written(value: str | float) -> str:
    """A value as text: 64.0 is "64"."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

"""Taking a decision: looked at, kept, and in force at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

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
from kb.store.reviews.lines import canonical, is_text, written
from kb.store.reviews.naming import context_of, named
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
        review = replace(_review(db, decision), created=kept.next_moment(db, now))
        review = kept.with_id(review)
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


def _review(db: Database, decision: Decision) -> Review:
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
        said = getattr(decision, name)
        if said is not None and not is_text(said):
            raise ReviewError(f"{name} holds characters that are no text; leave them out")
    if what == "added":
        draft = _addition(db, decision)
    elif what in ("merged", "split"):
        draft = _pair(db, decision)
    else:
        draft = _judgement(db, decision)
    return replace(draft, note=decision.note or None, actor=decision.actor or None)


def _judgement(db: Database, decision: Decision) -> Review:
    """confirmed, rejected or changed: of a row, or of a field of it."""
    about, field = decision.about, decision.field
    value = other = None
    if field is not None and field not in FIELDS[about]:
        parse(about, field, None)  # says which there are
    context: dict[str, object] = {}
    if decision.decision == "changed":
        if field is None:
            raise ReviewError(
                f"which field is changed? {', '.join(FIELDS[about]) or 'none can be'}"
            )
        parsed = parse(about, field, decision.value)
        value = None if parsed is None else written(parsed)
        if value and field in ("speaker", "source", "via"):
            article, _, _ = describe(db, about, decision.about_id)
            naming = named(db, field, value, str(article))
            value, context[field] = naming.value, context_of(naming)
            other = naming.other_article_id
    elif decision.value is not None:
        raise ReviewError(f"{decision.decision} takes no value; leave it out or change the field")
    elif decision.decision == "rejected" and field is not None and (about, field) in NEVER_EMPTY:
        raise ReviewError(f"{field} cannot be empty: change it, or reject the row as a whole")
    row = _row(db, about, decision.about_id)
    if decision.decision == "rejected" and field is None and about in ("articles", *MENTIONED):
        raise ReviewError(f"{about} cannot be rejected as a whole; change a field, or split")
    return replace(_placed(db, decision, row, value, context), other_article_id=other)


def _pair(db: Database, decision: Decision) -> Review:
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
) -> Review:
    article, words, more = describe(db, MENTIONED.get(decision.about, decision.about), row)
    context = {**more, **context}
    return Review(
        about=decision.about,
        about_id=row,
        field=decision.field,
        decision=decision.decision,
        value=value,
        article_id=article,
        exact=words.exact if words else None,
        prefix=words.prefix if words else None,
        suffix=words.suffix if words else None,
        context=canonical(context) if context else None,
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


def _addition(db: Database, decision: Decision) -> Review:
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
    if claim is None:
        _check_new(db, about, article["id"], start, end)
    columns = parse_added(about, {k: v for k, v in said.items() if k not in ("start", "end")})
    context: dict[str, object] = {}
    other = None
    for name in ("speaker", "source", "via"):
        if columns.get(name):
            naming = named(db, name, str(columns[name]), article["id"])
            columns[name], context[name] = naming.value, context_of(naming)
            other = other or naming.other_article_id
    if claim:
        context["claim"] = asdict(words_at(text, claim["start"], claim["end"]))
    words = words_at(text, start, end)
    told = (fold(words.exact), fold(words.prefix[-40:]), fold(words.suffix[:40]))
    of = (fold(claim["text"]), *sorted(map(str, columns.values()))) if claim else ()
    return Review(
        about=about,
        about_id=digest(article["id"], about, "added", *told, *of)[:16],
        decision="added",
        value=canonical(columns),
        article_id=article["id"],
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        other_article_id=other,
        context=canonical(context) if context else None,
    )


def _check_new(db: Database, about: str, article_id: str, start: int, end: int) -> None:
    found = db.execute(
        f"select id from {about} where article_id = ? and start = ? and end = ?"
        " and id not in (select about_id from added_rows)",
        [article_id, start, end],
    ).fetchone()
    if found:
        raise ReviewError(f"kb has found it itself: it is {found[0]}, which can be changed")


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

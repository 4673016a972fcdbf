"""Having an article say what people decided, where they decided something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from kb.store import derived, keys, pending
from kb.store.asking import Row
from kb.store.comparing import partners
from kb.store.identities import IDENTITIES
from kb.store.ids import readable_name
from kb.store.known_articles import citing
from kb.store.reviews import kept
from kb.store.reviews.adding import claim_around
from kb.store.reviews.decisions import MENTIONED, Review
from kb.store.reviews.fields import FIELDS, Value, parse
from kb.store.reviews.finding import Finder, Found
from kb.store.reviews.kept import clear_places, other_of
from kb.store.reviews.naming import BY_A_PERSON, Here, source_columns, speaker_columns
from kb.store.reviews.places import Words, find_row
from kb.store.reviews.setting import add_row, restore, row_of, set_aside, set_values
from kb.store.reviews.standing import Standing, in_force
from kb.store.unused import drop_identities

CHANGED = "changed by a person"

_SUPPORT = """
    select c.id, c.support,
      case when exists (select 1 from citations where claim_id = c.id) then 'sourced'
           when exists (select 1 from attributions where claim_id = c.id)
             or exists (select 1 from quotations where claim_id = c.id
                        and coalesce(person_id, organisation_id, speaker) is not null)
           then 'attributed' else 'none' end as derived
    from claims c where c.article_id = ?
"""


def apply_to(db: Database, article_id: str) -> None:
    """Apply the decisions to an article that says what the machine said, and note what follows.

    Within the caller's transaction, before the ready-made rows are put together.
    """
    reviews = kept.of_article(db, article_id)
    if not reviews:
        return
    _Applying(db, article_id).apply(reviews)
    added = "select distinct about from added_rows where article_id = ?"
    tables = {table for (table,) in db.execute(added, [article_id]).fetchall()}
    for kind, mentions in MENTIONED.items():
        if mentions in tables:
            keys.rekey(db, kind, [article_id], "a review")


def reapply(db: Database, article_id: str) -> None:
    """Apply the decisions anew to an article that is in, within the caller's transaction.

    `clusters.settle` does what is noted as pending.
    """
    if row_of(db, "articles", article_id) is None:
        displace(db, article_id)
        return
    before = Seen.of(db, article_id)
    restore(db, article_id)
    apply_to(db, article_id)
    follow(db, article_id, before)


def follow(db: Database, article_id: str, before: Seen, *, rekey: bool = False) -> None:
    """Do or note what follows from the change of an article, within the caller's transaction.

    `rekey`: what its mentions say changed too, not only which there are.
    """
    after = Seen.of(db, article_id)
    derived.refresh(db, before.claims | after.claims)
    pending.add(db, pending.GROUPS, before.partners, "a review")
    pending.add(db, pending.COMPARING, [article_id, *before.citing, *after.citing], "a review")
    if rekey or before.named != after.named:
        pending.add(db, pending.COPIES, [article_id], "a review")
    for kind, identity in IDENTITIES.items():
        if rekey or before.mentions[kind] != after.mentions[kind]:
            keys.rekey(db, kind, [article_id], "a review")
            gone = before.mentions[kind].keys() - after.mentions[kind].keys()
            identities = {before.mentions[kind][mention] for mention in gone}
            pending.add(db, kind, sorted(identities), "a review")
            drop_identities(db, identity, identities)
            for column in ("one_id", "other_id"):
                db.conn.executemany(
                    f"delete from merges where {column} = ?", [(mention,) for mention in gone]
                )


def displace(db: Database, article_id: str) -> None:
    """Decisions about an article that is gone stand nowhere; they are kept."""
    naming = db.execute(
        "select distinct r.article_id from reviews r join review_places p on p.review_id = r.id"
        " where r.other_article_id = :id and r.article_id <> :id and p.other_id is not null",
        {"id": article_id},
    ).fetchall()
    mine = "select id from reviews where article_id = :id"
    theirs = "select id from reviews where other_article_id = :id"
    for sql in (
        f"delete from identity_decisions where review_id in ({mine} union {theirs})",
        f"update review_places set row_id = null where review_id in ({mine})",
        f"update review_places set other_id = null where review_id in ({theirs})",
    ):
        db.execute(sql, {"id": article_id})
    clear_places(db, article_id)
    for (article,) in sorted(naming):
        reapply(db, article)


@dataclass
class Seen:
    """What may follow from a change of an article: seen before and after."""

    claims: set[str]
    named: tuple[str | None, ...]  # title, address and date, by which others know the article
    partners: set[str]  # claims that are grouped with these, or set against them
    citing: set[str]  # articles that have this one as a source
    mentions: dict[str, dict[str, str]] = field(default_factory=dict)  # {kind: {id: identity}}

    @classmethod
    def of(cls, db: Database, article_id: str) -> Seen:
        def asked(sql: str) -> list[Any]:
            return db.execute(sql, [article_id]).fetchall()

        claims = {claim for (claim,) in asked("select id from claims where article_id = ?")}
        return cls(
            claims,
            tuple(asked("select title, url, published from articles where id = ?")[0]),
            partners(db, claims),
            citing(db, article_id),
            {
                kind: dict(
                    asked(f"select id, {one.column} from {one.mentions} where article_id = ?")
                )
                for kind, one in IDENTITIES.items()
            },
        )


class _Applying:
    """The decisions about one article, at work on its rows."""

    def __init__(self, db: Database, article_id: str) -> None:
        self._db = db
        self._id = article_id
        self._text = str((row_of(db, "articles", article_id) or {})["text"])
        self._rejected: dict[str, Review] = {}  # {id of a claim: the decision against it}
        self._supported = {one: derived for one, _, derived in self._support()}

    def apply(self, reviews: list[Review]) -> None:
        finder = Finder(self._db, self._id, self._text)
        found = finder.place(reviews)
        standings: dict[tuple[str, str], Standing] = {}
        for about in FIELDS:
            placed = [
                (row, review)
                for review in reviews
                if review.about == about and (row := found.rows.get(review.id)) is not None
            ]
            for row, standing in in_force(placed).items():
                standings[about, row] = standing
        self._rejected = {
            row: standing.rejected
            for (about, row), standing in standings.items()
            if about == "claims" and standing.rejected is not None
        }
        if ("articles", self._id) in standings:
            self._change_article(standings["articles", self._id])
        for (about, row), standing in standings.items():
            if standing.rejected is not None and about not in MENTIONED:
                set_aside(self._db, about, row, standing.rejected.id)
        for (about, row), standing in standings.items():
            if about not in MENTIONED and about != "articles":
                self._change(about, row, standing)
        self._add(standings, found)
        self._follow_support()
        finder.place_late(reviews, found)
        others = self._write_places(reviews, found)
        self._write_pairs(reviews)
        for article in sorted(others):  # which name a mention of this one
            reapply(self._db, article)

    # -- where they stand ---------------------------------------------------------------

    def _write_places(self, reviews: list[Review], found: Found) -> set[str]:
        """Write down where these stand; the other articles whose decisions name other mentions."""
        others = set()
        for review in reviews:
            if review.article_id == self._id:
                self._write_place(review, "row_id", found.rows.get(review.id))
            if review.other_article_id == self._id:
                before = other_of(self._db, review)
                now = found.others.get(review.id)
                self._write_place(review, "other_id", now)
                if before != now and review.article_id not in (None, self._id):
                    others.add(str(review.article_id))
        clear_places(self._db, self._id)
        return others

    def _write_place(self, review: Review, column: str, row: str | None) -> None:
        self._db.execute(
            f"insert into review_places (review_id, {column}) values (:review, :row)"
            f" on conflict (review_id) do update set {column} = :row",
            {"review": review.id, "row": row},
        )

    def _write_pairs(self, reviews: list[Review]) -> None:
        """Note what is one and what is two, for `clusters.settle`."""
        for review in reviews:
            self._db.execute("delete from identity_decisions where review_id = ?", [review.id])
            if review.decision in ("merged", "split"):
                self._db.execute(
                    "insert into identity_decisions (review_id, one_id, other_id, kind, same)"
                    " select review_id, row_id, other_id, ?, ? from review_places"
                    " where review_id = ? and row_id is not null and other_id is not null"
                    " and row_id <> other_id",
                    [review.about, int(review.decision == "merged"), review.id],
                )
            elif review.other_article_id is not None:
                for kind, mentions in MENTIONED.items():
                    self._db.execute(
                        "insert into identity_decisions (review_id, one_id, other_id, kind, same)"
                        " select a.review_id, a.about_id, p.other_id, ?, 1 from added_rows a"
                        f" join review_places p using (review_id) join {mentions} m"
                        " on m.id = p.other_id where a.review_id = ? and a.about = ?",
                        [kind, review.id, mentions],
                    )

    # -- what is changed ------------------------------------------------------------------

    def _change_article(self, standing: Standing) -> None:
        values: dict[str, Value] = {
            name: _parsed(review, name) for name, review in sorted(standing.changes.items())
        }
        if "title" in values:
            path = (row_of(self._db, "articles", self._id) or {})["path"]
            values["label"] = values["title"] or readable_name(path)
        set_values(self._db, "articles", self._id, values, self._id)

    def _change(self, about: str, row_id: str, standing: Standing) -> None:
        for name, review in sorted(standing.changes.items()):
            row = row_of(self._db, about, row_id)
            if row is None:  # taken out
                return
            here = Here(self._id, self._text, row["start"], row["end"], row_id, review)
            values = self._values(about, name, _parsed(review, name), here)
            set_values(self._db, about, row_id, values, self._id)

    def _values(self, about: str, name: str, value: Value, here: Here) -> Row:
        """The columns that say it."""
        if name == "speaker":
            return self._speaker(about, value, here)
        if name in ("source", "via"):
            mention = source = None
            if value is not None:
                mention, source = source_columns(self._db, name, str(value), here, {})
            prefix = "via_" if name == "via" else ""
            columns: Row = {f"{prefix}source_id": source}
            columns["via_mention_id" if prefix else "source_mention_id"] = mention
            return columns if prefix else {**columns, "rule": CHANGED, "confidence": 1.0}
        return {name: value}

    def _speaker(self, about: str, value: Value, here: Here) -> Row:
        columns = speaker_columns(self._db, None if value is None else str(value), here)
        written = columns.pop("written")
        columns["cue"] = CHANGED
        if about == "quotations":
            return {**columns, "speaker": written, "speaker_confidence": 1.0}
        return {**columns, "confidence": 1.0}

    # -- what is added ----------------------------------------------------------------------

    def _add(self, standings: Mapping[tuple[str, str], Standing], found: Found) -> None:
        for (about, row_id), standing in standings.items():
            review = standing.added
            if review is None or standing.rejected is not None:
                continue
            said = json.loads(review.value or "{}")
            span = found.spans[review.id]
            if row_of(self._db, about, row_id) is None:
                self._add_row(about, row_id, span, review, said)
            else:  # the machine has found it by now; the person's word still wins
                here = Here(self._id, self._text, *span, row_id, review)
                for name in sorted(said.keys() & FIELDS[about].keys()):
                    value = parse(about, name, said[name])
                    set_values(
                        self._db, about, row_id,
                        self._values(about, name, value, here), self._id,
                    )  # fmt: skip
            self._change(about, row_id, standing)

    def _add_row(
        self,
        about: str,
        row_id: str,
        span: tuple[int, int],
        review: Review,
        said: Mapping[str, object],
    ) -> None:
        claim = self._claim_of(about, span, review)
        if claim is None:
            return
        here = Here(self._id, self._text, *span, row_id, review)
        row: Row = {
            "id": row_id, "article_id": self._id, "claim_id": claim,
            "start": span[0], "end": span[1],
        }  # fmt: skip
        text = self._text[span[0] : span[1]]
        add_row(self._db, about, {**row, **_COLUMNS[about](self, text, said, here)}, review.id)

    def _claim_of(self, about: str, span: tuple[int, int], review: Review) -> str | None:
        if about != "citations":
            return claim_around(self._db, self._id, self._text, span, review, self._rejected)
        words = _claim_words(review)
        return find_row(
            "", words, (), Finder(self._db, self._id, self._text).candidates("claims"), self._text
        )

    def statistic(self, text: str, said: Mapping[str, object], _here: Here) -> Row:
        values = {name: parse("statistics", name, value) for name, value in said.items()}
        return {"text": text, "unit": "", "qualifier": "", **values}

    def quotation(self, text: str, said: Mapping[str, object], here: Here) -> Row:
        row: Row = {"text": text, "cue": BY_A_PERSON, "confidence": 1.0, "speaker_confidence": 0.0}
        if said.get("speaker"):
            row |= {**self._speaker("quotations", str(said["speaker"]), here), "cue": BY_A_PERSON}
        return row

    def citation(self, text: str, said: Mapping[str, object], here: Here) -> Row:
        row: Row = {"marker": text, "rule": BY_A_PERSON, "confidence": 1.0}
        for name, prefix, column in (
            ("source", "", "source_mention_id"),
            ("via", "via_", "via_mention_id"),
        ):
            if said.get(name):
                more = said if name == "source" else {}
                row[column], row[f"{prefix}source_id"] = source_columns(
                    self._db, name, str(said[name]), here, more
                )
        return row

    # -- what follows -----------------------------------------------------------------------

    def _support(self) -> list[tuple[str, str, str]]:
        return self._db.execute(_SUPPORT, [self._id]).fetchall()

    def _follow_support(self) -> None:
        """A claim whose support changed with the rows that support it says so."""
        for claim, support, now in self._support():
            if self._supported.get(claim) != now and support != now:
                set_values(self._db, "claims", claim, {"support": now}, self._id)


_COLUMNS = {
    "statistics": _Applying.statistic,
    "quotations": _Applying.quotation,
    "citations": _Applying.citation,
}


def _parsed(review: Review, name: str) -> Value:
    return parse(review.about, name, review.value if review.decision == "changed" else None)


def _claim_words(review: Review) -> Words:
    claim = json.loads(review.context or "{}").get("claim") or {}
    return Words(*(str(claim.get(name) or "") for name in ("exact", "prefix", "suffix")))

"""What a decision is: a person's word on one thing that was extracted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a decision may be about: tables, by what may be decided on their rows.
MENTIONED = {  # the identities, with the tables of their mentions
    "sources": "source_mentions",
    "people": "person_mentions",
    "organisations": "organisation_mentions",
}
ADDABLE = ("statistics", "quotations", "citations")
REVIEWABLE = ("articles", "claims", "statistics", "quotations", "attributions", "citations",
              *MENTIONED)  # fmt: skip
DECISIONS = ("confirmed", "rejected", "changed", "merged", "split", "added", "erased")


class ReviewError(ValueError):
    """A decision that cannot be taken: what is wrong with it, and what would do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides.

    - confirmed: the machine is right on the row, or on one `field` of it. Lifts what was
      decided against it before.
    - rejected: the row is wrong and goes away; with a `field`, what that field says does.
    - changed: `field` of the row is `value` instead; text, a number, or None for nothing.
    - merged, split: two sources, people or organisations are one, or are two. `about_id` and
      `value` are the ids of a mention of each; in a split, the mention `about_id` leaves.
    - added: a row that the machine missed. `about_id` is the article (of a statistic or
      quotation) or the claim (of a citation) that it belongs to, `value` its columns, with
      `start` and `end` for the words of the article's text that say it.
    """

    about: str  # table
    decision: str
    about_id: str
    field: str | None = None
    value: str | float | Mapping[str, object] | None = None
    note: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One row of `reviews`: a decision as it was taken, and how to find its place again."""

    id: str = ""  # a hash of the rest, once that is known
    about: str = ""
    about_id: str = ""
    field: str | None = None
    decision: str = ""
    value: str | None = None  # of an addition, JSON
    note: str | None = None
    actor: str | None = None
    created: str = ""  # UTC, with microseconds: decisions have an order
    article_id: str | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    other_article_id: str | None = None  # where the place of `other` is
    # JSON: {"in_claim", "cites"} words that tell a citation from others with the same marker;
    # {"claim": words} the claim that a citation is added to; {"other": words} the place of the
    # mention that `value` names in a merge or split; {"speaker", "source", "via": {"label",
    # "kind", "here": words, "other": words}} of one who is named. Words: exact, prefix, suffix.
    context: str | None = None


# The columns of the table, in their order.
COLUMNS = tuple(Review.__dataclass_fields__)

"""The three kinds of identity, as tables: where their mentions are and how they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kb.linking.identity import Cluster, Unit
from kb.linking.identity_decisions import Decided
from kb.linking.identity_organisations import (
    OrganisationSeen,
    organisation_clusters,
    organisation_units,
)
from kb.linking.identity_people import PersonSeen, person_clusters, person_units
from kb.linking.identity_sources import SourceSeen, source_clusters, source_units
from kb.store.ids import digest

_LONGEST_KEY = 100


@dataclass(frozen=True)
class Identity:
    """One kind of identity."""

    table: str
    mentions: str  # the table of its mentions
    column: str  # of a mention: the identity it belongs to
    fields: tuple[str, ...]  # of an identity, beside its id
    seen: Callable[..., Any]  # what identity looks at, from the columns of `select`
    select: str  # the mentions as identity sees them, by {ids}
    units: Callable[[Iterable[Any]], list[Unit]]
    clusters: Callable[[Sequence[Any], Decided], list[Cluster]]
    # Where an identity is named by way of a mention: (table, column of the identity,
    # column of the mention).
    followers: tuple[tuple[str, str, str], ...]


IDENTITIES: dict[str, Identity] = {
    "organisations": Identity(
        table="organisations",
        mentions="organisation_mentions",
        column="organisation_id",
        fields=("name", "kind"),
        seen=OrganisationSeen,
        select="select id, article_id, name, kind, written from organisation_mentions m",
        units=organisation_units,
        clusters=organisation_clusters,
        followers=(
            ("quotations", "organisation_id", "organisation_mention_id"),
            ("attributions", "organisation_id", "organisation_mention_id"),
            ("people", "organisation_id", "organisation_mention_id"),
        ),
    ),
    "people": Identity(
        table="people",
        mentions="person_mentions",
        column="person_id",
        fields=("name", "role", "organisation", "organisation_mention_id", "handle"),
        seen=PersonSeen,
        select="select id, article_id, name, role, organisation, organisation_mention_id,"
        " handle from person_mentions m",
        units=person_units,
        clusters=person_clusters,
        followers=(
            ("quotations", "person_id", "person_mention_id"),
            ("attributions", "person_id", "person_mention_id"),
        ),
    ),
    "sources": Identity(
        table="sources",
        mentions="source_mentions",
        column="source_id",
        fields=(
            "kind", "label", "title", "author", "publisher", "container", "published",
            "link_id", "doi", "isbn",
        ),
        seen=SourceSeen,
        select="select m.id, article_id, work, kind, title, author, publisher, container,"
        " published, m.link_id, coalesce(x.key, l.key) as link_key, doi, isbn, also, figures"
        " from source_mentions m left join links l on l.id = m.link_id"
        # What is behind a short address is the same as what its long one leads to.
        " left join expansions x on x.link_id = m.link_id",
        units=source_units,
        clusters=source_clusters,
        followers=(
            ("citations", "source_id", "source_mention_id"),
            ("citations", "via_source_id", "via_mention_id"),
            ("relays", "source_id", "source_mention_id"),
            ("relays", "via_source_id", "via_mention_id"),
            ("note_sources", "source_id", "source_mention_id"),
        ),
    ),
}  # fmt: skip


def identity_rows(kind: Identity, clusters: Iterable[Cluster]) -> list[dict[str, object]]:
    """The identities' own rows."""
    return [
        {"id": cluster.id, **{name: cluster.fields[name] for name in kind.fields}}
        for cluster in clusters
    ]


def key_rows(kind: Identity, seen: Sequence[Any]) -> list[dict[str, object]]:
    """What each mention may share with others.

    Its unit ties a mention to the first of the unit, and that one has the unit's keys.
    """
    return [
        {"kind": kind.table, "key": key, "mention_id": member, "article_id": article}
        for unit in kind.units(seen)
        for article in unit.articles
        for member in unit.members
        for key in (
            f"unit {unit.id}",
            *(sorted({short_key(*key) for key in unit.keys}) if member == unit.id else ()),
        )
    ]


def short_key(tier: int, value: str) -> str:
    """A key of bounded length: a title may be a page long."""
    return f"{tier} {value if len(value) <= _LONGEST_KEY else digest(value)}"

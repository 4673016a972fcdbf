"""One draft a place: what two rules found on the same words is one mention."""

from __future__ import annotations

from kb.extraction.references.drafts import HYPERLINK, LISTED, NAMED, RELAY, Draft

_TWINS = 12  # drafts looked back at: brackets hold several, nothing holds more


def without_twins(drafts: list[Draft]) -> list[Draft]:
    """One draft a place: where a hyperlink or an address stands on a named work, they are one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        near = [k for k in kept[-_TWINS:] if k.start < draft.end and draft.start < k.end]
        overlapping = next((k for k in near if _mates(k, draft)), None)
        if overlapping is None:
            kept.append(draft)
            continue
        overlapping.url = overlapping.url or draft.url
        overlapping.confidence = max(overlapping.confidence, draft.confidence)
        overlapping.publisher = overlapping.publisher or draft.publisher
        overlapping.title = overlapping.title or draft.title
        if draft.rule == NAMED and overlapping.rule != NAMED:
            overlapping.rule, overlapping.kind = NAMED, draft.kind
            overlapping.determiner, overlapping.cue = draft.determiner, draft.cue
            overlapping.author = overlapping.author or draft.author
        overlapping.start, overlapping.end = (
            min(overlapping.start, draft.start),
            max(overlapping.end, draft.end),
        )
    return kept


def _mates(one: Draft, other: Draft) -> bool:
    """Whether two overlapping drafts are one place: not a bracket around several works."""
    if LISTED in (one.rule, other.rule):
        return False
    if RELAY in (one.rule, other.rule):  # « relayé par [Le Soir](…) » has an address
        return other.rule == HYPERLINK
    return one.label is None and other.label is None

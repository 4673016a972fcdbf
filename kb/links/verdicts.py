"""What one check can come to, and what of it counts as a failure."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.links.chain import Hop

OK, REDIRECTED, GONE, SOFT_404 = "ok", "redirected", "gone", "soft-404"
ERROR, UNREACHABLE, BLOCKED, SKIPPED = "error", "unreachable", "blocked", "skipped"
VERDICTS = (OK, REDIRECTED, GONE, SOFT_404, ERROR, UNREACHABLE, BLOCKED, SKIPPED)

WORKING = frozenset({OK, REDIRECTED})
FAILING = frozenset({GONE, SOFT_404, ERROR, UNREACHABLE})
# What is worth a look into an archive.
ARCHIVED = frozenset({GONE, SOFT_404, UNREACHABLE, ERROR, REDIRECTED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check saw."""

    verdict: str
    evidence: str  # what the verdict leans on, in words
    status: int | None = None  # of the last answer
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    error: str | None = None  # where there was no answer
    tries: int = field(default=1, compare=False)

"""What is worth asking again in the same run, and how long to wait before."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kb.links.faults import Fault
from kb.links.fetch import Answer

TRIES = 3
LONGEST_WAIT = 30.0  # seconds; who asks for more is asked again at the next run
_FIRST_WAIT = 0.5
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def after_fault(fault: Fault, tries: int) -> float | None:
    """Seconds to wait after a fault before asking again; None for not asking again."""
    if not fault.transient or tries >= TRIES:
        return None
    return _backoff(tries)


def after_answer(answer: Answer, tries: int) -> float | None:
    """Seconds to wait after an answer before asking again; None when it is the last word."""
    if answer.status not in _TRANSIENT or tries >= TRIES:
        return None
    wait = retry_after(answer.header("Retry-After"))
    if wait is None:
        return _backoff(tries)
    return wait if wait <= LONGEST_WAIT else None


def retry_after(written: str, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` header asks for, given in seconds or as a date."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())


def _backoff(tries: int) -> float:
    # Spread out, or all links of a host that stumbled come back in the same moment.
    return _FIRST_WAIT * 2.0 ** (tries - 1) * random.uniform(0.8, 1.2)

"""Asking a service that the user named or that everybody shares, no faster than it allows.

The fence is for addresses of strangers: a service may stand on this machine.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from kb.links import bodies
from kb.links.faults import Fault
from kb.links.fence import Refused
from kb.links.fetch import Answer, Client, Limits

_LIMITS = Limits(connect=10.0, first_byte=20.0, whole=30.0)


class Pace:
    """At most one question in so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._seconds
        if at > now:
            await asyncio.sleep(at - now)


@dataclass
class Service:
    """One service. After some failures in a row it is left alone for the rest of the run."""

    client: Client
    pace: Pace
    patience: int = 3
    _failures: int = 0

    @property
    def is_down(self) -> bool:
        return self._failures >= self.patience

    async def ask(self, url: str) -> Answer | None:
        """The answer, redirects not followed; None when there was none worth reading."""
        if self.is_down:
            return None
        await self.pace.turn()
        if self.is_down:  # others found out while this one waited
            return None
        try:
            target = self.client.fence.target(url)
            answer = await self.client.get(target, _LIMITS, enough=bodies.ENOUGH)
        except (Fault, Refused):
            self._failures += 1
            return None
        if answer.status == 429 or answer.status >= 500:
            self._failures += 1
            return None
        self._failures = 0
        return answer


def as_json(answer: Answer | None) -> Any:
    """What an answer holds; None when that is no JSON."""
    if answer is None:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None

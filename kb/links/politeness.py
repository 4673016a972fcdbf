"""How much is asked at a time: in all, and of each host, with a pause between two requests."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SPACING = 0.05  # seconds between two requests to one host
_SLOWEST = 2.0  # to one that says it is asked too often
_MOST_HOSTS = 1_500  # remembered at a time, so that memory stays flat


class _Host:
    """One host's turn-keeping."""

    __slots__ = ("next_at", "slots", "spacing", "waiting")

    def __init__(self, at_once: int, spacing: float) -> None:
        self.slots = asyncio.Semaphore(at_once)
        self.spacing = spacing
        self.next_at = 0.0
        self.waiting = 0


class Politeness:
    """Bounds on what is under way."""

    def __init__(self, *, total: int, per_host: int, spacing: float = SPACING) -> None:
        self._total = asyncio.Semaphore(total)
        self._per_host = per_host
        self._spacing = spacing
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn, and hold it while asking."""
        state = self._host(host)
        state.waiting += 1
        try:
            # The host first: who waits for a slow host must not keep others from theirs.
            async with state.slots:
                await self._space(state)
                async with self._total:
                    yield
        finally:
            state.waiting -= 1

    def slow_down(self, host: str) -> None:
        """The host says that it is asked too often."""
        state = self._host(host)
        state.spacing = min(_SLOWEST, max(state.spacing, SPACING) * 2)

    def at_least(self, host: str, seconds: float) -> None:
        """The host asks for a pause between two requests (robots.txt)."""
        state = self._host(host)
        state.spacing = max(state.spacing, seconds)

    async def _space(self, state: _Host) -> None:
        now = asyncio.get_running_loop().time()
        at = max(now, state.next_at)
        state.next_at = at + state.spacing
        if at > now:
            await asyncio.sleep(at - now)

    def _host(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host(self._per_host, self._spacing)
            self._forget()
        return state

    def _forget(self) -> None:
        """Drop the hosts heard of longest ago that nobody waits for."""
        excess = len(self._hosts) - _MOST_HOSTS
        if excess > 0:
            idle = [name for name, state in self._hosts.items() if not state.waiting]
            for name in idle[: excess + _MOST_HOSTS // 10]:
                del self._hosts[name]

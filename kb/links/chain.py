"""From an address to where it leads, hop by hop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import ada_url

from kb import addresses
from kb.links import retrying
from kb.links.cookies import Cookies
from kb.links.faults import Fault, fault_of
from kb.links.fence import Refused, Target, parse
from kb.links.fetch import Answer, Client, Limits
from kb.links.politeness import Politeness

MOST_HOPS = 20
_REDIRECTS = (301, 302, 303, 307, 308)

# Where a page sends its readers on by itself, if it does: (answer) -> address or None.
Onward = Callable[[Answer], str | None]


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect on the way: the address that answered, and the status it answered with."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Where an address led. Exactly one of `answer` and `fault` is set.

    Beside those of `Fault`, a chain's faults may be of the kinds loop, too many, nowhere
    (a redirect without an address) and scheme (one to what is not of the web).
    """

    hops: tuple[Hop, ...]
    final_url: str
    answer: Answer | None = None
    fault: Fault | None = None
    last_status: int | None = None  # of the last answer, also where a fault came after it
    tries: int = 1

    def moved_from(self, asked: str) -> bool:
        """Whether it ended elsewhere: not for a change of scheme, `www.` or final slash."""
        if not self.hops:
            return False
        return addresses.key(asked.partition("#")[0]) != addresses.key(self.final_url)


@dataclass(frozen=True)
class Walker:
    """Follows addresses."""

    client: Client
    politeness: Politeness
    timeout: float
    onward: Onward

    async def walk(self, url: str, *, enough: int) -> Chain:
        """Follow an address to its end. Never raises for what is out there."""
        return await _Walk(self, url, enough).walk()


class _Walk:
    """One chain on its way."""

    def __init__(self, walker: Walker, url: str, enough: int) -> None:
        self._walker = walker
        self._url = url
        self._enough = enough
        self._hops: list[Hop] = []
        self._seen: set[tuple[str, str]] = set()
        self._cookies: Cookies | None = None
        self._limits = Limits.of(walker.timeout)
        self._left = walker.timeout  # seconds, of asking; waiting for turns is not counted
        self._tries = 1

    async def walk(self) -> Chain:
        url = self._url
        while True:
            try:
                target = self._walker.client.fence.target(url)
            except Refused as refused:
                return self._ended(url, _refusal(url, refused))
            cookies = self._cookies.header(target.url) if self._cookies else ""
            if (target.url, cookies) in self._seen:
                return self._ended(target.url, Fault("loop", "it redirects in a circle"))
            self._seen.add((target.url, cookies))
            try:
                answer = await self._ask(target, cookies)
            except Fault as fault:
                return self._ended(target.url, fault)
            try:
                onward = self._next(target, answer)
            except Fault as fault:
                self._hops.append(Hop(target.url, answer.status))
                return self._ended(target.url, fault)
            if onward is None:
                return Chain(
                    tuple(self._hops), target.url, answer, None, answer.status, self._tries
                )
            self._hops.append(Hop(target.url, answer.status))
            if len(self._hops) > MOST_HOPS:
                return self._ended(onward, Fault("too many", f"more than {MOST_HOPS} redirects"))
            if answer.set_cookies:
                self._cookies = self._cookies or Cookies()
                self._cookies.keep(target.url, answer.set_cookies)
            url = onward

    def _ended(self, url: str, fault: Fault) -> Chain:
        status = self._hops[-1].status if self._hops else None
        return Chain(tuple(self._hops), url, None, fault, status, self._tries)

    def _next(self, target: Target, answer: Answer) -> str | None:
        """Where the answer sends on to; None when it is the end."""
        where: str | None
        if answer.status in _REDIRECTS:
            where = answer.header("Location").strip()
            if not where:
                raise Fault("nowhere", "it redirects without saying where to")
        elif 200 <= answer.status < 300:
            where = self._walker.onward(answer)
        else:
            where = None
        if not where:
            return None
        try:
            return str(ada_url.join_url(target.url, _as_utf8(where)))
        except ValueError:
            raise Fault("nowhere", "it redirects to what is no valid address") from None

    async def _ask(self, target: Target, cookies: str) -> Answer:
        """Ask for one address, again where that may help. Raises Fault."""
        tries = 0
        while True:
            tries += 1
            try:
                answer = await self._ask_once(target, cookies)
            except Fault as fault:
                wait = retrying.after_fault(fault, tries)
                if wait is None or self._left <= 0:
                    raise
            else:
                if answer.status == 429:
                    self._walker.politeness.slow_down(target.host)
                wait = retrying.after_answer(answer, tries)
                if wait is None or self._left <= 0:
                    return answer
            self._tries += 1
            await asyncio.sleep(wait)

    async def _ask_once(self, target: Target, cookies: str) -> Answer:
        if self._left <= 0:
            raise Fault("timeout", "the server did not answer in time")
        loop = asyncio.get_running_loop()
        async with self._walker.politeness.turn(target.host):
            began = loop.time()
            try:
                return await self._walker.client.get(
                    target,
                    self._limits.within(self._left),
                    headers={"Cookie": cookies} if cookies else None,
                    enough=self._enough,
                )
            finally:
                self._left -= loop.time() - began


def _as_utf8(where: str) -> str:
    """A header's bytes as the text they are: servers send addresses unescaped."""
    octets = where.encode("utf-8", "surrogateescape")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _refusal(url: str, refused: Refused) -> Fault:
    fault = fault_of(refused)
    try:
        parse(url)
    except Refused:
        return Fault("scheme", fault.words)
    return fault

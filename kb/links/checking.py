"""Checking one link: by the handle service or by going there, and judging what was seen."""

from __future__ import annotations

import asyncio
from types import TracebackType

from kb import addresses
from kb.links import bodies, handles, judging
from kb.links.chain import Walker
from kb.links.fence import Fence, Refused
from kb.links.fetch import Client, trust
from kb.links.handles import Handles
from kb.links.names import Names
from kb.links.page import onward
from kb.links.politeness import Politeness
from kb.links.probe import Prober
from kb.links.robots import Robots
from kb.links.services import Pace, Service
from kb.links.settings import SettingError, Settings
from kb.links.verdicts import SKIPPED, Verdict


class Checker:
    """Checks addresses. Use as `async with Checker(settings) as checker`."""

    def __init__(self, settings: Settings, shorteners: frozenset[str] = frozenset()) -> None:
        fence = Fence(settings.allow_private, settings.allow_ports)
        everywhere = Fence(allow_private=True, allow_ports=frozenset(range(1, 65_536)))
        self._names = Names(fence, settings.resolve, settings.look_up)
        self._service_names = Names(everywhere, settings.resolve, settings.look_up)
        try:
            tls = trust(settings.ca_file)
        except OSError as error:
            raise SettingError(
                f"--ca-file {settings.ca_file}: holds no certificate in PEM ({error})"
            ) from None
        self._client = Client(fence, self._names, tls, settings.agent)
        self.services = Client(everywhere, self._service_names, tls, settings.agent)
        politeness = Politeness(
            total=settings.concurrency, per_host=settings.per_host, spacing=settings.spacing
        )
        self._walker = Walker(self._client, politeness, settings.timeout, onward)
        self._prober = Prober(lambda url: self._walker.walk(url, enough=bodies.ENOUGH))
        self._handles = Handles(Service(self.services, Pace(handles.PACE)), settings.handle_url)
        self._robots = Robots(self._walker, politeness) if settings.robots else None
        self._shorteners = shorteners

    async def __aenter__(self) -> Checker:
        await self._client.__aenter__()
        await self.services.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.__aexit__(kind, error, trace)
        await self.services.__aexit__(kind, error, trace)
        # A connection is closed for good a turn of the loop later.
        await asyncio.sleep(0)
        await self._names.close()
        await self._service_names.close()

    async def check(self, url: str, *, is_shortened: bool = False) -> Verdict:
        """The verdict on an address. Never raises for what is out there."""
        if handle := handles.handle_of(url):
            return await self._handles.check(handle)
        if self._robots is not None and not await self._is_allowed(url):
            return Verdict(SKIPPED, "the site's robots.txt forbids it")
        part = judging.fragment(url)
        enough = bodies.ENOUGH_FOR_A_FRAGMENT if part else bodies.ENOUGH
        chain = await self._walker.walk(url, enough=enough)
        if self._shorteners and not is_shortened:
            is_shortened = addresses.host(url).removeprefix("www.") in self._shorteners
        return await judging.judge(
            url,
            chain,
            is_shortened=is_shortened,
            probe=self._prober.of,
        )

    async def _is_allowed(self, url: str) -> bool:
        assert self._robots is not None
        try:
            target = self._client.fence.target(url)
        except Refused:
            return True  # the walk says why it is refused
        return await self._robots.allows(target)

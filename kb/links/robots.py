"""robots.txt, where the user wants it honoured."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from protego import Protego

from kb.links.chain import Walker
from kb.links.fence import Target
from kb.links.politeness import Politeness

_NAME = "kb-claims"
_MOST_SITES = 2_000
_MOST_DELAY = 10.0  # seconds: some files ask for hours


class Robots:
    """Asks each site for its rules once."""

    def __init__(self, walker: Walker, politeness: Politeness) -> None:
        self._walker = walker
        self._politeness = politeness
        self._known: OrderedDict[str, asyncio.Task[Protego]] = OrderedDict()

    async def allows(self, target: Target) -> bool:
        """Whether the site lets us ask for this address; a site without rules does."""
        site = target.url.removesuffix(target.path)
        known = self._known.get(site)
        if known is None:
            known = asyncio.create_task(self._ask(site, target.host))
            self._known[site] = known
            if len(self._known) > _MOST_SITES:
                self._known.popitem(last=False)
        rules = await asyncio.shield(known)
        return bool(rules.can_fetch(target.url, _NAME))

    async def _ask(self, site: str, host: str) -> Protego:
        chain = await self._walker.walk(f"{site}/robots.txt", enough=512 * 1024)
        found = chain.answer is not None and chain.answer.status == 200 and chain.answer.is_text
        text = chain.answer.body.decode("utf-8", "replace") if found and chain.answer else ""
        rules = Protego.parse(text)
        if delay := rules.crawl_delay(_NAME):
            self._politeness.at_least(host, min(float(delay), _MOST_DELAY))
        return rules

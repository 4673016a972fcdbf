"""What aiohttp alone takes, without judging anything: `python bare_loop.py FILE AT_ONCE`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import aiohttp


async def main(urls: list[str], at_once: int) -> None:
    connector = aiohttp.TCPConnector(limit=at_once)
    waiting = iter(urls)

    async def ask() -> None:
        for url in waiting:
            async with session.get(url) as response:
                assert response.status == 200
                await response.read()

    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(ask() for _ in range(at_once)))


if __name__ == "__main__":
    import uvloop

    uvloop.run(main(Path(sys.argv[1]).read_text().split(), int(sys.argv[2])))

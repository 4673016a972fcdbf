"""One request and its answer, within the fence and the limits of time and size.

aiohttp is the client: of those measured it is the fastest whose every connection can be
judged before it is made (`socket_factory`) and that can be ended at any moment.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import aiohttp
from yarl import URL

from kb.links import bodies
from kb.links.faults import Fault, fault_of
from kb.links.fence import Fence, Target
from kb.links.names import Names

# Real sites send policies of many kilobytes in one header.
_LONGEST_HEADER = 64 * 1024
_MOST_HEADERS = 400
# Seconds: longer than the spacing of requests to one host, and no longer, since of thousands
# of hosts each would keep a connection open.
_KEEP_ALIVE = 1.0
_MOST_FILES = 8_192
_TO_DRAIN = 16 * 1024
_TEXT = ("html", "xml", "text/plain", "json")
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fr,en;q=0.8,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: for the connection, until the headers are there, and for the whole."""

    connect: float
    first_byte: float
    whole: float

    @staticmethod
    def of(timeout: float) -> Limits:
        """The limits that go with a limit for the whole."""
        return Limits(connect=min(10.0, timeout), first_byte=timeout, whole=timeout)

    def within(self, left: float) -> Limits:
        """The limits, none of them longer than the seconds that are left."""
        if left >= self.whole:
            return self
        return Limits(min(self.connect, left), min(self.first_byte, left), left)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `body` is unpacked, and no longer than is needed to judge it."""

    url: str
    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    whole: bool = True  # the body is all there is
    cut: str = ""  # why the body is not: the fault that broke it off
    set_cookies: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def kind(self) -> str:
        """The media type in lower case, without parameters; empty when it is not told."""
        return _kind(self.headers)

    @property
    def is_text(self) -> bool:
        """Whether there may be words in it."""
        return _may_hold_words(self.kind)


class Client:
    """Asks servers. Use as `async with Client(...) as client`."""

    def __init__(self, fence: Fence, names: Names, tls: ssl.SSLContext | None, agent: str) -> None:
        self.fence = fence
        self._names = names
        self._agent = agent
        self._tls: ssl.SSLContext | bool = True if tls is None else tls

    async def __aenter__(self) -> Client:
        connector = aiohttp.TCPConnector(
            ssl=self._tls,
            resolver=self._names,
            use_dns_cache=False,  # Names remembers, and what it remembers has been judged
            socket_factory=self.fence.socket,
            limit=0,  # politeness bounds what is under way
            keepalive_timeout=_KEEP_ALIVE,
            enable_cleanup_closed=True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={**_HEADERS, "User-Agent": self._agent},
            cookie_jar=aiohttp.DummyCookieJar(),  # cookies are kept within one chain
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
            max_headers=_MOST_HEADERS,
            read_bufsize=bodies.ENOUGH // 2,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def get(
        self,
        target: Target,
        limits: Limits,
        *,
        headers: Mapping[str, str] | None = None,
        enough: int = bodies.ENOUGH,
    ) -> Answer:
        """Ask for an address, without following where it leads. Raises Fault."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(limits.first_byte):
                response = await self._session.get(
                    URL(target.url, encoded=True),
                    headers=headers,
                    allow_redirects=False,
                    timeout=_connecting_within(limits.connect),
                )
        except Exception as error:
            raise fault_of(error) from error
        left = max(0.1, limits.whole - (time.monotonic() - began))
        try:
            return await _answer(target, response, left, enough)
        finally:
            response.release() if response.content.at_eof() else response.close()


def allow_many_connections() -> None:
    """Raise this process's limit of open files as far as it may: each connection is one."""
    try:
        import resource
    except ImportError:  # on Windows there is no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def trust(ca_file: Path | None = None) -> ssl.SSLContext | None:
    """The certificate authorities of the system, and those of a file. Raises OSError.

    None stands for the system's alone: aiohttp has read them already.
    """
    if ca_file is None:
        return None
    tls = ssl.create_default_context()
    tls.load_verify_locations(ca_file)
    return tls


async def _answer(
    target: Target, response: aiohttp.ClientResponse, seconds: float, enough: int
) -> Answer:
    status, headers = response.status, response.headers
    shown = 200 <= status < 300
    # Walls hide behind other statuses; the words of a 404 change nothing, and are read
    # only so that the connection can be used again.
    if not (shown or status in (403, 429) or status >= 500):
        enough, seconds = _TO_DRAIN, min(seconds, 1.0)
    # Of what holds no words the first bytes are enough: a film has an end some time.
    limit = enough if _may_hold_words(_kind(headers)) else 1
    raw = bytearray()
    whole, cut = False, ""
    try:
        if response.content.is_eof():  # it came with its headers: nothing to wait for
            whole = await bodies.read(response, limit, raw)
        else:
            async with asyncio.timeout(seconds):
                whole = await bodies.read(response, limit, raw)
    except Exception as error:
        fault = fault_of(error)
        cut = fault.words
        if fault.kind == "timeout" and shown:
            raise Fault("timeout", "the answer did not arrive in time") from error
    body = bodies.unpacked(bytes(raw), headers.get("Content-Encoding", ""), enough)
    if body is None:
        cut = "it is packed in a way that was not asked for"
    return Answer(
        url=target.url,
        host=target.host,
        status=status,
        headers=headers,
        body=body or b"",
        whole=whole,
        cut=cut,
        set_cookies=tuple(headers.getall("Set-Cookie", ())),
    )


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _may_hold_words(kind: str) -> bool:
    return not kind or any(part in kind for part in _TEXT)


@lru_cache(maxsize=64)
def _connecting_within(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=seconds)

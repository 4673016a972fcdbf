"""Names to addresses: asked once, judged by the fence, and told apart when there is no answer."""

from __future__ import annotations

import asyncio
import socket
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

from kb.links.fence import Fence

# (host) -> IP addresses; raises socket.gaierror. Blocks, so it runs in a thread.
LookUp = Callable[[str], Sequence[str]]

# RFC 2606 and 6761: names that nobody can register. No name server need be asked.
_NEVER = (".invalid", ".example", ".test", ".onion", ".localhost", ".local")
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_MOST_NAMES = 10_000  # kept at a time, so that memory stays flat
_THREADS = 32  # a name server in trouble takes ten seconds for an answer


class NoSuchName(OSError):
    """The name does not exist."""


class NameTrouble(OSError):
    """The name servers gave no answer; the name may exist."""


def system_look_up(host: str) -> Sequence[str]:
    """What the system knows of a host."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


class Names(AbstractResolver):
    """Resolves each name once, for aiohttp and for us."""

    def __init__(
        self,
        fence: Fence,
        given: Mapping[str, Sequence[str]],
        look_up: LookUp = system_look_up,
    ) -> None:
        """`given` are the addresses of some hosts; « * » stands for all others."""
        self._fence = fence
        self._given = given
        self._look_up = look_up
        self._known: OrderedDict[str, asyncio.Future[Sequence[str]]] = OrderedDict()
        self._threads = ThreadPoolExecutor(_THREADS, "names")

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002  (both are wanted)
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises NoSuchName, NameTrouble or Refused."""
        addresses = await self._addresses(host.rstrip(".").lower())
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._fence.usable(addresses)
        ]

    async def close(self) -> None:
        """Let go of the threads; a look-up that hangs is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _addresses(self, host: str) -> Sequence[str]:
        given = self._given.get(host) or self._given.get("*")
        if given:
            return given
        known = self._known.get(host)
        if known is None:
            loop = asyncio.get_running_loop()
            known = loop.run_in_executor(self._threads, self._ask, host)
            known.add_done_callback(_seen)
            self._known[host] = known
            if len(self._known) > _MOST_NAMES:
                self._known.popitem(last=False)
        # Whoever waits may run out of time; the others still want the answer.
        return await asyncio.shield(known)

    def _ask(self, host: str) -> Sequence[str]:
        try:
            host.encode("ascii")
            found = list(dict.fromkeys(self._look_up(host)))
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME or host.endswith(_NEVER):
                raise NoSuchName(f"there is no host {host}") from None
            raise NameTrouble(f"the name servers gave no answer for {host}") from None
        except (UnicodeError, ValueError):  # a label too long to be asked for
            raise NoSuchName(f"{host} cannot be the name of a host") from None
        except OSError as error:
            raise NameTrouble(f"{host} could not be looked up ({error.strerror})") from None
        if not found:
            raise NoSuchName(f"{host} has no address")
        return found


def _seen(answer: asyncio.Future[Sequence[str]]) -> None:
    # Told here, or asyncio complains of an error that nobody waited for.
    if not answer.cancelled():
        answer.exception()

"""The safety fence: addresses come from strangers, and a check must not reach the house's own.

It stands in three places. The address as written is read by the rules of browsers, so that
http://0x7f.1/ and full-width digits are what they mean; each name's addresses are looked at
when it is resolved; and every socket is made here, for the very address that is connected
to, so that no redirect and no second look-up gets round it.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import ada_url

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT = {"http": 80, "https": 443}
# A longer address is a mistake or an attack; browsers stop at two million characters.
_LONGEST = 16_384

# What the registries of special addresses (IANA, RFC 6890 and its kin) keep out of the public
# Internet, and two that look public. Python's own `is_global` differs between versions.
_IPV4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier",
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "cloud metadata",
    "169.254.0.0/16": "link-local, cloud metadata",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "reserved for documentation",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved for tests",
    "198.51.100.0/24": "reserved for documentation",
    "203.0.113.0/24": "reserved for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Outside 2000::/3 there is nothing public; inside it, tunnels that may lead anywhere are.
_IPV6_PUBLIC = ipaddress.ip_network("2000::/3")
_IPV6 = {
    "2001::/23": "a tunnel or reserved",
    "2001:db8::/32": "reserved for documentation",
    "2002::/16": "a tunnel",
    "3fff::/20": "reserved for documentation",
}
_REFUSED_4 = tuple((ipaddress.ip_network(net), why) for net, why in _IPV4.items())
_REFUSED_6 = tuple((ipaddress.ip_network(net), why) for net, why in _IPV6.items())


class Refused(OSError):
    """The fence refuses an address; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address as it is asked for: in the form of browsers, without fragment or password."""

    url: str
    scheme: str
    host: str  # in ASCII, without brackets
    port: int
    path: str  # with the query


@dataclass(frozen=True)
class Fence:
    """What may be asked. `allow_ports` come on top of the usual ones."""

    allow_private: bool = False
    allow_ports: frozenset[int] = field(default_factory=frozenset)

    def target(self, url: str) -> Target:
        """The address as it is asked for. Raises Refused where it must not or cannot be asked."""
        found = parse(url)
        if found.port not in USUAL_PORTS and found.port not in self.allow_ports:
            raise Refused(f"port {found.port} is none of the web's")
        if (literal := _literal(found.host)) is not None:
            self.check([literal])
        return found

    def check(self, addresses: Iterable[str]) -> None:
        """Raise Refused when one of these IP addresses is not a public one."""
        if not self.allow_private:
            for address in addresses:
                if why := special(address):
                    raise Refused(f"{address} is no public address: {why}")

    def usable(self, addresses: Sequence[str]) -> Sequence[str]:
        """Those of a name's addresses that may be connected to. Raises Refused.

        One private address is enough to refuse the name; only translated ones, which some
        networks add to every name, are passed over.
        """
        own = [a for a in addresses if not any(_in(a, prefix) for prefix in _NAT64)]
        self.check(own or addresses)
        return own or addresses

    def socket(self, info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for this very address, made for aiohttp's `socket_factory`."""
        family, kind, protocol, _, address = info
        self.check([str(address[0])])
        return socket.socket(family, kind, protocol)


def parse(url: str) -> Target:
    """The address by the rules of browsers (WHATWG). Raises Refused for what is no web address."""
    if len(url) > _LONGEST:
        raise Refused("the address is too long to be one")
    try:
        href = ada_url.URL(url).href
    except ValueError:
        raise Refused("it is no valid address") from None
    # In this form the parts are where they should be, and need no second parse.
    scheme, _, rest = href.partition(":")
    if scheme not in _DEFAULT:
        raise Refused(f"« {scheme}: » is no address of the web")
    authority, slash, path = rest.removeprefix("//").partition("#")[0].partition("/")
    host, port = _HOST_AND_PORT.fullmatch(authority.rpartition("@")[2]).groups()  # type: ignore[union-attr]
    # A name may be written with the dot of the root; certificates and sites are without it.
    bare = host.rstrip(".").strip("[]")
    if not bare:
        raise Refused("it is no valid address")
    authority = (f"[{bare}]" if ":" in bare else bare) + (f":{port}" if port else "")
    return Target(
        url=f"{scheme}://{authority}{slash}{path}",
        scheme=scheme,
        host=bare,
        port=int(port) if port else _DEFAULT[scheme],
        path=slash + path,
    )


_HOST_AND_PORT = re.compile(r"(.*?)(?::(\d+))?")


def without_credentials(url: str) -> str:
    """The address as it may be shown: a password in it is nobody's business."""
    if "@" not in url:
        return url
    try:
        found = ada_url.URL(url)
    except ValueError:
        return url
    if not (found.username or found.password):
        return url
    found.username = found.password = ""
    return str(found.href)


@lru_cache(maxsize=4096)
def special(address: str) -> str:
    """Why an IP address is not one of the public Internet; empty when it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    if isinstance(found, ipaddress.IPv4Address):
        return next((why for network, why in _REFUSED_4 if found in network), "")
    if found in _IPV6_PUBLIC:
        return next((why for network, why in _REFUSED_6 if found in network), "")
    if found.is_loopback:
        return "loopback"
    if found.is_multicast:
        return "multicast"
    if found.is_link_local:
        return "link-local"
    if found.ipv4_mapped or any(found in prefix for prefix in _NAT64):
        return "another address in disguise"
    return "private or reserved"


# The translation prefixes of RFC 6052 and RFC 8215.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def _in(address: str, network: ipaddress.IPv6Network) -> bool:
    return ":" in address and ipaddress.ip_address(address.partition("%")[0]) in network


def _literal(host: str) -> str | None:
    if ":" not in host and not host[-1].isdigit():
        return None
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None

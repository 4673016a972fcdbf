"""The identity of an address: one key for all spellings of it, its host and its domain."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

import ada_url

if TYPE_CHECKING:
    from tldextract import TLDExtract

# RFC 3986: what a path or query may hold undecoded, beyond letters and digits.
_PATH_SAFE = "-._~!$&'()*+,;=:@/"
_QUERY_SAFE = _PATH_SAFE + "?"
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_TEXT_FRAGMENT = ":~:"


def key(url: str) -> str:
    """What two addresses have in common when they lead to the same place.

    The address by the rules of browsers (WHATWG), without scheme, `www.`, default
    port, credentials, final slash and tracking parameters; parameters in order of
    name; percent-encoding in one form; fragments kept. An address that cannot be
    parsed is its own key, in lower case.
    """
    parsed = _parse(url)
    if parsed is None:
        return url.strip().casefold()
    name = re.sub(r"^(?:www\.)+", "", parsed.host)
    path = _normal(parsed.path, _PATH_SAFE)
    if parsed.host in _DOI_HOSTS:
        # DOIs do not tell upper from lower case.
        name, path = "doi.org", path.casefold()
    kept, _ = _sift_query(parsed)
    fragment = "" if _is_tracking_fragment(parsed.fragment) else parsed.fragment
    fragment = fragment.partition(_TEXT_FRAGMENT)[0]
    parameters = sorted((_normal(p.replace("+", "%20"), _QUERY_SAFE) for p in kept), key=_name)
    return "".join(
        (
            parsed.scheme,
            name,
            parsed.port,
            path.rstrip("/"),
            "?" + "&".join(parameters) if parameters else "",
            "#" + _normal(fragment, _QUERY_SAFE) if fragment else "",
        )
    )


def stripped(url: str) -> str:
    """The tracking parameters that `key` leaves out, as written, joined by "&"."""
    parsed = _parse(url)
    if parsed is None:
        return ""
    _, dropped = _sift_query(parsed)
    fragment = parsed.fragment
    if _is_tracking_fragment(fragment):
        dropped.append("#" + fragment)
    elif _TEXT_FRAGMENT in fragment:
        dropped.append("#" + _TEXT_FRAGMENT + fragment.partition(_TEXT_FRAGMENT)[2])
    return "&".join(dropped)


def host(url: str) -> str:
    """The host in lower case and ASCII (punycode), without port; empty when there is none."""
    parsed = _parse(url)
    return parsed.host if parsed else ""


def domain(url: str) -> str:
    """The part of the host that one registers: "lemonde.fr" for blog.lemonde.fr.

    A blog on a blogging service is a domain of its own, as the public suffix list
    has it. An IP address or a host without a public suffix is returned whole.
    """
    name = host(url)
    return _suffixes()(name).top_domain_under_public_suffix or name


def has_public_suffix(name: str) -> bool:
    """Whether a host name ends with a suffix of the public list: example.fr, not example.frVoir."""
    found = _suffixes()(name)
    return bool(found.suffix and found.domain)


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list that the library ships: no network, no cache to write."""
    # Imported late: it brings an HTTP client along, which most callers never need.
    import tldextract

    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


@dataclass(frozen=True, slots=True)
class _Parsed:
    scheme: str  # "" for http and https, else with "://"
    host: str
    port: str  # with its colon, or ""
    path: str
    query: str
    fragment: str


def _parse(url: str) -> _Parsed | None:
    try:
        # Composed accents first: a path pasted from a file name may hold decomposed ones.
        found = ada_url.URL(unicodedata.normalize("NFC", url.strip()))
    except ValueError:
        return None
    web = found.protocol in ("http:", "https:")
    return _Parsed(
        scheme="" if web else found.protocol + "//",
        host=found.hostname.rstrip("."),
        port=":" + found.port if found.port else "",
        path=found.pathname,
        query=found.search.removeprefix("?"),
        fragment=found.hash.removeprefix("#"),
    )


def _sift_query(parsed: _Parsed) -> tuple[list[str], list[str]]:
    """The parameters of the query that count, and those that only track."""
    kept: list[str] = []
    dropped: list[str] = []
    for parameter in filter(None, parsed.query.split("&")):
        (dropped if _is_tracking(_name(parameter), parsed.host) else kept).append(parameter)
    return kept, dropped


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _is_tracking(name: str, of_host: str) -> bool:
    data = _tracking()
    name = name.casefold()
    if name in data.anywhere or name.startswith(data.beginning):
        return True
    labels = of_host.split(".")
    sites = (".".join(labels[i:]) for i in range(len(labels)))
    return any(name in data.on[site] for site in sites if site in data.on)


def _is_tracking_fragment(fragment: str) -> bool:
    name, equals, _ = fragment.partition("=")
    data = _tracking()
    name = name.casefold()
    return bool(equals) and (name in data.fragments or name.startswith(data.beginning))


@dataclass(frozen=True, slots=True)
class _Tracking:
    anywhere: frozenset[str]
    beginning: tuple[str, ...]
    fragments: frozenset[str]
    on: dict[str, frozenset[str]]


@cache
def _tracking() -> _Tracking:
    file = resources.files("kb.addresses").joinpath("data/tracking.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Tracking(
        anywhere=frozenset(data["anywhere"]),
        beginning=tuple(data["beginning"]),
        fragments=frozenset(data["fragments"]),
        on={site: frozenset(names) for site, names in data["on"].items()},
    )


def _normal(part: str, safe: str) -> str:
    """One form of percent-encoding: needless escapes undone, needed ones in upper case."""
    plain = _ESCAPES.sub(lambda m: _decode(m[0]), part)
    return quote(plain, safe=safe + "%")


def _decode(escapes: str) -> str:
    """Escapes of letters, accented ones included, become the letters; others stay escapes."""
    octets = unquote_to_bytes(escapes)
    try:
        text = unicodedata.normalize("NFC", octets.decode("utf-8"))
    except UnicodeDecodeError:
        return escapes.upper()
    return "".join(c if ord(c) > 127 or _UNRESERVED.match(c) else f"%{ord(c):02X}" for c in text)

"""DOIs and handles: the handle service is asked, not the publisher, who refuses robots."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from kb import addresses
from kb.links.paths import split
from kb.links.services import Service, as_json
from kb.links.verdicts import GONE, OK, UNREACHABLE, Verdict

SERVICE = "https://doi.org/api/handles"
PACE = 0.1  # seconds between two questions
_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net"})
_MAYBE = re.compile(r"doi\.org|handle\.net", re.I)  # saves the others a parse
_FOUND, _UNKNOWN, _NO_VALUES = 1, 100, 200  # the service's own codes


def handle_of(url: str) -> str | None:
    """The DOI or handle of an address that a resolver serves; None for all others."""
    if not _MAYBE.search(url) or addresses.host(url) not in _HOSTS:
        return None
    name = unquote(split(url).path.lstrip("/"))
    prefix, slash, suffix = name.partition("/")
    is_prefix = all(part.isdigit() for part in prefix.split("."))
    return name if slash and suffix and prefix and is_prefix else None


class Handles:
    """Asks the handle service."""

    def __init__(self, service: Service, base: str) -> None:
        self._service = service
        # A bare host stands for the service that it runs at the usual place.
        bare = base.rstrip("/")
        self._base = bare if split(bare).path else f"{bare}/api/handles"

    async def check(self, handle: str) -> Verdict:
        """Whether a DOI or handle is registered, and where it leads."""
        answer = await self._service.ask(f"{self._base}/{quote(handle, safe='/:;()-._~')}")
        found = as_json(answer)
        code = found.get("responseCode") if isinstance(found, dict) else None
        status = answer.status if answer else None
        if code in (_FOUND, _NO_VALUES):
            return Verdict(OK, f"« {handle} » is registered", status, _landing(found))
        if code == _UNKNOWN or status == 404:
            return Verdict(GONE, f"« {handle} » is not registered", status)
        why = "the handle service gave no usable answer"
        return Verdict(UNREACHABLE, why, status, error=why)


def _landing(found: dict[str, object]) -> str | None:
    """The address that the handle is registered for."""
    values = found.get("values")
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict) and value.get("type") == "URL":
            data = value.get("data")
            held = data.get("value") if isinstance(data, dict) else data
            if isinstance(held, str):
                return held
    return None

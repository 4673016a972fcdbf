"""What a run of the checker is told to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.links import archives, handles
from kb.links.names import LookUp, system_look_up
from kb.links.politeness import SPACING
from kb.links.verdicts import (
    BLOCKED,
    ERROR,
    GONE,
    OK,
    REDIRECTED,
    SKIPPED,
    SOFT_404,
    UNREACHABLE,
    VERDICTS,
)

AGENT = "Mozilla/5.0 (compatible; kb-claims; checks cited links)"
# Days after which a check is too old. What fails is looked at again as soon as another
# failure can confirm it.
AGES: Mapping[str, float] = {
    OK: 30, REDIRECTED: 30, GONE: 3, SOFT_404: 3, ERROR: 3, UNREACHABLE: 3, BLOCKED: 14,
    SKIPPED: 30,
}  # fmt: skip
_UNITS = {"": 1.0, "d": 1.0, "h": 1 / 24, "m": 1 / 1440, "s": 1 / 86_400, "w": 7.0}


class SettingError(Exception):
    """A setting that cannot be used: which, and what to do."""


@dataclass(frozen=True)
class Settings:
    """How to check. Times are in seconds, ages in days."""

    ages: Mapping[str, float] = field(default_factory=lambda: AGES)
    timeout: float = 20.0  # for one address, its redirects included
    concurrency: int = 256
    per_host: int = 4
    spacing: float = SPACING
    allow_private: bool = False
    allow_ports: frozenset[int] = frozenset()
    resolve: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ca_file: Path | None = None
    archive_url: str | None = archives.ARCHIVE  # None: no copies are looked for
    handle_url: str = handles.SERVICE
    agent: str = AGENT
    robots: bool = False  # ask robots.txt first
    shorteners: Sequence[str] = ()  # hosts beyond those that kb knows
    look_up: LookUp = system_look_up


def ages(given: Sequence[str]) -> dict[str, float]:
    """The ages that options like « 7d », « gone=12h » and « 0 » set, over the usual ones.

    One without a verdict is for all. Raises SettingError.
    """
    found = dict(AGES)
    for written in sorted(given, key=lambda one: "=" in one):
        verdict, equals, age = written.rpartition("=")
        match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)\s*([dhmsw]?)", age.strip())
        if match is None:
            raise SettingError(f"--max-age {written}: is no age; write 7d, 12h or gone=3d")
        days = float(match[1]) * _UNITS[match[2]]
        if equals and verdict not in VERDICTS:
            raise SettingError(f"--max-age {written}: the verdicts are {', '.join(VERDICTS)}")
        found.update({verdict: days} if equals else dict.fromkeys(VERDICTS, days))
    return found


def resolved(given: Sequence[str]) -> dict[str, list[str]]:
    """{host: addresses} of options like « example.org=127.0.0.1 ». Raises SettingError."""
    import ipaddress

    found: dict[str, list[str]] = {}
    for written in given:
        host, equals, address = written.partition("=")
        try:
            number = str(ipaddress.ip_address(address.strip().strip("[]")))
        except ValueError:
            raise SettingError(
                f"--resolve {written}: write HOST=ADDRESS, as a.org=10.0.0.1"
            ) from None
        if not (host and equals):
            raise SettingError(f"--resolve {written}: write HOST=ADDRESS, as a.org=10.0.0.1")
        found.setdefault(_ascii(host.strip().rstrip(".").lower()), []).append(number)
    return found


def listed(file: Path | None) -> list[str]:
    """The hosts of a list of shorteners, one a line, with comments behind « # »."""
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise SettingError(f"--shorteners {file}: cannot be read as text ({error})") from None
    bare = (line.partition("#")[0].strip().lower().removeprefix("www.") for line in lines)
    return [host for host in bare if host]


def service(option: str, url: str) -> str:
    """The address of a service that is asked. Raises SettingError.

    One that cannot be asked would look like one that does not answer.
    """
    if not re.match(r"https?://[^/\s]", url, re.I):
        raise SettingError(f"{option} {url}: is no web address; write https://…")
    return url


def _ascii(host: str) -> str:
    from kb import addresses

    return host if host == "*" else addresses.host(f"http://{host}/") or host

"""The words of the interface in the reader's language. Adding one is one TOML file."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

DEFAULT = "en"


@dataclass(frozen=True)
class Wording:
    """Looks up words: `wording("phrase.row")`, `wording.name("unit", "minute")`."""

    language: str  # ISO 639-1
    _words: dict[str, dict[str, Any]]

    def __call__(self, key: str, **values: object) -> str:
        """The words under « group.name », with {places} filled in. KeyError if there are none."""
        group, _, name = key.partition(".")
        return str(self._words[group][name]).format(**values)

    def name(self, group: str, name: str | None) -> str:
        """The word for a value out of the database; the value itself where there is no word."""
        found = self._words.get(group, {}).get(name or "", name or "")
        return found if isinstance(found, str) else found[0]

    def names(self, group: str) -> list[str]:
        """The values that a group has words for."""
        return list(self._words[group])

    def plural(self, group: str, name: str, number: float) -> str:
        """The form of a pair for this number; the name itself where there is no pair."""
        pair = self._words.get(group, {}).get(name)
        if not isinstance(pair, list):
            return name
        # « 1,5 heure » in French, "1.5 hours" in English; « 0 lien », "0 links".
        singular = abs(number) < 2 if self.language == "fr" else abs(number) == 1
        return str(pair[0 if singular else 1])

    def count(self, name: str, number: int) -> str:
        """« 3 claims », « 1 affirmation »."""
        return self.plural("count", name, number).format(n=self.number(number))

    def date(self, iso: str | None) -> str:
        """A date, as precise as it is: 2013-06 is « juin 2013 »; what is no date stays as it is."""
        parts = (iso or "").split("-")
        months = self("date.months").split()
        if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
            return iso or ""
        if len(parts) == 1 or not 1 <= int(parts[1]) <= len(months):
            return iso or ""
        month = months[int(parts[1]) - 1]
        if len(parts) == 2:
            return self("date.month", month=month, year=parts[0])
        day = self("date.first") if int(parts[2]) == 1 else str(int(parts[2]))
        return self("date.day", day=day, month=month, year=parts[0])

    def number(self, value: float) -> str:
        """A number with the separators of the language: « 231 700 000 », « 66,67 »."""
        thousands, decimal = ("\u202f", ",") if self.language == "fr" else (",", ".")
        return grouped(value, thousands, decimal)


def grouped(value: float, thousands: str, decimal: str) -> str:
    """A number to at most four decimals, never in exponent form, with a true minus sign."""
    if not math.isfinite(value):
        return str(value)
    digits = f"{abs(value):,.4f}".rstrip("0").rstrip(".")
    whole, _, fraction = digits.partition(".")
    sign = "\u2212" if value < 0 and digits != "0" else ""
    return sign + whole.replace(",", thousands) + (decimal + fraction if fraction else "")


def languages() -> list[str]:
    """The languages that the interface speaks, the default one first."""
    files = resources.files("kb.rendering") / "interface"
    found = sorted(file.name.removesuffix(".toml") for file in files.iterdir())
    return sorted(found, key=lambda language: language != DEFAULT)


@cache
def wording(language: str = DEFAULT) -> Wording:
    """The words of a language; those of the default one where it has no file."""
    if language not in languages():
        language = DEFAULT
    file = resources.files("kb.rendering") / "interface" / f"{language}.toml"
    return Wording(language, tomllib.loads(file.read_text(encoding="utf-8")))


def preferred(accept_language: str) -> str:
    """The language a browser asks for (`Accept-Language`) that the interface speaks."""
    spoken = languages()
    wanted: list[tuple[float, str]] = []
    for place, part in enumerate(accept_language[:200].split(",")):
        tag, _, parameters = part.partition(";")
        try:
            weight = float(parameters.partition("q=")[2] or 1)
        except ValueError:
            weight = 0.0
        wanted.append((place / 1000 - weight, tag.strip().lower().split("-")[0]))
    return next((tag for _, tag in sorted(wanted) if tag in spoken), DEFAULT)

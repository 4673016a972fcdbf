"""A server on loopback that misbehaves in named ways: one small handler for each trouble."""

from __future__ import annotations

from tests.links.gallery import mistaken, services
from tests.links.gallery.behaviours import CASES, Case
from tests.links.gallery.server import Gallery

__all__ = ["CASES", "Case", "Gallery", "mistaken", "services"]

"""Where vis-network is: pyvis brings it. Found without importing pyvis, which takes its time."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_PYVIS = find_spec("pyvis")
assert _PYVIS is not None and _PYVIS.origin is not None  # kb depends on it
VIS = Path(_PYVIS.origin).parent / "templates" / "lib" / "vis-9.1.2"

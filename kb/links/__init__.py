"""Links: whether a reader can still see what the author saw. The only part that asks the network.

`check(database, settings)` checks what is due; DESIGN.md and docs/links.md say what each
verdict means.
"""

from __future__ import annotations

from kb.links.running import Progress, Report, Result, check
from kb.links.settings import SettingError, Settings

__all__ = ["Progress", "Report", "Result", "SettingError", "Settings", "check"]

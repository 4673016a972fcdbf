"""For the scripts here that are Python: run in the project's .venv, with its folders importable."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def ensure(*folders: str) -> None:
    """Start again with .venv's Python if there is one; make kb and these folders importable."""
    python = VENV / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), *sys.argv])
    sys.path[:0] = [str(ROOT), *(str(ROOT / folder) for folder in folders)]

#!/usr/bin/env python3
"""Time kb beside others that do the same, on this machine alone.

  links    kb check beside lychee, linkchecker and a bare loop over aiohttp: 2,000 links on
           200 hosts of loopback, without latency and with 200 ms, soft-404 detection on,
           all with the same politeness, one after the other in each round; then kb's
           memory for 2,000 links and for 50,000

Peers are looked for in .venv-peers and on the PATH; those that are absent are left out.

Example:  scripts/benchmark.py links --rounds 5
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from own_python import ROOT, ensure

ensure()

from tests.benchmarks import links  # noqa: E402


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["links"])
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers", help="where peers are")
    parser.add_argument("--no-memory", action="store_true", help="leave the 50,000 links out")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    print(
        f"{links.LINKS} links on {links.HOSTS} hosts; at most {links.PER_HOST} requests at a time "
        f"to a host, {links.SPACING} ms apart, where a program can be told so"
    )
    for latency in (0.0, 0.2):
        times = links.compare(latency, given.rounds, given.peers)
        print(f"\nlatency {latency * 1000:.0f} ms, median of {given.rounds}:")
        print(links.table(times))
        if missing := {"lychee", "linkchecker"} - times.keys():
            print(f"left out: {', '.join(sorted(missing))} ({links.HINT})")
    if not given.no_memory:
        few, many = links.memory(2_000, 200), links.memory(50_000, 5_000)
        print(f"\nmemory: {few:.0f} MB for 2,000 links, {many:.0f} MB for 50,000")
    return 0


if __name__ == "__main__":
    sys.exit(main())

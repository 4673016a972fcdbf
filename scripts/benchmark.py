#!/usr/bin/env python3
"""Time kb beside others that do the same, on this machine alone.

  links    kb check beside lychee, linkchecker and a bare loop over aiohttp: 2,000 links on
           200 hosts of loopback, without latency and with 200 ms, soft-404 detection on,
           all with the same politeness, one after the other in each round; then kb's
           memory for 2,000 links and for 50,000
  pages    our pages beside Datasette's own row and table pages, twenty readers at once, on
           a large base (made by scripts/make-large-base); then what a base of a thousand
           claims takes beside it for the graph, kb info and one article more

Peers of links are looked for in .venv-peers and on the PATH; those that are absent are left
out. Only ratios taken in one run mean anything: times differ by machine.

Example:  scripts/benchmark.py links --rounds 5
          scripts/make-large-base --claims 1000000 --db large.db
          scripts/benchmark.py pages --db large.db
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from own_python import ROOT, ensure

ensure()

from tests.benchmarks import growing, links, pages  # noqa: E402


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    jobs = parser.add_subparsers(dest="what", required=True, metavar="links|pages")
    checked = jobs.add_parser("links")
    checked.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    checked.add_argument("--peers", type=Path, default=ROOT / ".venv-peers", help="where peers are")
    checked.add_argument("--no-memory", action="store_true", help="leave the 50,000 links out")
    shown = jobs.add_parser("pages")
    shown.add_argument("--db", type=Path, default=Path("large.db"), help="the large base")
    shown.add_argument("--rounds", type=int, default=3, help="rounds of all pages (default: 3)")
    shown.add_argument("--slowest", action="store_true", help="name the slowest of each kind")
    shown.add_argument("--no-growth", action="store_true", help="leave the small base out")
    return parser.parse_args()


def compare_links(given: argparse.Namespace) -> bool:
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
    return True


def compare_pages(given: argparse.Namespace) -> bool:
    print(f"p95 with {pages.READERS} readers, as a multiple of Datasette's own pages:")
    good = pages.report(given.db, given.rounds, slowest=given.slowest)
    if not given.no_growth:
        print("\nmedian, as a multiple of what a base of 1,000 claims takes:")
        print(growing.table(growing.compare(given.db, given.rounds)))
    return good


def main() -> int:
    given = arguments()
    jobs = {"links": compare_links, "pages": compare_pages}
    return 0 if jobs[given.what](given) else 1


if __name__ == "__main__":
    sys.exit(main())

"""kb serve."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.frame import database_option, usable
from kb.cli.printing import say


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port: by default 8001, or a free one."
)
@click.option("--open", "browser", is_flag=True, help="Open a browser.")
def serve(database: Path, host: str, port: int | None, browser: bool) -> None:
    """Explore the knowledge base in a browser, until interrupted with Ctrl+C.

    Articles with everything found in them, the three questions, and all tables in Datasette.
    To decide on what was extracted, sign in with the link that is printed; it works once.

    \b
    Example:
      kb serve --db kb.db --open
    """
    from kb.store import StoreError, open_kb
    from kb.web.serving import CannotListen, free_port
    from kb.web.serving import serve as run

    with usable(StoreError, CannotListen):
        open_kb(database, read_only=True).close()
        chosen = free_port(host, port)

    def ready(address: str, sign_in: str) -> None:
        say(f"{database} is at {address} (Ctrl+C stops)")
        if sign_in:
            say(f"To review, sign in once at {sign_in}")

    run(database, host=host, port=chosen, browser=browser, ready=ready)

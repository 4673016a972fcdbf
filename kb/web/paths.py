"""The addresses of our pages, and of Datasette's pages that they lead to."""

from __future__ import annotations

from kb.web.compat import Datasette, tilde_encode


class Paths:
    """Addresses within one database."""

    def __init__(self, datasette: Datasette, database: str) -> None:
        self._urls = datasette.urls
        self._database = database

    def home(self) -> str:
        return f"{self._urls.database(self._database)}/-/home"

    def article(self, article_id: str, find: str | None = None) -> str:
        """The article's page, at one of its finds (« claim-0123 ») if one is given."""
        page = f"{self._urls.database(self._database)}/-/article/{tilde_encode(article_id)}"
        return f"{page}#at-{find}" if find else page

    def tables(self) -> str:
        return str(self._urls.database(self._database))

    def table(self, table: str) -> str:
        return str(self._urls.table(self._database, table))

    def query(self, name: str) -> str:
        return str(self._urls.query(self._database, name))

    def row(self, table: str, row_id: str) -> str:
        return str(self._urls.row(self._database, table, tilde_encode(row_id)))

    def ours(self, file: str) -> str:
        """A style sheet or script of the plugin."""
        return str(self._urls.path(f"/-/kb/page/{file}"))

    def shared(self, file: str) -> str:
        """A style sheet or script that pages share with exports."""
        return str(self._urls.path(f"/-/kb/shared/{file}"))

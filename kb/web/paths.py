"""The addresses of our pages, and of Datasette's pages that they lead to."""

from __future__ import annotations

from urllib.parse import urlencode

from kb.web.compat import Datasette, tilde_encode

# The kind of page on which a row of each table is shown. Ids of mentions, figures and the like
# are sent on to the page of what they belong to.
PAGES = {
    "articles": "article",
    "claims": "claim",
    "statistics": "claim",
    "quotations": "claim",
    "attributions": "claim",
    "citations": "claim",
    "sources": "source",
    "source_mentions": "source",
    "people": "person",
    "person_mentions": "person",
    "organisations": "organisation",
    "organisation_mentions": "organisation",
}


class Paths:
    """Addresses within one database."""

    def __init__(self, datasette: Datasette, database: str) -> None:
        self._urls = datasette.urls
        self._database = database

    def home(self) -> str:
        return self._ours("home")

    def article(self, article_id: str, find: str | None = None) -> str:
        """The article's page, at one of its finds (« claim-0123 ») if one is given."""
        page = self.page("article", article_id)
        return f"{page}#at-{find}" if find else page

    def page(self, kind: str, row_id: str) -> str:
        """The page of an article, claim, source, person or organisation."""
        return self._ours(f"{kind}/{tilde_encode(row_id)}")

    def add(self, row_id: str, **asked: object) -> str:
        """The form to add what was missed in an article or claim."""
        wanted = urlencode({key: value for key, value in asked.items() if value})
        return self.page("add", row_id) + (f"?{wanted}" if wanted else "")

    def listing(self, name: str, **asked: object) -> str:
        """One of the pages with a list (search, figures, links) or the graph, as asked."""
        wanted = urlencode({key: value for key, value in asked.items() if value})
        return self._ours(name) + (f"?{wanted}" if wanted else "")

    def logout(self) -> str:
        """Datasette's page to sign out."""
        return str(self._urls.logout())

    def tables(self) -> str:
        return str(self._urls.database(self._database))

    def table(self, table: str) -> str:
        return str(self._urls.table(self._database, table))

    def query(self, name: str, format: str = "", **asked: object) -> str:
        """One of the questions, as asked; in a format that Datasette has (csv, json)."""
        address = str(self._urls.query(self._database, name)) + (f".{format}" if format else "")
        return f"{address}?{urlencode(asked)}" if asked else address

    def row(self, table: str, row_id: str) -> str:
        """Datasette's page of a row."""
        return str(self._urls.row(self._database, table, tilde_encode(row_id)))

    def shown(self, table: str, row_id: str) -> str:
        """Where a row is shown best: on a page of ours, else on Datasette's."""
        kind = PAGES.get(table)
        return self.page(kind, row_id) if kind else self.row(table, row_id)

    def ours(self, file: str) -> str:
        """A style sheet or script of the plugin."""
        return str(self._urls.path(f"/-/kb/page/{file}"))

    def shared(self, file: str) -> str:
        """A style sheet or script that pages share with exports."""
        return str(self._urls.path(f"/-/kb/shared/{file}"))

    def graph(self, file: str) -> str:
        """A style sheet or script of the graph."""
        return str(self._urls.path(f"/-/kb/graph/{file}"))

    def vis(self, file: str) -> str:
        """A file of vis-network, as pyvis brings it."""
        return str(self._urls.path(f"/-/kb/vis/{file}"))

    def _ours(self, page: str) -> str:
        return f"{self._urls.database(self._database)}/-/{page}"

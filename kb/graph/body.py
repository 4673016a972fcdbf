"""What the graph's page has besides the picture: search, legend, filters, list. For both pages."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kb.rendering.wording import Wording
from kb.store.neighbours import KINDS

TEMPLATES = Environment(loader=PackageLoader("kb.graph"), autoescape=True, trim_blocks=True)
_STATES = ("works", "blocked", "failing", "dead", "skipped", "unchecked")


def body(words: Wording, told: dict[str, Any], *, served: bool) -> Markup:
    """The markup; `served` by Datasette, it can ask the base for more."""
    nodes = told["nodes"]
    counts = {kind: sum(node["kind"] == kind for node in nodes) for kind in KINDS}
    years = sorted({node["year"] for node in nodes if node["year"]})
    states = {node["state"] for node in nodes}
    template = TEMPLATES.get_template("_graph_body.html")
    return Markup(
        template.render(
            words=words,
            nodes=nodes,
            kinds=[(kind, counts[kind]) for kind in KINDS if counts[kind] or served],
            articles=[node for node in nodes if node["kind"] == "article"],
            years=(years[0], years[-1]) if years else ("", ""),
            states=[state for state in _STATES if state in states],
            served=served,
        )
    )

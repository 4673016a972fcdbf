"""An article with its findings as safe HTML, without Datasette, for pages and exports alike."""

from kb.rendering.layout import Block
from kb.rendering.markup import render_text, web_address
from kb.rendering.spans import Span

__all__ = ["Block", "Span", "render_text", "web_address"]

"""People and organisations of an article: who is named, what they are, and by which short forms."""

from kb.extraction.names.finder import find_names
from kb.extraction.names.lookup import Names
from kb.extraction.names.models import Models, NamedSpan

__all__ = ["Models", "NamedSpan", "Names", "find_names"]

"""A file of text, Markdown or HTML -> `Article`: the first step of everything."""

from kb.reading.article import read
from kb.reading.dropping import without_comments
from kb.reading.errors import ReadingError
from kb.reading.files import FoundFiles, PassedOver, find_files
from kb.reading.sidecar import Metadata, load_metadata

__all__ = [
    "FoundFiles",
    "Metadata",
    "PassedOver",
    "ReadingError",
    "find_files",
    "load_metadata",
    "read",
    "without_comments",
]

"""A file of text, Markdown or HTML -> `Article`: the first step of everything."""

from kb.reading.article import read
from kb.reading.errors import ReadingError
from kb.reading.files import FoundFiles, PassedOver, find_files

__all__ = ["FoundFiles", "PassedOver", "ReadingError", "find_files", "read"]

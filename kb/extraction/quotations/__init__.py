"""Quotations with their speakers, and claims said to be somebody's without quotation marks."""

from kb.extraction.quotations.finder import find_quotations

__all__ = ["find_quotations"]

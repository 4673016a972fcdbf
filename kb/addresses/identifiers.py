"""Identifiers of works: DOI and ISBN."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

# Crossref's form: "10.", the registrant's number, "/", and any printable suffix.
_DOI = re.compile(
    r"(?:(?<![\w./-])|(?<=doi\.org/))10\.\d{4,9}/[^\s\"<>«»“”|{}\\^`\[\]]{1,500}", re.ASCII
)
_DOI_IN_ADDRESS = re.compile(r"10\.\d{4,9}/[^\s\"<>?#&|{}\\^`\[\]]{1,500}", re.ASCII)
# What publishers' addresses hang behind the DOI: /10.1000/182/full, /10.1000/182.pdf
_BEHIND = re.compile(
    r"(?:/(?:full|abstract|abs|e?pdf|epub|summary|references|meta)(?:/.*)?"
    r"|\.(?:pdf|full|abstract)[\w.+-]*|/)$",
    re.I,
)
_LABEL = re.compile(r"(?:\bdoi\s{0,2}[:.]?\s{0,2}|(?<![\w/.])(?:dx\.)?doi\.org/\s?)$", re.I)
_GAP = "[-\u2010\u2013\u00a0 ]?"  # between the groups of an ISBN
_ISBN = re.compile(
    rf"(?P<label>\bISBN(?:{_GAP}1[03])?\s{{0,2}}[:.]?\s{{0,2}})?"
    rf"(?<![\d-])(?P<digits>\d(?:{_GAP}\d){{8,11}}{_GAP}[\dXx])(?![\d-])",
    re.I,
)


def doi_spans(text: str) -> list[tuple[int, int, str]]:
    """Every bare DOI of a text: start, end (its label « doi: » included) and the DOI as written.

    Without a label, the suffix must hold a letter or five digits: 10.2000/5 may be a sum.
    """
    found = []
    for match in _DOI.finditer(text):
        doi = _trimmed(match[0])
        label = _LABEL.search(text[max(0, match.start() - 20) : match.start()])
        suffix = doi.partition("/")[2]
        if suffix and (label or re.search(r"[A-Za-z]|\d{5}", suffix)):
            start = match.start() - (len(label[0]) if label else 0)
            found.append((start, match.start() + len(doi), doi))
    return found


def find_doi(text: str) -> str | None:
    """The first DOI of a text or an address, in lower case: DOIs do not tell the cases apart."""
    if re.match(r"\s*(?:https?://|www\.)", text, re.I):
        match = _DOI_IN_ADDRESS.search(unquote(text.strip()))
        if match is None:
            return None
        doi = _BEHIND.sub("", _trimmed(match[0]))
        return doi.lower() if doi.partition("/")[2] else None
    for _, _, doi in doi_spans(text):
        return doi.lower()
    return None


def doi_url(doi: str) -> str:
    """The address of a DOI: https://doi.org/10.…, with what an address cannot hold escaped."""
    return "https://doi.org/" + quote(doi, safe="/:;()-._~!$&'*+,=@")


def find_isbn(text: str) -> str | None:
    """The first ISBN of a text, as 13 digits. The check digit must be right.

    Ten digits count only behind the word ISBN: they may be a telephone number.
    """
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[^\dXx]", "", match["digits"]).upper()
        body, last = digits[:-1], digits[-1]
        if len(digits) == 13 and digits[:3] in ("978", "979") and _check_13(body) == last:
            return digits
        if len(digits) == 10 and match["label"] and _check_10(body) == last:
            return "978" + body + _check_13("978" + body)
    return None


def _trimmed(doi: str) -> str:
    """Without the punctuation of the sentence and without a closing bracket that nothing opened."""
    while doi:
        if doi[-1] in ".,;:!?'’*_…" or (doi[-1] == ")" and doi.count(")") > doi.count("(")):
            doi = doi[:-1]
        else:
            break
    return doi


def _check_13(digits: str) -> str:
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return str(-total % 10)


def _check_10(digits: str) -> str:
    remainder = -sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
    return "X" if remainder == 10 else str(remainder)

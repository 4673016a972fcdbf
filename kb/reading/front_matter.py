"""The block of keys and values that site generators put above an article (YAML or TOML)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

_LARGEST = 64 * 1024  # characters; a longer block is no front matter
_SHORTEST_PROSE = 120
_KEY_LINE = re.compile(r"^([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*(\S.*)$", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…][»”\"’)]*\s+(?=[^\W\d_a-z]|[«“\"(\d])")


@dataclass(frozen=True)
class FrontMatter:
    """What stands above the article: its values by lower-case key, and where it ends.

    `prose` are the text positions of values that are prose, a summary of several
    sentences for example: they are part of what the article says.
    """

    end: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    prose: tuple[tuple[int, int], ...] = ()

    def text(self, *keys: str) -> str | None:
        """The first of these keys with a value, as one line of text; lists are joined."""
        for key in keys:
            parts = list(_scalars(self.values.get(key)))
            if parts:
                return ", ".join(parts)
        return None


def find_front_matter(text: str) -> FrontMatter:
    """The front matter that the text begins with; an empty one when it has none."""
    opening = re.match(r"\s*(---|\+\+\+)[ \t]*\r?\n", text)
    if opening is None:
        return FrontMatter()
    fence = re.escape(opening[1]) if opening[1] == "+++" else r"(?:---|\.\.\.)"
    closing = re.compile(rf"^{fence}[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(
        text, opening.end(), min(len(text), opening.end() + _LARGEST)
    )
    if closing is None and len(text) - opening.end() > _LARGEST:
        return FrontMatter()
    # A file that is front matter and nothing else may leave the closing line out.
    stop, end = closing.span() if closing else (len(text), len(text))
    block = text[opening.end() : stop]
    read = _toml if opening[1] == "+++" else _yaml
    values, prose = read(block)
    if not values:
        return FrontMatter()
    shift = opening.end()
    return FrontMatter(end, values, tuple((start + shift, end + shift) for start, end in prose))


def _yaml(block: str) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Values as strings, lists and mappings of strings: a date stays as it is written."""
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _lines(block), []
    if not isinstance(node, yaml.MappingNode):
        return {}, []
    prose: list[tuple[int, int]] = []
    values: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        # The first of two equal keys may be an id of the generator, and the last wins in YAML.
        values[key.value.strip().lower()] = _plain_value(value)
        if isinstance(value, yaml.ScalarNode) and _is_prose(value.value):
            prose.append(_content(block, value.start_mark.index, value.end_mark.index))
    return values, prose


def _plain_value(node: Any, depth: int = 0) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if depth < 3 and isinstance(node, yaml.SequenceNode):
        return [_plain_value(item, depth + 1) for item in node.value]
    if depth < 3 and isinstance(node, yaml.MappingNode):
        return {str(key.value).lower(): _plain_value(value, depth + 1) for key, value in node.value}
    return None


def _content(block: str, start: int, end: int) -> tuple[int, int]:
    """The span of a scalar without its quotation marks, or without the « | » of its first line."""
    if block[start] in "|>":
        start = block.find("\n", start, end) + 1 or start
    elif block[start] in "'\"":
        start, end = start + 1, end - 1
    return start, end


def _toml(block: str) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    try:
        values = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _lines(block.replace(" = ", ": ")), []
    prose = []
    for value in values.values():
        if isinstance(value, str) and _is_prose(value) and value in block:
            prose.append((block.index(value), block.index(value) + len(value)))
    return {key.lower(): value for key, value in values.items()}, sorted(prose)


def _lines(block: str) -> dict[str, Any]:
    """What can be saved of a block with a mistake in it."""
    return {
        key.strip().lower(): value.strip().strip("'\"") for key, value in _KEY_LINE.findall(block)
    }


def _is_prose(value: str) -> bool:
    return len(value) >= _SHORTEST_PROSE and _SENTENCE_END.search(value) is not None


def _scalars(value: Any) -> Iterator[str]:
    """The words of a value: of a list each, of a mapping its name or title."""
    if isinstance(value, Mapping):
        for key in ("name", "title", "display_name", "label"):
            if value.get(key):
                yield from _scalars(value[key])
                return
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _scalars(item)
    elif value is not None and not isinstance(value, bool) and str(value).strip():
        yield " ".join(str(value).split())

"""What the elements of a page say of their own part in it: menus, comments, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Role(Enum):
    """A part of the page that is not the article."""

    CHROME = "chrome"  # the element says so itself: nav, form, a role
    CHROME_BY_NAME = "chrome by name"  # a class or id says so, which may be wrong
    COMMENTS = "comments"
    CONTENT = "content"  # inside the article: what is called a header there is one


@dataclass(eq=False)
class Comment:
    """One comment of a thread, while its words are read."""

    named: list[str] = field(default_factory=list)  # the words that name its author
    published: str | None = None

    @property
    def author(self) -> str | None:
        return " ".join(" ".join(self.named).split()).strip(" :,-–—") or None


_CHROME_TAGS = frozenset({"nav", "form", "button", "menu"})
_CHROME_OUTSIDE = frozenset({"header", "footer", "aside"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_WHOLE = frozenset({"html", "body", "main", "article"})  # their classes speak of the whole page
_CHROME_NAME = re.compile(
    r"(?:(?:site|main|page|top|global|primary|secondary|post|entry|wp-block|block|jp)[-_]+)?"
    r"(?:nav|navigation|navbar|menu|breadcrumbs?|sidebar|widgets?|widget[-_]area|pagination|pager|"
    r"share|sharing|sharedaddy|share[-_](?:buttons?|links|bar)|social|social[-_](?:links|share|"
    r"media|icons)|sharing[-_]\w+|cookies?|cookie[-_]\w+|newsletter|newsletter[-_]\w+|subscribe|"
    r"related|related[-_]posts|relatedposts|masthead|toolbar|footer|colophon|skip[-_]link|"
    r"advert|advertisement|ads?|promo|respond|comment[-_](?:form|respond|reply[-_]link)|"
    r"reply|login|search[-_]?form|tags|tag[-_]links|cat[-_]links|meta[-_]nav)",
    re.IGNORECASE,
)
_COMMENTS_NAME = re.compile(
    r"comments|comments[-_](?:area|list|section|wrapper)|comment[-_]?list|commentaires|"
    r"liste[-_]commentaires|responses|disqus_thread",
    re.IGNORECASE,
)
_COMMENT_NAME = re.compile(
    r"comment|commentaire|(?:li-)?comment-\d+|comment[-_](?:item|entry)", re.IGNORECASE
)
_AUTHOR_NAME = re.compile(
    r"fn|comment[-_]+author(?:[-_]name|[-_]link)?|comment__author|commenter|author|author[-_]name|"
    r"user[-_]?name|auteur",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"screen-reader-text|sr-only|visually-hidden|visuallyhidden|assistive-text", re.IGNORECASE
)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(name: str, given: Mapping[str, str]) -> bool:
    """Whether an element's attributes hide it from a reader's eyes."""
    if name in ("html", "body"):  # hidden until a script has run
        return False
    return (
        "hidden" in given
        or _UNSEEN_STYLE.search(given.get("style", "")) is not None
        or any(_UNSEEN.fullmatch(name) for name in given.get("class", "").split())
    )


def role_of(
    name: str, given: Mapping[str, str], outer: Role | Comment | None
) -> Role | Comment | None:
    """The role of an element, which is its parent's unless it has one of its own."""
    if outer in (Role.CHROME, Role.CHROME_BY_NAME):
        return outer
    if name in _CHROME_TAGS or given.get("role", "").lower() in _CHROME_ROLES:
        return Role.CHROME
    if name in _WHOLE:
        is_comment = name == "article" and _is_called(given, _COMMENT_NAME)
        if is_comment:
            return Comment()
        return outer if name != "article" or outer is not None else Role.CONTENT
    if name in _CHROME_OUTSIDE and outer is None:
        return Role.CHROME
    if _is_called(given, _COMMENTS_NAME) and not isinstance(outer, Comment):
        return Role.COMMENTS
    if name in ("li", "div", "section", "dt") and _is_called(given, _COMMENT_NAME):
        return Comment()
    if name in ("div", "ul", "ol", "section", "aside", "footer", "p", "span", "header"):
        return Role.CHROME_BY_NAME if _is_called(given, _CHROME_NAME) else outer
    return outer


def names_author(name: str, given: Mapping[str, str]) -> bool:
    """Whether an element inside a comment holds the name of who wrote it."""
    return name == "cite" or _is_called(given, _AUTHOR_NAME) or given.get("itemprop") == "author"


def _is_called(given: Mapping[str, str], pattern: re.Pattern[str]) -> bool:
    names = [*given.get("class", "").split(), given.get("id", "")]
    return any(pattern.fullmatch(name) for name in names if name)

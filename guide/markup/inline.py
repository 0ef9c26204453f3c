"""What may stand inside a paragraph: our own patterns instead of most of Python-Markdown's.

They only recognise; what a link leads to and what a citation counts as is decided by the writer,
which walks the finished tree in the order of reading. Every expression here is linear in its text.
"""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from guide.markup.limits import BIDI, CONTROL

Match = tuple[Element | str, int, int]

_ADDRESS = r"""\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))*)>?(?:\s+"([^"]*)")?\s*\)"""


class EntryLink(InlineProcessor):
    """``[[target]]`` and ``[[target|words]]``."""

    ANCESTOR_EXCLUDES = ("a", "entry")

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        link = Element("entry")
        link.set("to", m[1])
        link.text = m[2]
        return link, m.start(), m.end()


class Citation(InlineProcessor):
    """``[@source]`` and ``[@one; @two]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        cited = Element("cite")
        cited.text = AtomicString(m[1])
        return cited, m.start(), m.end()


class Link(InlineProcessor):
    """``[words](address)``."""

    ANCESTOR_EXCLUDES = ("a", "entry")

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        link = Element("a")
        link.set("href", self.unescape(m[2]))
        link.text = m[1]
        return link, m.start(), m.end()


class Picture(InlineProcessor):
    """``![alternative text](plate:view "caption")``."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        picture = Element("img")
        picture.set("src", self.unescape(m[2]))
        picture.set("alt", self.unescape(m[1]))
        if m[3]:
            picture.set("title", self.unescape(m[3]))
        return picture, m.start(), m.end()


class Address(InlineProcessor):
    """``<https://example.org>`` and ``<name@example.org>``."""

    ANCESTOR_EXCLUDES = ("a", "entry")

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        link = Element("a")
        link.set("href", self.unescape(m[1] or f"mailto:{m[2]}"))
        link.text = AtomicString(self.unescape(m[1] or m[2]))
        return link, m.start(), m.end()


class RawHtml(InlineProcessor):
    """Any tag, comment or declaration: kept as words, so that the reader sees what was dropped."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        raw = Element("raw")
        raw.text = AtomicString(self.unescape(m[0]))
        return raw, m.start(), m.end()


class Entity(InlineProcessor):
    """``&nbsp;`` and ``&#160;`` become the character, unless that hides or reorders others."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        words = unescape(m[0])
        if BIDI.search(words) or CONTROL.search(words):
            hidden = Element("hidden")
            hidden.text = AtomicString(m[0])
            return hidden, m.start(), m.end()
        return words, m.start(), m.end()


_REPLACED = (
    *("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "html", "entity"),
)


def use_own_patterns(markdown: Markdown) -> None:
    """Replace the inline patterns for links, pictures and HTML by the ones above."""
    for name in _REPLACED:
        markdown.inlinePatterns.deregister(name)
    for priority, name, kind, pattern in (
        (174, "entry", EntryLink, r"\[\[([^\[\]|\n]+)(?:\|([^\[\]]+))?\]\]"),
        (173, "citation", Citation, r"\[(@[^\[\]]*)\]"),
        (172, "picture", Picture, r"!\[([^\[\]]*)\]" + _ADDRESS),
        (160, "link", Link, r"(?<!!)\[([^\[\]]*)\]" + _ADDRESS),
        (
            *(120, "address", Address),
            r"<(?:([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)|([^\s<>@!/]+@[^\s<>@]+))>",
        ),
        (90, "raw", RawHtml, r"<(?:!--|/?[A-Za-z][^<>]*>|[?!][^<>]*>)"),
        (80, "entity", Entity, r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"),
    ):
        markdown.inlinePatterns.register(kind(pattern, markdown), name, priority)

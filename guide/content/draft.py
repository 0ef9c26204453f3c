"""What the compiler makes of one entry before it goes into the pack, and the small HTML it is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from guide.content.model import Figure, Kind, Section
from guide.content.schema import PIECES_END, PIECES_START
from guide.markup.gate import clean
from guide.markup.html import anchor as place
from guide.markup.html import element, escape, escape_value


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry. ``nth`` is 0 for title and code, larger for lesser names."""

    text: str
    nth: int


@dataclass(frozen=True, slots=True)
class Stub:
    """An entry as others see it: enough to link to it and to list it."""

    key: str
    kind: Kind
    title: str
    group: str
    summary: str
    names: tuple[Name, ...] = ()
    regions: tuple[str, ...] = ()
    evidence: str = ""
    spellings: tuple[str, ...] = ()
    """Names that only a search knows."""

    @property
    def other_names(self) -> tuple[str, ...]:
        """The names beside the title, each once."""
        return tuple(dict.fromkeys(name.text for name in self.names if name.text != self.title))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry ready for the pack."""

    stub: Stub
    html: str
    sections: tuple[Section, ...] = ()
    figure: Figure = field(default_factory=Figure)
    cautions: tuple[str, ...] = ()
    previous: str | None = None
    next: str | None = None
    related: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    searched: str = ""
    """The part of the HTML whose words count as the entry's own in a search."""


def text(words: str) -> str:
    """``words`` as HTML."""
    return escape(words)


def link(key: str, words: str) -> str:
    """A link to an entry (or ``key#anchor``); points look different, so they carry a class."""
    return element("a", text(words), class_="point" if key.startswith("point/") else "", href=key)


def address(url: str) -> str:
    """An address of the web: a link where it is https, else only its words."""
    if not url.startswith("https://"):
        return text(url)
    return element("a", text(url), class_="external", href=url)


def paragraph(inner: str, css: str = "") -> str:
    """A paragraph of what is HTML already."""
    return element("p", inner, class_=css)


def source_list(sources: Iterable[str]) -> str:
    """The place of a page's list of sources; it is written out when the page is read."""
    return f"{PIECES_START}{' '.join(sources)}{PIECES_END}"


def bullets(items: Iterable[str]) -> str:
    """A list of items that are HTML already; nothing where there are none."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def numbered(items: Iterable[str]) -> str:
    """A numbered list of items that are HTML already."""
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def figure(source: str, alt: str) -> str:
    """A picture of the body with the words that stand for it."""
    return f'<p class="figure"><img src="{escape_value(source)}" alt="{escape_value(alt)}"></p>'


def box(css: str, inner: str) -> str:
    """A frame around ``inner``: a table of one cell, the only frame that the viewer draws well."""
    return f'<table class="{css}"><tr><td>{inner}</td></tr></table>'


def table(css: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells are HTML already."""
    lines = ["".join(f"<th>{cell}</th>" for cell in head)]
    lines.extend("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f'<table class="{css}">' + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


MOST_LISTED = 300
"""A longer list takes the viewer too long to lay out, and nobody reads it."""
_Item = TypeVar("_Item")


def shown(items: Sequence[_Item]) -> Sequence[_Item]:
    """Those of ``items`` that a list on a page names; ``Writer.add_more`` tells of the others."""
    return items[:MOST_LISTED]


class Writer:
    """Puts a page together: HTML, the outline, and which entries it links to."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._searched: list[str] = []
        self._sections: list[Section] = []
        self._anchors: set[str] = set()
        self.links: set[str] = set()

    def add(self, html: str, searched: bool = True) -> None:
        """Add a piece; not ``searched`` where its words are another entry's."""
        if html:
            self._html.append(html)
            if searched:
                self._searched.append(html)

    def add_more(self, count: int, where: str) -> None:
        """Say how many of ``count`` entries were not ``shown``, and ``where`` they are found."""
        if count > MOST_LISTED:
            more = f"And {count - MOST_LISTED:,} more, {where}."
            self.add(paragraph(more), searched=False)

    def find_by(self, words: str) -> None:
        """Let a search find the page by ``words``, which stand in it in another form."""
        if words:
            self._searched.append(paragraph(text(words)))

    def heading(self, anchor: str, title: str, level: int = 2) -> None:
        """A heading of the page's own; its anchor gives way to those that the author chose."""
        chosen = anchor
        while chosen in self._anchors:
            chosen += "-list"
        self.section(Section(chosen, title, level))
        # Headings are indexed by themselves.
        self.add(element(f"h{level}", place(chosen) + text(title)), searched=False)

    def section(self, section: Section) -> None:
        self._anchors.add(section.anchor)
        self._sections.append(section)

    def reserve(self, anchors: Iterable[str]) -> None:
        """Keep the anchors of the body for it; links of other articles point there."""
        self._anchors.update(anchors)

    def link(self, key: str, words: str) -> str:
        self.links.add(key.partition("#")[0])
        return link(key, words)

    @property
    def html(self) -> str:
        """The page, through the same last gate as the Markdown in it."""
        return clean("\n".join(self._html))

    @property
    def searched(self) -> str:
        return "\n".join(self._searched)

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._sections)

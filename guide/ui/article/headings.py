"""Where the sections and named places of the open page begin."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QTextDocument

from guide.content.model import Section
from guide.ui.article.position import line_top


class Headings:
    """Sections by character and by pixel; the pixels are measured again after each layout."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._sections: tuple[Section, ...] = ()
        self._positions: list[int] | None = None
        self._tops: list[float] | None = None

    def show(self, sections: Sequence[Section]) -> None:
        """A new page with these sections is in the document."""
        self._sections = tuple(sections)
        self._positions = self._tops = None

    def moved(self) -> None:
        """The layout changed."""
        self._tops = None

    def at(self, y: float) -> str:
        """The anchor of the section that covers ``y``; empty above the first."""
        if self._tops is None:
            self._tops = [line_top(self._document, where) for where in self._found()]
        index = bisect_right(self._tops, y) - 1
        return "" if index < 0 else self._sections[index].anchor

    def position(self, anchor: str) -> int | None:
        """The character at which a named place begins; None where the page has no such name."""
        for section, where in zip(self._sections, self._found(), strict=False):
            if section.anchor == anchor:
                return where
        return named_place(self._document, anchor)

    def _found(self) -> list[int]:
        if self._positions is None:
            starts = heading_blocks(self._document)
            self._positions = [start for start, level in starts if level > 1]
            # The page lists its sections in the order of its headings; more of one is a broken pack.
            self._sections = self._sections[: len(self._positions)]
            self._positions = self._positions[: len(self._sections)]
        return self._positions


def heading_blocks(document: QTextDocument) -> list[tuple[int, int]]:
    """(first character, level) of every heading, the title included."""
    found = []
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            found.append((block.position(), level))
        block = block.next()
    return found


def named_place(document: QTextDocument, anchor: str) -> int | None:
    """The character where ``<a name="anchor">`` stands."""
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            names = fragment.charFormat().anchorNames()
            if names and anchor in names:
                return fragment.position()
            part += 1
        block = block.next()
    return None

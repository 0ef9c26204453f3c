"""The document of an article: made for reading on a screen and for paper, and closed to every file.

It asks only the given ``pictures`` for images. Whatever that does not know becomes one placeholder,
remembered, since Qt asks again and again for what it does not get (13 times for one image, measured).
"""

import re
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QTextDocument, QTextOption

from guide.ui.theme import READING_POINTS, Theme, article_css, fonts


class Pictures(Protocol):
    """Gives the image for an address such as ``plate:back?regions=lower-back``, or None."""

    def __call__(self, address: str) -> QImage | None: ...

    def stand_in(self, address: str) -> QImage | None:
        """An image of the same size for now, where drawing would hold up the page; else None."""


_LABEL = re.compile(r'(<span class="(?:tradition|(?:grade|verdict)-[a-z-]+)">)([^<]*)(</span>)')
_TABLE = re.compile(r"<table\b")
_ALL_FACTS = re.compile(r'(?:<table class="facts">.*?</table>\s*)+', re.DOTALL)
_SHORT = 28  # characters of a fact that stands in the strip
_TAG = re.compile(r"<[^>]*>")
_FACTS = re.compile(r'<table class="facts">(.*?)</table>', re.DOTALL)
_CLAIM_ROWS = re.compile(r'<table class="claims">(.*?)</table>', re.DOTALL)
_CELL = re.compile(r"<t[hd]>.*?</t[hd]>", re.DOTALL)
_ROW = re.compile(r"<tr><(t[hd])>(.*?)</t[hd]><(t[hd])>(.*?)</t[hd]></tr>", re.DOTALL)
_CLAIMS = re.compile(r'(<table [^>]*class="claims"[^>]*><tr><th)>')


def _arranged_facts(tables: str, narrow: bool) -> str:
    """Short facts side by side, longer ones in a list below; on a narrow page all in the list."""
    strip: list[tuple[str, str]] = []
    listed: list[tuple[str, str]] = []
    for table in _FACTS.findall(tables):
        cells = _CELL.findall(table)
        half = len(cells) // 2
        for label, value in zip(cells[:half], cells[half:], strict=True):
            long = narrow or len(_TAG.sub("", value)) > _SHORT
            (listed if long else strip).append((label, value))
    rows = "".join(
        f'<tr>{label}<td width="76%">{value.removeprefix("<td>")}</tr>' for label, value in listed
    )
    found = f'<table class="facts tall">{rows}</table>' if rows else ""
    if strip:
        labels, values = ("".join(part) for part in zip(*strip, strict=True))
        found = f'<table class="facts"><tr>{labels}</tr><tr>{values}</tr></table>{found}'
    return found


def _stacked_claims(match: re.Match[str]) -> str:
    rows = _ROW.sub(r'<tr><\1 class="claim">\2</\1></tr><tr><\3>\4</\3></tr>', match[1])
    return f'<table class="claims">{rows}</table>'


def prepare(html: str, narrow: bool = False) -> str:
    """Compiled article HTML with what only QTextDocument needs: table widths, room around labels.

    On a ``narrow`` page facts and claims stand one below the other. The number of characters stays,
    so that a place means the same.
    """
    facts = _ALL_FACTS.search(html)
    if facts is not None:
        html = html[: facts.start()] + _arranged_facts(facts[0], narrow) + html[facts.end() :]
    if narrow:
        html = _CLAIM_ROWS.sub(_stacked_claims, html)
    html = _TABLE.sub('<table width="100%" cellspacing="0" cellpadding="0"', html)
    html = _CLAIMS.sub(r'\1 width="36%">', html)
    return _LABEL.sub("\\1\u00a0\\2\u00a0\\3", html)


def reading_font(text_scale: float) -> QFont:
    """The serif of the running text at a text size."""
    font = QFont()
    if fonts.serif():
        font.setFamilies(list(fonts.serif()))
    font.setPointSizeF(READING_POINTS * text_scale)
    return font


class PageDocument(QTextDocument):
    """Article HTML in a theme and text size.

    With ``later``, plates are left to whoever asks ``to_draw``, which is to follow the first look at
    the page, and puts them in.
    """

    def __init__(self, parent: QObject | None = None, later: bool = False) -> None:
        super().__init__(parent)
        self._later = later
        self._waiting: list[str] = []
        self._being_drawn: set[str] = set()
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        option = QTextOption(self.defaultTextOption())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        self._pictures: Pictures | None = None
        self._known: dict[str, QImage] = {}
        self._missing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._missing.fill(Qt.GlobalColor.transparent)

    def dress(self, theme: Theme, text_scale: float, pictures: Pictures | None = None) -> None:
        """Set theme, size and the source of images for the HTML that is loaded from now on."""
        self._known.clear()
        self._pictures = pictures
        self._missing.fill(QColor(theme.colour("line")))
        self.setDefaultFont(reading_font(text_scale))
        self.setIndentWidth(22 * text_scale)
        self.setDefaultStyleSheet(article_css(theme, text_scale))

    def load(self, html: str, narrow: bool = False) -> None:
        """Show compiled article HTML."""
        self._known.clear()
        self._waiting.clear()
        self._being_drawn.clear()
        self.setHtml(prepare(html, narrow))

    def to_draw(self) -> tuple[str, ...]:
        """The plates that nobody draws yet; whoever asks does."""
        asked, self._waiting = tuple(self._waiting), []
        self._being_drawn.update(asked)
        return asked

    @property
    def is_drawn(self) -> bool:
        """Is every picture of the page in its place?"""
        return not self._waiting and not self._being_drawn

    def put(self, address: str, image: QImage | None) -> None:
        """Put a plate where it is waited for. Nothing moves by it."""
        if address not in self._being_drawn:
            return
        self._being_drawn.remove(address)
        shown = self._missing if image is None or image.isNull() else image
        self._known[address] = shown
        self.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address), shown)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The picture behind an address; never a file, whatever the address says."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return ""
        address = name.toString() if isinstance(name, QUrl) else name
        if address not in self._known:
            pictures = self._pictures if self._later else None
            empty = pictures.stand_in(address) if pictures is not None else None
            if empty is not None:
                self._waiting.append(address)
            self._known[address] = empty if empty is not None else self._picture(address)
        return self._known[address]

    def _picture(self, address: str) -> QImage:
        found = self._pictures(address) if self._pictures is not None else None
        return self._missing if found is None or found.isNull() else found

"""Buttons of icon and word, each with an accessible name and its shortcut in the tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from guide.ui.theme import Theme, icon
from guide.ui.theme.icons import SIZE

TARGET = 44
"""Least width and height of anything to press, in pixels: what a finger hits (9 mm)."""


def hint(text: str, keys: str = "") -> str:
    """A tooltip: the words, and the shortcut as this system writes it."""
    if not keys:
        return text
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({shown})"


class IconButton(QToolButton):
    """An icon alone; its words are in the tooltip and the accessible name.

    ``set_look`` must be called once before it is seen (``dress`` does it for a whole window).
    """

    def __init__(
        self,
        name: str,
        text: str,
        keys: str = "",
        parent: QWidget | None = None,
        *,
        ink: str = "ink",
    ) -> None:
        super().__init__(parent)
        self._ink = ink
        self._icons = (name, name)
        self._side = SIZE
        self.setText(text)
        self.set_words(text, keys)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(TARGET, TARGET)
        self._theme: Theme | None = None

    def set_words(self, text: str, keys: str = "") -> None:
        """Change what the button is called."""
        self.setText(text)
        self.setToolTip(hint(text, keys))
        self.setAccessibleName(text)

    def set_icon(self, name: str, checked: str = "") -> None:
        """Show another drawing (and ``checked`` while it is pressed in)."""
        self._icons = (name, checked or name)
        self._draw()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the icon in this theme's ink, as large as the text is."""
        self._theme = theme
        self._side = round(SIZE * text_scale)
        least = max(TARGET, self._side + 24)
        self.setMinimumSize(least, least)
        self._draw()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self._draw()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self._draw()

    def _draw(self) -> None:
        if self._theme is None:
            return
        name = self._icons[1] if self.isChecked() else self._icons[0]
        self.setIconSize(QSize(self._side, self._side))
        self.setIcon(icon(name, self._theme, self._ink, self._side))


class WordButton(IconButton):
    """An icon with its word under it (or beside it)."""

    def __init__(
        self,
        name: str,
        text: str,
        keys: str = "",
        *,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, text, keys, parent)
        style = Qt.ToolButtonStyle
        self._worded = style.ToolButtonTextBesideIcon if beside else style.ToolButtonTextUnderIcon
        self.setToolButtonStyle(self._worded)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_worded(self, worded: bool) -> None:
        """Show the word, or the icon alone where there is little room."""
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(self._worded if worded else alone)


def dress(root: QWidget, theme: Theme, text_scale: float) -> None:
    """Give every icon button inside ``root`` the look."""
    for button in root.findChildren(IconButton):
        button.set_look(theme, text_scale)

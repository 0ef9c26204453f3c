"""A bar with one sentence for the reader: news, a warning or an error, told in words."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from guide.i18n import _
from guide.ui.theme import Theme, icon
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton

_LEVELS = {
    "info": ("info", "note"),
    "warning": ("warning", "care"),
    "error": ("warning", "caution"),
}


class NoticeBar(QFrame):
    """One sentence, until it is closed or another one comes.

    Signals:
        closed: the reader put it away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme: Theme | None = None
        self._scale = 1.0
        self._drawing = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._close = IconButton("close", _("Dismiss"), parent=self)
        self._close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(10)
        row.addWidget(self._drawing)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self.hide()

    def say(self, text: str, level: str = "info") -> None:
        """Show ``text``; ``level`` is ``info``, ``warning`` or ``error``."""
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        self._words.setText(text)
        self._draw()
        self.show()
        announce(self, text)

    def text(self) -> str:
        """What it says now; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the icons in this theme."""
        self._theme, self._scale = theme, text_scale
        self._close.set_look(theme, text_scale)
        self._draw()

    def _draw(self) -> None:
        if self._theme is None:
            return
        name, role = _LEVELS.get(str(self.property("level")), _LEVELS["info"])
        side = round(20 * self._scale)
        drawn = icon(name, self._theme, role, side)
        self._drawing.setPixmap(drawn.pixmap(QSize(side, side), self.devicePixelRatio()))

    @Slot()
    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

"""What an empty list says: what would be here, and how to get it here."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from guide.ui.theme import Theme, icon


class EmptyState(QWidget):
    """A drawing, a short title, one sentence, and maybe one thing to do.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        words: str,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._drawing = QLabel(self)
        self._title = QLabel(title, self)
        self._title.setObjectName("emptyTitle")
        self._words = QLabel(words, self)
        self._words.setObjectName("emptyHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (self._drawing, self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        if action:
            button = QPushButton(action, self)
            button.clicked.connect(self.acted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def set_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the icon in this theme's quiet ink."""
        side = round(40 * text_scale)
        drawing = icon(self._icon_name, theme, "muted", side)
        self._drawing.setPixmap(drawing.pixmap(QSize(side, side), self.devicePixelRatio()))

"""The bar that offers to take back what was just deleted: no question before, one step after."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import TARGET, IconButton


class UndoBar(QFrame):
    """“Bookmark deleted. Undo”. Stays until it is answered or something else is offered.

    Signals:
        undone: take back what was offered last (the token given to ``offer``).
        dismissed: the offer is gone without undoing (its token).
    """

    undone = Signal(object)
    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoBar")
        self._token: object = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._undo = QPushButton(_("Undo"), self)
        self._undo.setMinimumSize(TARGET, TARGET)
        self._undo.clicked.connect(self._on_undo)
        self._close = IconButton("close", _("Dismiss"), parent=self, ink="tooltip-ink")
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self.hide()

    def offer(self, text: str, token: object) -> None:
        """Say what was done and offer to take it back; an older offer is dismissed."""
        self.dismiss()
        self._token = token
        self._words.setText(text)
        self._undo.setAccessibleDescription(text)
        self.show()
        announce(self, f"{text} {_('Undo')}")

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the icon; the bar has the tooltip's colours."""
        self._close.set_look(theme, text_scale)

    @Slot()
    def dismiss(self) -> None:
        """Close the bar and keep what was done."""
        if self._token is not None:
            token, self._token = self._token, None
            self.hide()
            self.dismissed.emit(token)

    @Slot()
    def _on_undo(self) -> None:
        if self._token is not None:
            token, self._token = self._token, None
            self.hide()
            self.undone.emit(token)

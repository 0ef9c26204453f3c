"""The sections of the sidebar: icon over a short word, in one row or, where that is too narrow, in two."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QWidget

from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import WordButton


class Switcher(QFrame):
    """Buttons of which one is down. No word is ever cut.

    Signals:
        chosen: the reader pressed a section (its number).
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(_("Sections"))
        self._buttons: list[WordButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3, 3, 3, 3)
        self._grid.setSpacing(2)
        self._columns = 0

    def add(self, word: str, picture: str, keys: str) -> None:
        """One more section at the end."""
        button = WordButton(picture, word, keys, parent=self)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(button, len(self._buttons))
        self._buttons.append(button)
        self._arrange()

    def choose(self, number: int) -> None:
        """Put a section's button down without a signal."""
        self._buttons[number].setChecked(True)

    def choose_none(self) -> None:
        """Put every button up: something else is in front."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(False)
            button.checkStateSet()
        self._group.setExclusive(True)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        for button in self._buttons:
            button.set_look(theme, text_scale)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the number of columns that the words need."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Two columns always fit."""
        return QSize(2 * self._widest() + 8, super().minimumSizeHint().height())

    def _widest(self) -> int:
        return max((button.sizeHint().width() for button in self._buttons), default=0)

    def _arrange(self) -> None:
        row = sum(button.sizeHint().width() + 2 for button in self._buttons) + 6
        fits = row <= self.width()
        columns = len(self._buttons) if fits else 2
        if columns == self._columns and self._grid.count() == len(self._buttons):
            return
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(number)

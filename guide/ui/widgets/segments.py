"""A switcher: a few words side by side, one of them on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from guide.ui.theme import Theme
from guide.ui.widgets.buttons import WordButton

_EDGE, _GAP = 3, 2  # pixels around and between the buttons


class SegmentedControl(QFrame):
    """One of a few choices, each an icon over its word; the arrow keys move between them.

    Signals:
        chosen: the reader picked another choice (its key). Not sent by ``select``.
    """

    chosen = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(label)
        self._beside = beside
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._buttons: dict[str, WordButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._row.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, key: str, text: str, icon: str, keys: str = "") -> WordButton:
        """Add a choice; the first one added is on."""
        button = WordButton(icon, text, keys, beside=self._beside, parent=self)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setProperty("key", key)
        button.setChecked(not self._buttons)
        self._group.addButton(button)
        self._row.addWidget(button)
        self._buttons[key] = button
        return button

    def append(self, button: WordButton) -> None:
        """Put a button of another kind behind the choices, as wide as they are."""
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row.addWidget(button)

    def air(self) -> int:
        """The pixels of its width that no button has."""
        return 2 * _EDGE + _GAP * (self._row.count() - 1)

    def clear(self) -> None:
        """Turn every choice off."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._redraw()

    def select(self, key: str) -> None:
        """Turn ``key`` on; unknown keys change nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._redraw()

    def selected(self) -> str:
        """The key that is on, or nothing where there is no choice yet."""
        button = self._group.checkedButton()
        return "" if button is None else str(button.property("key"))

    def button(self, key: str) -> WordButton:
        """The button of ``key``."""
        return self._buttons[key]

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the icons in this theme."""
        for button in self._buttons.values():
            button.set_look(theme, text_scale)

    def _redraw(self) -> None:
        for button in self._buttons.values():
            button.checkStateSet()

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._redraw()
        self.chosen.emit(str(button.property("key")))

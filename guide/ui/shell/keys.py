"""The list of keys: everything that can be done, made from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guide.i18n import _
from guide.ui.actions import ACTIONS, MENUS
from guide.ui.palette.rows import ALL_KEYS


def _more() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("Open a link, or a row, in a new tab"), ("Ctrl+Return",)),
        (_("From the search field to all results"), (ALL_KEYS,)),
        (_("From a link into its preview"), ("F2", "Alt+Return")),
        (_("Select letters, or words"), ("Shift+Right", "Ctrl+Shift+Right")),
        (_("Delete the chosen bookmark or note"), ("Del",)),
    ]


def _on_the_body() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("Front, back, left, right"), ("1", "2", "3", "4")),
        (_("Next region or point that way"), ("Left", "Right", "Up", "Down")),
        (_("All regions and points, one by one"), ("PgDown", "PgUp", "Home", "End")),
        (_("Nearer, farther away, all of it"), ("+", "-", "0")),
        (_("Move what is near; else turn the body"), ("Shift+Left", "Shift+Right")),
        (_("Turn the body, or leave it"), ("T",)),
        (_("The same as a list"), ("L",)),
    ]


class KeyList(QDialog):
    """Every action under its menu, with all of its keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyList")
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(20, 12, 20, 12)
        self._grid.setHorizontalSpacing(24)
        for menu, title in MENUS.items():
            rows = [(_(a.text).rstrip("…"), a.keys) for a in ACTIONS if a.menu == menu and a.keys]
            self._add(_(title), rows)
        self._add(_("In lists and articles"), _more())
        self._add(_("On the body"), _on_the_body())
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        hint = inside.sizeHint()
        self.resize(hint.width() + 48, min(hint.height() + 80, 640))

    def _add(self, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> None:
        heading = QLabel(title)
        heading.setProperty("strong", True)
        heading.setContentsMargins(0, 8, 0, 2)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)
        for words, keys in rows:
            row = self._grid.rowCount()
            self._grid.addWidget(QLabel(words), row, 0)
            native = QKeySequence.SequenceFormat.NativeText
            shown = "   ".join(QKeySequence(one).toString(native) for one in keys)
            label = QLabel(shown)
            label.setProperty("quiet", True)
            self._grid.addWidget(label, row, 1)

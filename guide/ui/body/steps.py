"""How a point is found, step by step: which step the plate shows, and its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton


class PlateSteps(QWidget):
    """Goes through the steps of finding a point; hidden where there are none.

    Signals:
        changed: another step is shown (its number, from 0).
    """

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plateSteps")
        self._steps: tuple[str, ...] = ()
        self._at = 0
        self.previous = IconButton("chevron-left", _("Previous step"), parent=self)
        self.previous.clicked.connect(self._back)
        self.following = IconButton("chevron-right", _("Next step"), parent=self)
        self.following.clicked.connect(self._forward)
        self._count = QLabel(self)
        self._count.setProperty("strong", True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.previous)
        row.addWidget(self._count, 1)
        row.addWidget(self.following)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_steps(self, steps: Sequence[str]) -> None:
        """Begin with the first of these steps (their words)."""
        self._steps, self._at = tuple(steps), 0
        self.setVisible(bool(self._steps))
        self._show()

    @property
    def step(self) -> int:
        """The number of the step that is shown, from 0."""
        return self._at

    def words(self) -> str:
        """What is to be done in this step; empty where there is none."""
        return self._steps[self._at] if self._steps else ""

    def go(self, step: int) -> None:
        """Show a step; there is none before the first or after the last."""
        if 0 <= step < len(self._steps) and step != self._at:
            self._at = step
            self._show()
            self.changed.emit(step)
            announce(self, f"{self._count.text()}. {self.words()}")

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        for button in (self.previous, self.following):
            button.set_look(theme, text_scale)

    def _show(self) -> None:
        count = len(self._steps)
        words = _("Step {number} of {count}").format(number=self._at + 1, count=count)
        self._count.setText(words)
        self.previous.setEnabled(self._at > 0)
        self.following.setEnabled(self._at + 1 < count)

    @Slot()
    def _back(self) -> None:
        self.go(self._at - 1)

    @Slot()
    def _forward(self) -> None:
        self.go(self._at + 1)

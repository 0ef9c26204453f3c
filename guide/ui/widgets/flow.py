"""Widgets side by side in as many rows as they need, like words in a paragraph."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 6  # pixels between two of them


class Flow(QWidget):
    """As high as its widgets need in its width; none is wider than that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def widgets(self) -> tuple[QWidget, ...]:
        """What it shows, in reading order."""
        return tuple(widget for widget in self._widgets if not widget.isHidden())

    def show_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Hold these in this order; others go for good. What was hidden on purpose stays hidden."""
        wanted = list(widgets)
        for gone in self._widgets:
            if gone not in wanted:
                gone.hide()
                gone.deleteLater()
        self._widgets = wanted
        for widget in wanted:
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place again: a text or its size is another one."""
        height = self._place(max(self.width(), 1))
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height it has; the width is given to it."""
        return QSize(100, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of rows."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    def event(self, event: QEvent) -> bool:
        """A widget in it wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def _place(self, width: int) -> int:
        x = y = row = 0
        for widget in self.widgets():
            hint = widget.sizeHint().expandedTo(widget.minimumSize())
            wide, high = min(hint.width(), width), hint.height()
            if x and x + wide > width:
                x, y, row = 0, y + row + _GAP, 0
            widget.setGeometry(x, y, wide, high)
            x, row = x + wide + _GAP, max(row, high)
        return y + row

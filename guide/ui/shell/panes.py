"""Three columns that yield: the article keeps room for 40 characters, the others make way for it.

Where a side column has no room beside the article, it comes as a drawer over it when it is asked for.
"""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSplitter, QWidget

LEFT, RIGHT = "sidebar", "body"
_LEAST = {LEFT: 240, RIGHT: 264}  # pixels at 100 %
_WISH = {LEFT: 336, RIGHT: 336}


class Panes(QWidget):
    """Sidebar, article, and the column with body and notes.

    Signals:
        changed: a column came or went.
    """

    changed = Signal()

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._sides = {LEFT: left, RIGHT: right}
        self._middle = middle
        self._wanted = {LEFT: True, RIGHT: True}
        self._docked = {LEFT: True, RIGHT: True}
        self._drawer = ""
        self._scale, self._article_least = 1.0, 400
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)  # Qt makes a thin one wider for the mouse
        for widget in (left, middle, right):
            self.splitter.addWidget(widget)
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)
        self._chosen = {LEFT: 0, RIGHT: 0}  # by the reader, in pixels; 0: not yet
        self.splitter.splitterMoved.connect(self._on_moved)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._fit)
        self._edge = QFrame(self)
        self._edge.setObjectName("drawerEdge")
        self._edge.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def fill(self, side: str, widget: QWidget) -> None:
        """Put the real column in the place that was kept for it."""
        kept = self._sides[side]
        if kept.parentWidget() is self.splitter:
            self.splitter.replaceWidget(self.splitter.indexOf(kept), widget)
        self._sides[side] = widget
        kept.deleteLater()
        self._fit()

    def set_scale(self, interface_scale: float, article_least: int) -> None:
        """Another text size: what a column needs, and 40 characters of the article, in pixels."""
        self._scale, self._article_least = interface_scale, article_least
        self._fit()
        self._again.start()  # the columns know their new widths only after their layouts ran

    def shows(self, side: str) -> bool:
        """Is this column in sight?"""
        return (self._docked[side] and self._wanted[side]) or self._drawer == side

    def toggle(self, side: str) -> None:
        """Show or hide a column; where it has no room, as a drawer."""
        if not self._docked[side]:
            self._drawer = "" if self._drawer == side else side
        else:
            self._wanted[side] = not self._wanted[side]
        self._fit()

    def show_side(self, side: str) -> None:
        """Bring a column into sight."""
        if not self.shows(side):
            self.toggle(side)

    def close_drawer(self) -> bool:
        """Put the drawer away; False where there is none."""
        was, self._drawer = self._drawer, ""
        self._fit()
        return bool(was)

    @property
    def drawer(self) -> str:
        """Which column lies over the article, or an empty string."""
        return self._drawer

    def state(self) -> dict[str, str]:
        """What a session keeps."""
        hidden = [side for side, wanted in self._wanted.items() if not wanted]
        columns = " ".join(str(width) for width in self._chosen.values())
        return {"columns": columns, "hidden": " ".join(hidden)}

    def restore(self, state: dict[str, str]) -> None:
        """Take up what a session kept; nonsense is ignored."""
        hidden = state.get("hidden", "").split()
        self._wanted = {side: side not in hidden for side in self._wanted}
        widths = numbers(state.get("columns", ""))
        if len(widths) == len(self._chosen) and all(0 <= width < 10_000 for width in widths):
            self._chosen = dict(zip(self._chosen, widths, strict=True))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The window may be smaller than the columns together: they make way."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room now."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep the drawer on top after the layout ran."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._drawer:
            self._place_drawer()
        return handled

    def _least(self, side: str) -> int:
        widget = self._sides[side]
        if widget.isHidden():
            _measure_anew(widget)
        hint = widget.minimumSizeHint().width()
        return max(round(_LEAST[side] * min(self._scale, 1.3)), hint)

    @Slot()
    def _fit(self) -> None:
        self._dock()
        if self._drawer and self._docked[self._drawer]:
            self._drawer = ""
        for side in self._sides:
            self._settle(side)
        self._middle.setMinimumWidth(min(self._article_least, max(self.width(), 200)))
        self._place_drawer()
        self._share()
        self.changed.emit()

    def _dock(self) -> None:
        """Which columns have room beside 40 characters of the article; the sidebar first."""
        room = self.width() - self._article_least - 2 * self.splitter.handleWidth()
        for side in (LEFT, RIGHT):
            self._docked[side] = room >= self._least(side)
            if self._docked[side] and self._wanted[side]:
                room -= self._least(side)

    def _share(self) -> None:
        """Each side column as wide as the reader chose, or would like; the article has the rest."""
        least = {side: self._least(side) for side in self._sides if self.shows(side)}
        room = max(self.width() - self._article_least - sum(least.values()), 0)
        share = room // (len(least) + 1)  # what is not needed goes to all three alike
        widths = {LEFT: 0, RIGHT: 0}
        for side, needed in least.items():
            wish = min(round(_WISH[side] * min(self._scale, 1.3)), needed + share)
            widths[side] = min(max(self._chosen[side] or wish, needed), needed + room)
            room -= widths[side] - needed
        rest = max(self.width() - sum(widths.values()), self._article_least)
        known: dict[QWidget | None, int] = {self._sides[s]: width for s, width in widths.items()}
        places = range(self.splitter.count())  # a drawer is not among them
        self.splitter.setSizes([known.get(self.splitter.widget(n), rest) for n in places])

    @Slot()
    def _on_moved(self) -> None:
        sizes = self.splitter.sizes()
        for side, widget in self._sides.items():
            place = self.splitter.indexOf(widget)
            if place >= 0 and sizes[place]:
                self._chosen[side] = sizes[place]

    def _settle(self, side: str) -> None:
        widget = self._sides[side]
        in_splitter = widget.parentWidget() is self.splitter
        if self._drawer == side:
            if in_splitter:
                widget.setParent(self)
            widget.setMinimumWidth(0)
            return
        if not in_splitter:
            self.splitter.insertWidget(0 if side == LEFT else self.splitter.count(), widget)
        widget.setMinimumWidth(self._least(side))
        widget.setVisible(self._docked[side] and self._wanted[side])

    def _place_drawer(self) -> None:
        self._edge.setVisible(bool(self._drawer))
        if not self._drawer:
            return
        widget = self._sides[self._drawer]
        width = min(max(round(_WISH[self._drawer] * self._scale), 300), self.width() - 40)
        left = 0 if self._drawer == LEFT else self.width() - width
        widget.setAutoFillBackground(True)
        widget.setGeometry(left, 0, width, self.height())
        self._edge.setGeometry(width if self._drawer == LEFT else left - 1, 0, 1, self.height())
        widget.show()
        widget.raise_()
        self._edge.raise_()


def _measure_anew(widget: QWidget) -> None:
    """Qt tells hidden widgets of a new font only when they are shown; their width is needed now."""
    for child in widget.findChildren(QWidget):
        child.ensurePolished()
    for layout in reversed(widget.findChildren(QLayout)):
        layout.invalidate()


def numbers(text: str) -> list[int]:
    """Whole numbers in ``text``; empty where it is not made of them."""
    try:
        return [int(word) for word in text.split()]
    except ValueError:
        return []

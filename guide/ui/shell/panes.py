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
        self._fresh = True  # nobody chose the widths yet
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
        return {"columns": _numbers(self.splitter.sizes()), "hidden": " ".join(hidden)}

    def restore(self, state: dict[str, str]) -> None:
        """Take up what a session kept; nonsense is ignored."""
        hidden = state.get("hidden", "").split()
        self._wanted = {side: side not in hidden for side in self._wanted}
        sizes = numbers(state.get("columns", ""))
        if len(sizes) == 3 and all(0 <= size < 10_000 for size in sizes):
            self._fresh = False
            self.splitter.setSizes(
                [sizes[0] or _WISH[LEFT], sizes[1] or 800, sizes[2] or _WISH[RIGHT]]
            )
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
        before = {side: self.shows(side) for side in self._sides}
        self._dock()
        if self._drawer and self._docked[self._drawer]:
            self._drawer = ""
        for side in self._sides:
            self._settle(side)
        self._middle.setMinimumWidth(min(self._article_least, max(self.width(), 200)))
        self._place_drawer()
        if self._fresh:
            self._take_wishes()
        elif before != {side: self.shows(side) for side in self._sides}:
            self._widen()
        self.changed.emit()

    def _dock(self) -> None:
        """Which columns have room beside 40 characters of the article; the sidebar first."""
        room = self.width() - self._article_least - 2 * self.splitter.handleWidth()
        for side in (LEFT, RIGHT):
            self._docked[side] = room >= self._least(side)
            if self._docked[side] and self._wanted[side]:
                room -= self._least(side)

    def _take_wishes(self) -> None:
        """The first widths: the side columns as wide as they like, the article the rest."""
        least = {side: self._least(side) for side in self._sides if self.shows(side)}
        room = max(self.width() - self._article_least - sum(least.values()), 0)
        share = room // (len(least) + 1)  # what is not needed goes to all three alike
        wishes = {LEFT: 0, RIGHT: 0}
        for side, needed in least.items():
            wish = round(_WISH[side] * min(self._scale, 1.3))
            wishes[side] = max(needed, min(wish, needed + share))
        rest = max(self.width() - wishes[LEFT] - wishes[RIGHT], self._article_least)
        self.splitter.setSizes([wishes[LEFT], rest, wishes[RIGHT]])

    @Slot()
    def _on_moved(self) -> None:
        self._fresh = False

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

    def _widen(self) -> None:
        """A column that just came takes its wish, not the little that was left for it."""
        widths = self.splitter.sizes()
        for index in range(self.splitter.count()):
            for side, widget in self._sides.items():
                if self.splitter.widget(index) is widget and self.shows(side):
                    widths[index] = max(widths[index], self._least(side))
        self.splitter.setSizes(widths)

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


def _numbers(values: list[int]) -> str:
    return " ".join(map(str, values))


def numbers(text: str) -> list[int]:
    """Whole numbers in ``text``; empty where it is not made of them."""
    try:
        return [int(word) for word in text.split()]
    except ValueError:
        return []

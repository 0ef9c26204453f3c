"""A region of the body as a button, and which region lies next in a direction."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from guide.atlas.scene import Scene, Shape

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RegionButton(QPushButton):
    """Invisible itself: the plate draws its region, its focus and its name.

    Signals:
        moved: an arrow key (the button's key, and the key pressed).
        focused: the keyboard came (the button's key) or went (empty).
    """

    moved = Signal(str, int)
    focused = Signal(str)

    def __init__(self, key: str, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.title = key, title
        self.setFlat(True)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.moved.emit(self.key, event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: see the plate."""


def nearest(scene: Scene, key: str, direction: Qt.Key) -> str:
    """The region to reach from ``key`` by an arrow key; ``key`` itself where none lies that way."""
    across, down = _STEPS[direction]
    best, found = float("inf"), key
    for x, y in (_place(shape) for shape in scene.regions if shape.key == key):
        for shape in scene.regions:
            if shape.key == key:
                continue
            dx, dy = _place(shape)[0] - x, _place(shape)[1] - y
            along, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
            if along > 0 and along + 2.5 * aside < best and aside <= 3 * along:
                best, found = along + 2.5 * aside, shape.key
    return found


def reading_order(shape: Shape) -> tuple[float, float]:
    """From head to foot, and from left to right."""
    x, y = _place(shape)
    return y, x


def _place(shape: Shape) -> tuple[float, float]:
    if shape.anchor is not None:
        return shape.anchor
    left, top, right, bottom = shape.bounds()
    return (left + right) / 2, (top + bottom) / 2

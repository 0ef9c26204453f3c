"""Fingers on a plate: one taps or drags, two pinch."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Gesture:
    """What the fingers did since the last event. ``factor`` is how much wider they are apart."""

    where: QPointF
    by: QPointF
    factor: float = 1.0
    tapped: bool = False


class Fingers:
    """Follows touches; a finger that stays where it was is a tap, every other one a drag."""

    def __init__(self) -> None:
        self._start = self._middle = QPointF()
        self._apart = 0.0
        self._count = 0
        self._strayed = False

    def follow(self, event: QTouchEvent) -> Gesture | None:
        """What this event adds; None where it is nothing yet."""
        if event.type() == QEvent.Type.TouchCancel:
            self._count = 0
            return None
        down = [
            point.position()
            for point in event.points()
            if point.state() != QEventPoint.State.Released
        ]
        if event.type() == QEvent.Type.TouchBegin:
            self._strayed = False
            self._start = down[0] if down else QPointF()
            self._take(down)
            return None
        if not down:
            count, self._count = self._count, 0
            if count == 1 and not self._strayed:
                return Gesture(self._start, QPointF(), tapped=True)
            return None
        if len(down) != self._count:
            self._strayed = True
            self._take(down)
            return None
        return self._moved(down)

    def _take(self, down: list[QPointF]) -> None:
        self._count = len(down)
        self._middle, self._apart = _middle(down), _apart(down)

    def _moved(self, down: list[QPointF]) -> Gesture | None:
        before, apart = self._middle, self._apart
        far = (_middle(down) - self._start).manhattanLength() > QApplication.startDragDistance()
        if self._count == 1 and not self._strayed and not far:
            return None
        self._strayed = True
        self._take(down)
        factor = self._apart / apart if apart and self._apart else 1.0
        return Gesture(self._middle, self._middle - before, factor)


def _middle(places: list[QPointF]) -> QPointF:
    total = QPointF()
    for place in places:
        total += place
    return total / max(len(places), 1)


def _apart(places: list[QPointF]) -> float:
    return QLineF(places[0], places[1]).length() if len(places) > 1 else 0.0

"""A finger on an article: swiping scrolls and selects nothing, a tap follows a link, holding asks.

With text selection on, a swipe selects what it passes over (88 characters of 290 pixels, measured).
So mouse events that Qt makes from touches never reach the text: taps are told apart here.
"""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScroller, QScrollerProperties

_AGAIN = 300  # milliseconds in which a second tap is the shake of a hand
HOLD = 500  # milliseconds after which a finger that rests does not tap any more


def scroll_by_finger(area: QAbstractScrollArea) -> None:
    """Let a swipe scroll ``area``; it stops at the ends without bouncing."""
    viewport = area.viewport()
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(viewport)
    properties = scroller.scrollerProperties()
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for metric in (
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
    ):
        properties.setScrollMetric(metric, off)
    scroller.setScrollerProperties(properties)


def from_touch(event: QMouseEvent) -> bool:
    """Whether Qt or the system made this mouse event from a finger."""
    return (
        event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
        or event.device().type() == QInputDevice.DeviceType.TouchScreen
    )


def hovers(event: QMouseEvent) -> bool:
    """Whether this is a mouse (or a pen) over the page with nothing pressed, and no finger's trace."""
    return (
        not event.buttons()
        and event.source() != Qt.MouseEventSource.MouseEventSynthesizedBySystem
        and event.device().type() != QInputDevice.DeviceType.TouchScreen
    )


class Taps:
    """Tells a tap from a swipe; a tap soon after a tap does not count."""

    def __init__(self) -> None:
        self._began: QPoint | None = None
        self._scrolled = 0
        self._last: int | None = None

    def press(self, where: QPoint, scrolled: int) -> None:
        """A finger went down."""
        self._began, self._scrolled = where, scrolled

    def release(self, where: QPoint, scrolled: int, now: int) -> bool:
        """The finger went up (``now`` in milliseconds): whether that was a tap."""
        began, self._began = self._began, None
        if began is None or scrolled != self._scrolled:
            return False
        if (where - began).manhattanLength() > QApplication.startDragDistance():
            return False
        if self._last is not None and 0 <= now - self._last < _AGAIN:
            return False
        self._last = now
        return True

    def cancel(self) -> None:
        """What the finger did was something else."""
        self._began = None


class Hold(QTimer):
    """Times out when a finger rests on one place of a page that does not scroll meanwhile."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.setSingleShot(True)
        self.setInterval(HOLD)
        self.where = QPoint()
        area.verticalScrollBar().valueChanged.connect(self.stop)

    def press(self, where: QPoint) -> None:
        """A finger went down."""
        self.where = where
        self.start()

    def move(self, where: QPoint) -> None:
        """The finger moved."""
        if (where - self.where).manhattanLength() > QApplication.startDragDistance():
            self.stop()

"""Garbage is collected on the GUI thread alone.

A cycle that holds a widget would otherwise be taken apart by whichever thread happens to allocate, and
a QObject that another thread deletes brings Qt down, then or much later (seen: in the style sheet of
the next window).
"""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Slot

_PAUSE = 1000  # ms between two looks at what has gathered


class Collector(QObject):
    """Switches Python's own collecting off and collects by a timer, until ``stop``."""

    _running: ClassVar[int] = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        Collector._running += 1
        gc.disable()

    def stop(self) -> None:
        """Leave the collecting to Python again, once nobody else needs it here."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        Collector._running -= 1
        if not Collector._running:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect what Python itself would have collected by now."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [number for number, (count, most) in enumerate(due) if 0 < most < count]
        if generations:
            gc.collect(max(generations))

"""How long the start took and what it weighs, in the numbers that the bench compares."""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

_LOADED = time.perf_counter()


def since_start() -> float:
    """Milliseconds since the process began (Linux: by the kernel, to 10 ms); else since loading."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    except (OSError, ValueError, IndexError, AttributeError):
        return (time.perf_counter() - _LOADED) * 1000


def resident_mb() -> float:
    """The memory of this process, in megabytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


class FirstPaint(QObject):
    """Tells when a widget has been painted for the first time.

    Signals:
        painted: once, after the event in which it was painted.
    """

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, then for its end."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    @Slot()
    def _tell(self) -> None:
        self.painted.emit()


class StartupReport:
    """Collects the two moments of a start and prints them as one JSON document."""

    def __init__(self) -> None:
        self._first_paint = 0.0
        self._memory = 0.0

    def painted(self) -> None:
        """The first article is on the screen."""
        self._first_paint, self._memory = since_start(), resident_mb()

    def ready(self) -> None:
        """The reader's marks are there: print."""
        numbers = {
            "first_paint_ms": round(self._first_paint, 1),
            "ready_ms": round(since_start(), 1),
            "rss_mb": round(self._memory, 1),
        }
        sys.stdout.write(json.dumps(numbers) + "\n")
        sys.stdout.flush()

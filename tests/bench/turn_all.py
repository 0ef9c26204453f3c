"""Uses the body of the real window and prints what each thing took, in milliseconds, as JSON.

``python -m tests.bench.turn_all HOME ROUNDS``
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from guide import paths
from guide.atlas.plates import VIEWS
from guide.services.context import open_context
from guide.settings.values import Appearance
from guide.ui.body.layers import Layers
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.shell.program import _no_marks
from guide.ui.shell.window import Window
from tests.bench.figure import timed
from tests.bench.start import KEY


class Waiting(QObject):
    """Lets events run until something is reached, and notes how long they held up the window."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._loop = QEventLoop()
        self._reached: Callable[[], bool] = bool
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._tick)

    def until(self, reached: Callable[[], bool]) -> None:
        """Come back when ``reached``."""
        self._reached, self._last = reached, perf_counter()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now
        if self._reached():
            self._loop.quit()


class Using:
    """A window whose body is used; every figure is a list of milliseconds."""

    def __init__(self, window: Window, application: QApplication, rounds: int) -> None:
        self._window, self._application, self._rounds = window, application, rounds
        self._body, self._plate = window.parts.body, window.parts.body.plate
        self._waiting = Waiting()

    def all(self) -> dict[str, list[float]]:
        """Everything, from opening the first plate on."""
        first = timed(self._settle)
        self._waiting.gaps.clear()
        switched = [timed(partial(self._switch, view)) for view in VIEWS * self._rounds]
        taken = {"first": [first], "switch": switched, "held": list(self._waiting.gaps)}
        self._switch("front")
        taken["hover"] = self._hovering()
        self._body.set_layers(Layers(points="all", meridians="all"))
        self._settle()
        taken["hover everything"] = self._hovering()
        taken["zoom"] = self._zooming()
        taken["prepare"] = [timed(self._prepare)]
        taken["turn"] = self._turning()
        return taken

    def _switch(self, view: str) -> None:
        self._body.show_view(view)
        self._settle()

    def _settle(self) -> None:
        self._waiting.until(self._is_settled)

    def _is_settled(self) -> bool:
        return self._body.is_settled

    def _is_prepared(self) -> bool:
        return self._plate.turntable.is_complete

    def _hovering(self) -> list[float]:
        taken = []
        for target in self._plate.targets * self._rounds:
            self._plate.hover(target)
            taken.append(timed(self._plate.repaint))
        self._plate.hover(None)
        return taken

    def _zooming(self) -> list[float]:
        """What one step of the wheel costs before the plate is crisp again."""
        taken = []
        middle = QRectF(self._plate.rect()).center()
        for step in range(20 * self._rounds):
            factor = 1.25 if step % 10 < 5 else 0.8
            self._plate.zoom_at(middle + QPointF(step, -step), factor)
            taken.append(timed(self._plate.repaint))
        self._plate.show_all()
        self._settle()
        return taken

    def _prepare(self) -> None:
        self._body.set_turning(True)
        self._settle()
        self._waiting.until(self._is_prepared)

    def _turning(self) -> list[float]:
        taken = []
        for _step in range(24 * 10 * self._rounds):
            self._plate.turn(1)
            taken.append(timed(self._plate.repaint))
        return taken


def main() -> int:
    """Open the window of the program at an article with a body, and use that."""
    home, rounds = sys.argv[1], int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    context = open_context(paths.home(home))
    jobs = Jobs()
    window = Window(context, _no_marks, jobs, Bridge(), Appearance())
    window.resize(QSize(1440, 900))
    try:
        window.show()
        window.start(KEY)
        window.furnish()
        begin = perf_counter()
        taken = Using(window, application, rounds).all()
        taken["whole"] = [(perf_counter() - begin) * 1000]
    finally:
        jobs.close()
        context.library.close()
    print(json.dumps(taken))
    return 0


if __name__ == "__main__":
    sys.exit(main())

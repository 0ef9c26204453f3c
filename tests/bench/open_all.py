"""Opens every article in the real window and prints how long each took until it was painted.

``python -m tests.bench.open_all HOME ROUNDS``; the answer is JSON: key to milliseconds.
"""

import json
import random
import sys
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication

from guide import paths
from guide.content.model import Kind
from guide.services.context import open_context
from guide.settings.values import Appearance
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.shell.program import _no_marks
from guide.ui.shell.window import Window

KINDS = (Kind.THERAPY, Kind.CONDITION, Kind.PAGE)


class Painted(QObject):
    """Whether the article has been painted since ``wait`` was set."""

    wait = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only look on."""
        if event.type() == QEvent.Type.Paint:
            self.wait = False
        return False


def main() -> int:
    """Open the window of the program, then each article in an order that is no reading order."""
    home, rounds = sys.argv[1], int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    context = open_context(paths.home(home))
    jobs = Jobs()
    window = Window(context, _no_marks, jobs, Bridge(), Appearance())
    window.resize(QSize(1280, 820))
    painted = Painted()
    window.column.view.viewport().installEventFilter(painted)
    keys = [each.key for kind in KINDS for each in context.library.entries(kind)]
    try:
        window.start(keys[0])
        window.show()
        _settle(application)
        taken = _open_each(window, application, painted, keys * rounds)
    finally:
        jobs.close()
        context.library.close()
    print(json.dumps(taken))
    return 0


def _open_each(
    window: Window, application: QApplication, painted: Painted, keys: list[str]
) -> dict[str, list[float]]:
    random.Random(3).shuffle(keys)
    taken: dict[str, list[float]] = {}
    for key in keys:
        page = window.reader.page
        if page is not None and page.entry.key == key:
            continue  # it is open already
        painted.wait = True
        begin = perf_counter()
        window.reader.open(key)
        while painted.wait:
            application.processEvents()
        taken.setdefault(key, []).append((perf_counter() - begin) * 1000)
        _settle(application)
    return taken


def _settle(application: QApplication) -> None:
    for _turn in range(20):
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main())

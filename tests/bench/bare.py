"""The smallest reading window of the same Qt: a QTextBrowser with the same page, and nothing else.

Prints when its first page was painted and what it weighs then, and ends. ``python bare.py FILE``.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTextBrowser

from tests.bench.process import age_ms, rss_mb


class Bare(QTextBrowser):
    """Tells when it has been painted."""

    _painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and note the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._tell)  # the program notes the end of the event as well

    def _tell(self) -> None:
        print(json.dumps({"first_paint_ms": age_ms(), "rss_mb": rss_mb()}), flush=True)
        QApplication.quit()


def main() -> int:
    """Open the window and wait for its first page."""
    application = QApplication(sys.argv[:1])
    browser = Bare()
    browser.setOpenLinks(False)
    browser.setHtml(Path(sys.argv[1]).read_text(encoding="utf-8"))
    browser.resize(1280, 820)
    browser.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

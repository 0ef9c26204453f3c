"""One log file in the reader's home, bounded in size, without a word that the reader wrote."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "therapy-guide.log"
_LIMIT = 2_000_000  # bytes a file; with two old ones never more than 6 MB


class _LogFile(RotatingFileHandler):
    """A log file that never speaks up itself."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Lose the line: a full disk under the log is no reason to trouble the reader."""


def start(folder: Path, level: int = logging.INFO) -> None:
    """Log into ``folder`` from now on; where that cannot be written, log to nowhere."""
    root = logging.getLogger("guide")
    root.setLevel(level)
    root.propagate = False
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(
            folder / LOG_FILE, maxBytes=_LIMIT, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)

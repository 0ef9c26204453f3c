"""Work off the GUI thread: a few readers, one writer, one way back; and one question at a time."""

import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from guide.errors import GuideError
from guide.ui.collector import Collector

_SWITCH = 0.001
"""Seconds after which a thread that computes lets the window have its turn; Python's own 0.005, a few
times over in one turn of events, is a frame."""

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Done = Callable[[Result], None]
Failed = Callable[[GuideError], None]


@dataclass(frozen=True, slots=True)
class _Errand:
    """What was asked for, and who waits for the answer."""

    work: Callable[[], Any]
    done: Done[Any]
    failed: Failed | None
    owner: QObject


class Jobs(QObject):
    """Runs work on threads and brings the result back to the GUI thread.

    Writes run one after another in the order they were asked for. A callback is dropped when its
    owner is gone. A ``GuideError`` goes to ``failed``; anything else is a bug: it is logged and
    passed on through ``broke``, as is a ``GuideError`` that nobody takes.

    Signals:
        broke: work raised something that nobody expected (the exception).
    """

    broke = Signal(object)
    _finished = Signal(object, object, object)  # the only signal that other threads emit

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH)
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="guide-read")
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="guide-write")
        self._writes: set[Future[Any]] = set()
        self._closed = False
        self._collector = Collector(self)  # from now on there are other threads
        self._finished.connect(self._deliver)

    def read(
        self,
        work: Callable[[], Result],
        done: Done[Result],
        owner: QObject,
        failed: Failed | None = None,
    ) -> Future[Result]:
        """Run ``work`` on one of the readers; ``done(result)`` comes back on the GUI thread.

        After ``close`` nothing is read any more: the future is cancelled.
        """
        if self._closed:
            nothing: Future[Result] = Future()
            nothing.cancel()
            return nothing
        return self._readers.submit(self._run, _Errand(work, done, failed, owner))

    def write(
        self,
        work: Callable[[], Result],
        done: Done[Result],
        owner: QObject,
        failed: Failed | None = None,
    ) -> Future[Result]:
        """Run ``work`` on the one writer, after every write that was asked for before."""
        future = self._writer.submit(self._run, _Errand(work, done, failed, owner))
        self._writes = {write for write in self._writes if not write.done()} | {future}
        return future

    def settle(self, seconds: float = 10.0) -> bool:
        """Wait for the writes under way and run their callbacks now; False where some still run."""
        running = wait(self._writes, timeout=seconds).not_done
        QCoreApplication.sendPostedEvents(self)
        return not running

    def close(self) -> None:
        """Finish every write, drop what is waiting to be read, and end the threads."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._collector.stop()

    def _run(self, errand: _Errand) -> Any:
        """On a thread. The answer is on its way before the future counts as done: see ``settle``."""
        result, error = None, None
        try:
            result = errand.work()
        except Exception as caught:  # noqa: BLE001 - it is judged on the GUI thread
            error = caught
        if shiboken6.isValid(self):  # the program may have ended meanwhile
            self._finished.emit(errand, result, error)
        return result

    @Slot(object, object, object)
    def _deliver(self, errand: _Errand, result: Any, error: Exception | None) -> None:
        if error is not None and not isinstance(error, GuideError):
            log.error("work failed", exc_info=error)
        if not shiboken6.isValid(errand.owner):
            return  # the view closed meanwhile
        if error is None:
            errand.done(result)
        elif isinstance(error, GuideError) and errand.failed is not None:
            errand.failed(error)
        else:
            self.broke.emit(error)


class Latest(QObject):
    """Has questions answered off the window's thread; only the latest one gets its answer."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number = 0
        self._future: Future[Any] | None = None

    @property
    def is_waiting(self) -> bool:
        """Is an answer still to come?"""
        return self._future is not None

    def ask(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[GuideError], None],
    ) -> None:
        """Drop the question before and have ``work`` done; one of the two others gets the outcome."""
        self.drop()
        number = self._number
        self._future = self._jobs.read(
            work, partial(self._pass_on, number, done), self, partial(self._pass_on, number, failed)
        )

    def drop(self) -> None:
        """Nobody wants the answer any more."""
        self._number += 1
        if self._future is not None:
            self._future.cancel()
            self._future = None

    def _pass_on(self, number: int, take: Callable[[Any], None], outcome: object) -> None:
        if number == self._number:
            self._future = None
            take(outcome)

"""Python's garbage collector never runs on a thread that reads while the window is open."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from guide.ui.jobs import Jobs


class Knot:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.me = self


def test_threads_do_not_collect(jobs: Jobs, qtbot: QtBot) -> None:
    """However much a reader allocates; the window's thread collects what is left behind."""
    seen: list[threading.Thread] = []
    freed = weakref.ref(Knot(), lambda _gone: seen.append(threading.current_thread()))
    done: list[int] = []
    jobs.read(lambda: len([Knot() for _each in range(5_000)]), done.append, jobs)
    qtbot.waitUntil(lambda: done == [5_000])
    assert freed() is not None
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: freed() is None)
    assert seen == [threading.main_thread()]


def test_python_collects_by_itself_when_there_are_no_threads(jobs: Jobs) -> None:
    """After the last window."""
    other = Jobs()
    jobs.close()
    assert not gc.isenabled()
    other.close()
    assert gc.isenabled()

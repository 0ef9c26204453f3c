"""Work on threads: in order, with one way back, and nothing for views that are gone."""

import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from guide.errors import GuideError, StoreError
from guide.ui.jobs import Jobs


def test_writes_keep_their_order(qtbot: QtBot) -> None:
    """What was asked first is written first, and told first."""
    jobs, owner = Jobs(), QObject()
    written: list[int] = []
    told: list[int] = []

    def write(number: int) -> int:
        written.append(number)
        return number

    for number in range(50):
        jobs.write(partial(write, number), told.append, owner)
    assert jobs.settle()
    assert written == told == list(range(50))
    jobs.close()


def test_the_answer_comes_back_on_the_gui_thread(qtbot: QtBot) -> None:
    """Work runs elsewhere; what follows may touch widgets."""
    jobs, owner = Jobs(), QObject()
    places: list[threading.Thread] = []
    answers: list[threading.Thread] = []

    def done(thread: threading.Thread) -> None:
        places.append(threading.current_thread())
        answers.append(thread)

    jobs.read(threading.current_thread, done, owner)
    qtbot.waitUntil(lambda: bool(answers))
    assert places == [threading.main_thread()]
    assert answers[0] is not threading.main_thread()
    jobs.close()


def test_an_owner_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    """An answer for a closed view is dropped; the others arrive."""
    jobs, gone, stays = Jobs(), QObject(), QObject()
    heard: list[str] = []
    go_on = threading.Event()
    jobs.write(go_on.wait, lambda _: heard.append("gone"), gone)
    jobs.write(lambda: "stays", heard.append, stays)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    go_on.set()
    assert jobs.settle()
    assert heard == ["stays"]
    jobs.close()


def test_known_errors_go_to_who_asked_and_bugs_to_the_log(qtbot: QtBot) -> None:
    """A sentence is for the reader; anything else is for the log and a calm notice."""
    jobs, owner = Jobs(), QObject()
    failures: list[GuideError] = []
    bugs: list[Exception] = []
    jobs.broke.connect(bugs.append)

    def known() -> None:
        raise StoreError("The disk is full.")

    def bug() -> None:
        raise ZeroDivisionError

    jobs.write(known, print, owner, failures.append)
    jobs.write(bug, print, owner, failures.append)
    assert jobs.settle()
    assert [str(error) for error in failures] == ["The disk is full."]
    assert [type(error) for error in bugs] == [ZeroDivisionError]
    jobs.close()


def test_settling_gives_up_in_time(qtbot: QtBot) -> None:
    """A write that hangs does not hang the window for ever."""
    jobs, owner = Jobs(), QObject()
    go_on = threading.Event()
    jobs.write(go_on.wait, lambda _: None, owner)
    assert not jobs.settle(0.05)
    go_on.set()
    jobs.close()


def test_nothing_is_read_after_the_end(qtbot: QtBot) -> None:
    """A view that asks once more while the program ends gets no answer and no error."""
    jobs, owner = Jobs(), QObject()
    jobs.close()
    told: list[int] = []
    future = jobs.read(lambda: 1, told.append, owner)
    assert future.cancelled()
    QCoreApplication.sendPostedEvents()
    assert told == []

"""A real window on the real library, without a screen: what the tests of the window share."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from guide import paths
from guide.content.compile import build
from guide.content.model import Figure
from guide.services.context import open_context
from guide.ui import theme
from guide.ui.body.column import BodyColumn
from guide.ui.jobs import Jobs
from guide.ui.shell.instance import Instance
from guide.ui.shell.program import Program
from guide.ui.shell.window import Window

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the program, compiled once for all tests."""
    file = tmp_path_factory.mktemp("library") / "library.tgpack"
    build(RESOURCES / "library", RESOURCES / "atlas", file)
    return file


def pytest_itemcollected(item: pytest.Item) -> None:
    """Qt's screenless platform cannot limit the size of a window or raise it, and says so."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def click(
    widget: QWidget,
    place: QPoint | None = None,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    """Press and release a mouse button at a place of ``widget``, its middle if none is given."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget, button, none, place or widget.rect().center())


class Starter:
    """Starts the program in one home, as often as a test wants, and ends it."""

    def __init__(self, library: Path, home: Path, qtbot: QtBot) -> None:
        self.home = home
        self._library, self._qtbot = library, qtbot
        self._running: list[Program] = []

    def __call__(self, key: str = "", *, store: bool = True) -> Window:
        """A window at ``key``, painted, its marks loaded (or known to be unavailable)."""
        program = self.program()
        program.open(key)
        self._qtbot.waitUntil(lambda: program.window.complete)
        marks = program.window.parts.marks
        if store:
            self._qtbot.waitUntil(lambda: marks.ready or bool(marks.why), timeout=15_000)
        program.window.activateWindow()
        return program.window

    def program(self) -> Program:
        """The program, not opened yet."""
        context = open_context(paths.home(self.home), self._library)
        instance = Instance(context.home.data)
        instance.first()
        program = Program(context, instance)
        program.faults.restore()  # pytest-qt sees errors in slots
        self._running.append(program)
        return program

    def end(self, window: Window) -> None:
        """Close the window as a reader does, and end the program."""
        window.close()
        program = next(p for p in self._running if p.window is window)
        self._running.remove(program)
        program.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def end_all(self) -> None:
        """End what a test left open."""
        for program in list(self._running):
            program.window.close()  # the first time it may say that a note is not saved
            self.end(program.window)


@pytest.fixture
def start(library_file: Path, own_home: Path, qtbot: QtBot) -> Iterator[Starter]:
    """``start("therapy/tuina")`` opens the program there; every window is closed at the end."""
    starter = Starter(library_file, own_home, qtbot)
    yield starter
    starter.end_all()


@pytest.fixture
def freed(qapp: QApplication) -> Callable[[Callable[[], QObject]], None]:
    """Asserts that what a function makes dies when it is closed, without the garbage collector."""

    def check(make: Callable[[], QObject]) -> None:
        gc.collect()
        gc.disable()
        try:
            made = make()
            watched = weakref.ref(made)
            if isinstance(made, QWidget):
                made.show()
                made.close()
            made.deleteLater()
            del made
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            assert watched() is None, "something still holds it"
        finally:
            gc.enable()

    return check


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Threads to read on, ended with the test."""
    made = Jobs()
    yield made
    made.close()


class Body:
    """A body beside an article, and patience until it shows what was asked for."""

    def __init__(self, column: BodyColumn, qtbot: QtBot) -> None:
        self.column, self.plate = column, column.plate
        self._qtbot = qtbot

    def settle(self) -> None:
        """Wait until everything is there and crisp."""
        self._qtbot.waitUntil(self._is_settled, timeout=15_000)

    def show(self, figure: Figure, key: str = "page/about") -> None:
        """Show a figure, and wait for it."""
        self.column.show_figure(figure, key)
        self.settle()

    def look(self, view: str) -> None:
        """Turn to a view, and wait for it."""
        self.column.show_view(view)
        self.settle()

    def place(self, key: str, side: str = "") -> QPoint:
        """Where a target lies in the plate."""
        target = next(one for one in self.plate.targets if (one.key, one.side) == (key, side))
        return self.plate.place_of(target).toPoint()

    def tool(self, name: str) -> QToolButton:
        """A button of the column by its object name."""
        found = self.column.findChild(QToolButton, name)
        assert isinstance(found, QToolButton)
        return found

    def _is_settled(self) -> bool:
        self.plate.repaint()
        return self.column.is_settled


@pytest.fixture
def body(jobs: Jobs, qtbot: QtBot) -> Body:
    """The column at the article on back stepping, in the light."""
    column = BodyColumn(jobs)
    qtbot.addWidget(column)
    column.resize(340, 760)
    column.set_look(theme.theme("light"), 1.0)
    column.set_counts({"region/lower-back": 8, "region/neck": 1, "region/ear": 3})
    with qtbot.waitExposed(column):
        column.show()
    column.activateWindow()
    made = Body(column, qtbot)
    made.show(BACK_STEPPING, "therapy/back-stepping")
    return made


BACK_STEPPING = Figure(
    ("upper-back", "lower-back", "pelvis-hip", "leg"),
    ("BL",),
    ("BL13", "BL15", "BL17", "BL18", "BL19", "BL20", "BL21"),
)

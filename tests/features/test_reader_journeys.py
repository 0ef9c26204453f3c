"""What a reader does from beginning to end, in a real window on the real library."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from guide import paths
from guide.ui.body.plate import BodyPlate
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter, click, library_file, start  # noqa: F401 - fixtures

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOT = Path(__file__).parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def part(window: Window, kind: type[QWidget], name: str) -> QWidget:
    """A part of the window by its name."""
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def type_in(text: str) -> None:
    """Type wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_a_reader_finds_reads_marks_notes_and_returns(
    start: Starter,  # noqa: F811
    qtbot: QtBot,
) -> None:
    """Back stepping: found in the sidebar, read beside its body, marked, noted, and there again."""
    window = start()
    window.resize(780, 560)
    window.reader.open("therapy/tuina")

    tree = window.parts.sidebar.library
    window.parts.sidebar.filter.setText("back step")
    place = tree.model().index(0, 0, tree.model().index(0, 0))
    click(tree.viewport(), tree.visualRect(place).center())
    assert shown(window) == "therapy/back-stepping"

    words = window.column.view.toPlainText()
    assert words.index("Do not") < words.index("What it is"), "cautions come first"
    plate = window.findChild(BodyPlate, "bodyPlate")
    assert plate is not None

    click(part(window, QWidget, "bookmarkButton"))
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)
    editor = part(window, QPlainTextEdit, "noteEditor")
    QTest.keyClicks(editor, "Ask about blood thinners.")
    status = window.findChild(QLabel, "noteStatus")
    assert status is not None
    qtbot.waitUntil(lambda: status.text() == "Saved")
    window.column.view.verticalScrollBar().setValue(432)
    start.end(window)

    again = start()
    assert shown(again) == "therapy/back-stepping"
    assert again.column.view.verticalScrollBar().value() == 432
    assert again.parts.notes.editor.toPlainText() == "Ask about blood thinners."
    assert again.parts.top.bookmark.isChecked()
    again.reader.back()
    assert shown(again) == "therapy/tuina"


def test_a_session_with_the_keyboard_alone(
    start: Starter,  # noqa: F811
    qtbot: QtBot,
) -> None:
    """Search, read on, find, bookmark, note, delete, undo, lists, tabs: no mouse is needed."""
    window = start()
    window.resize(1300, 800)
    press(Qt.Key.Key_K, CTRL)
    type_in("zusanli")
    press(Qt.Key.Key_Return)  # at once: it opens what these letters find
    qtbot.waitUntil(lambda: shown(window) == "point/ST36")

    press(Qt.Key.Key_L, CTRL)
    type_in("caibei")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert shown(window) == "therapy/back-stepping"

    press(Qt.Key.Key_Down, ALT)
    assert shown(window) == "therapy/bloodletting-st36"
    press(Qt.Key.Key_Left, ALT)
    assert shown(window) == "therapy/back-stepping"

    press(Qt.Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_in("spine")
    press(Qt.Key.Key_Escape)
    assert window.column.view.hasFocus()

    press(Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)
    press(Qt.Key.Key_E, CTRL)
    type_in("a note")
    qtbot.waitUntil(lambda: len(window.parts.marks.notes) == 1)

    press(Qt.Key.Key_3, CTRL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.parts.marks.bookmarks == ())
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)

    press(Qt.Key.Key_T, CTRL)
    assert len(window.reader.desk.ways) == 2
    press(Qt.Key.Key_W, CTRL)
    press(Qt.Key.Key_F9)
    assert shown(window) == "page/emergency"


def test_the_window_and_the_command_line_write_at_once(
    start: Starter,  # noqa: F811
    qtbot: QtBot,
    library_file: Path,  # noqa: F811
) -> None:
    """A note from the terminal and one from the window are both there at the next start."""
    window = start("therapy/tuina")
    QTest.keyClicks(window.parts.notes.editor, "from the window")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "guide",
            "notes",
            "add",
            "therapy/tuina",
            "from the terminal",
            "--library",
            str(library_file),
        ],
        cwd=ROOT,
        env=os.environ | {paths.HOME_VARIABLE: str(start.home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    start.end(window)
    again = start()
    texts = {note.text for note in again.parts.marks.notes}
    assert texts == {"from the window", "from the terminal"}

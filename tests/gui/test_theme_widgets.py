"""The small widgets: what they say, what they ask, and that everybody can reach them."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, qWarning
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from guide.ui import qtlog, theme
from guide.ui.theme.apply import palette, style_sheet
from guide.ui.theme.contrast import contrast
from guide.ui.widgets.buttons import IconButton, WordButton, dress
from guide.ui.widgets.empty import EmptyState
from guide.ui.widgets.notice import NoticeBar
from guide.ui.widgets.segments import SegmentedControl
from guide.ui.widgets.undo import UndoBar

ROOT = Path(__file__).parents[2]
LIGHT = theme.theme("light")


def test_an_icon_has_its_words(qtbot: QtBot) -> None:
    """Named for those who hear it, a tooltip with the shortcut for those who point at it."""
    button = IconButton("star", "Bookmark this article", "Ctrl+D")
    qtbot.addWidget(button)
    dress_alone(button)
    assert button.accessibleName() == "Bookmark this article"
    assert button.toolTip() == "Bookmark this article (Ctrl+D)"
    heard = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert heard == "Bookmark this article"
    assert not button.icon().isNull()


def dress_alone(button: IconButton) -> None:
    button.set_look(LIGHT, 1.0)


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_icons_grow_with_the_text_and_never_get_too_small(qtbot: QtBot, scale: float) -> None:
    """44 pixels to press at any text size; the drawing is as large as the words."""
    button = IconButton("star", "Bookmark")
    qtbot.addWidget(button)
    button.set_look(LIGHT, scale)
    assert button.minimumWidth() >= 44
    assert button.minimumHeight() >= 44
    assert button.iconSize().width() == round(20 * scale)


def test_a_pressed_icon_can_be_another_drawing(qtbot: QtBot) -> None:
    """A star is filled while the article is marked, also when the program checks it."""
    button = IconButton("star", "Bookmark")
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.set_icon("star", checked="star-filled")
    button.set_look(LIGHT, 1.0)
    empty = button.icon().pixmap(40, 40).toImage()
    button.setChecked(True)
    assert button.icon().pixmap(40, 40).toImage() != empty


def test_a_whole_window_is_dressed_at_once(qtbot: QtBot) -> None:
    """Every icon button inside takes the theme."""
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [IconButton("star", "One", parent=window), WordButton("note", "Two", parent=window)]
    dress(window, LIGHT, 1.0)
    assert all(not button.icon().isNull() for button in buttons)


@pytest.mark.parametrize("name", ["light", "dark", "sepia", "high-contrast"])
@pytest.mark.parametrize("ticked", [True, False])
def test_a_box_to_tick_can_be_seen(name: str, ticked: bool, qtbot: QtBot) -> None:
    """Its frame or its filling stands out from the window, ticked or not."""
    look = theme.theme(name)
    box = QCheckBox("Only what this view shows")
    qtbot.addWidget(box)
    box.setPalette(palette(look))
    box.setStyleSheet(style_sheet(look, 1.0))
    box.setChecked(ticked)
    image = box.grab(QRect(0, 0, 20, box.height())).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert max(contrast(one, look.colour("window")) for one in colours) >= 3


@pytest.fixture
def segments(qtbot: QtBot) -> SegmentedControl:
    made = SegmentedControl("View")
    qtbot.addWidget(made)
    made.add("front", "Front", "front")
    made.add("back", "Back", "rear")
    made.set_look(LIGHT, 1.0)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_one_choice_is_on(segments: SegmentedControl, qtbot: QtBot) -> None:
    """The first one at first; a press tells, a call of the program does not."""
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    assert segments.selected() == "front"
    segments.select("back")
    assert (segments.selected(), chosen) == ("back", [])
    segments.select("side")
    assert segments.selected() == "back"
    QTest.mouseClick(segments.button("front"), Qt.MouseButton.LeftButton)
    assert (segments.selected(), chosen) == ("front", ["front"])


def test_a_choice_is_made_by_keyboard(segments: SegmentedControl, qtbot: QtBot) -> None:
    """Space picks what has the focus."""
    segments.activateWindow()
    back = segments.button("back")
    back.setFocus()
    qtbot.waitUntil(back.hasFocus)
    with qtbot.waitSignal(segments.chosen) as caught:
        QTest.keyClick(back, Qt.Key.Key_Space)
    assert caught.args == ["back"]


def _only_button(bar: QWidget) -> QPushButton:
    (button,) = bar.findChildren(QPushButton)
    return button


@pytest.fixture
def undo(qtbot: QtBot) -> UndoBar:
    made = UndoBar()
    qtbot.addWidget(made)
    made.set_look(LIGHT, 1.0)
    return made


def test_deleting_can_be_taken_back(undo: UndoBar, qtbot: QtBot) -> None:
    """The bar hands back what it was given, once."""
    undo.offer("Bookmark deleted.", 7)
    assert undo.isVisible()
    with qtbot.waitSignal(undo.undone) as caught:
        _only_button(undo).click()
    assert caught.args == [7]
    assert undo.isHidden()


def test_a_newer_offer_ends_the_older(undo: UndoBar) -> None:
    """What can no longer be taken back is told; closing tells as well, and only once."""
    gone: list[object] = []
    undo.dismissed.connect(gone.append)
    undo.offer("One.", 1)
    undo.offer("Two.", 2)
    assert gone == [1]
    undo.dismiss()
    undo.dismiss()
    assert gone == [1, 2]
    assert undo.isHidden()


def test_a_notice_is_told_until_it_is_closed(qtbot: QtBot) -> None:
    """In plain words, never as markup."""
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.set_look(LIGHT, 1.0)
    assert notice.text() == ""
    notice.say("<b>This link</b> is not followed.", "warning")
    assert notice.text() == "<b>This link</b> is not followed."
    close = notice.findChild(IconButton)
    assert close is not None
    with qtbot.waitSignal(notice.closed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text() == ""


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    """With a button where there is something to do."""
    empty = EmptyState("star", "No bookmarks yet", "Press Ctrl+D in an article.", "Open one")
    qtbot.addWidget(empty)
    empty.set_look(LIGHT, 1.0)
    with qtbot.waitSignal(empty.acted):
        _only_button(empty).click()


@pytest.mark.parametrize("make", [NoticeBar, UndoBar], ids=["notice", "undo"])
def test_bars_die_with_their_window(
    make: Callable[[], QWidget], freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    """Nothing holds a bar that was closed."""
    freed(make)


@pytest.mark.no_qt_log
def test_what_qt_says_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A warning of Qt becomes a warning of the program, until the handler is put back."""
    restore = qtlog.install()
    try:
        with caplog.at_level(logging.DEBUG, logger="guide.qt"):
            qWarning("something is odd")
    finally:
        restore()
    found = [(one.levelname, one.getMessage()) for one in caplog.records if one.name == "guide.qt"]
    assert found == [("WARNING", "default: something is odd")]


def test_the_last_words_of_qt_are_heard() -> None:
    """Before an abort the reason reaches standard error, and the log."""
    code = "from guide.ui import qtlog; qtlog.install(); from PySide6.QtCore import qFatal; qFatal('x y')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode not in {0, 1}
    assert "x y\n" in done.stderr

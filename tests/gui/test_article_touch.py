"""A finger on the page: a swipe scrolls, a tap follows a link, and nothing else happens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.ui import theme
from guide.ui.article.touch import Taps
from guide.ui.article.view import ArticleView
from tests.gui.article_pages import page

WORDS = "The giver presses and glides over the back of a person who is lying face down. " * 3
LINKS = "".join(f'<p><a href="therapy/t{n}">{WORDS}</a></p>' for n in range(40))


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.setFocus()
    made.set_look(theme.theme("light"), 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    made.show_page(page(LINKS))
    made.settle()  # a finger comes later than the layout
    return made


Tap = Callable[[ArticleView, QPoint], None]


@pytest.fixture
def tap(finger: QPointingDevice) -> Tap:
    def press(view: ArticleView, where: QPoint) -> None:
        port = view.viewport()
        QTest.touchEvent(port, finger).press(1, where, port).commit()
        QTest.touchEvent(port, finger).release(1, where, port).commit()

    return press


def test_a_swipe_scrolls_and_selects_nothing(
    view: ArticleView, finger: QPointingDevice, qtbot: QtBot
) -> None:
    """290 pixels upwards over links: the page moves, no link is followed, no word is marked."""
    followed: list[str] = []
    view.link_chosen.connect(followed.append)
    port = view.viewport()
    QTest.touchEvent(port, finger).press(1, QPoint(300, 450), port).commit()
    for y in range(440, 150, -10):
        QTest.touchEvent(port, finger).move(1, QPoint(300, y), port).commit()
    QTest.touchEvent(port, finger).release(1, QPoint(300, 160), port).commit()
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 150)
    assert followed == []
    assert not view.textCursor().hasSelection()


def test_a_tap_follows_a_link_once(view: ArticleView, tap: Tap, qtbot: QtBot) -> None:
    """One tap, one page."""
    followed: list[str] = []
    view.link_chosen.connect(followed.append)
    tap(view, QPoint(200, 60))
    qtbot.waitUntil(lambda: bool(followed))
    assert followed == ["therapy/t0"]
    assert not view.textCursor().hasSelection()


def test_a_palm_does_nothing(view: ArticleView, finger: QPointingDevice) -> None:
    """Ten points at once are nobody's wish."""
    followed: list[str] = []
    view.link_chosen.connect(followed.append)
    port = view.viewport()
    down, up = QTest.touchEvent(port, finger), QTest.touchEvent(port, finger)
    for number in range(10):
        down.press(number, QPoint(60 + 50 * number, 200), port)
        up.release(number, QPoint(60 + 50 * number, 200), port)
    down.commit()
    up.commit()
    assert not view.textCursor().hasSelection()
    assert len(followed) <= 1


def test_a_mouse_still_selects(view: ArticleView) -> None:
    """Only fingers are kept from selecting."""
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    QTest.mouseMove(port, QPoint(300, 60))
    QTest.mouseMove(port, QPoint(400, 60))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(400, 60))
    assert view.textCursor().hasSelection()


def test_taps_are_told_apart() -> None:
    """Far from where it began, scrolled meanwhile, or right after another tap: no tap."""
    taps = Taps()

    def done(end: QPoint, scrolled: int, now: int) -> bool:
        taps.press(QPoint(100, 100), 0)
        return taps.release(end, scrolled, now)

    assert not done(QPoint(100, 160), 0, 1000)
    assert not done(QPoint(100, 100), 40, 2000)
    assert done(QPoint(102, 101), 0, 3000)
    assert not done(QPoint(100, 100), 0, 3250)
    assert done(QPoint(100, 100), 0, 3301)
    assert not taps.release(QPoint(100, 100), 0, 9000)

"""Finding in the page: the count, the way round, and words where nothing is found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.ui import theme
from guide.ui.article.column import ArticleColumn
from tests.gui.article_pages import long_page, page


@pytest.fixture
def column(qtbot: QtBot) -> ArticleColumn:
    made = ArticleColumn()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.set_look(theme.theme("light"), 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    made.show_page(long_page())
    made.activateWindow()
    return made


def _type(column: ArticleColumn, words: str) -> None:
    column.find()
    column.find_bar.field().setText(words)


def test_the_bar_opens_with_the_keyboard_in_it(column: ArticleColumn, qtbot: QtBot) -> None:
    """Ctrl+F and typing: nothing to click."""
    assert column.find_bar.isHidden()
    column.find()
    assert column.find_bar.isVisible()
    qtbot.waitUntil(column.find_bar.field().hasFocus)


def test_matches_are_counted_and_walked(column: ArticleColumn) -> None:
    """“1 of 12”, Enter to the next, Shift+Enter back, round at both ends, blind to case."""
    _type(column, "SEE OTHER")
    assert column.find_bar.words() == "1 of 12"
    field = column.find_bar.field()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert column.find_bar.words() == "2 of 12"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert column.find_bar.words() == "12 of 12"
    column.find_next()
    assert column.find_bar.words() == "1 of 12"
    column.find_previous()
    assert column.find_bar.words() == "12 of 12"


def test_every_match_is_marked_and_the_current_one_more(column: ArticleColumn) -> None:
    """All of them in one ground, the current one in another, in the theme's colours."""
    _type(column, "See other")
    look = theme.theme("light")
    grounds = [mark.format.background().color().name() for mark in column.view.extraSelections()]
    assert len(grounds) == 12
    assert grounds.count(look.colour("found-now")) == 1
    assert grounds.count(look.colour("found")) == 11


def test_the_current_match_is_in_sight(column: ArticleColumn) -> None:
    """Stepping scrolls as far as needed."""
    _type(column, "See other")
    for _step in range(12):
        column.find_next()
        marks = column.view.extraSelections()
        current = next(
            mark.cursor
            for mark in marks
            if mark.format.background().color().name() == theme.theme("light").colour("found-now")
        )
        assert 0 <= column.view.cursorRect(current).top() < column.view.viewport().height()


def test_nothing_found_is_said_in_words(column: ArticleColumn) -> None:
    """Not an empty space, and not a colour alone."""
    _type(column, "xylophone")
    assert column.find_bar.words() == "Not on this page"
    column.find_next()
    assert column.view.extraSelections() == []
    column.find_bar.field().clear()
    assert column.find_bar.words() == ""


def test_escape_closes_and_cleans(column: ArticleColumn, qtbot: QtBot) -> None:
    """The marks go, the place stays, the keyboard is in the article."""
    _type(column, "See other")
    column.find_next()
    scrolled = column.view.verticalScrollBar().value()
    QTest.keyClick(column.find_bar.field(), Qt.Key.Key_Escape)
    assert column.find_bar.isHidden()
    assert column.view.extraSelections() == []
    assert column.view.verticalScrollBar().value() == scrolled
    qtbot.waitUntil(column.view.hasFocus)


def test_the_words_go_along_to_the_next_page(column: ArticleColumn) -> None:
    """While the bar is open, another page is searched as well, from its beginning."""
    _type(column, "massage")
    assert column.find_bar.words() == "Not on this page"
    column.show_page(page("<p>Massage, and more massage.</p>"))
    assert column.find_bar.words() == "1 of 2"
    assert column.view.verticalScrollBar().value() == 0
    column.set_look(theme.theme("dark"), 1.5, 60)
    assert column.find_bar.words() == "1 of 2"
    assert len(column.view.extraSelections()) == 2


def test_chinese_names_are_found(column: ArticleColumn) -> None:
    """Two signs are enough."""
    _type(column, "踩背")
    assert column.find_bar.words() == "1 of 1"

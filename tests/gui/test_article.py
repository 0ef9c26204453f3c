"""Reading: the place is kept, the sections are told, the text grows, and what follows is in reach."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDropEvent,
    QGuiApplication,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from guide.content.model import Section
from guide.ui import theme
from guide.ui.article.column import ArticleColumn
from guide.ui.article.outline import Outline
from guide.ui.article.place import Place
from guide.ui.article.view import ArticleView
from tests.gui.article_pages import long_page, page

LIGHT, DARK = theme.theme("light"), theme.theme("dark")


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.setFocus()
    made.set_look(LIGHT, 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    made.show_page(long_page())
    made.settle()
    return made


def _first_words(view: ArticleView) -> str:
    """The text at the top edge, as a reader sees it."""
    cursor = view.cursorForPosition(QPoint(view.viewport().width() // 2, 2))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    return cursor.block().text()[:12]


def test_a_page_opens_at_its_beginning(view: ArticleView) -> None:
    """Without a place, the title is what is seen."""
    view.verticalScrollBar().setValue(900)
    view.show_page(long_page())
    assert view.verticalScrollBar().value() == 0
    assert view.place() == Place()
    assert view.accessibleName() == "Back stepping"


@pytest.mark.parametrize("scrolled", [1, 37, 500, 1234, 2001])
def test_the_place_comes_back_to_the_pixel(view: ArticleView, scrolled: int) -> None:
    """What a session keeps leads to the very same view."""
    view.verticalScrollBar().setValue(scrolled)
    place = view.place()
    view.show_page(page("<p>another</p>"))
    view.show_page(long_page(), place)
    assert view.verticalScrollBar().value() == scrolled


def test_the_place_comes_back_in_a_new_window(view: ArticleView, qtbot: QtBot) -> None:
    """Also before the new window was ever shown or laid out."""
    view.verticalScrollBar().setValue(1500)
    place = view.place()
    other = ArticleView()
    qtbot.addWidget(other)
    other.set_look(LIGHT, 1.0, 72)
    other.show_page(long_page(), place)
    other.resize(800, 600)
    with qtbot.waitExposed(other):
        other.show()
    other.settle()
    assert other.verticalScrollBar().value() == 1500


def test_a_theme_does_not_move_the_text(view: ArticleView) -> None:
    """Changing the colours leaves every line where it is."""
    view.verticalScrollBar().setValue(1777)
    view.set_look(DARK, 1.0, 72)
    assert view.verticalScrollBar().value() == 1777


def test_zoom_and_width_keep_the_words_in_sight(view: ArticleView) -> None:
    """However often the text is wrapped anew, the reader stays, and back at 100 % it is exact."""
    view.verticalScrollBar().setValue(1777)
    words = _first_words(view)
    for scale, measure in ((1.5, 72), (3.0, 72), (3.0, 50), (0.5, 110), (2.0, 72)):
        view.set_look(LIGHT, scale, measure)
        assert _first_words(view) == words
    view.set_look(LIGHT, 1.0, 72)
    assert view.verticalScrollBar().value() == 1777


def test_a_new_window_size_keeps_the_words_in_sight(view: ArticleView, qtbot: QtBot) -> None:
    """Narrow and back again."""
    view.verticalScrollBar().setValue(1500)
    words = _first_words(view)
    view.resize(420, 700)
    assert _first_words(view) == words
    view.resize(800, 600)
    assert view.verticalScrollBar().value() == 1500


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("width", [420, 800, 1300])
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    view: ArticleView, scale: float, width: int
) -> None:
    """At every text size the page fits its window, figures and tables and foot included."""
    view.resize(width, 600)
    view.set_look(LIGHT, scale, 72)
    assert view.document().size().width() <= view.viewport().width() + 1
    assert view.horizontalScrollBar().maximum() == 0
    for button in view.findChildren(QAbstractButton):
        if button.isVisible():
            left = button.mapTo(view.viewport(), QPoint(0, 0)).x()
            assert left >= 0
            assert left + button.width() <= view.viewport().width()


def test_all_text_grows(view: ArticleView) -> None:
    """Twice the text size makes every piece of text twice as large."""

    def sizes() -> list[float]:
        found, block = [], view.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                found.append(part.fragment().charFormat().font().pointSizeF())
                part += 1
            block = block.next()
        return found

    view.resize(1400, 600)
    before = sizes()
    view.set_look(LIGHT, 2.0, 72)
    after = sizes()
    assert len(before) > 50
    assert after == pytest.approx([2 * size for size in before], rel=0.01)


def test_a_narrow_page_stands_its_tables_on_end(view: ArticleView) -> None:
    """Where four facts have no room side by side they stand below each other."""

    def facts() -> tuple[int, int]:
        cell = view.document().find("Best evidence")
        table = cell.currentTable()
        return table.rows(), table.columns()

    view.resize(400, 600)
    view.show_page(
        page(
            '<table class="facts"><tr><th>A</th><th>B</th><th>Best evidence</th></tr>'
            "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
            '<table class="claims"><tr><th>Claim</th><th>Known</th></tr>'
            "<tr><td>eases</td><td>nothing</td></tr></table>"
        )
    )
    assert facts() == (3, 2)
    assert view.document().find("eases").currentTable().columns() == 1
    view.resize(900, 600)
    assert facts() == (2, 3)


def test_lines_have_a_good_length(view: ArticleView) -> None:
    """The measure is counted in characters, whatever the window's width."""
    view.resize(1600, 600)
    for measure in (50, 72, 110):
        view.set_look(LIGHT, 1.0, measure)
        block = view.document().findBlock(view.document().find("1.1. The giver").position())
        line = block.layout().lineAt(0)
        assert measure * 0.8 <= line.textLength() <= measure * 1.15


def test_the_section_is_told_while_scrolling(view: ArticleView, qtbot: QtBot) -> None:
    """The outline can follow: each section once, the head as nothing."""
    told: list[str] = []
    view.section_changed.connect(told.append)
    bar = view.verticalScrollBar()
    for value in range(0, bar.maximum(), 60):
        bar.setValue(value)
    bar.setValue(bar.maximum())
    assert told == [f"part-{number}" for number in range(12)]
    bar.setValue(0)
    assert told[-1] == ""


def test_going_to_a_section_shows_its_heading(view: ArticleView) -> None:
    """The heading stands at the top, and it is the section that is told."""
    view.go_to("part-5")
    assert view.section() == "part-5"
    top = view.cursorForPosition(QPoint(300, 20)).block().text()
    assert top == "Part 5"
    before = view.verticalScrollBar().value()
    view.go_to("no-such-place")
    assert view.verticalScrollBar().value() == before


def test_a_link_inside_the_page_scrolls(view: ArticleView) -> None:
    """``#part-7`` is followed here, without leaving the page."""
    view.follow("#part-7")
    assert view.section() == "part-7"


def test_tab_goes_on_from_what_is_seen(view: ArticleView) -> None:
    """After scrolling, the next link is one in sight, not the first of the page; back as well."""
    view.go_to("part-6")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.walked() == "other 6"
    view.verticalScrollBar().setValue(0)
    view.go_to("part-3")
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    assert view.walked() == "other 2"


def test_the_keyboard_scrolls(view: ArticleView) -> None:
    """Space, page down, end and home do what they do in a book."""
    bar = view.verticalScrollBar()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    after_space = bar.value()
    assert after_space > 300
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > after_space
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == after_space
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def _wheel(view: ArticleView, turned: int, keys: Qt.KeyboardModifier) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle.toPoint())),
        QPoint(0, 0),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_with_control_asks_for_another_size(view: ArticleView) -> None:
    """The text size is the shell's; the view only asks, and small turns add up to one step."""
    asked: list[int] = []
    view.zoom_asked.connect(asked.append)
    font = view.font().pointSizeF()
    for turned in (120, -120, 60, 60, -240):
        _wheel(view, turned, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, -1, 1, -1, -1]
    assert view.font().pointSizeF() == font
    assert view.verticalScrollBar().value() == 0
    _wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


@pytest.mark.qt_log_ignore("not accepted by receiving widget")
def test_nothing_is_dragged_out_or_dropped_in(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Selected text stays where it is, and the view takes nothing."""
    dragged: list[object] = []
    monkeypatch.setattr(QDrag, "exec", lambda *given: dragged.append(given))
    view.selectAll()
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    for x in range(300, 500, 20):
        QTest.mouseMove(port, QPoint(x, 320))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 320))
    assert dragged == []
    assert not view.acceptDrops()
    assert not port.acceptDrops()
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    before = view.toPlainText()
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, drop)
    assert view.toPlainText() == before


def test_copying_gives_the_words_and_nothing_else(view: ArticleView) -> None:
    """What lands on the clipboard is plain text, without the room around a label."""
    view.show_page(page('<p>It is <span class="grade-low">low certainty</span> · none</p>'))
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == "It is low certainty · none"


def _menu(view: ArticleView, at: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return view.findChildren(QMenu)[-1]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_offers_only_what_is_ours(view: ArticleView) -> None:
    """Copy, copy link where there is one, select all: nothing that Qt would offer."""
    view.show_page(page('<h1>One</h1><p><a href="therapy/tuina">Tuina, a massage</a></p>'))
    plain = _menu(view, QPoint(400, 400))
    assert [action.text() for action in plain.actions()] == ["Copy", "Select all"]
    plain.close()
    cursor = view.document().find("massage")
    on_link = _menu(view, view.cursorRect(cursor).center() - QPoint(6, 0))
    assert [action.text() for action in on_link.actions()] == ["Copy", "Copy link", "Select all"]
    on_link.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "therapy-guide:therapy/tuina"
    on_link.close()


def test_previous_and_next_are_at_the_end(view: ArticleView, qtbot: QtBot) -> None:
    """Real buttons at the end of the page; they scroll with it and ask for their page."""
    before = view.findChild(QAbstractButton, "previousArticle")
    after = view.findChild(QAbstractButton, "nextArticle")
    assert before is not None
    assert after is not None
    assert before.accessibleName() == "Previous: Tai chi"
    assert after.accessibleName() == "Next: Bloodletting at Zusanli"
    port = view.viewport()
    assert before.mapTo(port, QPoint(0, 0)).y() > port.height()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    foot = view.findChild(QWidget, "articleFoot")
    assert foot is not None
    assert foot.geometry().bottom() < port.height()
    last = view.document().lastBlock()
    text_ends = view.document().documentLayout().blockBoundingRect(last).bottom()
    assert foot.y() > text_ends - view.verticalScrollBar().value(), "the foot lies over the text"
    with qtbot.waitSignal(view.link_chosen) as caught:
        QTest.mouseClick(after, Qt.MouseButton.LeftButton)
    assert caught.args == ["therapy/bloodletting"]


def test_related_pages_come_with_teasers(view: ArticleView, qtbot: QtBot) -> None:
    """Each as a card in one to three columns, with a sentence, reachable by keyboard."""
    related = view.findChild(QWidget, "relatedArticles")
    assert related is not None
    cards = related.findChildren(QAbstractButton, "relatedCard")
    assert [card.text() for card in cards] == [f"Condition {n}" for n in range(5)]
    assert {card.accessibleDescription() for card in cards} == {"What this page tells."}

    def columns(width: int) -> int:
        view.resize(width, 600)
        view.settle()
        return len({card.x() for card in cards})

    view.set_look(LIGHT, 1.0, 110)
    assert (columns(420), columns(560), columns(1200)) == (1, 2, 3)
    view.activateWindow()
    cards[4].setFocus()
    qtbot.waitUntil(cards[4].hasFocus)
    seen = cards[4].mapTo(view.viewport(), QPoint(0, 0)).y()
    assert 0 <= seen <= view.viewport().height() - cards[4].height()
    with qtbot.waitSignal(view.link_chosen) as caught:
        QTest.keyClick(cards[4], Qt.Key.Key_Space)
    assert caught.args == ["condition/c4"]


def test_the_foot_shows_only_what_there_is(view: ArticleView) -> None:
    """A page that leads nowhere has no empty frames at its end."""
    view.show_page(page("<h1>One</h1><p>short</p>"))
    names = ("previousArticle", "nextArticle", "relatedCard")
    shown = [one for one in view.findChildren(QAbstractButton) if one.isVisible()]
    assert [one.objectName() for one in shown if one.objectName() in names] == []
    assert view.verticalScrollBar().maximum() == 0


def test_everything_to_press_is_large_enough(view: ArticleView) -> None:
    """44 pixels for a finger."""
    for button in view.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 44
            assert button.width() >= 44


def test_the_caution_box_says_its_lines(view: ArticleView) -> None:
    """Over the drawn box lies one named thing with the same lines; it moves with the text."""
    box = view.findChild(QWidget, "cautionBox")
    assert box is not None
    assert box.isVisible()
    assert box.accessibleName() == "Cautions"
    assert box.accessibleDescription() == "Do not: thin bones\nDo not: pregnancy"
    spot = view.cursorRect(view.document().find("pregnancy")).center()
    assert box.geometry().contains(spot)
    view.verticalScrollBar().setValue(40)
    spot = view.cursorRect(view.document().find("pregnancy")).center()
    assert box.geometry().contains(spot)
    view.show_page(page("<p>harmless</p>"))
    assert not box.isVisible()


def test_the_outline_lists_and_marks(qtbot: QtBot) -> None:
    """Sections as a tree; the one that is read is marked, the head marks none; a press asks."""
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_sections(
        (Section("a", "First", 2), Section("b", "Inside", 3), Section("c", "Second", 2))
    )
    with qtbot.waitExposed(outline):
        outline.show()
    outline.mark("b")
    assert outline.marked() == "b"
    outline.mark("")
    assert outline.marked() == ""
    outline.mark("c")
    tree = outline.focusProxy()
    assert tree is not None
    with qtbot.waitSignal(outline.chosen) as caught:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert caught.args == ["c"]


def test_marking_a_section_asks_for_nothing(qtbot: QtBot) -> None:
    """The outline follows the reader; it must not pull the page along."""
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_sections((Section("a", "First", 2), Section("b", "Second", 2)))
    asked: list[str] = []
    outline.chosen.connect(asked.append)
    outline.mark("b")
    outline.mark("a")
    assert asked == []


def test_a_column_passes_on_what_the_article_asks(qtbot: QtBot) -> None:
    """The shell listens to the column alone."""
    column = ArticleColumn()
    qtbot.addWidget(column)
    column.set_look(LIGHT, 1.0, 72)
    with qtbot.waitSignal(column.page_shown) as caught:
        column.show_page(long_page())
    assert caught.args == ["therapy/back-stepping"]
    with qtbot.waitSignal(column.link_chosen):
        column.view.follow("therapy/tuina")
    with qtbot.waitSignal(column.said):
        column.view.follow("file:///etc/passwd")


def test_an_article_dies_with_its_window(freed: Callable[[Callable[[], QWidget]], None]) -> None:
    """Nothing holds a column that was closed."""
    freed(ArticleColumn)

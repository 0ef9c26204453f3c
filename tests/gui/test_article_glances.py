"""Cards beside links and words: they come when asked, cover nothing, and go by themselves."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QPointingDevice, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Page
from guide.search.finder import Finder
from guide.settings import SettingsFile
from guide.ui import theme
from guide.ui.article import glances as module
from guide.ui.article.access import Node
from guide.ui.article.card import GlanceCard
from guide.ui.article.glances import Glances
from guide.ui.article.spots import beside, place_of
from guide.ui.article.view import ArticleView
from guide.ui.jobs import Jobs
from guide.ui.preferences.dialog import Preferences
from tests.gui.article_pages import page
from tests.gui.conftest import Starter, click

WORDS = "The giver presses and glides over the back of a person who is lying face down. "
HTML = (
    "<h1>One</h1>"
    f'<p>{WORDS}A share is a <a href="term/cun">cun</a>, not a fixed length. {WORDS}</p>'
    f'<p>{WORDS}At <a class="point" href="point/ST12">ST12</a> the lung lies beneath; pregnancy'
    f'<sup><a href="#source-finucane-2020">1</a></sup> counts. {WORDS}</p>'
    '<p>See <a href="https://example.org/">outside</a>. The 足三里 and other acupoints; xyzzy.</p>'
    + f"<p>{WORDS * 3}</p>" * 30
    + '<p class="source"><a name="source-finucane-2020"></a>1. A source.</p>'
)
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class LateLibrary(Library):
    """The real library; pages whose key is in ``late`` wait until ``gate`` opens."""

    late: frozenset[str] = frozenset()

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # as Library.open gives them
        self.gate, self.asked = Event(), list[str]()

    def page(self, key: str, level: Level = Level.STUDENT, switch: bool = False) -> Page:
        self.asked.append(key)
        if key in self.late:
            self.gate.wait()
        return super().page(key, level, switch)


class Reader:
    """An article with its cards, and what a reader does with mouse, keys and finger."""

    def __init__(self, view: ArticleView, library: LateLibrary, jobs: Jobs, qtbot: QtBot) -> None:
        self.view, self.library, self._qtbot = view, library, qtbot
        self.glances = Glances(view, library, Finder(library), jobs)
        self.glances.waiting.setInterval(0)
        self.glances.grace.setInterval(0)
        self.glances.set_look(theme.theme("light"), 1.0)

    @property
    def card(self) -> GlanceCard:
        """The card, which is there by now."""
        assert self.glances.card is not None
        return self.glances.card

    def spot(self, words: str) -> QPoint:
        """The middle of the first letter of ``words`` in the viewport."""
        cursor = self.view.document().find(words)
        assert not cursor.isNull()
        cursor.setPosition(cursor.selectionStart())
        return self.view.cursorRect(cursor).center() + QPoint(3, 0)

    def point_at(self, words: str) -> None:
        """Move the mouse onto ``words``."""
        QTest.mouseMove(self.view.viewport(), self.spot(words))

    def leave(self) -> None:
        """Move the mouse to where nothing is."""
        QTest.mouseMove(self.view.viewport(), QPoint(5, 5))

    def select(self, words: str) -> None:
        """Select the first ``words`` of the page."""
        cursor = self.view.document().find(words)
        assert not cursor.isNull()
        self.view.setTextCursor(cursor)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.view, key, held)

    def opened(self, title: str) -> str:
        """Wait for the card of this title; everything it says."""
        self._qtbot.waitUntil(
            lambda: self.glances.is_open() and self.card.told().startswith(title), timeout=15_000
        )
        return self.card.told()

    def closed(self) -> None:
        """Wait until there is no card."""
        self._qtbot.waitUntil(lambda: not self.glances.is_open())

    def button(self, name: str) -> QPushButton:
        """A button of the card that is in sight."""
        found = self.card.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        assert found.isVisible()
        return found


@pytest.fixture
def reader(library_file: Path, jobs: Jobs, qtbot: QtBot) -> Iterator[Reader]:
    library = LateLibrary.open(library_file)
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 640)
    view.set_look(theme.theme("light"), 1.0, 72)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    view.show_page(page(HTML))
    view.settle()
    QTest.mouseMove(view.viewport(), QPoint(3, 3))
    yield Reader(view, library, jobs, qtbot)
    library.gate.set()
    jobs.close()
    library.close()


# ---- the mouse


def test_a_link_under_the_mouse_tells_where_it_leads(reader: Reader) -> None:
    """Title, kind, other names and definition, beside the link and inside the window."""
    reader.point_at("cun")
    told = reader.opened("Cun")
    assert "Term" in told
    assert "body inch" in told
    assert "a share of the person’s own measures" in told
    found = reader.view.document().find("cun")
    link = place_of(reader.view, found.selectionStart(), found.selectionEnd())
    assert not reader.card.geometry().intersects(link)
    assert reader.view.rect().contains(reader.card.geometry())
    assert not reader.card.isWindow()
    assert not reader.card.has_keyboard()


def test_a_point_tells_its_cautions(reader: Reader) -> None:
    """Place, what lies beneath, and how many more cautions there are."""
    reader.point_at("ST12")
    told = reader.opened("ST12")
    assert "pneumothorax" in told
    assert "and 1 more on its page" in told


def test_the_number_of_a_source_tells_the_source(reader: Reader) -> None:
    """Its words and how they were seen, though the link leads to the end of the page."""
    found = reader.view.document().find("pregnancy")
    cursor = QTextCursor(reader.view.document())
    cursor.setPosition(found.selectionEnd())
    QTest.mouseMove(reader.view.viewport(), reader.view.cursorRect(cursor).center() + QPoint(3, 0))
    told = reader.opened("International Framework for Red Flags")
    assert "Read in part" in told


def test_an_address_outside_has_no_card(reader: Reader) -> None:
    """Only what is in the library can be told."""
    reader.point_at("outside")
    assert not reader.glances.waiting.isActive()


def test_the_mouse_may_go_onto_the_card_and_leaves_it_closed(reader: Reader) -> None:
    """On the way nothing is lost; off the card and the link, it goes."""
    reader.point_at("cun")
    reader.opened("Cun")
    reader.glances.grace.setInterval(60_000)
    reader.leave()
    assert reader.glances.grace.isActive()
    QTest.mouseMove(reader.card, QPoint(20, 20))
    assert not reader.glances.grace.isActive()
    QTest.mouseClick(reader.card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert reader.glances.is_open()
    reader.glances.grace.setInterval(0)
    reader.leave()
    reader.closed()


def test_one_link_after_the_other(reader: Reader) -> None:
    """The card follows the mouse, and back to a link that was told before."""
    for words, title in (("cun", "Cun"), ("ST12", "ST12"), ("cun", "Cun")):
        reader.point_at(words)
        reader.opened(title)


def test_passing_over_a_link_shows_nothing(reader: Reader) -> None:
    """Only a mouse that rests asks."""
    reader.glances.waiting.setInterval(60_000)
    reader.point_at("cun")
    assert reader.glances.waiting.isActive()
    reader.leave()
    assert not reader.glances.waiting.isActive()
    assert reader.glances.card is None


def test_a_late_answer_is_dropped(reader: Reader, qtbot: QtBot) -> None:
    """What was read for a link that the mouse has left is never shown."""
    reader.library.late = frozenset({"term/cun"})
    reader.point_at("cun")
    qtbot.waitUntil(lambda: "term/cun" in reader.library.asked)
    reader.point_at("ST12")
    reader.opened("ST12")
    reader.library.gate.set()
    reader.leave()
    reader.closed()
    reader.point_at("ST12")  # asked after the late answer came back
    assert reader.opened("ST12")


def test_an_answer_that_comes_after_leaving_shows_nothing(
    reader: Reader, jobs: Jobs, qtbot: QtBot
) -> None:
    """The mouse has gone on: no card jumps up."""
    reader.library.late = frozenset({"term/cun"})
    reader.point_at("cun")
    qtbot.waitUntil(lambda: "term/cun" in reader.library.asked)
    reader.leave()
    reader.library.gate.set()
    done: list[bool] = []
    for _reader in range(2):  # behind the late answer on each of the two threads
        jobs.read(lambda: True, done.append, reader.glances)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert not reader.glances.is_open()


@pytest.mark.qt_log_ignore("not accepted by receiving widget")
@pytest.mark.parametrize("how", ["scroll", "press", "page", "size"])
def test_whatever_else_the_reader_does_closes_it(reader: Reader, how: str) -> None:
    """Scrolling, pressing, another page, another size of the window."""
    reader.point_at("cun")
    reader.opened("Cun")
    deeds: dict[str, Callable[[], object]] = {
        "scroll": lambda: reader.view.verticalScrollBar().setValue(120),
        "press": lambda: click(reader.view.viewport(), reader.spot("One")),
        "page": lambda: reader.view.show_page(page(HTML, key="therapy/two")),
        "size": lambda: reader.view.resize(800, 640),
    }
    deeds[how]()
    reader.closed()


def test_a_link_to_nothing_has_no_card(reader: Reader, qtbot: QtBot) -> None:
    """Another pack that held it is not open: the mouse is told nothing, a key is told why."""
    said: list[str] = []
    reader.view.said.connect(said.append)
    reader.view.show_page(page('<p><a href="term/nothing">gone</a> here</p>'))
    reader.view.settle()
    reader.point_at("gone")
    qtbot.waitUntil(lambda: "term/nothing" in reader.library.asked)
    reader.key(Qt.Key.Key_Tab)
    reader.glances.look_up()
    qtbot.waitUntil(lambda: bool(said))
    assert not reader.glances.is_open()


# ---- the keyboard


def test_tab_tells_of_a_link_and_a_screen_reader_hears_it(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keyboard stays in the article; title and words are announced."""
    heard: list[str] = []
    monkeypatch.setattr(module, "announce", lambda widget, text: heard.append(text))
    reader.key(Qt.Key.Key_Tab)
    told = reader.opened("Cun")
    assert heard == [told]
    assert "F2" in told
    assert reader.view.hasFocus()
    assert reader.card.accessibleName() == "Preview: Cun"
    assert "body inch" in reader.card.accessibleDescription()
    reader.key(Qt.Key.Key_Tab)
    reader.opened("ST12")


@pytest.mark.parametrize("by", ["action", "alt"])
def test_a_key_leads_into_the_card(reader: Reader, by: str) -> None:
    """F2 or Alt+Enter; Tab goes round its buttons, and the card stays until it is closed."""
    chosen: list[tuple[str, bool]] = []
    reader.glances.chosen.connect(lambda key, tab: chosen.append((key, tab)))
    reader.key(Qt.Key.Key_Tab)
    reader.opened("Cun")
    if by == "alt":
        reader.key(Qt.Key.Key_Return, ALT)
    else:
        reader.glances.look_up()
    assert reader.button("glanceOpen").hasFocus()
    assert "F2" not in reader.card.told()
    reader.key(Qt.Key.Key_Tab)
    assert reader.button("glanceOpenTab").hasFocus()
    reader.key(Qt.Key.Key_Tab)
    assert reader.button("glanceOpen").hasFocus()
    reader.key(Qt.Key.Key_Backtab)
    assert reader.button("glanceOpenTab").hasFocus()
    reader.key(Qt.Key.Key_Return)
    assert chosen == [("term/cun", True)]
    assert not reader.glances.is_open()
    assert reader.view.hasFocus()


def test_closing_leads_back_to_the_link(reader: Reader) -> None:
    """The link has the keyboard again, and its card does not come back by itself."""
    reader.key(Qt.Key.Key_Tab)
    reader.opened("Cun")
    reader.glances.look_up()
    reader.glances.close()
    assert reader.view.hasFocus()
    assert reader.view.walked() == "cun"
    assert not reader.glances.waiting.isActive()
    reader.glances.look_up()
    reader.opened("Cun")
    assert reader.button("glanceOpen").hasFocus()


def test_links_of_a_screen_reader_have_cards_too(reader: Reader, qtbot: QtBot) -> None:
    """Where each link is a widget of its own, it works the same."""
    reader.view.describe_for_assistance(True)
    reader.view.settle()
    node = next(one for one in reader.view.findChildren(Node) if one.found.text == "ST12")
    node.setFocus()
    reader.opened("ST12")
    reader.key(Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(reader.card.has_keyboard)
    reader.glances.close()
    assert node.hasFocus()
    assert not reader.glances.waiting.isActive()


def test_going_elsewhere_with_the_keyboard_closes_it(reader: Reader) -> None:
    """The card belongs to the link."""
    reader.key(Qt.Key.Key_Tab)
    reader.opened("Cun")
    reader.view.clearFocus()
    reader.closed()


# ---- a finger


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_finger_that_is_held_tells_and_does_not_follow(
    reader: Reader, finger: QPointingDevice, qtbot: QtBot
) -> None:
    """The card stays when the finger goes; a tap elsewhere closes it."""
    followed: list[str] = []
    reader.view.link_chosen.connect(followed.append)
    reader.view._hold.setInterval(0)
    port = reader.view.viewport()
    QTest.touchEvent(port, finger).press(1, reader.spot("cun"), port).commit()
    reader.opened("Cun")
    QTest.touchEvent(port, finger).release(1, reader.spot("cun"), port).commit()
    assert followed == []
    assert reader.glances.is_open()
    reader.view._hold.setInterval(60_000)
    QTest.touchEvent(port, finger).press(1, QPoint(5, 5), port).commit()
    reader.closed()
    QTest.touchEvent(port, finger).release(1, QPoint(5, 5), port).commit()


def test_a_tap_follows_and_shows_no_card(
    reader: Reader, finger: QPointingDevice, qtbot: QtBot
) -> None:
    """As before: fingers do not hover."""
    followed: list[str] = []
    reader.view.link_chosen.connect(followed.append)
    port = reader.view.viewport()
    QTest.touchEvent(port, finger).press(1, reader.spot("cun"), port).commit()
    QTest.touchEvent(port, finger).release(1, reader.spot("cun"), port).commit()
    qtbot.waitUntil(lambda: followed == ["term/cun"])
    assert reader.glances.card is None
    assert not reader.glances.waiting.isActive()


def test_a_finger_that_moves_is_not_held(reader: Reader, finger: QPointingDevice) -> None:
    """A swipe that begins slowly is still a swipe."""
    reader.view._hold.setInterval(60_000)
    port, where = reader.view.viewport(), reader.spot("cun")
    QTest.touchEvent(port, finger).press(1, where, port).commit()
    assert reader.view._hold.isActive()
    for step in range(1, 6):
        QTest.touchEvent(port, finger).move(1, where - QPoint(0, 8 * step), port).commit()
    assert not reader.view._hold.isActive()
    QTest.touchEvent(port, finger).release(1, where - QPoint(0, 40), port).commit()


def test_a_finger_held_on_a_word_selects_it_and_opens_the_menu(
    reader: Reader, finger: QPointingDevice, qtbot: QtBot
) -> None:
    """So a finger can copy a word and look it up; the system's own menu does not come as well."""
    reader.view._hold.setInterval(0)
    port, where = reader.view.viewport(), reader.spot("acupoints")
    QTest.touchEvent(port, finger).press(1, where, port).commit()
    qtbot.waitUntil(lambda: reader.view.findChild(QMenu) is not None)
    menu = reader.view.findChild(QMenu)
    assert menu is not None
    QTest.touchEvent(port, finger).release(1, where, port).commit()
    assert reader.view.textCursor().selectedText() == "acupoints"
    assert "Look up “acupoints”" in [action.text() for action in menu.actions()]
    menu.close()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, port.mapToGlobal(where))
    reader.view.contextMenuEvent(event)
    assert event.isAccepted()
    assert [one for one in reader.view.findChildren(QMenu) if one.isVisible()] == []


# ---- looking up


@pytest.mark.parametrize(
    ("selected", "title"),
    [("cun", "Cun"), ("acupoints", "Acupoint"), ("足三里", "ST36"), ("pregnancy", "Caution")],
)
def test_a_selected_word_is_told_in_place(reader: Reader, selected: str, title: str) -> None:
    """A term, a plural, a point in Chinese, a caution; the keyboard is in the card."""
    reader.select(selected)
    reader.glances.look_up()
    reader.opened(title)
    assert reader.button("glanceOpen").hasFocus()
    cursor = reader.view.textCursor()
    words = place_of(reader.view, cursor.selectionStart(), cursor.selectionEnd())
    assert not reader.card.geometry().intersects(words)


def test_what_nothing_is_called_can_be_searched(reader: Reader) -> None:
    """It is said, and one button hands the words to the search."""
    searched: list[str] = []
    reader.glances.search_asked.connect(searched.append)
    reader.select("xyzzy")
    reader.glances.look_up()
    reader.opened("Nothing in this library is called “xyzzy”.")
    reader.button("glanceSearch").click()
    assert searched == ["xyzzy"]
    assert not reader.glances.is_open()


def test_a_near_name_is_marked_as_a_guess(reader: Reader) -> None:
    """First that nothing is called so, then the nearest; it can be opened or searched for."""
    reader.view.show_page(page("<p>By accupuncture alone.</p>"))
    reader.view.settle()
    reader.select("accupuncture")
    reader.glances.look_up()
    told = reader.opened("Nothing in this library is called “accupuncture”. Perhaps:")
    assert "Acupuncture. Therapy" in told
    assert reader.button("glanceOpen").isVisible()
    assert reader.button("glanceSearch").isVisible()


def test_a_long_selection_is_refused_in_words(reader: Reader) -> None:
    """Nobody looks up a paragraph."""
    reader.select(WORDS.strip())
    cursor = reader.view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    reader.view.setTextCursor(cursor)
    reader.glances.look_up()
    reader.opened("That is too long to look up")
    assert [one for one in reader.card.findChildren(QPushButton) if one.isVisible()] == []
    assert reader.card.has_keyboard()


def test_without_a_selection_the_reader_is_told_what_to_do(reader: Reader) -> None:
    """The key is never without an answer."""
    said: list[str] = []
    reader.view.said.connect(said.append)
    reader.glances.look_up()
    assert said == ["Select a word, or go to a link with Tab; then look it up."]


def test_words_are_selected_by_keyboard(reader: Reader) -> None:
    """Shift and the arrows, with Ctrl by words, from the link that Tab has reached."""
    reader.key(Qt.Key.Key_Tab)
    reader.opened("Cun")
    reader.key(Qt.Key.Key_Right, SHIFT | CTRL)
    assert reader.view.textCursor().selectedText().startswith("cun")
    reader.key(Qt.Key.Key_Right, SHIFT)
    reader.key(Qt.Key.Key_Left, SHIFT)
    reader.glances.look_up()
    reader.opened("Cun")


def test_a_selection_by_keyboard_begins_where_the_page_is_read(reader: Reader) -> None:
    """Not at a title that was scrolled away."""
    reader.view.verticalScrollBar().setValue(900)
    before = reader.view.verticalScrollBar().value()
    reader.key(Qt.Key.Key_Right, SHIFT | CTRL)
    assert reader.view.textCursor().hasSelection()
    assert abs(reader.view.verticalScrollBar().value() - before) < 40


@pytest.mark.qt_log_ignore("not accepted by receiving widget")
def test_a_double_click_takes_chinese_words_whole(reader: Reader) -> None:
    """All three signs of the name, whichever is pressed."""
    where = reader.spot("三里")
    QTest.mouseDClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseRelease(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert reader.view.textCursor().selectedText() == "足三里"


def test_the_menu_of_a_selection_looks_it_up(reader: Reader, qtbot: QtBot) -> None:
    """With the words in it; the mouse keeps the keyboard out of the card."""
    reader.select("acupoints")
    port, where = reader.view.viewport(), reader.spot("acupoints")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, port.mapToGlobal(where))
    reader.view.contextMenuEvent(event)
    menu = reader.view.findChild(QMenu)
    assert menu is not None
    action = next(one for one in menu.actions() if one.text() == "Look up “acupoints”")
    action.trigger()
    menu.close()
    reader.opened("Acupoint")
    assert not reader.card.has_keyboard()


# ---- switched off, and where it stands


def test_switched_off_nothing_comes_by_itself(
    reader: Reader, finger: QPointingDevice, qtbot: QtBot
) -> None:
    """Neither for the mouse nor for Tab; a finger has its menu; the key still works."""
    reader.glances.set_on(False)
    reader.point_at("cun")
    assert not reader.glances.waiting.isActive()
    reader.key(Qt.Key.Key_Tab)
    assert not reader.glances.waiting.isActive()
    reader.view._hold.setInterval(0)
    port = reader.view.viewport()
    QTest.touchEvent(port, finger).press(1, reader.spot("cun"), port).commit()
    qtbot.waitUntil(lambda: reader.view.findChild(QMenu) is not None)
    QTest.touchEvent(port, finger).release(1, reader.spot("cun"), port).commit()
    menu = reader.view.findChild(QMenu)
    assert menu is not None
    menu.close()
    assert reader.library.asked == []
    reader.select("cun")
    reader.glances.look_up()
    reader.opened("Cun")


ROOM = QRect(8, 8, 784, 584)


@pytest.mark.parametrize(
    ("link", "high", "where"),
    [
        (QRect(100, 100, 60, 20), 200, "below"),
        (QRect(100, 500, 60, 20), 200, "above"),
        (QRect(700, 100, 60, 20), 200, "below"),
        (QRect(100, 280, 60, 20), 2000, "cut"),
        (QRect(20, 60, 60, 480), 300, "right"),
        (QRect(600, 60, 180, 480), 300, "left"),
        (QRect(20, 20, 760, 560), 300, "nowhere"),
    ],
)
def test_a_card_covers_no_link_and_leaves_no_window(link: QRect, high: int, where: str) -> None:
    """Under the link, else over it, cut where it is too high, else at a side, else nowhere."""
    place = beside(link, ROOM, 400, high)
    assert place.isEmpty() == (where == "nowhere")
    assert not place.intersects(link)
    assert place.isEmpty() or ROOM.contains(place)
    assert {
        "below": place.top() > link.bottom(),
        "above": place.bottom() < link.top(),
        "cut": place.height() < high,
        "right": place.left() > link.right(),
        "left": place.right() < link.left(),
        "nowhere": True,
    }[where]


@pytest.mark.parametrize("size", [(420, 360), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_buttons_are_whole_in_every_size(
    reader: Reader, size: tuple[int, int], scale: float
) -> None:
    """A small window and large text: the words scroll, the buttons do not."""
    reader.view.resize(*size)
    reader.view.set_look(theme.theme("high-contrast"), scale, 50)
    reader.glances.set_look(theme.theme("high-contrast"), scale)
    reader.view.settle()
    reader.view.verticalScrollBar().setValue(0)
    reader.view.show_page(page('<p>A <a href="term/cun">cun</a> here</p>'))
    reader.view.settle()
    reader.key(Qt.Key.Key_Tab)
    reader.opened("Cun")
    for name in ("glanceOpen", "glanceOpenTab"):
        button = reader.button(name)
        assert button.width() >= button.minimumSizeHint().width()
        assert reader.card.rect().contains(button.geometry())
    assert reader.view.rect().contains(reader.card.geometry())


# ---- in the whole window


def _rest_on(view: QTextBrowser, words: str) -> None:
    """Move the mouse onto ``words``, from somewhere else: it may have been there in another test."""
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionStart())
    QTest.mouseMove(view.viewport(), QPoint(3, 3))
    QTest.mouseMove(view.viewport(), view.cursorRect(cursor).center() + QPoint(3, 0))


def test_esc_closes_the_card_first(start: Starter, qtbot: QtBot) -> None:
    """And the keyboard is where it was, on the link."""
    window = start("therapy/back-stepping")
    view, glances = window.column.view, window.parts.glances
    glances.waiting.setInterval(0)
    view.setFocus()
    while view.walked() != "Upper back":  # after those that lead to the levels
        QTest.keyClick(view, Qt.Key.Key_Tab)
    walked = view.walked()
    window.parts.actions["article.lookup"].trigger()
    qtbot.waitUntil(lambda: glances.card is not None and glances.card.has_keyboard())
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not glances.is_open())
    assert view.hasFocus()
    assert view.walked() == walked
    assert not glances.waiting.isActive()


@pytest.mark.parametrize(("name", "tabs"), [("glanceOpen", 1), ("glanceOpenTab", 2)])
def test_the_card_opens_its_entry(start: Starter, qtbot: QtBot, name: str, tabs: int) -> None:
    """Here or in a new tab; the keyboard is on the page."""
    window = start("therapy/back-stepping")
    view, glances = window.column.view, window.parts.glances
    glances.waiting.setInterval(0)
    _rest_on(view, "Lower back")
    qtbot.waitUntil(glances.is_open)
    assert glances.card is not None
    button = glances.card.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    click(button)
    assert window.reader.page is not None
    assert window.reader.page.entry.key == "region/lower-back"
    assert len(window.reader.desk.ways) == tabs
    assert not glances.is_open()
    qtbot.waitUntil(view.hasFocus)


def test_words_go_to_the_search_field(start: Starter, qtbot: QtBot) -> None:
    """They stand in it, and what was found for them hangs under it."""
    window = start("therapy/back-stepping")
    view, glances, field = window.column.view, window.parts.glances, window.parts.field
    view.setTextCursor(view.document().find("someone"))
    window.parts.actions["article.lookup"].trigger()
    qtbot.waitUntil(glances.is_open, timeout=15_000)
    assert glances.card is not None
    button = glances.card.findChild(QPushButton, "glanceSearch")
    assert isinstance(button, QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert field.text() == "someone"
    qtbot.waitUntil(lambda: field.hasFocus() and field.is_open())


def test_previews_are_switched_off_in_the_preferences(start: Starter, qtbot: QtBot) -> None:
    """At once, and on the next start."""
    window = start("therapy/back-stepping")
    assert window.column.view.previews
    window.parts.actions["program.preferences"].trigger()
    dialog = window.findChild(Preferences, "preferences")
    assert dialog is not None
    box = dialog.findChild(QCheckBox, "previews")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    box.setChecked(False)
    dialog.close()
    assert not window.column.view.previews
    start.end(window)
    kept = SettingsFile(start.home / "settings" / "settings.toml").load()
    assert kept.appearance.previews is False
    assert not start("therapy/back-stepping").column.view.previews


def test_the_window_may_close_while_a_card_is_open(start: Starter, qtbot: QtBot) -> None:
    """Nothing that is gone is asked."""
    window = start("therapy/back-stepping")
    view, glances = window.column.view, window.parts.glances
    glances.waiting.setInterval(0)
    _rest_on(view, "Lower back")
    qtbot.waitUntil(glances.is_open)
    start.end(window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert start("therapy/tuina").isVisible()

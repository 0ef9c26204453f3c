"""Cards beside links and looked-up words: when one is asked for, when it comes and when it goes.

A link is told about when the mouse rests on it, when Tab reaches it, or when a finger is held on it;
a selected word when the reader asks. What the card says is read on a thread; an answer that comes
too late is dropped.
"""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from guide.content.library import Library
from guide.errors import GuideError
from guide.i18n import _
from guide.search.finder import Finder
from guide.ui.article.card import GlanceCard
from guide.ui.article.links import key_of
from guide.ui.article.position import plain
from guide.ui.article.spots import beside, link_at, place_of
from guide.ui.article.structure import Found
from guide.ui.article.touch import hovers
from guide.ui.article.view import ArticleView
from guide.ui.article.wishes import Answer, How, Wish, of_link, of_words, tell
from guide.ui.jobs import Jobs, Latest
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce

WAIT = 500  # ms on a link before its card comes
GRACE = 350  # ms on the way from the link to the card
_EDGE = 8  # pixels that stay free along the window
_PRESSES = {  # of a quick second tap Qt passes on no press of the mouse
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchBegin,
}
_PASSING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class Glances(QObject):
    """The card of one article view; made only when the first one is wanted.

    ``waiting`` and ``grace`` are its timers.

    Signals:
        chosen: the reader opens an entry (its key, and whether in a new tab).
        search_asked: the reader wants these words searched.
        made: the card was made (the window lets Esc close it).
    """

    chosen = Signal(str, bool)
    search_asked = Signal(str)
    made = Signal(QWidget)

    def __init__(
        self, view: ArticleView, library: Library, finder: Finder, jobs: Jobs, *, tabs: bool = True
    ) -> None:
        super().__init__(view)
        self._view, self._library, self._finder = view, library, finder
        self._tabs, self._on = tabs, True
        self._look: tuple[Theme, float] | None = None
        self.card: GlanceCard | None = None
        self._wish: Wish | None = None
        self._latest = Latest(jobs, self)
        self._reached: Found | None = None  # the link that has the keyboard
        self._dismissed: Found | None = None  # closed by hand: not again before another one
        self._back: QWidget | None = None
        self._mouse = QPoint(-1, -1)
        self._next: tuple[Found, How] | None = None
        self.waiting = self._timer(WAIT, self._on_waited)
        self.grace = self._timer(GRACE, self._on_grace_over)
        self._port = view.viewport()  # not asked for again: a view that goes has none
        self._port.installEventFilter(self)
        view.installEventFilter(self)
        view.link_reached.connect(self._on_reached)
        view.link_held.connect(self._on_held)
        view.lookup_asked.connect(self._look_up)
        view.page_shown.connect(self.close)
        view.verticalScrollBar().valueChanged.connect(self.close)
        view.can_look_up = True
        self.set_on(True)

    def set_on(self, on: bool) -> None:
        """Whether cards come by themselves and for a finger; they can always be asked for."""
        self._on = self._view.previews = on
        if not on:
            self.close()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the size of the interface."""
        self._look = theme, text_scale
        self.close()
        if self.card is not None:
            self.card.set_look(theme, text_scale)

    def is_open(self) -> bool:
        """Is the card in sight?"""
        return self.card is not None and shiboken6.isValid(self.card) and self.card.isVisible()

    @Slot()
    def look_up(self) -> None:
        """By key: go into the card that is open, tell of the link reached, or of the selection."""
        selected = self._view.textCursor().hasSelection()
        hovered = self._wish is not None and self._wish.how is How.HOVER
        if self.is_open() and not (hovered and selected):
            self._enter()
        elif self._reached is not None and key_of(self._reached.address):
            self._ask(of_link(self._library, self._reached, How.ASKED, enter=True))
        elif selected:
            self._look_up(by_keys=True)
        else:
            self._view.said.emit(_("Select a word, or go to a link with Tab; then look it up."))

    @Slot()
    def close(self) -> None:
        """Put the card away, and forget the one that is on its way.

        It does not come again by itself before the reader was elsewhere.
        """
        self.waiting.stop()
        self._next = None
        self._dismissed = self._wish.link if self._wish is not None else self._dismissed
        self._put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse and the keyboard on the article; while a card is open, the whole window."""
        kind = event.type()
        if watched is self._port and kind in _PRESSES:
            self.close()
        elif watched is self._port and isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseMove:
                self._on_mouse(event)
        elif watched is self._port and kind == QEvent.Type.Leave:
            self._leave_link()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is self._view and self._on_key(event)
        elif self.is_open() and isinstance(watched, QWidget):
            self._on_elsewhere(watched, event)
        return False

    def _on_mouse(self, event: QMouseEvent) -> None:
        where = event.globalPosition().toPoint()
        if not (self._on and hovers(event)) or where == self._mouse:
            return  # a page that scrolls under a resting mouse tells of nothing
        self._mouse = where
        link = link_at(self._view, event.position().toPoint())
        if link is None or not key_of(link.address):
            self._leave_link()
        elif self._wish is not None and (self._wish.link == link or self._wish.how is How.ASKED):
            self.grace.stop()
        elif link != self._dismissed:
            self._await(link, How.HOVER)

    def _on_key(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if not alt or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if not self.is_open() and self._reached is None:
            return False
        self.look_up()
        return True

    def _on_elsewhere(self, watched: QWidget, event: QEvent) -> None:
        """Pressing or going anywhere else, and another size of the window, close the card."""
        card, kind = self.card, event.type()
        if card is None or watched is card or card.isAncestorOf(watched):
            return
        if kind in _PRESSES or (kind == QEvent.Type.Resize and watched is card.parentWidget()):
            self.close()
        elif kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            inside = watched is self._view or self._view.isAncestorOf(watched)
            if not inside and event.reason() not in _PASSING:
                self.close()

    def _put_away(self) -> None:
        self.grace.stop()
        self._wish = None
        self._latest.drop()
        if self.card is None or not self.is_open():
            return
        if self.card.has_keyboard():
            (self._back or self._view).setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.hide()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @Slot(object)
    def _on_reached(self, link: Found | None) -> None:
        """Tab reached a link, or left it."""
        self._reached = link
        if self.card is not None and self.card.has_keyboard():
            return  # from the link into its card
        if link is not None and link == self._dismissed:
            return
        if self._wish is not None and self._wish.how is not How.HOVER:
            self._put_away()
        if self._next is not None and self._next[1] is How.FOCUS:
            self.waiting.stop()
            self._next = None
        if link is not None and key_of(link.address) and self._on:
            self._await(link, How.FOCUS)

    @Slot(QPoint)
    def _on_held(self, where: QPoint) -> None:
        """A finger is held on a link."""
        link = link_at(self._view, where)
        if link is not None and key_of(link.address):
            self._ask(of_link(self._library, link, How.ASKED))

    def _await(self, link: Found, how: How) -> None:
        if self._next == (link, how) and self.waiting.isActive():
            return
        if self._wish is not None and self._wish.how is How.HOVER and self._wish.link != link:
            self.grace.start()
        self._dismissed = None
        self._next = link, how
        self.waiting.start()

    @Slot()
    def _on_waited(self) -> None:
        if self._next is not None:
            link, how = self._next
            self._next = None
            self._ask(of_link(self._library, link, how))

    def _leave_link(self) -> None:
        """The mouse is on no link: a card that came for it goes, unless the mouse goes onto it."""
        if self._next is not None and self._next[1] is How.HOVER:
            self.waiting.stop()
            self._next = None
        if self._wish is None or self._wish.how is not How.HOVER:
            self._dismissed = self._dismissed if self._reached == self._dismissed else None
        elif self.is_open():
            if not self.grace.isActive():
                self.grace.start()
        else:
            self._put_away()

    @Slot()
    def _on_grace_over(self) -> None:
        if self.card is None or self._wish is None or self._wish.how is not How.HOVER:
            return
        if not (self.card.underMouse() or self.card.has_keyboard()):
            self._put_away()

    @Slot(bool)
    def _on_entered(self, inside: bool) -> None:
        if inside:
            self.grace.stop()
            self.waiting.stop()
        elif self._wish is not None and self._wish.how is How.HOVER:
            self.grace.start()

    @Slot(bool)
    def _look_up(self, by_keys: bool) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return
        span = cursor.selectionStart(), cursor.selectionEnd()
        self._ask(of_words(self._library, self._finder, plain(cursor), *span, enter=by_keys))

    def _ask(self, wish: Wish) -> None:
        self.waiting.stop()
        self._next = None
        self._put_away()
        self._wish = wish
        self._latest.ask(wish.read, partial(self._show, wish), partial(self._failed, wish))

    def _failed(self, wish: Wish, error: GuideError) -> None:
        self.close()
        if wish.how is How.ASKED:
            self._view.said.emit(str(error))

    def _show(self, wish: Wish, answer: Answer) -> None:
        card = self._made()
        tell(card, answer)
        if wish.how is How.FOCUS:
            card.show_hint(_("F2 goes into this card, Esc closes it."))
        link = place_of(self._view, wish.start, wish.end)
        room = self._view.window().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        place = beside(link, room, *card.wish(room.width())) if link.isValid() else QRect()
        if place.isEmpty():
            self.close()
            return
        card.appear(place)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if wish.enter:
            self._enter()
        elif wish.how is How.FOCUS:
            announce(card, card.told())

    def _enter(self) -> None:
        if self.card is None or self.card.has_keyboard():
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and self._view.isAncestorOf(focus)
        self._back = focus if inside else self._view
        if self._wish is not None:
            self._wish.how = How.ASKED
        self.grace.stop()
        self.card.show_hint("")
        self.card.enter()
        announce(self.card, self.card.told())

    def _made(self) -> GlanceCard:
        if self.card is None:
            self.card = GlanceCard(self._view.window(), self._tabs)
            self.card.chosen.connect(self._on_chosen)
            self.card.search_asked.connect(self._on_search)
            self.card.entered.connect(self._on_entered)
            if self._look is not None:
                self.card.set_look(*self._look)
            self.made.emit(self.card)
        return self.card

    @Slot(str, bool)
    def _on_chosen(self, key: str, new_tab: bool) -> None:
        self.close()
        self.chosen.emit(key, new_tab)

    @Slot(str)
    def _on_search(self, words: str) -> None:
        self.close()
        self.search_asked.emit(words)

    def _timer(self, interval: int, done: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(done)
        return timer

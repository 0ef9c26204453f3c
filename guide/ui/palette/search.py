"""The search field: answers come from a worker while the reader types; a late answer is dropped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from guide.content.model import Entry
from guide.errors import GuideError
from guide.i18n import _, ngettext
from guide.ui.jobs import Jobs, Latest
from guide.ui.palette.beside import Label, Of
from guide.ui.palette.results import Results
from guide.ui.palette.rows import (
    ALL_KEYS,
    Asked,
    Finds,
    Row,
    Sort,
    row_for_all,
    rows_at_rest,
    rows_for,
)
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import hint
from guide.ui.widgets.escape import asks_for_escape

_PAUSE = 500  # ms after the last answer before it is read out
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
_UNASKED = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""The keyboard came back to the field by itself: nobody wants a list for that."""


class SearchField(QLineEdit):
    """Finds anything by any of its names, and does anything by its words.

    ``asking`` says, for what is typed, what the answer depends on; ``recent`` which entries were
    open last. Both are asked anew each time.

    Signals:
        chosen: the reader picked an entry (its key, and whether in a new tab).
        done: the reader picked an action or a setting (the id of the offer).
        all_asked: the reader wants every result for these words.
    """

    chosen = Signal(str, bool)
    done = Signal(str)
    all_asked = Signal(str)

    def __init__(self, finder: Finds, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self._show_hint()
        self.setAccessibleName(_("Search"))
        lines = (
            hint(_("Search everything"), "Ctrl+K"),
            hint(_("All results"), ALL_KEYS),
            _("“>” at the beginning: actions alone"),
        )
        self._usual_tip = "\n".join(lines)
        self.setToolTip(self._usual_tip)
        self.setClearButtonEnabled(True)
        self.asking: Callable[[str], Asked] = Asked
        self.recent: Callable[[], tuple[Entry, ...]] = tuple
        self._finder = finder
        self._latest = Latest(jobs, self)
        self._opening: bool | None = None  # Enter came before the answer; whether in a new tab
        self._results: Results | None = None
        self._said = ""
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_PAUSE)
        self._saying.timeout.connect(self._say)
        self.textEdited.connect(self._ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint is never cut: a short one stands in where the field is narrow."""
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        long = _("Search therapies, points, regions…")
        room = self.width() - 3 * self.fontMetrics().height()
        fits = self.fontMetrics().horizontalAdvance(long) <= room
        self.setPlaceholderText(long if fits else _("Search"))

    @property
    def results(self) -> Results:
        """The list under the field; made when it is first needed."""
        if self._results is None:
            self._results = Results(self.window())
            self._results.picked.connect(self._on_picked)
            self.window().installEventFilter(self)
        return self._results

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self.results.set_look(theme, text_scale)

    def set_verdicts(self, of: Of | None, label: Label | None) -> None:
        """What ``of`` thinks of an entry stands in its row, as ``label`` words it; None: nothing."""
        self.results.verdicts.set(of, label)
        self.results.say_verdicts_anew()

    def is_open(self) -> bool:
        """Is the list in sight?"""
        return self._results is not None and self._results.isVisible()

    @property
    def is_waiting(self) -> bool:
        """Is the answer for what is typed still to come?"""
        return self._latest.is_waiting

    @Slot(str)
    def look_for(self, words: str) -> None:
        """Search for ``words`` as if the reader had typed them here."""
        self.setText(words)
        self.setFocus()
        self._ask(words)

    @Slot()
    def close_results(self) -> None:
        """Put the list away; no answer opens it again."""
        self._latest.drop()
        self._opening = None
        self._saying.stop()
        if self._results is not None:
            self._results.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens (Ctrl: in a new tab, Shift: all), Esc closes and then empties."""
        key = event.key()
        if key == Qt.Key.Key_Down and not self.is_open():
            self._ask(self.text())
        elif key in _STEPS and self.is_open():
            announce(self, self.results.choose(_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(event.modifiers())
        elif key == Qt.Key.Key_Escape and (self.is_open() or self.text()):
            if not self.is_open():
                self.clear()
            self.close_results()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the field as long as there is something to close or empty."""
        if asks_for_escape(event) and (self.is_open() or self.text()):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press anywhere else, and another size of the window, close the results."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.MouseButtonPress):
            self.close_results()
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An empty field with the cursor in it says what there is."""
        super().focusInEvent(event)
        if event.reason() not in _UNASKED and not self.text():
            self._ask("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press into the field opens the list again."""
        super().mousePressEvent(event)
        if not self.is_open() and not self.is_waiting:
            self._ask(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The results belong to the field: without the keyboard there are none."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_results()

    @Slot(str)
    def _ask(self, text: str) -> None:
        self._opening = None
        self._saying.stop()
        asked = self.asking(text)
        if not text.strip():
            self._latest.drop()
            tip = _("Type what you are looking for, or “>” for actions alone.")
            self._show(rows_at_rest(self.recent(), asked), tip)
            return
        self.results.forget()
        self._latest.ask(
            partial(rows_for, self._finder, asked), partial(self._take, asked), self._failed
        )

    def _take(self, asked: Asked, rows: tuple[Row, ...]) -> None:
        if asked.text != self.text() or not self.hasFocus():
            return  # the reader went elsewhere
        count = sum(row.sort in {Sort.ENTRY, Sort.OFFER} for row in rows)
        nothing = _("Nothing here is called “{0}”.").format(asked.words)
        self._show(rows, "" if count else nothing)
        self._said = ngettext("{0} result", "{0} results", count).format(count)
        self._saying.start()
        if self._opening is not None:
            self.results.open_current(self._opening)

    def _show(self, rows: tuple[Row, ...], tip: str) -> None:
        self.setToolTip(self._usual_tip)
        self.results.show_rows(rows, tip)
        self.results.hang_under(self)

    def _failed(self, error: GuideError) -> None:
        self.setToolTip(str(error))
        self.results.show_rows((), str(error))
        self.results.hang_under(self)
        announce(self, str(error))

    def _on_enter(self, held: Qt.KeyboardModifier) -> None:
        new_tab = bool(held & Qt.KeyboardModifier.ControlModifier)
        words = Asked(self.text()).words
        if held & Qt.KeyboardModifier.ShiftModifier:
            if words:
                self._on_picked(row_for_all(words), False)
        elif self.is_waiting:
            self._opening = new_tab
        elif self.is_open():
            self.results.open_current(new_tab)
        else:
            self._ask(self.text())

    @Slot()
    def _say(self) -> None:
        announce(self, self._said)

    @Slot(object, bool)
    def _on_picked(self, row: Row, new_tab: bool) -> None:
        words = Asked(self.text()).words
        self.close_results()
        self.clear()
        if row.sort is Sort.ENTRY:
            self.chosen.emit(row.id, new_tab)
        elif row.sort is Sort.OFFER:
            self.done.emit(row.id)
        else:
            self.all_asked.emit(words)

"""The search field: answers come from a worker while the reader types; a late answer is dropped."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from guide.content.model import Hit
from guide.errors import GuideError
from guide.i18n import _, ngettext
from guide.search.finder import Finder
from guide.ui.jobs import Jobs
from guide.ui.palette.results import Results
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce

_PAUSE = 500  # ms after the last answer before it is read out


class SearchField(QLineEdit):
    """Finds anything by any of its names.

    Signals:
        chosen: the reader picked an entry (its key, and whether in a new tab).
    """

    chosen = Signal(str, bool)

    def __init__(self, finder: Finder, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self._show_hint()
        self.setAccessibleName(_("Search"))
        self.setToolTip(_("Search everything (Ctrl+K)"))
        self.setClearButtonEnabled(True)
        self._finder, self._jobs = finder, jobs
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
            self._results.chosen.connect(self._on_chosen)
            self.window().installEventFilter(self)
        return self._results

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self.results.set_look(theme, text_scale)

    def is_open(self) -> bool:
        """Are results in sight?"""
        return self._results is not None and self._results.isVisible()

    @Slot(str)
    def look_for(self, words: str) -> None:
        """Search for ``words`` as if the reader had typed them here."""
        self.setFocus()
        self.setText(words)
        self._ask(words)

    @Slot()
    def close_results(self) -> None:
        """Put the results away."""
        if self._results is not None:
            self._results.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens (with Ctrl in a new tab), Esc closes and then empties."""
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 7,
            Qt.Key.Key_PageUp: -7,
        }
        if key == Qt.Key.Key_Down and not self.is_open() and self.text().strip():
            self._ask(self.text())
        elif key in steps and self.is_open():
            announce(self, self.results.choose(steps[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape and (self.is_open() or self.text()):
            if not self.is_open():
                self.clear()
            self.close_results()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the field as long as there is something to close or empty."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and (self.is_open() or self.text())
        ):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press anywhere else, and another size of the window, close the results."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.MouseButtonPress):
            self.close_results()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The results belong to the field: without the keyboard there are none."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_results()

    @Slot(str)
    def _ask(self, text: str) -> None:
        if not text.strip():
            self.close_results()
            return
        self._jobs.read(
            partial(self._finder.suggest, text), partial(self._show, text), self, self._failed
        )

    def _show(self, text: str, hits: tuple[Hit, ...]) -> None:
        if text != self.text() or not self.hasFocus():
            return  # the reader typed on, or went elsewhere
        self.results.show_hits(text, hits)
        self.results.hang_under(self)
        self._said = ngettext("{0} result", "{0} results", len(hits)).format(len(hits))
        self._saying.start()

    def _failed(self, error: GuideError) -> None:
        self.setToolTip(str(error))
        self.close_results()

    def _open(self, new_tab: bool) -> None:
        if self.is_open():
            self.results.open_current(new_tab)
        elif self.text().strip():
            self._ask(self.text())

    @Slot()
    def _say(self) -> None:
        announce(self, self._said)

    @Slot(str, bool)
    def _on_chosen(self, key: str, new_tab: bool) -> None:
        self.close_results()
        self.clear()
        self.chosen.emit(key, new_tab)

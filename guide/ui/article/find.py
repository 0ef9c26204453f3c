"""Finding words in the page that is open."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton

_MOST = 2000  # matches that are marked; nobody steps through more


class FindBar(QFrame):
    """A field, “3 of 12”, and the way to the next and the one before. Blind to case.

    Signals:
        closed: the reader is done; the keyboard belongs to the article again.
    """

    closed = Signal()

    def __init__(self, view: QTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(_("Find in this page"))
        self._view = view
        self._matches: list[QTextCursor] = []
        self._now = -1
        self._plain, self._current = QTextCharFormat(), QTextCharFormat()
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(_("Find in this page"))
        self._field.setAccessibleName(_("Find in this page"))
        self._field.setClearButtonEnabled(True)
        for button in self._field.findChildren(QToolButton):  # Qt gives it a cross and no name
            button.setAccessibleName(_("Clear"))
        self._field.textChanged.connect(self._on_text)
        self._field.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setMinimumWidth(90)
        self._before = IconButton("chevron-up", _("Previous match"), "Shift+F3", parent=self)
        self._next = IconButton("chevron-down", _("Next match"), "F3", parent=self)
        self._close = IconButton("close", _("Close the find bar"), "Esc", parent=self)
        self._before.clicked.connect(self.step_back)
        self._next.clicked.connect(self.step)
        self._close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self._field, 1)
        for widget in (self._count, self._before, self._next, self._close):
            row.addWidget(widget)
        self._tell()
        self.hide()

    def open_bar(self) -> None:
        """Show the bar with the cursor in it; what is selected in the article is looked for."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) < 100:
            self._field.setText(selected)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.search_again()

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar and take the marks away; the place in the article stays."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # first: hiding would pass it on
        self.hide()
        self._matches.clear()
        self._mark()
        self.closed.emit()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours of marks and icons."""
        for style, role in ((self._plain, "found"), (self._current, "found-now")):
            style.setBackground(QColor(theme.colour(role)))
            style.setForeground(QColor(theme.colour(f"{role}-ink")))
        for button in (self._before, self._next, self._close):
            button.set_look(theme, text_scale)
        self._mark()

    def words(self) -> str:
        """What the bar says: “3 of 12”, that nothing was found, or nothing."""
        return self._count.text()

    def field(self) -> QLineEdit:
        """Where the words are typed."""
        return self._field

    @Slot()
    def search_again(self) -> None:
        """Look for the same words in the page that is open now, from what is seen on."""
        self._matches, self._now = [], -1
        wanted = self._field.text()
        if wanted and not self.isHidden():
            self._matches = self._found(wanted)
        if self._matches:
            self._now = self._first_seen()
            self._show_current()
        self._mark()
        self._tell()

    @Slot()
    def step(self) -> None:
        """Go to the next match, after the last one to the first."""
        self._go(1)

    @Slot()
    def step_back(self) -> None:
        """Go to the match before, before the first one to the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field goes on, with Shift back; arrows do the same."""
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(-1 if back else 1)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return False

    def _found(self, wanted: str) -> list[QTextCursor]:
        document = self._view.document()
        found: list[QTextCursor] = []
        cursor = document.find(wanted, 0)
        while not cursor.isNull() and len(found) < _MOST:
            found.append(cursor)
            cursor = document.find(wanted, cursor)
        return found

    def _first_seen(self) -> int:
        """The first match that is not above what is seen; the first one of all after the last."""
        top = self._view.cursorForPosition(self._view.viewport().rect().topLeft()).position()
        for index, match in enumerate(self._matches):
            if match.selectionStart() >= top:
                return index
        return 0

    def _go(self, step: int) -> None:
        if self._matches:
            self._now = (self._now + step) % len(self._matches)
            self._show_current()
            self._mark()
        self._tell()

    def _show_current(self) -> None:
        """Scroll the match into the middle third unless it is well in sight."""
        cursor = QTextCursor(self._matches[self._now])
        cursor.setPosition(cursor.selectionStart())
        y, height = self._view.cursorRect(cursor).top(), self._view.viewport().height()
        if not 0.1 * height <= y <= 0.8 * height:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + y - height // 3)

    def _mark(self) -> None:
        marks = []
        for index, match in enumerate(self._matches):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = match
            mark.format = self._current if index == self._now else self._plain
            marks.append(mark)
        self._view.setExtraSelections(marks)

    def _tell(self) -> None:
        there = bool(self._matches)
        self._before.setEnabled(there)
        self._next.setEnabled(there)
        if there:
            text = _("{number} of {count}").format(number=self._now + 1, count=len(self._matches))
        else:
            text = _("Not on this page") if self._field.text() else ""
        if text != self._count.text():
            self._count.setText(text)
            announce(self, text)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.search_again()

"""The notes beside the article: an editor that saves as the reader types and says when it has."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from guide.i18n import _
from guide.ui.notes.keeper import Keeper
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton, dress

_TAB = 4  # spaces


class NotesPanel(QWidget):
    """Shows the notes on one entry, one at a time.

    Signals:
        typed: the reader changed the text (all of it).
    """

    typed = Signal(str)

    def __init__(self, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPanel")
        self._keeper = keeper
        self._announced = ""
        self._build()
        self.typed.connect(keeper.typed)
        keeper.shown.connect(self._show)
        keeper.told.connect(self._tell)
        self._show()

    def show_entry(self, key: str, title: str) -> None:
        """Show the notes on ``key``; what was being written on another entry is saved first."""
        self.editor.setAccessibleName(_("Note on {0}").format(title))
        self._keeper.show_entry(key)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        dress(self, theme, text_scale)
        metrics = QFontMetricsF(self.editor.font())
        self.editor.setTabStopDistance(_TAB * metrics.horizontalAdvance(" "))
        self.editor.setMinimumHeight(round(3.2 * metrics.lineSpacing()))

    def flush(self) -> None:
        """Hand what was typed to the writer now."""
        self._keeper.flush()

    @Slot()
    def write(self) -> None:
        """Put the cursor into the note."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.editor.ensureCursorVisible()

    @Slot()
    def new(self) -> None:
        """Begin another note on the same entry."""
        self._keeper.new()
        self.write()

    def _build(self) -> None:
        self.heading = QLabel(_("Notes on this page"))
        self.heading.setObjectName("notesHeading")
        self._count = QLabel()
        self._count.setObjectName("noteCount")
        self._earlier = self._button("back", _("Earlier note"), "earlierNote")
        self._later = self._button("forward", _("Later note"), "laterNote")
        self._new = self._button("plus", _("New note"), "newNote")
        self._delete = self._button("trash", _("Delete this note"), "deleteNote")
        self._earlier.clicked.connect(self._on_earlier)
        self._later.clicked.connect(self._on_later)
        self._new.clicked.connect(self.new)
        self._delete.clicked.connect(self._keeper.delete)
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("noteEditor")
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText(_("Write a note. Markdown works; it is saved as you type."))
        self.editor.textChanged.connect(self._on_text)
        self.heading.setBuddy(self.editor)
        self.status = QLabel()
        self.status.setObjectName("noteStatus")
        self.status.setWordWrap(True)
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.heading, 1)
        for widget in (self._earlier, self._count, self._later, self._new, self._delete):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.status)

    def _button(self, picture: str, name: str, object_name: str) -> IconButton:
        button = IconButton(picture, name, parent=self)
        button.setObjectName(object_name)
        return button

    @Slot()
    def _show(self) -> None:
        text = self._keeper.draft.text
        if text != self.editor.toPlainText():  # else the cursor would jump
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)  # whoever types adds to the note
            self.editor.verticalScrollBar().setValue(0)  # but it is read from its beginning
            self.editor.blockSignals(False)
        self._show_count()

    def _show_count(self) -> None:
        known, number = len(self._keeper.notes), self._keeper.number
        total = known + (number < 0 and known > 0)
        several = total > 1
        self._count.setText(_("{0} of {1}").format(known + 1 if number < 0 else number + 1, total))
        for widget in (self._earlier, self._count, self._later):
            widget.setVisible(several)
        self._earlier.setEnabled(number > 0 or (number < 0 and known > 0))
        self._later.setEnabled(0 <= number < known - 1)
        written = self._keeper.draft.note is not None or bool(self._keeper.draft.text)
        self._delete.setEnabled(written)
        self._new.setEnabled(written)

    @Slot(str, bool)
    def _tell(self, words: str, failure: bool) -> None:
        self.status.setText(words)
        self.status.setProperty("failure", failure)
        self.status.style().unpolish(self.status)  # the style sheet looks at the property
        self.status.style().polish(self.status)
        if words != self._announced and (failure or words == _("Saved")):
            announce(self.status, words)
        self._announced = words
        self._show_count()

    @Slot()
    def _on_text(self) -> None:
        self.typed.emit(self.editor.toPlainText())

    @Slot()
    def _on_earlier(self) -> None:
        number = self._keeper.number
        self._keeper.show_note((number if number >= 0 else len(self._keeper.notes)) - 1)

    @Slot()
    def _on_later(self) -> None:
        self._keeper.show_note(self._keeper.number + 1)

    def changeEvent(self, event: QEvent) -> None:
        """The editor keeps room for three lines at every text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            lines = QFontMetricsF(self.editor.font()).lineSpacing()
            self.editor.setMinimumHeight(round(3.2 * lines))

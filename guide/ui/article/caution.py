"""A box of cautions as assistive technology meets it: one named group over the drawn table."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextFrame
from PySide6.QtWidgets import QTextEdit, QWidget

from guide.i18n import _
from guide.ui.article.headings import named_place


class CautionBox(QWidget):
    """Lies over a table of a page and says its lines; invisible, and nothing to a mouse."""

    def __init__(self, view: QTextEdit, place: str = "cautions", name: str = "") -> None:
        """``place`` is the named place in the table, ``name`` what the group is called."""
        super().__init__(view.viewport())
        self._view, self._place = view, place
        self.setObjectName("cautionBox" if place == "cautions" else f"{place}Box")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name or _("Cautions"))
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Take the cautions of a page; without any there is no box."""
        self.setAccessibleDescription("\n".join(lines))
        self.setVisible(bool(lines))

    def follow(self) -> None:
        """Lie over the table where it is now."""
        if self.isHidden():
            return
        document = self._view.document()
        position = named_place(document, self._place)
        frame = None if position is None else self._frame(position)
        if frame is not None:
            box = document.documentLayout().frameBoundingRect(frame).toAlignedRect()
            self.setGeometry(QRect(box).translated(0, -self._view.verticalScrollBar().value()))

    def _frame(self, position: int) -> QTextFrame | None:
        for frame in self._view.document().rootFrame().childFrames():
            if frame.firstPosition() <= position <= frame.lastPosition():
                return frame
        return None

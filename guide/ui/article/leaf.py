"""A QTextBrowser with its holes closed: opens nothing, loads nothing, takes and gives nothing by drag."""

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QMenu, QTextBrowser, QWidget

from guide.i18n import _
from guide.ui.article.links import LinkKind, key_of, read_link
from guide.ui.article.position import plain, rectangles
from guide.ui.article.selecting import extend, select_word
from guide.ui.article.structure import Found, NodeKind, nodes_in
from guide.ui.article.touch import Hold, Taps, from_touch, scroll_by_finger

_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_Step = QAbstractSlider.SliderAction
_SCROLLING = {
    (Qt.Key.Key_Space, _PLAIN): _Step.SliderPageStepAdd,
    (Qt.Key.Key_PageDown, _PLAIN): _Step.SliderPageStepAdd,
    (Qt.Key.Key_Space, _SHIFT): _Step.SliderPageStepSub,
    (Qt.Key.Key_PageUp, _PLAIN): _Step.SliderPageStepSub,
    (Qt.Key.Key_Down, _PLAIN): _Step.SliderSingleStepAdd,
    (Qt.Key.Key_Up, _PLAIN): _Step.SliderSingleStepSub,
    (Qt.Key.Key_Home, _PLAIN): _Step.SliderToMinimum,
    (Qt.Key.Key_End, _PLAIN): _Step.SliderToMaximum,
}
_NOTCH = 120  # what one step of a wheel turns
_SHOWN = 40  # characters of the selection in the menu


class Leaf(QTextBrowser):
    """Text with links, by mouse, finger and keyboard. What a link may do is decided in ``links``.

    Signals:
        link_chosen: an entry of the library, as ``key`` or ``key#anchor``.
        external_chosen: an address outside the program; the shell asks before it leaves.
        level_chosen: the page for other readers (``client``, ``student`` or ``professional``).
        zoom_asked: the reader turned the wheel with Ctrl (+1 or -1).
        said: a sentence for the reader (about a link that leads nowhere).
        link_reached: the keyboard came to a link (``Found``), or left it (None).
        link_held: a finger is held on a link (its place in the viewport).
        lookup_asked: the reader wants the selection looked up (True: by the keyboard).
    """

    link_chosen = Signal(str)
    external_chosen = Signal(str)
    level_chosen = Signal(str)
    zoom_asked = Signal(int)
    said = Signal(str)
    link_reached = Signal(object)
    link_held = Signal(QPoint)
    lookup_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.verticalScrollBar().setAccessibleName(_("Scroll the article"))
        self.horizontalScrollBar().setAccessibleName(_("Scroll the article sideways"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_anchor)
        self.previews = self.can_look_up = False  # until somebody tells of links and words
        self._taps, self._hold, self._touched = Taps(), Hold(self), False
        self._hold.timeout.connect(self._on_held)
        self._turned = 0
        self._ring: QColor | None = None
        self._walked: Found | None = None
        self._links_elsewhere = False
        scroll_by_finger(self)

    def set_ring(self, colour: str) -> None:
        """The colour of the ring around the link that has the keyboard."""
        self._ring = QColor(colour)

    def leave_links(self, elsewhere: bool) -> None:
        """Whether widgets over the links take the keyboard instead of the text."""
        self._links_elsewhere = elsewhere

    def forget_link(self) -> None:
        """Another text is shown, or the reader went elsewhere: Tab begins anew."""
        self._walk_to(None)

    def go_to(self, anchor: str) -> None:
        """Scroll to a named place."""
        self.scrollToAnchor(anchor)

    def follow(self, address: str) -> None:
        """Do what a link with this address may do; a refused one is told to the reader."""
        link = read_link(address)
        if link.kind is LinkKind.INTERNAL:
            self.link_chosen.emit(link.target)
        elif link.kind is LinkKind.ANCHOR:
            self.go_to(link.target)
        elif link.kind is LinkKind.LEVEL:
            self.level_chosen.emit(link.target)
        elif link.kind is LinkKind.EXTERNAL:
            self.external_chosen.emit(link.target)
        else:
            self.said.emit(_("This link is not followed: it leads outside the library."))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing: pictures come from the document, and it never asks a file."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self.document().loadResource(kind, QUrl(name))
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        # QTextBrowser would change its font, which leaves pictures and points as they are.
        event.accept()
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            step = 1 if self._turned > 0 else -1
            self._turned -= step * _NOTCH
            self.zoom_asked.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.forget_link()
        self._touched = from_touch(event) and event.button() == Qt.MouseButton.LeftButton
        if from_touch(event):
            self._taps.press(event.position().toPoint(), self.verticalScrollBar().value())
            self._hold.press(event.position().toPoint())
            event.accept()
            return
        if self._in_selection(event.position().toPoint()):
            cursor = self.textCursor()  # pressing into a selection would begin a drag
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if from_touch(event):
            self._hold.move(event.position().toPoint())
            event.accept()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not from_touch(event):
            super().mouseReleaseEvent(event)
            return
        event.accept()
        self._hold.stop()
        where = event.position().toPoint()
        if self._taps.release(where, self.verticalScrollBar().value(), event.timestamp()):
            address = self.anchorAt(where)
            if address:
                self.follow(address)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if from_touch(event):
            self.mousePressEvent(event)
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a reader move the page; Qt would move its text cursor."""
        keys = (event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        if keys in _SCROLLING:
            self.verticalScrollBar().triggerAction(_SCROLLING[keys])
            event.accept()
        elif self._walked is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.follow(self._walked.address)
        elif extend(self, event, self._span_walked()):
            event.accept()
            self.forget_link()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the links from what is seen; after the last one it leaves the page."""
        if self._links_elsewhere or not self.hasFocus():
            # Qt asks here for the widgets on the page as well: theirs is the usual order.
            return QWidget.focusNextPrevChild(self, forward)
        found = self._next_link(forward)
        if found is None:
            self._walk_to(None)
            return QWidget.focusNextPrevChild(self, forward)
        self._show(found)
        self._walk_to(found)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._walked is not None:
            self.link_reached.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._walked is not None:
            self.link_reached.emit(self._walked)

    def walked(self) -> str:
        """The words of the link that Tab has reached, or nothing."""
        return "" if self._walked is None else self._walked.text

    def _walk_to(self, link: Found | None) -> None:
        before, self._walked = self._walked, link
        if link != before:
            self.viewport().update()
            self.link_reached.emit(link)

    def _span_walked(self) -> tuple[int, int] | None:
        return None if self._walked is None else (self._walked.start, self._walked.end)

    def _next_link(self, forward: bool) -> Found | None:
        links = [one for one in nodes_in(self.document()) if one.kind is NodeKind.LINK]
        seen = self.viewport().rect()
        if self._walked is not None and self._seen(self._walked):
            before, after = self._walked.start, self._walked.end
        else:
            after = self.cursorForPosition(seen.topLeft()).position()
            before = self.cursorForPosition(seen.bottomRight()).position()
        if forward:
            return next((one for one in links if one.start >= after), None)
        return next((one for one in reversed(links) if one.end <= before), None)

    def _seen(self, link: Found) -> bool:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        boxes = rectangles(self.document(), link.start, link.end)
        return any(top <= box.top() and box.bottom() <= bottom for box in boxes)

    def _show(self, link: Found) -> None:
        """Scroll a link into the upper part of the page unless it is in sight."""
        if not self._seen(link):
            top = rectangles(self.document(), link.start, link.end)[0].top()
            self.verticalScrollBar().setValue(round(top) - self.viewport().height() // 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._walked is None or self._ring is None or not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ring, 2))
        painter.translate(0, -self.verticalScrollBar().value())
        for box in rectangles(self.document(), self._walked.start, self._walked.end):
            painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 4, 4)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words, and only those."""
        data = QMimeData()
        data.setText(plain(self.textCursor()))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, copy link, select all: nothing that Qt would add by itself."""
        event.accept()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._open_menu(self.cursorRect().center(), by_keys=True)
        elif not self._touched:  # some systems send it for a finger that is held, as we do
            self._open_menu(event.pos())

    def _open_menu(self, at: QPoint, *, by_keys: bool = False) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, self.anchorAt(at), by_keys=by_keys)
        menu.popup(self.viewport().mapToGlobal(at))

    def _fill_menu(self, menu: QMenu, address: str, *, by_keys: bool = False) -> None:
        copy = menu.addAction(_("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        if self.can_look_up and copy.isEnabled():
            words = " ".join(plain(self.textCursor()).split())
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            asked = menu.addAction(_("Look up “{0}”").format(shown.replace("&", "&&")))
            asked.triggered.connect(self._on_keyed_lookup if by_keys else self._on_lookup)
        link = read_link(address)
        if link.kind in (LinkKind.INTERNAL, LinkKind.EXTERNAL):
            inside = link.kind is LinkKind.INTERNAL
            action = menu.addAction(_("Copy link"))
            action.setData(f"therapy-guide:{link.target}" if inside else link.target)
            action.triggered.connect(self._on_copy_link)
        menu.addAction(_("Select all")).triggered.connect(self.selectAll)

    def _in_selection(self, where: QPoint) -> bool:
        cursor = self.textCursor()
        pressed = self.cursorForPosition(where).position()
        return cursor.hasSelection() and cursor.selectionStart() <= pressed <= cursor.selectionEnd()

    @Slot()
    def _on_held(self) -> None:
        """A finger rests: a link is told about, elsewhere the word and the menu come."""
        self._taps.cancel()
        where = self._hold.where
        if self.previews and key_of(self.anchorAt(where)):
            self.link_held.emit(where)
            return
        if not self.anchorAt(where):
            select_word(self, where)
        self._open_menu(where)

    @Slot()
    def _on_lookup(self) -> None:
        self.lookup_asked.emit(False)

    @Slot()
    def _on_keyed_lookup(self) -> None:
        self.lookup_asked.emit(True)

    @Slot()
    def _on_copy_link(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            QGuiApplication.clipboard().setText(str(action.data()))

    @Slot(QUrl)
    def _on_anchor(self, address: QUrl) -> None:
        self.follow(address.toString())

"""Links, headings and images of an article as assistive technology can reach them.

QTextBrowser gives a screen reader one long label without a link or a heading. So while one is
running, a small transparent widget lies over each of them, with an accessible role of its own.
Their interfaces are subclasses of QAccessibleWidget without ``interface_cast``: overriding that
crashes the program as soon as anybody looks.
"""

import shiboken6
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from guide.i18n import _
from guide.ui.article.caution import CautionBox
from guide.ui.article.leaf import Leaf
from guide.ui.article.position import rectangles
from guide.ui.article.structure import Found, NodeKind, nodes_in

_ROLES = {
    NodeKind.HEADING: QAccessible.Role.Heading,
    NodeKind.LINK: QAccessible.Role.Link,
    NodeKind.IMAGE: QAccessible.Role.Graphic,
}


class Node(QWidget):
    """A place on the page for assistive technology; links take the keyboard as well."""

    def __init__(self, view: Leaf, found: Found) -> None:
        super().__init__(view.viewport())
        self.found = found
        self.ring = QColor()
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(found.text)
        if found.kind is NodeKind.HEADING:
            self.setAccessibleDescription(_("Level {level}").format(level=found.level))
        if found.address.startswith("#source-"):
            self.setAccessibleDescription(_("Leads to a source"))
        if found.kind is NodeKind.LINK:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def press(self) -> None:
        """Follow the link."""
        if self.found.kind is NodeKind.LINK:
            self._view.follow(self.found.address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not alt:
            self.press()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        bar, top = self._view.verticalScrollBar(), self.y()
        if top < 0 or top + self.height() > self._view.viewport().height():
            bar.setValue(bar.value() + top - self._view.viewport().height() // 3)
        self._view.link_reached.emit(self.found)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._view.link_reached.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.ring, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _NodeInterface(QAccessibleWidget):
    """Role, name and, for links, one action."""

    def __init__(self, node: Node) -> None:
        super().__init__(node, _ROLES[node.found.kind], node.found.text)
        self._node = node

    def actionNames(self) -> list[str]:
        return ["Press"] if self._node.found.kind is NodeKind.LINK else []

    def doAction(self, name: str) -> None:
        if name == "Press" and shiboken6.isValid(self._node):
            self._node.press()


class Nodes:
    """The nodes of the page that is open; made only while assistive technology listens."""

    def __init__(self, view: Leaf) -> None:
        self._view = view
        self._nodes: list[Node] = []
        self._forced = False
        self._ring = QColor()

    def force(self, on: bool) -> None:
        """Make nodes even where nobody listens."""
        self._forced = on
        if not on:
            self.clear()

    def set_ring(self, colour: str) -> None:
        """The colour around the link that has the keyboard."""
        self._ring = QColor(colour)

    def clear(self) -> None:
        """The page goes."""
        if any(node.hasFocus() for node in self._nodes):
            self._view.setFocus()  # before Qt passes it on to the next widget
        for node in self._nodes:
            _interfaces.pop(id(node), None)
            node.setParent(None)
            node.deleteLater()  # not now: it may be the one whose key was pressed
        self._nodes.clear()
        self._view.leave_links(False)

    def follow(self) -> None:
        """Lie where headings, links and images are now."""
        if not (self._forced or QAccessible.isActive()):
            return
        install()
        if not self._nodes:
            for found in nodes_in(self._view.document()):
                node = Node(self._view, found)
                node.ring = self._ring
                self._nodes.append(node)
            self._chain()
        scrolled = self._view.verticalScrollBar().value()
        for node in self._nodes:
            boxes = rectangles(self._view.document(), node.found.start, node.found.end)
            area = QRect()
            for box in boxes:
                area = area.united(box.toAlignedRect())
            node.setGeometry(area.translated(0, -scrolled))
            node.show()

    def _chain(self) -> None:
        """Tab goes from the view through the links in reading order."""
        links = [node for node in self._nodes if node.found.kind is NodeKind.LINK]
        for before, after in zip((self._view, *links), links, strict=False):
            QWidget.setTabOrder(before, after)
        self._view.leave_links(True)

    def all(self) -> tuple[Node, ...]:
        """The nodes in reading order."""
        return tuple(self._nodes)


# Qt keeps bare pointers: without these references Python would free what a screen reader holds.
_interfaces: dict[int, QAccessibleInterface] = {}
_installed: list[object] = []


def _make(_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    made: QAccessibleInterface
    if isinstance(thing, Node):
        made = _NodeInterface(thing)
    elif isinstance(thing, CautionBox):
        made = QAccessibleWidget(thing, QAccessible.Role.Grouping, thing.accessibleName())
    else:
        return None
    _interfaces[id(thing)] = made
    return made


def install() -> None:
    """Tell Qt, once, how nodes speak."""
    if not _installed:
        _installed.append(_make)
        QAccessible.installFactory(_make)

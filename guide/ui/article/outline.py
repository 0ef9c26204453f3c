"""The sections of the page that is open, as a list beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from guide.content.model import Section
from guide.i18n import _
from guide.ui.theme import Theme

_ANCHOR = Qt.ItemDataRole.UserRole


class Outline(QWidget):
    """A tree of sections; the one being read is marked.

    Signals:
        chosen: the reader picked a section (its anchor).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tree = QTreeWidget(self)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setAccessibleName(_("Sections of this page"))
        self._tree.itemActivated.connect(self._on_item)
        self._tree.itemClicked.connect(self._on_item)
        self.setFocusProxy(self._tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tree)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """List ``sections`` in place of what was listed."""
        self._tree.clear()
        self._items.clear()
        parents: list[tuple[int, QTreeWidgetItem]] = []
        for section in sections:
            while parents and parents[-1][0] >= section.level:
                parents.pop()
            item = QTreeWidgetItem([section.title])
            item.setData(0, _ANCHOR, section.anchor)
            item.setToolTip(0, section.title)
            if parents:
                parents[-1][1].addChild(item)
            else:
                self._tree.addTopLevelItem(item)
            parents.append((section.level, item))
            self._items[section.anchor] = item
        self._tree.expandAll()

    def mark(self, anchor: str) -> None:
        """Mark the section that is being read; an unknown anchor (the head) marks none."""
        item = self._items.get(anchor)
        if item is None:
            self._tree.setCurrentIndex(QModelIndex())
            self._tree.clearSelection()
        elif item is not self._tree.currentItem():
            self._tree.setCurrentItem(item)

    def marked(self) -> str:
        """The anchor that is marked, or nothing."""
        item = self._tree.currentItem()
        return "" if item is None else str(item.data(0, _ANCHOR))

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Nothing of its own to draw; the style sheet dresses it."""

    @Slot(QTreeWidgetItem, int)
    def _on_item(self, item: QTreeWidgetItem, column: int) -> None:
        self.chosen.emit(str(item.data(0, _ANCHOR)))

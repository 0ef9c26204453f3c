"""The atlas as a list beside an article: for whoever does not point at a drawing."""

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from guide.content.verdicts import Verdict
from guide.i18n import _
from guide.ui.body.listing import FITS, KEY, AtlasModel
from guide.ui.theme import Theme, icon
from guide.ui.widgets.empty import EmptyState
from guide.ui.widgets.escape import asks_for_escape
from guide.ui.widgets.verdicts import ink, label


class AtlasTree(QTreeView):
    """The rows; Enter and a click open one.

    Signals:
        chosen: a row was opened (its key).
    """

    chosen = Signal(str)

    def __init__(self, model: AtlasModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self._chevrons: dict[bool, QIcon] = {}
        self._side = 12

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._side = round(12 * text_scale)
        self._chevrons = {
            True: icon("chevron-down", theme, "muted"),
            False: icon("chevron-right", theme, "muted"),
        }
        self.setIndentation(round(18 * text_scale))

    def first(self) -> QModelIndex:
        """The first row in sight that is shown for itself; invalid where there is none."""
        index = self.model().index(0, 0)
        while index.isValid() and not index.data(FITS):
            index = self.indexBelow(index)
        return index

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A chevron before what holds more."""
        painter.fillRect(rect, self.palette().color(self.backgroundRole()))
        mine = self.model().index(index.row(), 0, index.parent())
        if self._chevrons and self.model().hasChildren(mine):
            box = QRect(0, 0, self._side, self._side)
            box.moveCenter(QPoint(rect.right() - self.indentation() // 2, rect.center().y()))
            self._chevrons[self.isExpanded(mine)].paint(painter, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        """Open an entry; a heading folds."""
        key = index.data(KEY)
        if key:
            self.chosen.emit(key)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))


class AtlasList(QWidget):
    """Regions, meridians and points: of one view or of the whole body, with a filter.

    Signals:
        chosen: an entry was opened (its key).
        left: Esc was pressed.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AtlasModel(self)
        self._keys: Collection[str] = frozenset()
        self._judge: Callable[[str], Verdict | None] | None = None
        self._theme: Theme | None = None
        self.filter = QLineEdit(self)
        self.filter.setObjectName("plateListFilter")
        self.filter.setPlaceholderText(_("Filter regions and points"))
        self.filter.setAccessibleName(_("Filter regions and points"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._open_first)
        self.only_view = QCheckBox(_("Only what this view shows"), self)
        self.only_view.toggled.connect(self._narrow)
        self.tree = AtlasTree(self._model, self)
        self.tree.setObjectName("plateList")
        self.tree.setAccessibleName(_("Regions, meridians and points"))
        self.tree.chosen.connect(self.chosen)
        self._nothing = EmptyState(
            "search", _("Nothing of this name"), _("Try another spelling, or the whole body.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.filter, self.only_view):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        column.addWidget(self._nothing, 1)
        self.setFocusProxy(self.filter)
        self._narrow()

    def event(self, event: QEvent) -> bool:
        """Esc is the list's own before it is the window's."""
        if asks_for_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the filter into the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self._go_to_first()
        else:
            super().keyPressEvent(event)

    def show_view(self, keys: Collection[str]) -> None:
        """Which entries the plate in sight shows."""
        self._keys = frozenset(keys)
        if self.only_view.isChecked():
            self._narrow()

    def show_open(self, key: str) -> None:
        """Bring the entry that is read into sight."""
        index = self._model.find(key)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._theme = theme
        self.tree.set_look(theme, text_scale)
        self._nothing.set_look(theme, text_scale)

    def judge_by(self, judge: Callable[[str], Verdict | None]) -> None:
        """Show at every entry what ``judge`` says of its key now."""
        self._judge = judge
        self._model.mark_with(self._mark)
        self._narrow()

    def _mark(self, key: str) -> tuple[str, QIcon] | None:
        verdict = self._judge(key) if self._judge is not None else None
        if verdict is None or self._theme is None:
            return None
        words, drawing = label(verdict)
        return words, icon(drawing, self._theme, ink(verdict))

    def _go_to_first(self) -> None:
        first = self.tree.first()
        if first.isValid():
            self.tree.setCurrentIndex(first)
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _open_first(self) -> None:
        """Enter in the filter opens the first row that fits."""
        key = self.tree.first().data(KEY)
        if key and self.filter.text().strip():
            self.chosen.emit(key)

    @Slot()
    def _narrow(self) -> None:
        keys = self._keys if self.only_view.isChecked() else None
        text = self.filter.text()
        found = self._model.narrow(text, keys)
        if text.strip() or keys is not None:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        self.tree.setVisible(bool(found))
        self._nothing.setVisible(not found)

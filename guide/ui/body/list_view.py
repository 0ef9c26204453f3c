"""The atlas as a list beside an article: for whoever does not point at a drawing."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from guide.i18n import _
from guide.ui.body.listing import KEY, AtlasModel
from guide.ui.theme import Theme
from guide.ui.widgets.empty import EmptyState


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
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AtlasModel(self)
        self._keys: Collection[str] = frozenset()
        self.filter = QLineEdit(self)
        self.filter.setObjectName("plateListFilter")
        self.filter.setPlaceholderText(_("Filter regions and points"))
        self.filter.setAccessibleName(_("Filter regions and points"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
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
        self.tree.setIndentation(round(16 * text_scale))
        self._nothing.set_look(theme, text_scale)

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

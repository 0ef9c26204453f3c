"""The reader's bookmarks and notes as lists in the sidebar; an empty list says how to fill it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guide.content.names import fold
from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.empty import EmptyState

Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole
_PAD = 8  # pixels at 100 %, around a row
_LINES = 2  # of a note that are shown under its title


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: ``target`` is where it leads, ``mark`` what a deletion hands back."""

    target: str
    title: str
    below: str
    mark: object


class MarksList(QWidget):
    """A list of marks with a sentence in place of an empty one.

    Signals:
        chosen: the reader opened a row (its target).
        removal_asked: the reader deleted a row (its mark).
    """

    chosen = Signal(str)
    removal_asked = Signal(object)

    def __init__(self, object_name: str, name: str, empty: EmptyState) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._filter = ""
        self._empty = empty
        self._no_match = EmptyState(
            "search", _("No match"), _("Nothing in this list matches the filter.")
        )
        self._model = QStandardItemModel(self)
        self.view = _View(self)
        self.view.setObjectName(object_name)
        self.view.setAccessibleName(name)
        self.view.setModel(self._model)
        self._rows_look = _TwoLines(self.view)
        self.view.setItemDelegate(self._rows_look)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_activated)
        self.view.removal_asked.connect(self._on_removal)
        self._stack = QStackedLayout(self)
        for widget in (self.view, self._empty, self._no_match):
            self._stack.addWidget(widget)
        self._fill()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show ``rows`` in their order."""
        self._rows = tuple(rows)
        self._fill()

    def set_filter(self, text: str) -> int:
        """Show only the rows with every word of ``text``; how many these are."""
        self._filter = text
        return self._fill()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._rows_look.set_look(theme)
        self._empty.set_look(theme, text_scale)
        self._no_match.set_look(theme, text_scale)
        self.view.scheduleDelayedItemsLayout()

    def _fill(self) -> int:
        words = fold(self._filter).split()
        rows = [row for row in self._rows if _has(row, words)]
        place = self.view.currentIndex().row()
        self._model.clear()
        for row in rows:
            item = QStandardItem(row.title)
            item.setEditable(False)
            item.setData(row, _ROW)
            item.setData(f"{row.title}. {row.below}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if rows and place >= 0:  # after a deletion the next one, so that the keyboard goes on
            self.view.setCurrentIndex(self._model.index(min(place, len(rows) - 1), 0))
        nothing = self._no_match if self._rows else self._empty
        self._stack.setCurrentWidget(self.view if rows else nothing)
        return len(rows)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_ROW).target)

    @Slot(QModelIndex)
    def _on_removal(self, index: QModelIndex) -> None:
        self.removal_asked.emit(index.data(_ROW).mark)


class _View(QListView):
    """A list whose rows can be deleted by the Delete key or the menu.

    Signals:
        removal_asked: the row to be deleted.
    """

    removal_asked = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for the deletion of the current row."""
        if event.matches(QKeySequence.StandardKey.Delete) and self.currentIndex().isValid():
            self.removal_asked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if not self.indexAt(place).isValid():
            return
        self.setCurrentIndex(self.indexAt(place))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete = menu.addAction(_("Delete"))
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.triggered.connect(self._on_delete)
        menu.popup(self.viewport().mapToGlobal(place))

    @Slot()
    def _on_delete(self) -> None:
        if self.currentIndex().isValid():
            self.removal_asked.emit(self.currentIndex())


class _TwoLines(QStyledItemDelegate):
    """Draws the title, and below it muted what the mark says. Both wrap: nothing is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen_ink = parent.palette().color(QPalette.ColorRole.Text)

    def set_look(self, theme: Theme) -> None:
        """Take the colours."""
        self._chosen_ink = QColor(theme.colour("accent-soft-ink"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        look.text = ""
        style = look.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, look, painter, look.widget)
        chosen = bool(look.state & QStyle.StateFlag.State_Selected)
        ink, quiet = self._inks(look.palette, chosen)
        row: Row = index.data(_ROW)
        area = look.rect.adjusted(_PAD + 4, _PAD, -_PAD, -_PAD)
        painter.save()
        painter.setPen(ink)
        painter.setFont(look.font)
        used = painter.drawText(area, _WRAPPED, row.title)
        painter.setPen(quiet)
        painter.setFont(_smaller(look.font))
        painter.drawText(area.adjusted(0, used.height() + 2, 0, 0), _WRAPPED, row.below)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for both texts in the width of the list."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        view = look.widget
        width = view.viewport().width() if isinstance(view, QListView) else look.rect.width()
        row: Row = index.data(_ROW)
        box = QRect(0, 0, max(width - 2 * _PAD - 4, 40), 10_000)
        title = _bounds(look.font, box, row.title)
        below = _bounds(_smaller(look.font), box, row.below)
        return QSize(width, title + below + 2 + 2 * _PAD)

    def _inks(self, palette: QPalette, chosen: bool) -> tuple[QColor, QColor]:
        if chosen:
            return self._chosen_ink, self._chosen_ink
        roles = QPalette.ColorRole
        return palette.color(roles.Text), palette.color(roles.PlaceholderText)


_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


def _bounds(font: QFont, box: QRect, text: str) -> int:
    return QFontMetrics(font).boundingRect(box, _WRAPPED, text).height() if text else 0


def _has(row: Row, words: list[str]) -> bool:
    text = fold(f"{row.title} {row.below}")
    return all(word in text for word in words)


def preview(text: str) -> str:
    """The first words of a note, on one line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    short = " · ".join(lines[:_LINES])
    return short if len(short) <= 120 else short[:119].rstrip() + "…"

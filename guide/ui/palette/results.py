"""The list under the search field: what can be opened or done, by name, with the letters that fit."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from guide.i18n import _
from guide.ui.palette.beside import Beside
from guide.ui.palette.drawing import draw_line, smaller, strong
from guide.ui.palette.rows import Row, Sort
from guide.ui.palette.still import Still
from guide.ui.theme import Theme, icon

Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole
_HIGH, _HEADING = 44, 28  # pixels at 100 %: a row, a heading
_PAD = 10
_FEW = 6  # letters: in less room a name says nothing
_MOST = 13  # rows in sight


class Results(QFrame):
    """Hangs under the field inside the window, so that every desktop and kiosk treats it alike.

    Signals:
        picked: the reader picked a row (``Row``, and whether in a new tab).
    """

    picked = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPopup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._scale = 1.0
        self.verdicts = Beside()
        self._model = QStandardItemModel(self)
        self.view = QListView(self)
        self.view.setObjectName("searchResults")
        self.view.setAccessibleName(_("Search results"))
        self.view.setModel(self._model)
        self._lines = _Lines(self.view, self.verdicts)
        self.view.setItemDelegate(self._lines)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._on_clicked)
        self._still = Still(self.view)
        self._hint = QLabel()
        self._hint.setObjectName("emptyHint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setMargin(_PAD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(0)
        layout.addWidget(self._hint)
        layout.addWidget(self.view, 1)
        self.hide()

    def show_rows(self, rows: Sequence[Row], hint: str = "") -> None:
        """Show ``rows``, the first one that can be picked chosen, under a sentence."""
        self._model.clear()
        for row in rows:
            self._model.appendRow(self._item(row))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.view.setVisible(bool(rows))
        first = next((n for n, row in enumerate(rows) if row.sort is not Sort.HEADING), None)
        if first is not None:
            self.view.setCurrentIndex(self._model.index(first, 0))
            self.view.scrollToTop()
        self._still.release()

    def forget(self) -> None:
        """Nothing can be picked until ``show_rows``: the answer to other words is on its way."""
        self._still.hold()
        self._model.clear()
        self._hint.clear()

    def rows(self) -> list[Row]:
        """What is shown, headings left out."""
        found = [self._model.index(n, 0).data(_ROW) for n in range(self._model.rowCount())]
        return [row for row in found if row.sort is not Sort.HEADING]

    def choose(self, by: int) -> str:
        """Choose the row ``by`` rows further, around the ends; its words."""
        places = [n for n in range(self._model.rowCount()) if not self._is_heading(n)]
        if not places:
            return ""
        here = self.view.currentIndex().row()
        at = places.index(here) if here in places else 0
        index = self._model.index(places[(at + by) % len(places)], 0)
        self.view.setCurrentIndex(index)
        if index.row() == places[0]:
            self.view.scrollToTop()  # its heading too
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def open_current(self, new_tab: bool) -> bool:
        """Pick the chosen row; False where there is none."""
        index = self.view.currentIndex()
        if not index.isValid():
            return False
        self.picked.emit(index.data(_ROW), new_tab)
        return True

    def say_verdicts_anew(self) -> None:
        """What is thought of the entries changed."""
        for n in range(self._model.rowCount()):
            item = self._model.item(n)
            item.setData(self._in_words(item.data(_ROW)), Qt.ItemDataRole.AccessibleTextRole)
        self.view.viewport().update()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale = text_scale
        self._lines.set_look(theme, text_scale)

    def hang_under(self, field: QWidget) -> None:
        """Take the place under ``field``: at least as wide, as high as the rows need."""
        window = self.parentWidget()
        if window is None:
            return
        corner = field.mapTo(window, field.rect().bottomLeft())
        width = min(max(field.width(), round(480 * self._scale)), window.width() - 16)
        left = min(max(corner.x() - (width - field.width()) // 2, 8), window.width() - width - 8)
        high, heading = round(_HIGH * self._scale), round(_HEADING * self._scale)
        rows = [self._is_heading(n) for n in range(self._model.rowCount())][: _MOST + 2]
        height = sum(heading if is_heading else high for is_heading in rows) + 14
        if not self._hint.isHidden():
            height += self._hint.heightForWidth(width - 10)
        room = window.height() - corner.y() - 12
        self.setGeometry(left, corner.y() + 4, width, min(height, room))
        self.raise_()
        self.show()

    def _item(self, row: Row) -> QStandardItem:
        item = QStandardItem(row.title)
        item.setData(row, _ROW)
        item.setData(self._in_words(row), Qt.ItemDataRole.AccessibleTextRole)
        item.setEditable(False)
        item.setToolTip(row.title)  # a long one may be cut
        if row.sort is Sort.HEADING:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _in_words(self, row: Row) -> str:
        verdict = self.verdicts.on(row.id)[0] if row.sort is Sort.ENTRY else ""
        return ", ".join(word for word in (row.in_words(), verdict) if word)

    def _is_heading(self, place: int) -> bool:
        return bool(self._model.index(place, 0).data(_ROW).sort is Sort.HEADING)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(_ROW).sort is not Sort.HEADING:
            self.picked.emit(index.data(_ROW), False)


class _Lines(QStyledItemDelegate):
    """Title; muted beside it the name that fits; at the right kind, shortcut and verdict."""

    def __init__(self, parent: QWidget, verdicts: Beside) -> None:
        super().__init__(parent)
        self._verdicts = verdicts
        self._scale = 1.0
        self._theme: Theme | None = None
        self._muted = self._chosen = parent.palette().color(QPalette.ColorRole.Text)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale, self._theme = text_scale, theme
        self._muted = QColor(theme.colour("muted"))
        self._chosen = QColor(theme.colour("accent-soft-ink"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        look.text = ""
        row: Row = index.data(_ROW)
        area = look.rect.adjusted(_PAD, 2, -_PAD, -2)
        painter.save()
        if row.sort is Sort.HEADING:
            painter.setPen(self._muted)
            draw_line(painter, area, strong(smaller(look.font)), row.title)
        else:
            control = QStyle.ControlElement.CE_ItemViewItem
            look.widget.style().drawControl(control, look, painter, look.widget)
            self._draw(painter, area, look, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row for a finger."""
        is_heading = index.data(_ROW).sort is Sort.HEADING
        return QSize(100, round((_HEADING if is_heading else _HIGH) * self._scale))

    def _draw(self, painter: QPainter, area: QRect, look: QStyleOptionViewItem, row: Row) -> None:
        chosen = bool(look.state & QStyle.StateFlag.State_Selected)
        ink = self._chosen if chosen else look.palette.color(QPalette.ColorRole.Text)
        painter.setPen(self._chosen if chosen else self._muted)
        for words in (row.kind, row.keys):
            if words:
                area = draw_line(painter, area, smaller(look.font), words, right=True)
        area = self._draw_verdict(painter, area, look, row, ink)
        painter.setPen(ink)
        area = draw_line(painter, area, strong(look.font), row.title, row.letters)
        painter.setPen(self._chosen if chosen else self._muted)
        beside = row.beside
        if not row.beside_letters:
            beside = _fitting(beside, QFontMetrics(look.font), area.width())
        if area.width() > look.fontMetrics.averageCharWidth() * _FEW:
            draw_line(painter, area, look.font, beside, row.beside_letters)

    def _draw_verdict(
        self, painter: QPainter, area: QRect, look: QStyleOptionViewItem, row: Row, ink: QColor
    ) -> QRect:
        words, picture = self._verdicts.on(row.id) if row.sort is Sort.ENTRY else ("", "")
        if not words or self._theme is None:
            return area
        painter.setPen(ink)
        area = draw_line(painter, area, smaller(look.font), words, right=True)
        if not picture:
            return area
        side = round(16 * self._scale)
        area = area.adjusted(0, 0, look.fontMetrics.averageCharWidth(), 0)
        place = QRect(area.right() - side, area.center().y() - side // 2, side, side)
        icon(picture, self._theme, "ink", side).paint(painter, place)
        return area.adjusted(0, 0, -side - _PAD, 0)


def _fitting(names: str, metrics: QFontMetrics, room: int) -> str:
    """As many of the names as have room; none is cut in the middle."""
    parts = names.split(" · ")
    while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room:
        parts.pop()
    return " · ".join(parts)

"""The list under the search field: title, what matched, and what kind of thing it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
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

from guide.content.model import Hit
from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.kinds import kind_word

Index = QModelIndex | QPersistentModelIndex

_HIT = Qt.ItemDataRole.UserRole
_ROW = 44  # pixels at 100 %
_PAD = 10
_MOST = 8  # rows in sight


class Results(QFrame):
    """Hangs under the field inside the window, so that every desktop and kiosk treats it alike.

    Signals:
        chosen: the reader picked an entry (its key, and whether in a new tab).
    """

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPopup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._scale = 1.0
        self._model = QStandardItemModel(self)
        self.view = QListView(self)
        self.view.setObjectName("searchResults")
        self.view.setAccessibleName(_("Search results"))
        self.view.setModel(self._model)
        self._lines = _Lines(self.view)
        self.view.setItemDelegate(self._lines)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.clicked.connect(self._on_clicked)
        self._none = QLabel()
        self._none.setObjectName("emptyHint")
        self._none.setWordWrap(True)
        self._none.setMargin(_PAD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.view)
        layout.addWidget(self._none)
        self.hide()

    def show_hits(self, text: str, hits: tuple[Hit, ...]) -> None:
        """Show what was found for ``text``, the best one chosen."""
        self._model.clear()
        for hit in hits:
            item = QStandardItem(hit.entry.title)
            item.setData(hit, _HIT)
            item.setData(", ".join(_in_words(hit)), Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._model.appendRow(item)
        self._none.setText(_("Nothing in this library is called “{0}”.").format(text))
        self._none.setVisible(not hits)
        self.view.setVisible(bool(hits))
        if hits:
            self.view.setCurrentIndex(self._model.index(0, 0))

    def count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def choose(self, by: int) -> str:
        """Choose the row ``by`` rows further, around the ends; its words."""
        if not self.count():
            return ""
        row = (self.view.currentIndex().row() + by) % self.count()
        self.view.setCurrentIndex(self._model.index(row, 0))
        return str(self._model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def open_current(self, new_tab: bool) -> bool:
        """Open the chosen row; False where there is none."""
        index = self.view.currentIndex()
        if not index.isValid():
            return False
        self.chosen.emit(index.data(_HIT).entry.key, new_tab)
        return True

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale = text_scale
        self._lines.set_look(theme, text_scale)

    def hang_under(self, field: QWidget) -> None:
        """Take the place under ``field``: at least as wide, as high as the hits need."""
        window = self.parentWidget()
        if window is None:
            return
        corner = field.mapTo(window, field.rect().bottomLeft())
        width = min(max(field.width(), round(420 * self._scale)), window.width() - 16)
        left = min(max(corner.x() - (width - field.width()) // 2, 8), window.width() - width - 8)
        rows = min(max(self.count(), 1), _MOST)
        height = rows * round(_ROW * self._scale) + 14
        if not self.count():
            height = self._none.heightForWidth(width - 8) + 12
        self.setGeometry(
            left, corner.y() + 4, width, min(height, window.height() - corner.y() - 12)
        )
        self.raise_()
        self.show()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_HIT).entry.key, False)


class _Lines(QStyledItemDelegate):
    """Title; muted beside it the name that matched; at the right the kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._muted = self._chosen = parent.palette().color(QPalette.ColorRole.Text)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale = text_scale
        self._muted = QColor(theme.colour("muted"))
        self._chosen = QColor(theme.colour("accent-soft-ink"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        look.text = ""
        control = QStyle.ControlElement.CE_ItemViewItem
        look.widget.style().drawControl(control, look, painter, look.widget)
        hit: Hit = index.data(_HIT)
        chosen = bool(look.state & QStyle.StateFlag.State_Selected)
        ink = self._chosen if chosen else look.palette.color(QPalette.ColorRole.Text)
        quiet = self._chosen if chosen else self._muted
        area = look.rect.adjusted(_PAD, 2, -_PAD, -2)
        painter.save()
        area = _draw(painter, area, look.font, quiet, kind_word(hit.entry.kind), right=True)
        strong = QFont(look.font)
        strong.setWeight(QFont.Weight.DemiBold)
        area = _draw(painter, area, strong, ink, hit.entry.title, right=False)
        names = _fitting(_matched(hit), QFontMetrics(look.font), area.width())
        _draw(painter, area, look.font, quiet, names, right=False)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row for a finger."""
        return QSize(100, round(_ROW * self._scale))


def _draw(
    painter: QPainter, area: QRect, font: QFont, ink: QColor, text: str, *, right: bool
) -> QRect:
    """Draw ``text`` at one side of ``area``; what is left of it."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    used = metrics.horizontalAdvance(shown) + metrics.averageCharWidth() * 2
    return area.adjusted(0, 0, -used, 0) if right else area.adjusted(used, 0, 0, 0)


def _matched(hit: Hit) -> str:
    return hit.matched if hit.matched and hit.matched != hit.entry.title else hit.entry.names


def _fitting(names: str, metrics: QFontMetrics, room: int) -> str:
    """As many of the names as have room; none is cut in the middle."""
    parts = names.split(" · ")
    while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room:
        parts.pop()
    return " · ".join(parts)


def _in_words(hit: Hit) -> list[str]:
    words = [hit.entry.title, _matched(hit), kind_word(hit.entry.kind)]
    return [word for word in words if word]

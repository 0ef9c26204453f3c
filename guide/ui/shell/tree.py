"""The tree of entries as it is seen and used: rows with room for a finger, titles that wrap, badges."""

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from guide.content.verdicts import Verdict
from guide.ui.shell.entries import (
    BOOKMARKED,
    ENTRY,
    GROUP,
    IS_HEADING,
    NOTED,
    OPEN,
    VERDICT,
    EntriesModel,
)
from guide.ui.theme import Theme, icon
from guide.ui.widgets.verdicts import ink, label

Index = QModelIndex | QPersistentModelIndex

_ROW = 36  # pixels at 100 %
_BADGE = 14
_GAP = 6
_WRAPPED = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)


class EntryTree(QTreeView):
    """Shows an ``EntriesModel``.

    Signals:
        chosen: the reader opened an entry (its key, and whether in a new tab).
    """

    chosen = Signal(str, bool)

    def __init__(
        self,
        model: EntriesModel,
        object_name: str,
        name: str,
        unfolded: frozenset[str] = frozenset(),
    ) -> None:
        """``unfolded`` are the keys of the headings whose entries are seen from the beginning."""
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._entries, self._unfolded = model, unfolded
        self.rows = EntryRows(self)
        self.setModel(model)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setIndentation(14)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self._soon = QTimer(self)  # the layouts around have the first turn
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._bring_into_sight)
        self._unfold()

    def set_filter(self, text: str) -> int:
        """Show only what matches ``text``; how many entries these are."""
        found = self._entries.set_filter(text)
        if text.strip():
            self.expandAll()
        else:
            self._unfold()
        return found

    def _unfold(self) -> None:
        for row in range(self._entries.rowCount()):
            index = self._entries.index(row, 0)
            self.setExpanded(index, index.data(GROUP) in self._unfolded)

    def show_open(self, key: str) -> None:
        """Mark the entry that is read and bring its row into sight."""
        self._entries.set_open(key)
        index = self._entries.find(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self._bring_into_sight()
        else:
            self.selectionModel().clearSelection()

    def judge_by(self, judge: Callable[[str], Verdict | None]) -> None:
        """Show at every entry what ``judge`` says of its key now."""
        self._entries.judge_by(judge)
        self.scheduleDelayedItemsLayout()  # titles have less room now, or more
        self._soon.start()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self.rows.set_look(theme, text_scale)
        self.setIndentation(round(14 * text_scale))
        self.scheduleDelayedItemsLayout()
        self._soon.start()

    def choose(self, index: QModelIndex, new_tab: bool = False) -> None:
        """Open an entry, or fold and unfold a heading."""
        if index.data(IS_HEADING):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.isValid():
            self.chosen.emit(index.data(ENTRY).key, new_tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, with Ctrl in a new tab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.choose(self.currentIndex(), with_ctrl)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens in a new tab."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self.choose(self.indexAt(event.position().toPoint()), new_tab=True)
        else:
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap at another place."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._bring_into_sight()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A chevron before headings; before entries nothing, also where they are chosen."""
        painter.fillRect(rect, self.palette().color(self.backgroundRole()))
        if index.data(IS_HEADING):
            self.rows.draw_chevron(painter, rect, self._is_unfolded(index))

    @Slot()
    def _bring_into_sight(self) -> None:
        if self.isVisible():
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """A tree that was behind another one shows its chosen row."""
        super().showEvent(event)
        self._soon.start()

    def _is_unfolded(self, heading: Index) -> bool:
        return self.isExpanded(self._entries.index(heading.row(), 0))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.choose(index)


class EntryRows(QStyledItemDelegate):
    """Draws headings as small capitals, entries with their badges; nothing is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._badges: dict[int, QIcon] = {}
        self._theme: Theme | None = None
        self._chevrons: dict[bool, QIcon] = {}
        self._chosen_ink = parent.palette().color(QPalette.ColorRole.Text)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale, self._theme = text_scale, theme
        self._chosen_ink = QColor(theme.colour("accent-soft-ink"))
        self._chevrons = {
            True: icon("chevron-down", theme, "muted"),
            False: icon("chevron-right", theme, "muted"),
        }
        self._badges = {BOOKMARKED: icon("star-filled", theme), NOTED: icon("note", theme)}

    def draw_chevron(self, painter: QPainter, area: QRect, unfolded: bool) -> None:
        """Show whether a heading is folded."""
        side = round(12 * self._scale)
        if unfolded in self._chevrons:
            box = QRect(area.right() - side, area.center().y() - side // 2, side, side)
            self._chevrons[unfolded].paint(painter, box)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        heading = bool(index.data(IS_HEADING))
        text, look.text = self._text(look.text, heading), ""
        look.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, look, painter, look.widget
        )
        area = self._text_area(look.rect)
        painter.save()
        area.setRight(area.right() - self._draw_badges(painter, area, index))
        painter.setFont(self._font(look.font, heading, bool(index.data(OPEN))))
        painter.setPen(self._ink(look, heading))
        painter.drawText(area, _WRAPPED, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row as high as its wrapped title, and never lower than a finger needs."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        heading = bool(index.data(IS_HEADING))
        width = self._width(look, heading) - self._badge_room(index)
        metrics = QFontMetrics(self._font(look.font, heading, bool(index.data(OPEN))))
        text = self._text(look.text, heading)
        if metrics.horizontalAdvance(text) <= width:  # the usual case, cheaply
            height = metrics.height()
        else:
            box = QRect(0, 0, max(width, 40), 10_000)
            height = metrics.boundingRect(box, _WRAPPED, text).height()
        return QSize(width, max(round(_ROW * self._scale), height + round(10 * self._scale)))

    def _width(self, look: QStyleOptionViewItem, heading: bool) -> int:
        tree = look.widget
        if not isinstance(tree, QTreeView):
            return self._text_area(look.rect).width()
        inside = tree.viewport().width() - tree.indentation() * (1 if heading else 2)
        return inside - 2 * _GAP

    def _text_area(self, rect: QRect) -> QRect:
        return rect.adjusted(_GAP, 0, -_GAP, 0)

    def _badge_room(self, index: Index) -> int:
        count = sum(1 for role in (BOOKMARKED, NOTED, VERDICT) if index.data(role))
        return count * round((_BADGE + 4) * self._scale)

    def _draw_badges(self, painter: QPainter, area: QRect, index: Index) -> int:
        side = round(_BADGE * self._scale)
        right = area.right()
        for role in (VERDICT, NOTED, BOOKMARKED):
            picture = self._badge(index, role)
            if picture is None:
                continue
            top = area.center().y() - side // 2
            picture.paint(painter, QRect(right - side, top, side, side))
            right -= round((_BADGE + 4) * self._scale)
        return area.right() - right

    def _badge(self, index: Index, role: int) -> QIcon | None:
        value = index.data(role)
        if not isinstance(value, Verdict):
            return self._badges.get(role) if value else None
        if self._theme is None:
            return None
        return icon(label(value)[1], self._theme, ink(value))

    @staticmethod
    def _text(text: str, heading: bool) -> str:
        return text.upper() if heading else text

    @staticmethod
    def _font(font: QFont, heading: bool, is_open: bool) -> QFont:
        made = QFont(font)
        if heading:
            made.setPointSizeF(font.pointSizeF() * 0.84)
            made.setWeight(QFont.Weight.DemiBold)
            made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        elif is_open:
            made.setWeight(QFont.Weight.DemiBold)
        return made

    def _ink(self, look: QStyleOptionViewItem, heading: bool) -> QColor:
        if look.state & QStyle.StateFlag.State_Selected:
            return self._chosen_ink
        role = QPalette.ColorRole.PlaceholderText if heading else QPalette.ColorRole.Text
        return look.palette.color(role)

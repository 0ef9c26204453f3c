"""The hits of a search as a list: title, kind, the words around what was found, and a verdict."""

from collections.abc import Sequence

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
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from guide.content.levels import WORDS, Level
from guide.content.model import Hit
from guide.i18n import _
from guide.ui.palette.beside import Beside
from guide.ui.palette.drawing import fitted, height_of, laid_out, smaller, strong
from guide.ui.palette.matching import Ranges
from guide.ui.palette.still import Still
from guide.ui.theme import Theme, icon
from guide.ui.widgets.kinds import kind_word

Index = QModelIndex | QPersistentModelIndex

_HIT = Qt.ItemDataRole.UserRole  # the row that asks for more has none
_PAD, _GAP = 8, 2  # pixels around a row, and between its texts
_LEAST = 44  # pixels: what a finger hits
_LINES = 3  # of a snippet
_DOT = " · "
_IN_TEXT = "text"  # what a hit says that was not found by a name


class HitList(QListView):
    """Rows of hits; Enter and a press open one, and the list stays.

    Signals:
        chosen: the reader opened a hit (its key, and whether in a new tab).
        more_asked: the reader wants more of them.
        left: the reader went up beyond the first row.
    """

    chosen = Signal(str, bool)
    more_asked = Signal()
    left = Signal()

    def __init__(self, verdicts: Beside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hitList")
        self.setAccessibleName(_("Search results"))
        self._verdicts = verdicts
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._rows = _HitRows(self, verdicts)
        self.setItemDelegate(self._rows)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._still = Still(self)
        self.clicked.connect(self._on_clicked)

    def show_hits(self, hits: Sequence[Hit], more: int) -> None:
        """Show ``hits``, and after them a row for ``more`` others; the chosen one stays chosen."""
        kept = self.current_key()
        self._rows.forget()
        self._model.clear()
        for hit in hits:
            item = QStandardItem(hit.entry.title)
            item.setData(hit, _HIT)
            self._append(item, self._in_words(hit))
        if more > 0:
            words = _("Show more ({0})").format(more)
            self._append(QStandardItem(words), words)
        keys = self.entry_keys()
        if keys:
            self.setCurrentIndex(self._model.index(keys.index(kept) if kept in keys else 0, 0))
        self._still.release()

    def forget(self) -> None:
        """Nothing can be opened until ``show_hits``: the answer to other words is on its way."""
        self._still.hold()
        self._model.clear()

    def entry_keys(self) -> list[str]:
        """The keys of the hits, in order."""
        rows = (self._model.index(n, 0).data(_HIT) for n in range(self._model.rowCount()))
        return [hit.entry.key for hit in rows if hit is not None]

    def current_key(self) -> str:
        """The key of the chosen hit, or an empty string."""
        hit = self.currentIndex().data(_HIT)
        return hit.entry.key if hit is not None else ""

    def choose(self, place: int) -> str:
        """Choose the hit at a place; its words."""
        index = self._model.index(place, 0)
        self.setCurrentIndex(index)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def open(self, index: Index, new_tab: bool = False) -> None:
        """Open the hit of a row, or ask for more."""
        hit = index.data(_HIT)
        if hit is not None:
            self.chosen.emit(hit.entry.key, new_tab)
        elif index.isValid():
            self.more_asked.emit()

    def say_verdicts_anew(self) -> None:
        """What is thought of the entries changed."""
        for n in range(self._model.rowCount()):
            item = self._model.item(n)
            if item.data(_HIT) is not None:
                words = self._in_words(item.data(_HIT))
                item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
        self.scheduleDelayedItemsLayout()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._rows.set_look(theme, text_scale)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, with Ctrl in a new tab; Up on the first row leaves the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.open(self.currentIndex(), bool(held))
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens in a new tab."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self.open(self.indexAt(event.position().toPoint()), new_tab=True)
        else:
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap at another place."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _append(self, item: QStandardItem, words: str) -> None:
        item.setEditable(False)
        item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
        self._model.appendRow(item)

    def _in_words(self, hit: Hit) -> str:
        entry = hit.entry
        verdict = self._verdicts.on(entry.key)[0]
        parts = (entry.title, kind_word(entry.kind), _level(hit), hit.snippet, verdict)
        return ". ".join(part for part in parts if part)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.open(index, bool(held))


class _HitRows(QStyledItemDelegate):
    """Draws a hit in its own height: nothing is cut in the middle of a word."""

    def __init__(self, parent: QListView, verdicts: Beside) -> None:
        super().__init__(parent)
        self._view, self._verdicts = parent, verdicts
        self._theme: Theme | None = None
        self._scale = 1.0
        # Not by font: one that came with a style option dies with it, and comparing it crashes.
        self._pieces: dict[tuple[str, Ranges, int], tuple[str, Ranges]] = {}

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._theme, self._scale = theme, text_scale
        self.forget()

    def forget(self) -> None:
        """Other hits, or another font: what was cut to fit is no longer needed."""
        self._pieces.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        look.text = ""
        control = QStyle.ControlElement.CE_ItemViewItem
        look.widget.style().drawControl(control, look, painter, look.widget)
        painter.save()
        self._draw(painter, look, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for all of its texts in the width of the list."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        width = self._width()
        hit: Hit | None = index.data(_HIT)
        small = smaller(look.font)
        if hit is None:
            height = height_of(str(index.data()), look.font, width)
            return QSize(width, max(height + 2 * _PAD, round(_LEAST * self._scale)))
        texts = [(hit.entry.title, strong(look.font)), (_below(hit)[0], small)]
        texts.append((self._snippet(hit, look)[0], small))
        heights = [height_of(text, font, width) for text, font in texts if text]
        words = self._verdicts.on(hit.entry.key)[0]
        if words:
            heights.append(height_of(words, small, width - self._side() - _PAD))
        height = sum(heights) + _GAP * (len(heights) - 1) + 2 * _PAD
        return QSize(width, max(height, _LEAST))

    def _draw(self, painter: QPainter, look: QStyleOptionViewItem, index: Index) -> None:
        ink, quiet = self._inks(look)
        at = QPoint(look.rect.left() + _PAD + 2, look.rect.top() + _PAD)
        hit: Hit | None = index.data(_HIT)
        if hit is None:
            painter.setPen(ink)
            layout = laid_out(str(index.data()), look.font, self._width())
            layout.draw(painter, at)
            return
        small = smaller(look.font)
        painter.setPen(ink)
        in_title = hit.letters if hit.matched == hit.entry.title else ()
        at = self._text(
            painter, at, laid_out(hit.entry.title, strong(look.font), self._width(), in_title)
        )
        painter.setPen(quiet)
        below, letters = _below(hit)
        at = self._text(painter, at, laid_out(below, small, self._width(), letters))
        at = self._draw_snippet(painter, at, look, hit, ink)
        self._draw_verdict(painter, at, look, hit.entry.key, ink)

    def _draw_snippet(
        self, painter: QPainter, at: QPoint, look: QStyleOptionViewItem, hit: Hit, ink: QColor
    ) -> QPoint:
        text, marks = self._snippet(hit, look)
        if not text or self._theme is None:
            return at
        painter.setPen(ink)
        found, found_ink = (QColor(self._theme.colour(role)) for role in ("found", "found-ink"))
        drawn = laid_out(text, smaller(look.font), self._width(), marks, found, found_ink)
        return self._text(painter, at, drawn)

    def _draw_verdict(
        self, painter: QPainter, at: QPoint, look: QStyleOptionViewItem, key: str, ink: QColor
    ) -> None:
        words, picture = self._verdicts.on(key)
        if not words or self._theme is None:
            return
        painter.setPen(ink)
        side = self._side()
        if picture:
            place = QRect(at.x(), at.y(), side, side)
            icon(picture, self._theme, "ink", side).paint(painter, place)
        beside = QPoint(at.x() + side + _PAD, at.y())
        laid_out(words, smaller(look.font), self._width() - side - _PAD).draw(painter, beside)

    def _text(self, painter: QPainter, at: QPoint, layout: QTextLayout) -> QPoint:
        layout.draw(painter, at)
        height = round(layout.boundingRect().height() + 0.49)
        return QPoint(at.x(), at.y() + height + _GAP)

    def _snippet(self, hit: Hit, look: QStyleOptionViewItem) -> tuple[str, Ranges]:
        wanted = hit.snippet, hit.marks, self._width()
        if wanted not in self._pieces:
            self._pieces[wanted] = fitted(*wanted[:2], smaller(look.font), wanted[2], _LINES)
        return self._pieces[wanted]

    def _inks(self, look: QStyleOptionViewItem) -> tuple[QColor, QColor]:
        if look.state & QStyle.StateFlag.State_Selected and self._theme is not None:
            chosen = QColor(self._theme.colour("accent-soft-ink"))
            return chosen, chosen
        ink = look.palette.color(QPalette.ColorRole.Text)
        quiet = ink if self._theme is None else QColor(self._theme.colour("muted"))
        return ink, quiet

    def _width(self) -> int:
        return max(self._view.viewport().width() - 2 * _PAD - 6, 40)

    def _side(self) -> int:
        return round(16 * self._scale)


def _below(hit: Hit) -> tuple[str, Ranges]:
    """The kind, the name that was found where it is not the title, and who alone reads the words."""
    parts = [kind_word(hit.entry.kind)]
    letters: Ranges = ()
    if hit.matched and hit.matched not in {hit.entry.title, _IN_TEXT}:
        before = len(parts[0]) + len(_DOT)
        letters = tuple((start + before, end + before) for start, end in hit.letters)
        parts.append(hit.matched)
    if hit.level:
        parts.append(_level(hit))
    return _DOT.join(parts), letters


def _level(hit: Hit) -> str:
    return WORDS[Level(hit.level)] if hit.level else ""

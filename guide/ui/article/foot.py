"""What comes after an article: the one before, the next, and related ones with teasers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from guide.content.model import Entry, Page
from guide.i18n import _
from guide.ui.theme import Theme, interface_font
from guide.ui.widgets.buttons import TARGET

_GAP, _PAD = 12, 14
_NARROWEST = 200  # of a related card, at 100 %
_LABEL, _TITLE, _MARK, _TEASER = range(4)  # the parts of a card from top to bottom
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Mark = Callable[[str], tuple[str, str] | None]
"""What is to be said beside the entry of a key: words, and the role of their colour."""


class Card(QAbstractButton):
    """An entry to press: a small label, its title, what it says about a person, its summary.

    Painted by itself: a page may have twenty of them and opens in a few milliseconds.
    """

    chosen = Signal(str)
    focused = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)
        self._key = self._label = self._teaser = self._mark = ""
        self._mark_ink = "muted"
        self._theme: Theme | None = None
        self._fonts = (QFont(), QFont(), QFont(), QFont())
        self._align = Qt.AlignmentFlag.AlignLeft

    def show_entry(
        self,
        entry: Entry,
        label: str = "",
        teaser: bool = True,
        mark: tuple[str, str] | None = None,
    ) -> None:
        """Stand for ``entry``; ``label`` says what it is to this page, ``mark`` to a person."""
        self._key, self._label = entry.key, label
        self._mark, self._mark_ink = mark or ("", "muted")
        self._teaser = entry.summary if teaser else ""
        self.setText(entry.title)
        name = f"{label}: {entry.title}" if label else entry.title
        self.setAccessibleName(f"{name}, {self._mark}" if mark else name)
        self.setAccessibleDescription(entry.summary)
        self.update()

    def set_look(self, theme: Theme, text_scale: float, align_right: bool = False) -> None:
        """Take theme and text size."""
        self._theme = theme
        self._align = Qt.AlignmentFlag.AlignRight if align_right else Qt.AlignmentFlag.AlignLeft
        small, title, plain = (interface_font(text_scale * share) for share in (0.9, 1.05, 0.93))
        strong = QFont(small)
        for font in (title, strong):
            font.setWeight(QFont.Weight.DemiBold)
        self._fonts = (small, title, strong, plain)

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max(TARGET, (boxes[-1][1].bottom() if boxes else 0) + _PAD)

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        colour = self._theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        ring = 2.0 if self.hasFocus() else 1.0
        edge = "focus" if self.hasFocus() else ("border" if lit else "line")
        painter.setPen(QPen(QColor(colour(edge)), ring))
        painter.setBrush(QColor(colour("hover" if lit else "paper")))
        inset = ring / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        roles = ("muted", "link", "ink" if lit else self._mark_ink, "muted")
        for part, box in self._boxes(self.width()):
            painter.setFont(self._fonts[part])
            painter.setPen(QColor(colour(roles[part])))
            painter.drawText(
                box, int(Qt.TextFlag.TextWordWrap) | int(self._align.value), self._words(part)
            )

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.focused.emit(self)

    def _words(self, part: int) -> str:
        return (self._label, self.text(), self._mark, self._teaser)[part]

    def _boxes(self, width: int) -> list[tuple[int, QRect]]:
        """(part, where) of everything that has words, from top to bottom."""
        found, y = [], _PAD - 2
        for part in (_LABEL, _TITLE, _MARK, _TEASER):
            if words := self._words(part):
                room = QRect(0, 0, width - 2 * _PAD, 10_000)
                metrics = QFontMetrics(self._fonts[part], self)
                height = metrics.boundingRect(room, _WRAP, words).height()
                found.append((part, QRect(_PAD, y, room.width(), height)))
                y += height + 3
        return found

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._key)


class ArticleFoot(QWidget):
    """Previous, next and related; lies at the end of the article and scrolls with it.

    Signals:
        chosen: the reader picked an entry (its key).
        focused: a card got the focus and wants to be seen.
    """

    chosen = Signal(str)
    focused = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("articleFoot")
        self.setAccessibleName(_("After this article"))
        self._look: tuple[Theme, float] | None = None
        self._before = self._card(self, "previousArticle")
        self._next = self._card(self, "nextArticle")
        self._related = QWidget(self)
        self._related.setObjectName("relatedArticles")
        self._related.setAccessibleName(_("Related articles"))
        self._heading = QLabel(_("Related articles"), self._related)
        self._cards: list[Card] = []
        self._shown = 0
        self._mark: Mark = _no_mark

    def mark_with(self, mark: Mark) -> None:
        """What to say beside entries, from the next page on."""
        self._mark = mark

    def show_page(self, page: Page) -> None:
        """Offer what ``page`` leads on to."""
        self._offer(self._before, page.previous, _("Previous"))
        self._offer(self._next, page.next, _("Next"))
        self._show_related(page.related)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Dress every card."""
        self._look = theme, text_scale
        font = interface_font(text_scale * 1.2)
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        for card in (self._before, self._next, *self._cards):
            card.set_look(theme, text_scale, card is self._next)
            card.update()

    def arrange(self, width: int) -> int:
        """Lay everything out in ``width`` pixels; returns the height it takes."""
        y = self._arrange_neighbours(width)
        if self._shown:
            self._related.setGeometry(0, y, width, self._arrange_related(width))
            y += self._related.height()
        self._related.setVisible(bool(self._shown))
        self.resize(width, y)
        return y

    def _arrange_neighbours(self, width: int) -> int:
        there = [card for card in (self._before, self._next) if not card.isHidden()]
        if not there:
            return 0
        columns = 2 if width >= 2 * self._least() else 1
        each = (width - _GAP * (columns - 1)) // columns
        height = max(card.heightForWidth(each) for card in there)
        for card in there:
            step = (
                int(card is self._next and len(there) == 2)
                if columns == 1
                else int(card is self._next)
            )
            x, y = (step * (each + _GAP), 0) if columns == 2 else (0, step * (height + _GAP))
            card.setGeometry(x, y, each, height)
        rows = 1 if columns == 2 else len(there)
        return rows * (height + _GAP) + _GAP

    def _arrange_related(self, width: int) -> int:
        self._heading.adjustSize()
        self._heading.move(0, _GAP)
        y = self._heading.height() + 2 * _GAP
        columns = max(1, min(3, width // self._least(), self._shown))
        each = (width - _GAP * (columns - 1)) // columns
        for start in range(0, self._shown, columns):
            row = self._cards[start : min(start + columns, self._shown)]
            height = max(card.heightForWidth(each) for card in row)
            for column, card in enumerate(row):
                card.setGeometry(column * (each + _GAP), y, each, height)
            y += height + _GAP
        return y

    def _least(self) -> int:
        return round(_NARROWEST * (self._look[1] if self._look else 1.0))

    def _card(self, parent: QWidget, name: str) -> Card:
        card = Card(parent)
        card.setObjectName(name)
        card.chosen.connect(self.chosen)
        card.focused.connect(self.focused)
        if self._look is not None:
            card.set_look(*self._look)
        return card

    def _offer(self, card: Card, entry: Entry | None, label: str) -> None:
        card.setHidden(entry is None)
        if entry is not None:
            card.show_entry(entry, label, teaser=False, mark=self._mark(entry.key))

    def _show_related(self, related: Sequence[Entry]) -> None:
        while len(self._cards) < len(related):
            self._cards.append(self._card(self._related, "relatedCard"))
        for card, entry in zip(self._cards, related, strict=False):
            card.show_entry(entry, mark=self._mark(entry.key))
            card.show()
        for card in self._cards[len(related) :]:
            card.hide()
        self._shown = len(related)


def _no_mark(_key: str) -> None:
    return None

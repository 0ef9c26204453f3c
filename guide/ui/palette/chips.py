"""Chips: words to press, side by side in as many rows as they need; what is chosen as such chips."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from guide.i18n import _
from guide.search.values import Facet
from guide.ui.theme import Theme, icon
from guide.ui.theme.icons import SIZE
from guide.ui.widgets.buttons import TARGET
from guide.ui.widgets.flow import FlowLayout

GAP = 6  # pixels between chips, and between their rows

Value = tuple[Facet, str]


def facet_word(facet: Facet) -> str:
    """What a reader calls a way to narrow."""
    return {
        Facet.KIND: _("Kind"),
        Facet.GROUP: _("Group"),
        Facet.REGION: _("Region"),
        Facet.EVIDENCE: _("Evidence"),
        Facet.MARK: _("Own marks"),
    }[facet]


class Flow(QWidget):
    """As high as its widgets need in its width; none is wider than that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._rows = FlowLayout(self, GAP)
        self._rows.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def widgets(self) -> tuple[QWidget, ...]:
        """What it shows, in reading order."""
        return tuple(widget for widget in self._widgets if not widget.isHidden())

    def show_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Hold these in this order; others go for good. What was hidden on purpose stays hidden."""
        wanted = list(widgets)
        for gone in self._widgets:
            if gone not in wanted:
                gone.hide()
                gone.deleteLater()
        self._widgets = wanted
        while self._rows.takeAt(0) is not None:
            pass  # they stand in another order now
        for widget in wanted:
            self._rows.addWidget(widget)
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place again: a text or its size is another one."""
        height = self._rows.heightForWidth(max(self.width(), 1))
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height it has; the width is given to it."""
        return QSize(100, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of rows."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    def event(self, event: QEvent) -> bool:
        """A widget in it wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)


class Chip(QPushButton):
    """A word to press, as small as a finger can hit; too long a word is cut and told in the tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("chip", True)
        self._picture = ""
        self._look: tuple[Theme, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(TARGET)

    def show_words(self, words: str, name: str, picture: str = "") -> None:
        """Show ``words`` and an icon after them; ``name`` is what a screen reader says."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._picture = picture
        if picture:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon after the words
        self._draw()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._look = theme, text_scale
        self._draw()

    def _draw(self) -> None:
        if self._look is not None and self._picture:
            theme, scale = self._look
            side = round(SIZE * 0.8 * scale)
            self.setIconSize(QSize(side, side))
            self.setIcon(icon(self._picture, theme, "ink", side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as the style does, too long a word cut with a sign that says so."""
        look = QStyleOptionButton()
        self.initStyleOption(look)
        missing = self.sizeHint().width() - self.width()
        if missing > 0:
            words = look.text.replace("&&", "&")
            room = look.fontMetrics.horizontalAdvance(words) - missing
            shown = look.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            look.text = shown.replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, look)


class Chosen(Flow):
    """What the list is narrowed to; a press takes it away.

    Signals:
        removed: a value is no longer wanted (facet, value).
        cleared: none of them is.
    """

    removed = Signal(object, str)
    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: dict[Value, Chip] = {}
        self._look: tuple[Theme, float] | None = None
        self._clear = Chip(self)
        self._clear.setObjectName("clearChips")
        self._clear.show_words(_("Clear all"), _("Show the hits of every kind again"))
        self._clear.clicked.connect(self.cleared)
        self._clear.hide()
        self.hide()

    def show_chosen(self, chosen: Mapping[Value, str]) -> None:
        """Show these values by their titles."""
        for value in [one for one in self._chips if one not in chosen]:
            del self._chips[value]
        for value, title in chosen.items():
            if value not in self._chips:
                self._chips[value] = self._made(value, title)
        chips: list[QWidget] = [self._chips[value] for value in chosen]
        self._clear.setVisible(len(chips) > 1)
        self.show_widgets([*chips, self._clear])
        self.setVisible(bool(chips))

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._look = theme, text_scale
        for chip in (*self._chips.values(), self._clear):
            chip.set_look(theme, text_scale)
        self.arrange()

    def _made(self, value: Value, title: str) -> Chip:
        chip = Chip(self)
        chip.setProperty("chosen", True)
        name = _("Remove: {0}").format(f"{facet_word(value[0])} – {title}")
        chip.show_words(title, name, "close")
        chip.clicked.connect(partial(self._on_removed, value))
        if self._look is not None:
            chip.set_look(*self._look)
        return chip

    def _on_removed(self, value: Value, _checked: bool = False) -> None:
        self.removed.emit(*value)

"""The controls over a plate: its views, and under them layers, turntable and list."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QWidget

from guide.i18n import _
from guide.ui.body.layers import LayersMenu
from guide.ui.body.views import PlateViews
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import WordButton

_SPACE, _GAP = 6, 2  # pixels: between views and tools, and between tools


class PlateBar(QWidget):
    """Buttons only: whoever owns the bar joins them to what they do.

    ``low`` says that there is little height: then icons stand without words, in one row if that fits.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._low = False
        self.views = PlateViews(self)
        self.menu = LayersMenu(self)
        self.layers = self._tool("layers", _("Layers"), "plateLayers")
        self.layers.setMenu(self.menu)
        self.layers.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.turn = self._tool("turn", _("Turn"), "plateTurn", "T")
        self.turn.setCheckable(True)
        self.list = self._tool("list", _("List"), "plateListButton", "L")
        self.list.setCheckable(True)
        self._tools = (self.layers, self.turn, self.list)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for button in self._tools:
            row.addWidget(button, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_SPACE)
        self._box.addWidget(self.views)
        self._box.addLayout(row)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        for part in (self.views, *self._tools):
            part.set_look(theme, text_scale)
        self._arrange()

    def set_low(self, low: bool) -> None:
        """Is there little height?"""
        self._low = low
        for part in (self.views, *self._tools):
            part.set_worded(not low)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as the views, or the tools under them: one row of both is never needed."""
        width = max(self.views.minimumSizeHint().width(), self._tools_width())
        return QSize(width, super().minimumSizeHint().height())

    def _tools_width(self) -> int:
        widths = [max(one.sizeHint().width(), one.minimumWidth()) for one in self._tools]
        return sum(widths) + _GAP * (len(widths) - 1)

    def _arrange(self) -> None:
        row = self.views.minimumSizeHint().width() + _SPACE + self._tools_width()
        direction = QBoxLayout.Direction
        in_row = self._low and row <= self.width()
        self._box.setDirection(direction.LeftToRight if in_row else direction.TopToBottom)

    def _tool(self, icon: str, words: str, name: str, keys: str = "") -> WordButton:
        button = WordButton(icon, words, keys, beside=True, parent=self)
        button.setObjectName(name)
        return button

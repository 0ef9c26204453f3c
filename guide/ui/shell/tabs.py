"""The tabs above the article; hidden as long as there is one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import IconButton


class TabStrip(QTabBar):
    """Shows titles; which tab is in front is decided elsewhere.

    Signals:
        chosen: the reader wants a tab in front (its number).
        closing: the reader wants a tab closed (its number).
    """

    chosen = Signal(int)
    closing = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAccessibleName(_("Tabs"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look: tuple[Theme, float] | None = None
        self.currentChanged.connect(self.chosen)
        self.hide()

    def show_tabs(self, titles: Sequence[str], current: int) -> None:
        """Show these tabs."""
        if len(titles) == 1 and self.isHidden():
            return  # nothing to see: saves a start its first tab
        self.blockSignals(True)
        while self.count() > len(titles):
            self.removeTab(self.count() - 1)
        for index, title in enumerate(titles):
            if index >= self.count():
                self.addTab("")
                self._add_button(index)
            self.setTabText(index, title.replace("&", "&&"))
            self._name_button(index, title)
        self.setCurrentIndex(current)
        self.blockSignals(False)
        self.setVisible(len(titles) > 1)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._look = theme, text_scale
        for button in self.findChildren(IconButton):
            button.set_look(theme, text_scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        if event.button() == Qt.MouseButton.MiddleButton:
            index = self.tabAt(event.position().toPoint())
            if index >= 0:
                self.closing.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def _add_button(self, index: int) -> None:
        button = IconButton("close", _("Close tab"), parent=self)
        button.setObjectName("closeTab")
        button.clicked.connect(self._on_close)
        if self._look is not None:
            button.set_look(*self._look)
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def _name_button(self, index: int, title: str) -> None:
        button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        if isinstance(button, IconButton):
            button.set_words(_("Close “{0}”").format(title))

    @Slot()
    def _on_close(self) -> None:
        asked = self.sender()
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is asked:
                self.closing.emit(index)
                return

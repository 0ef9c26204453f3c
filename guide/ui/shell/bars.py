"""Bars at the foot of the window that ask before the program is left, and the order in which Esc closes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from guide.i18n import _
from guide.ui.article.links import LinkKind, read_link
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton


class LinkBar(QFrame):
    """Shows where a link outside leads; only its button goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linkBar")
        self._address = ""
        self._host = QLabel()
        self._host.setProperty("strong", True)
        self._full = QLabel()
        self._full.setProperty("quiet", True)
        self._full.setWordWrap(True)
        self.open_button = QPushButton(_("Open in the browser"))
        self.open_button.setObjectName("openLink")
        self.open_button.clicked.connect(self._on_open)
        self._close = IconButton("close", _("Stay here"), parent=self)
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._host)
        words.addWidget(self._full)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 6, 6)
        row.addLayout(words, 1)
        row.addWidget(self.open_button)
        row.addWidget(self._close)
        self.hide()

    def ask(self, address: str) -> None:
        """Show ``address``, if it is one that may be opened at all."""
        if read_link(address).kind is not LinkKind.EXTERNAL:
            return
        url = QUrl(address)
        mail = url.scheme() == "mailto"
        self._address = address
        self._host.setText(
            _("Write to {0}").format(url.path()) if mail else _("Leads to {0}").format(url.host())
        )
        # A break is allowed everywhere, so that a long address is read in full.
        self._full.setText("\u200b".join(address))
        self.open_button.setText(_("Open mail program") if mail else _("Open in the browser"))
        self.open_button.setAccessibleDescription(address)
        self.show()
        self.open_button.setFocus()
        announce(self, f"{self._host.text()}. {address}")

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._close.set_look(theme, text_scale)

    @Slot()
    def _on_open(self) -> None:
        self.hide()
        if read_link(self._address).kind is LinkKind.EXTERNAL:
            QDesktopServices.openUrl(QUrl(self._address))


class LastOpened(QObject):
    """Remembers in which order things opened, so that Esc closes the last one first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closers: dict[QWidget, Callable[[], object]] = {}
        self._order: list[QWidget] = []

    def watch(self, widget: QWidget, close: Callable[[], object]) -> None:
        """Let Esc ``close`` the widget while it is in sight."""
        self._closers[widget] = close
        widget.installEventFilter(self)

    def close_last(self) -> bool:
        """Close what opened last; False where nothing is open."""
        for widget in reversed(self._order):
            if widget.isVisible():
                self._closers[widget]()
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what opens."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._order = [widget for widget in self._order if widget is not watched]
            self._order.append(watched)
        return False

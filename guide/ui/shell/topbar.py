"""The bar over everything: the way back, where one is, the search field, and the menus."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from guide.i18n import _
from guide.ui.palette.search import SearchField
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import IconButton, dress

_FIELD = (200, 420)  # pixels at 100 %: least and most
# What makes room first where the bar is too narrow; all of it is in the menu too.
_YIELDING = (
    *("handoutButton", "themeButton", "textSizeButton", "homeButton", "forwardButton"),
    "cautionsButton",
)


class TopBar(QWidget):
    """Buttons for what is done all the time; ``menus`` hold the rest."""

    def __init__(
        self, actions: Mapping[str, QAction], menus: Mapping[str, QMenu], field: SearchField
    ) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scale = 1.0
        self._crumb = ("", "")
        self._muted = ""
        self.field = field
        self.breadcrumb = QLabel()
        self.breadcrumb.setObjectName("breadcrumb")
        self.breadcrumb.setTextFormat(Qt.TextFormat.RichText)
        self._back = _button("backButton", "back", actions["go.back"])
        self._forward = _button("forwardButton", "forward", actions["go.forward"])
        self._home = _button("homeButton", "home", actions["go.home"])
        self.bookmark = _button("bookmarkButton", "star", actions["article.bookmark"])
        self.bookmark.set_icon("star", "star-filled")
        self.bookmark.setCheckable(True)
        self._cautions = _button("cautionsButton", "warning", actions["view.cautions"])
        self._handout = _button("handoutButton", "print", actions["article.handout"])
        self._size = _menu_button("textSizeButton", "text-larger", _("Text size"), menus["size"])
        self._theme = _menu_button("themeButton", "theme", _("Theme"), menus["theme"])
        self._more = _menu_button("moreButton", "more", _("Menu"), menus["all"])
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 8, 6)
        self._row.setSpacing(2)
        self._arrange()

    def show_place(self, group: str, title: str) -> None:
        """Say where the reader is: group › title."""
        self._crumb = group, title
        self._fit()

    def show_bookmarked(self, bookmarked: bool) -> None:
        """Fill the star or empty it, and say what pressing it does."""
        self.bookmark.setChecked(bookmarked)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale, self._muted = text_scale, theme.colour("muted")
        dress(self, theme, text_scale)
        self.field.set_look(theme, text_scale)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Any width: what has no room makes way."""
        return QSize(240, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room now."""
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        for button in (self._back, self._forward, self._home):
            self._row.addWidget(button)
        self._row.addSpacing(8)
        self._row.addWidget(self.breadcrumb)
        self._row.addStretch(1)
        self._row.addWidget(self.field, 2)
        self._row.addStretch(1)
        for button in (
            self._cautions,
            self.bookmark,
            self._size,
            self._theme,
            self._handout,
            self._more,
        ):
            self._row.addWidget(button)

    def _fit(self) -> None:
        least, most = (round(width * self._scale) for width in _FIELD)
        self.field.setMinimumWidth(min(least, max(self.width() // 3, 120)))
        self.field.setMaximumWidth(most)
        buttons = [b for b in self.findChildren(IconButton) if b.parentWidget() is self]
        for button in buttons:
            button.setVisible(True)
        room = self.width() - self.field.minimumWidth() - 40
        room -= sum(button.sizeHint().width() + 2 for button in buttons)
        for name in _YIELDING:
            if room >= 0:
                break
            button = next(b for b in buttons if b.objectName() == name)
            button.hide()
            room += button.sizeHint().width() + 2
        self._fit_breadcrumb(room)

    def _fit_breadcrumb(self, room: int) -> None:
        group, title = self._crumb
        metrics = self.breadcrumb.fontMetrics()
        whole = metrics.horizontalAdvance(f"{group} › {title}") + 16
        fits_whole = bool(group) and whole <= room
        fits_title = metrics.horizontalAdvance(title) + 16 <= room
        place = f'<span style="color:{self._muted}">{_plain(group)} › </span>' if fits_whole else ""
        self.breadcrumb.setText(place + _plain(title))
        self.breadcrumb.setVisible(fits_title and bool(title))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _button(name: str, picture: str, action: QAction) -> IconButton:
    keys = action.shortcut().toString()
    button = IconButton(picture, action.text().rstrip("…"), keys)
    button.setObjectName(name)
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _menu_button(name: str, picture: str, words: str, menu: QMenu) -> IconButton:
    button = IconButton(picture, words)
    button.setObjectName(name)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button

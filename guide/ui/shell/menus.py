"""The menus, made from the table of actions."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from guide.i18n import _
from guide.ui import theme as themes
from guide.ui.actions import ACTIONS, MENUS
from guide.ui.shell.look import Look
from guide.ui.theme import Theme, icon

_CHOICES = ("system", *themes.NAMES)


class ThemeMenu(QMenu):
    """One theme of a few; shows which one is chosen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(_("Theme"), parent)
        self._look = look
        self._group = QActionGroup(self)
        for name in _CHOICES:
            action = self.addAction(themes.title(name))
            action.setCheckable(True)
            action.setData(name)
            action.setObjectName(f"theme.{name}")
            action.triggered.connect(partial(look.set_theme, name))
            self._group.addAction(action)
        look.changed.connect(self.show_choice)
        self.show_choice()

    def show_choice(self) -> None:
        """Check the theme in force."""
        for action in self._group.actions():
            action.setChecked(action.data() == self._look.choice)


def build(actions: Mapping[str, QAction], look: Look, owner: QWidget) -> dict[str, QMenu]:
    """``all``: everything in submenus; ``size`` and ``theme``: the short ones of the top bar."""
    everything = QMenu(owner)
    for menu_id, title in MENUS.items():
        menu = everything.addMenu(_(title))
        for action in ACTIONS:
            if action.menu == menu_id:
                menu.addAction(actions[action.id])
        if menu_id == "view":
            menu.addMenu(ThemeMenu(look, menu))
    size = QMenu(_("Text size"), owner)
    for name in ("view.larger", "view.smaller", "view.normal"):
        size.addAction(actions[name])
    return {"all": everything, "size": size, "theme": ThemeMenu(look, owner)}


def dress(actions: Mapping[str, QAction], theme: Theme) -> None:
    """Draw the icons of the menus in this theme."""
    for action in ACTIONS:
        if action.icon and not action.checkable:
            actions[action.id].setIcon(icon(action.icon, theme))

"""Everything the reader can do, declared once.

Menus, shortcuts, tooltips and the list of keys read this table. To add an action: one line here,
and one method in ``guide/ui/shell/commands.py`` that carries it out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from guide.i18n import _


def _words(text: str) -> str:
    """Mark ``text`` for translation; it is translated when the action is built."""
    return text


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do. ``keys`` are its shortcuts, the first one is shown.

    An action is not built in the kiosk unless it says ``in_kiosk``: new things are shut there
    until somebody opens them.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = "view"
    icon: str = ""
    checkable: bool = False
    in_kiosk: bool = False


MENUS = {
    "go": _words("Go"),
    "article": _words("Article"),
    "notes": _words("Notes"),
    "tabs": _words("Tabs"),
    "view": _words("View"),
    "program": _words("Program"),
}

ACTIONS: tuple[Action, ...] = (
    Action("go.back", _words("Back"), ("Alt+Left",), "go", "back", in_kiosk=True),
    Action("go.forward", _words("Forward"), ("Alt+Right",), "go", "forward", in_kiosk=True),
    Action("go.home", _words("Home"), ("Alt+Home",), "go", "home", in_kiosk=True),
    Action("go.search", _words("Search everything"), ("Ctrl+K",), "go", "search", in_kiosk=True),
    Action("go.results", _words("Results of the search"), ("Ctrl+Shift+K",), "go", in_kiosk=True),
    Action("go.next_result", _words("Next result"), ("F4",), "go", in_kiosk=True),
    Action("go.previous_result", _words("Previous result"), ("Shift+F4",), "go", in_kiosk=True),
    Action("go.previous", _words("Previous article"), ("Alt+Up",), "go", in_kiosk=True),
    Action("go.next", _words("Next article"), ("Alt+Down",), "go", in_kiosk=True),
    Action("go.filter", _words("Filter the list"), ("Ctrl+L",), "go"),
    Action("go.emergency", _words("Emergency page"), ("F9",), "go", "emergency", in_kiosk=True),
    Action("article.find", _words("Find in this page"), ("Ctrl+F",), "article", in_kiosk=True),
    Action("article.find_next", _words("Next match"), ("F3",), "article", in_kiosk=True),
    Action(
        "article.find_previous", _words("Previous match"), ("Shift+F3",), "article", in_kiosk=True
    ),
    Action("article.lookup", _words("Look up the selection"), ("F2",), "article", in_kiosk=True),
    Action(
        "article.client",
        _words("Read in short"),
        ("Alt+1",),
        "article",
        checkable=True,
        in_kiosk=True,
    ),
    Action(
        "article.student",
        _words("Read in full"),
        ("Alt+2",),
        "article",
        checkable=True,
        in_kiosk=True,
    ),
    Action(
        "article.professional",
        _words("Read as a professional"),
        ("Alt+3",),
        "article",
        checkable=True,
    ),
    Action("article.bookmark", _words("Bookmark this article"), ("Ctrl+D",), "article", "star"),
    Action(
        "article.bookmark_section", _words("Bookmark this section"), ("Ctrl+Shift+D",), "article"
    ),
    Action("article.handout", _words("Save as PDF…"), ("Ctrl+P",), "article", "print"),
    Action("notes.write", _words("Write a note"), ("Ctrl+E",), "notes", "note"),
    Action("notes.new", _words("New note"), ("Ctrl+Shift+E",), "notes", "plus"),
    Action("notes.undo", _words("Undo deleting"), ("Ctrl+Z",), "notes", "undo"),
    Action("tabs.new", _words("New tab"), ("Ctrl+T",), "tabs", "plus"),
    Action("tabs.close", _words("Close tab"), ("Ctrl+W",), "tabs", "close"),
    Action("tabs.reopen", _words("Reopen closed tab"), ("Ctrl+Shift+T",), "tabs"),
    Action("tabs.next", _words("Next tab"), ("Ctrl+Tab", "Ctrl+PgDown"), "tabs"),
    Action("tabs.previous", _words("Previous tab"), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), "tabs"),
    Action("view.library", _words("Library"), ("Ctrl+1",), "view", "book"),
    Action("view.atlas", _words("Atlas"), ("Ctrl+2",), "view", "body"),
    Action("view.bookmarks", _words("Bookmarks"), ("Ctrl+3",), "view", "star"),
    Action("view.notes", _words("Notes"), ("Ctrl+4",), "view", "note"),
    Action("view.cautions", _words("Cautions of a person…"), ("Ctrl+Shift+C",), "view", "warning"),
    Action("view.sidebar", _words("Sidebar"), ("Ctrl+B",), "view", "sidebar", checkable=True),
    Action(
        "view.body", _words("Body and notes"), ("Ctrl+Shift+B",), "view", "body", checkable=True
    ),
    Action(
        "view.larger",
        _words("Larger text"),
        ("Ctrl++", "Ctrl+="),
        "view",
        "text-larger",
        in_kiosk=True,
    ),
    Action(
        "view.smaller", _words("Smaller text"), ("Ctrl+-",), "view", "text-smaller", in_kiosk=True
    ),
    Action("view.normal", _words("Normal text size"), ("Ctrl+0",), "view", in_kiosk=True),
    Action("view.pane", _words("Next part of the window"), ("F6",), "view"),
    Action("view.pane_back", _words("Previous part of the window"), ("Shift+F6",), "view"),
    Action("view.full", _words("Full screen"), ("F11",), "view", checkable=True),
    Action("view.close", _words("Close what opened last"), ("Esc",), "view", in_kiosk=True),
    Action("program.preferences", _words("Preferences…"), ("Ctrl+,",), "program", "settings"),
    Action("program.keys", _words("Keys"), ("F1",), "program", "help"),
    Action("program.about", _words("About this guide"), (), "program", "page"),
    Action("program.quit", _words("Quit"), ("Ctrl+Q",), "program"),
)


def build(
    owner: QObject, run: Mapping[str, Callable[[], None]], actions: Iterable[Action] = ACTIONS
) -> dict[str, QAction]:
    """The actions of ``owner`` by id, each carried out by ``run[id]`` (KeyError where it is missing)."""
    built: dict[str, QAction] = {}
    for action in actions:
        item = QAction(_(action.text), owner)
        item.setObjectName(action.id)
        item.setShortcuts([QKeySequence(keys) for keys in action.keys])
        item.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        item.setCheckable(action.checkable)
        item.setToolTip(tooltip(item))
        item.triggered.connect(run[action.id])
        built[action.id] = item
    return built


def tooltip(action: QAction) -> str:
    """What ``action`` does and its first shortcut, as buttons show it: ``Back (Alt+Left)``."""
    keys = shortcut(action)
    words = action.text().rstrip("…")
    return f"{words} ({keys})" if keys else words


def shortcut(action: QAction) -> str:
    """The first shortcut of ``action`` as the system writes it, or an empty string."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

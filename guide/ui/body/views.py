"""Which side of the body is shown: four from afar, the close-ups in a menu."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from guide.atlas.plates import TURN_STEP, TURNS, VIEWS, WHOLE_BODY
from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import TARGET, WordButton
from guide.ui.widgets.segments import SegmentedControl

_ICONS = {"front": "front", "back": "rear", "left": "left", "right": "right"}
CLOSE_UPS = VIEWS[len(WHOLE_BODY) :]


def short_names() -> dict[str, str]:
    """What the switcher calls the sides of the whole body."""
    return {"front": _("Front"), "back": _("Back"), "left": _("Left"), "right": _("Right")}


def close_up_names() -> dict[str, str]:
    """What a menu and the plate itself call the close-ups."""
    return {
        "head-front": _("Face"),
        "head-left": _("Head, left side"),
        "head-back": _("Back of the head"),
        "head-top": _("Top of the head"),
        "ear": _("Ear"),
        "hand-palm": _("Palm of the hand"),
        "hand-back": _("Back of the hand"),
        "foot-top": _("Top of the foot"),
        "foot-sole": _("Sole of the foot"),
        "foot-inside": _("Foot, inner side"),
        "foot-outside": _("Foot, outer side"),
    }


def in_words(view: str) -> str:
    """A view as a part of a sentence: “back of the body”, “sole of the foot”."""
    sides = {
        "front": _("front of the body"),
        "back": _("back of the body"),
        "left": _("left side of the body"),
        "right": _("right side of the body"),
    }
    if view in TURNS and view not in sides:
        return _("body turned by {}°").format(TURNS.index(view) * TURN_STEP)
    return sides.get(view) or close_up_names()[view].lower()


def caption_of(view: str) -> str:
    """What is written on the plate itself: nothing where the switcher says it."""
    if view in TURNS and view not in WHOLE_BODY:
        return _("Turned by {}°").format(TURNS.index(view) * TURN_STEP)
    return close_up_names().get(view, "")


class PlateViews(SegmentedControl):
    """Front, back, left, right, and a button with the close-ups.

    Signals:
        chosen: the reader picked another view (its name). Not sent by ``select``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("View of the body"), parent)
        self.setObjectName("plateViews")
        for view, words in short_names().items():
            self.add(view, words, _ICONS[view])
        self.close_ups = WordButton("close-up", _("Detail"), parent=self)
        self.close_ups.setAccessibleName(_("Close-up of head, ear, hand or foot"))
        self.close_ups.setToolTip(_("Close-up of head, ear, hand or foot"))
        self.close_ups.setCheckable(True)
        self.close_ups.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._view = WHOLE_BODY[0]
        self._menu = QMenu(self)
        self._close_ups = QActionGroup(self)
        self._actions = self._made(close_up_names())
        self.close_ups.setMenu(self._menu)
        self.append(self.close_ups)
        self.chosen.connect(self.select)

    def selected(self) -> str:
        """The view that is shown."""
        return self._view

    def select(self, view: str) -> None:
        """Show another view; turned ones have no button of their own, unknown ones change nothing."""
        if view not in VIEWS and view not in TURNS:
            return
        self._view = view
        self.clear()
        super().select(view)
        for name, action in self._actions.items():
            action.setChecked(name == view)
        self.close_ups.setChecked(view in CLOSE_UPS)

    def actions_of_close_ups(self) -> Mapping[str, QAction]:
        """The lines of the menu by view."""
        return self._actions

    def set_look(self, theme: Theme, text_scale: float) -> None:
        super().set_look(theme, text_scale)
        self.close_ups.set_look(theme, text_scale)

    def set_worded(self, worded: bool) -> None:
        """Icons with words under them, or the icons alone."""
        for button in self.findChildren(WordButton):
            button.set_worded(worded)

    def minimumSizeHint(self) -> QSize:
        """No narrower than the words: else a narrow column would cut them."""
        hint = super().minimumSizeHint()
        widths = [button.sizeHint().width() for button in self.findChildren(WordButton)]
        return QSize(sum(max(TARGET, width) for width in widths) + self.air(), hint.height())

    def _made(self, names: Mapping[str, str]) -> dict[str, QAction]:
        actions = {}
        part = ""
        for view, words in names.items():
            begins = view.partition("-")[0].replace("ear", "head")
            if part not in {"", begins}:
                self._menu.addSeparator()
            part = begins
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setData(view)
            action.triggered.connect(self._on_close_up)
            self._close_ups.addAction(action)
            actions[view] = action
        return actions

    @Slot()
    def _on_close_up(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.select(action.data())
            self.chosen.emit(action.data())

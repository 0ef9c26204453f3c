"""The targets of a plate as real buttons, for the keyboard and for assistive technology."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTransform
from PySide6.QtWidgets import QPushButton, QWidget

from guide.ui.body.targets import ARROWS, Name, Target, names_of, nearest
from guide.ui.widgets.buttons import TARGET

_AT_ONCE = 30  # buttons made between two turns of the event loop: about 5 ms
_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
)
_IN_ORDER = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class TargetButton(QPushButton):
    """Invisible itself: the plate draws what it stands for, its focus and its name.

    Signals:
        moved: a key that leads to another target (the key).
        focused: the keyboard came (True) or went.
    """

    moved = Signal(int)
    focused = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sideways = True
        self.target: Target | None = None
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)  # a plate has hundreds, and none of them paints

    @property
    def key(self) -> str:
        """The key of what it stands for."""
        return "" if self.target is None else self.target.key

    @property
    def side(self) -> str:
        """The side of the body."""
        return "" if self.target is None else self.target.side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & _MODIFIERS:
            event.ignore()  # the plate moves by these
        elif key in ARROWS and ARROWS[Qt.Key(key)][0] and not self.sideways:
            event.ignore()
        elif key in ARROWS or key in _IN_ORDER or key in _ENDS:
            self.moved.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class TargetButtons(QObject):
    """One button for each target of a plate; the same buttons serve one plate after the other.

    Signals:
        chosen: a button was pressed (its target).
        focused: the keyboard is on another target (``Target``), or on none (None).
        complete: every target has its button.
    """

    chosen = Signal(object)
    focused = Signal(object)
    complete = Signal()

    def __init__(self, plate: QWidget) -> None:
        super().__init__(plate)
        self._plate = plate
        self._targets: tuple[Target, ...] = ()
        self._names: Mapping[Name, str] = {}
        self._buttons: list[TargetButton] = []
        self._place = QTransform()
        self._stop: Name | None = None
        self._had_focus = False
        self._sideways = True
        self._given = 0
        self._giving = QTimer(self)
        self._giving.setInterval(0)
        self._giving.timeout.connect(self._give_some)

    @property
    def is_complete(self) -> bool:
        """Has every target its button by now?"""
        return not self._giving.isActive()

    def set_sideways(self, sideways: bool) -> None:
        """Do the arrows to the left and the right move among the targets?"""
        self._sideways = sideways
        for button in self._buttons:
            button.sideways = sideways

    def shown(self) -> tuple[TargetButton, ...]:
        """The buttons in use, in the order of their targets."""
        return tuple(self._buttons[: len(self._targets)])

    def show(
        self, targets: Sequence[Target], names: Mapping[Name, str], transform: QTransform
    ) -> None:
        """Stand for these targets; ``names`` are what a screen reader calls them.

        ``transform`` as in ``place``.

        The keyboard stays on the target that it was on, where that is still there.
        """
        focus = self.focused_target()
        self._had_focus = self._had_focus or focus is not None
        self._targets, self._names = tuple(targets), names
        known = set(names_of(self._targets))
        if self._stop not in known:
            self._stop = self._targets[0].name if self._targets else None
        self._place = transform
        self._given = 0
        self._giving.start()
        self._give_some()

    def place(self, transform: QTransform) -> None:
        """Put every button over its target: plate units become places in the widget."""
        self._place = transform
        for button in self.shown():
            self._put(button)

    def focused_target(self) -> Target | None:
        """What the keyboard is on."""
        return next((one.target for one in self.shown() if one.hasFocus()), None)

    def take_focus(self) -> bool:
        """Let the keyboard come in, where it was before; False where there is nothing to focus."""
        for button in self.shown():
            if button.target is not None and button.target.name == self._stop:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def set_stop(self, name: Name) -> None:
        """Let Tab enter the plate at this target; the arrow keys move inside it."""
        self._stop = name
        for button in self.shown():
            is_stop = button.target is not None and button.target.name == name
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def focus(self, name: Name) -> bool:
        """Put the keyboard on one target; False where it is not shown."""
        if name not in names_of(self._targets):
            return False
        self.set_stop(name)
        return self.take_focus()

    @Slot()
    def _give_some(self) -> None:
        """A few at a time, so that no plate holds up the window, however much is on it."""
        end = min(self._given + _AT_ONCE, max(len(self._targets), len(self._buttons)))
        for number in range(self._given, end):
            if number < len(self._targets):
                self._give(self._button(number), self._targets[number])
            else:
                self._take_back(self._buttons[number])
        if self._given < len(self._targets) <= end and self._had_focus:
            self._had_focus = False
            self.take_focus()
        self._given = end
        if end >= max(len(self._targets), len(self._buttons)):
            self._giving.stop()
            self.complete.emit()

    def _button(self, number: int) -> TargetButton:
        if number == len(self._buttons):
            button = TargetButton(self._plate)
            button.clicked.connect(self._on_clicked)
            button.moved.connect(self._on_moved)
            button.focused.connect(self._on_focused)
            button.sideways = self._sideways
            self._buttons.append(button)
        return self._buttons[number]

    @staticmethod
    def _take_back(button: TargetButton) -> None:
        button.target = None
        button.hide()

    def _give(self, button: TargetButton, target: Target) -> None:
        button.target = target
        button.setAccessibleName(self._names.get(target.name, target.title))
        is_stop = target.name == self._stop
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self._put(button)
        button.show()

    def _put(self, button: TargetButton) -> None:
        if button.target is None:
            return
        left, top, right, bottom = button.target.bounds
        area = self._place.mapRect(QRectF(left, top, right - left, bottom - top))
        if button.target.small:
            half = TARGET / 4
            area.adjust(-half, -half, half, half)
        button.setGeometry(area.toAlignedRect())

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TargetButton) and button.target is not None:
            self.chosen.emit(button.target)

    @Slot(int)
    def _on_moved(self, key: int) -> None:
        button = self.sender()
        if not isinstance(button, TargetButton) or button.target is None:
            return
        pressed, name = Qt.Key(key), button.target.name
        names = names_of(self._targets)
        if pressed in ARROWS:
            self.focus(nearest(self._targets, name, pressed))
        elif pressed in _ENDS:
            self.focus(names[_ENDS[pressed]])
        else:
            self.focus(names[(names.index(name) + _IN_ORDER[pressed]) % len(names)])

    @Slot(bool)
    def _on_focused(self, here: bool) -> None:
        self.focused.emit(self.focused_target() if here else None)

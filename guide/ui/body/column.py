"""The body beside an article: which view, the plate or a list of what is on it, and both in words."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guide.atlas.figures import Request
from guide.atlas.plates import TURN_STEP, TURNS, turn_view
from guide.content.model import Figure
from guide.content.verdicts import Verdict
from guide.ui.body.bar import PlateBar
from guide.ui.body.drawings import Drawings, Drawn
from guide.ui.body.layers import Layers
from guide.ui.body.list_view import AtlasList
from guide.ui.body.plate import BodyPlate
from guide.ui.body.steps import PlateSteps
from guide.ui.body.views import caption_of, in_words
from guide.ui.body.wishes import Wish
from guide.ui.body.words import Telling
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme, theme
from guide.ui.widgets.announce import announce

_LINES, _FEW_LINES = 3, 2  # of words under the plate; where there is little height
_EDGE, _SPACE = 8, 6  # pixels: beside the column, and between its rows
_LOW = 430  # pixels at 100 %: a column with less height has little
_AFTER = 40  # ms after a page was opened
_STEP_ZOOM = 4.0  # no step of finding a point is shown from nearer
_VIEW_KEYS = {"1": "front", "2": "back", "3": "left", "4": "right"}


class BodyColumn(QWidget):
    """The body with an article's regions, points and meridians, from the side that shows them best.

    Signals:
        chosen: the reader picked a region, point or meridian (its key).
        hovered: what is under the pointer (its key), empty when there is nothing.
        changed: layers, list or turntable are other ones now.
    """

    chosen = Signal(str)
    hovered = Signal(str)
    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._key = Figure(), ""
        self._counts: Mapping[str, int] = {}
        self._judge: Callable[[str], Verdict | None] | None = None
        self._drawn: Drawn | None = None
        self._low = False
        self._look: tuple[Theme, float] = (theme("light"), 1.0)
        self._drawings = Drawings(jobs, self)
        self._drawings.ready.connect(self._on_ready)
        self._drawings.refused.connect(self._on_refused)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self._ask_best)
        self._bar = PlateBar(self)
        self.views = self._bar.views
        self.views.chosen.connect(self._on_view)
        self._bar.menu.changed.connect(self._on_layers)
        self._bar.turn.clicked.connect(self.set_turning)
        self._bar.list.clicked.connect(self.show_list)
        self.plate = BodyPlate(jobs, self)
        self.plate.chosen.connect(self.chosen)
        self.plate.hovered.connect(self._on_hovered)
        self.plate.rested.connect(self._on_rested)
        self.plate.turn_asked.connect(self._on_turn_asked)
        self.list: AtlasList | None = None
        self.steps = PlateSteps(self)
        self.steps.changed.connect(self._on_step)
        self._words = QLabel(self)
        self._build()
        self._add_keys()

    # ---- what is shown

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many therapies each region (by key) has; told with its name."""
        self._counts = dict(counts)
        if self._drawn is not None:
            self._tell(self._drawn)

    def judge_by(self, judge: Callable[[str], Verdict | None]) -> None:
        """Show in the list what ``judge`` says of every entry now."""
        self._judge = judge
        if self.list is not None:
            self.list.judge_by(judge)

    def show_figure(self, figure: Figure, key: str) -> None:
        """Show what the page ``key`` is about, in the view that shows it best; a little later.

        The article itself is painted first: the threads would take its time.
        """
        self._figure, self._key = figure, key
        if self.list is not None:
            self.list.show_open(key)
        self._soon.start()

    def view(self) -> str:
        """The view that is shown, or asked for."""
        return self.views.selected()

    def show_view(self, view: str) -> None:
        """Turn to a view; unknown ones change nothing."""
        self.views.select(view)
        self._ask()

    def set_look(self, look: Theme, text_scale: float) -> None:
        """Draw everything in this theme and size."""
        self._look = look, text_scale
        for part in (self._bar, self.plate, self.steps):
            part.set_look(look, text_scale)
        if self.list is not None:
            self.list.set_look(look, text_scale)
        self._arrange(again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def words(self) -> str:
        """What stands under the plate."""
        return self._words.text()

    @property
    def is_settled(self) -> bool:
        """Is everything that was asked for in sight, and crisp?"""
        if self._soon.isActive() or self._drawings.is_waiting:
            return False
        return self.plate.is_settled or not self.plate.isVisible()

    # ---- layers, list and turntable

    @property
    def layers(self) -> Layers:
        """What the reader wants to see."""
        return self._bar.menu.layers

    def set_layers(self, layers: Layers) -> None:
        """Show these layers."""
        self._bar.menu.set_layers(layers)
        self._ask()

    def show_list(self, shown: bool) -> None:
        """Show the list in the place of the plate, or the plate again."""
        self._bar.list.setChecked(shown)
        self._bar.list.checkStateSet()
        if shown and self.list is None:
            self.list = self._made_list()
        if self.list is not None:
            self._stack.setCurrentWidget(self.list if shown else self.plate)
            (self.list if shown else self.plate).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFocusProxy(self.list if shown and self.list is not None else self.plate)
        self._bar.turn.setEnabled(not shown)
        self.changed.emit()

    @Slot()
    def close_list(self) -> None:
        """Back to the plate."""
        self.show_list(False)

    def set_turning(self, turning: bool) -> None:
        """Let the body be turned, or leave it as it stands."""
        self._bar.turn.setChecked(turning)
        self._bar.turn.checkStateSet()
        view = self.view()
        angle = TURNS.index(view) * TURN_STEP if view in TURNS else 0
        if turning and view not in TURNS:
            self.views.select(turn_view(0))
        request = Request() if self._drawn is None else self._drawn.request
        self.plate.set_turning(turning, request, angle)
        if not turning:
            self.views.select(_nearest_side(angle))
        self._ask()
        self.changed.emit()

    # ---- building

    def _build(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.plate)
        self._words.setProperty("quiet", True)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 10, _EDGE, 10)
        column.setSpacing(_SPACE)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.steps)
        column.addWidget(self._words)
        self.setFocusProxy(self.plate)

    def _arrange(self, *, again: bool = False) -> None:
        """Where there is little height, the plate has it."""
        low = self.height() < _LOW * self._look[1]
        if low != self._low or again:
            self._low = low
            self._bar.set_low(low)
        self._fit_words()

    def _fit_words(self) -> None:
        """Room for what stands under the plate at rest; it stays while something is pointed at."""
        lines = _FEW_LINES if self._low else _LINES
        least = self._words.fontMetrics().lineSpacing() * lines
        whole = self._words.heightForWidth(max(self.width() - 2 * _EDGE, 1))
        steps = bool(self.steps.words())  # an instruction is read to its end
        self._words.setFixedHeight(max(least, whole) if steps or not self._low else least)

    def _made_list(self) -> AtlasList:
        """The list is built when it is first wanted: it knows 500 names."""
        made = AtlasList(self)
        made.chosen.connect(self.chosen)
        made.left.connect(self.close_list)
        made.set_look(*self._look)
        if self._judge is not None:
            made.judge_by(self._judge)
        self._stack.addWidget(made)
        if self._drawn is not None:
            made.show_view({target.key for target in self.plate.targets})
        made.show_open(self._key)
        return made

    def _add_keys(self) -> None:
        """Plain letters, while the keyboard is in the column and no text is being written."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("L", "T", *_VIEW_KEYS):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(within)
            slots = {"L": self._bar.list.click, "T": self._bar.turn.click}
            shortcut.activated.connect(slots.get(keys, self._on_view_key))

    # ---- asking and showing

    def _wish(self) -> Wish:
        same = self._drawn is not None and self._drawn.wish.key == self._key
        return Wish(self._figure, self._key, self.layers, self.steps.step if same else 0)

    @Slot()
    def _ask_best(self) -> None:
        self._drawings.ask_best(self._wish(), self.view() if self._drawn is not None else "")

    def _ask(self) -> None:
        """Have the view that is chosen drawn as the layers say."""
        if self._drawn is not None and not self._soon.isActive():
            self._drawings.ask(self.view(), self._wish())

    @Slot(object)
    def _on_ready(self, drawn: Drawn) -> None:
        if self._drawn is None or self._drawn.wish.key != drawn.wish.key:
            self.steps.show_steps(drawn.steps)
        self._drawn = drawn
        if self.view() != drawn.view:
            self.views.select(drawn.view)
        if self.plate.turning:
            is_side = drawn.view in TURNS
            angle = TURNS.index(drawn.view) * TURN_STEP if is_side else 0
            self.plate.set_turning(is_side, drawn.request, angle)
            self._bar.turn.setChecked(is_side)
        self._tell(drawn)

    def _tell(self, drawn: Drawn) -> None:
        names = self._telling(drawn).names(drawn.targets)
        again = self.plate.accessibleName() == in_words(drawn.view)
        self.plate.setAccessibleName(in_words(drawn.view))
        self.plate.show_scene(drawn, names, caption=caption_of(drawn.view), again=again)
        part = drawn.painter.measured()
        if drawn.request.step and not part.isEmpty():
            self.plate.look_at(part, _STEP_ZOOM)
        elif drawn.request.step is not None:  # where on the body all of it is
            self.plate.show_all()
        if self.list is not None:
            self.list.show_view({target.key for target in drawn.targets})
        self._rest()

    def _telling(self, drawn: Drawn) -> Telling:
        return Telling(drawn.view, drawn.request, self._counts)

    def _rest(self) -> None:
        """Say what is said while nothing is pointed at: the step, else what is shown."""
        step = self.steps.words()
        if step or self._drawn is None:
            self._words.setText(step)
        else:
            self._words.setText(self._telling(self._drawn).summary())
        self._fit_words()

    @Slot(str)
    def _on_hovered(self, key: str) -> None:
        if key and self._drawn is not None:
            self._words.setText(self._telling(self._drawn).line(key))
        else:
            self._rest()
        self.hovered.emit(key)

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        """The plate cannot be drawn: the one before stays, and the words say why."""
        if self._drawn is not None:
            self.views.select(self._drawn.view)
        self._words.setText(sentence)

    @Slot(str)
    def _on_view(self, view: str) -> None:
        if self.plate.turning and view not in TURNS:
            self.set_turning(False)
            self.views.select(view)
        if self.plate.turning:
            self.plate.turntable.face(TURNS.index(view) * TURN_STEP)
        self._ask()
        announce(self.plate, in_words(view))

    @Slot()
    def _on_view_key(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            view = _VIEW_KEYS[shortcut.key().toString()]
            self.views.select(view)
            self._on_view(view)

    @Slot(object)
    def _on_layers(self, _layers: Layers) -> None:
        self._ask()
        self.changed.emit()

    @Slot(int)
    def _on_rested(self, angle: int) -> None:
        self.views.select(turn_view(angle))
        self._ask()
        announce(self.plate, in_words(self.view()))

    @Slot(int)
    def _on_turn_asked(self, steps: int) -> None:
        self.set_turning(True)
        self.plate.turn(steps)

    @Slot(int)
    def _on_step(self, _step: int) -> None:
        self._rest()
        self._ask()


def _nearest_side(angle: int) -> str:
    """The view from afar that is nearest to an angle."""
    return turn_view(round(angle / 90) * 90)

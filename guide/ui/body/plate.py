"""A plate, live: mouse, fingers and keys choose what is on it, go nearer, and turn the body."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from guide.atlas.figures import Request
from guide.i18n import _
from guide.ui.body.camera import LARGEST, STEP
from guide.ui.body.drawings import Drawn
from guide.ui.body.fingers import Fingers, Gesture
from guide.ui.body.sight import PlateSight
from guide.ui.body.targets import ARROWS, Name, Target
from guide.ui.body.turntable import Setting, Turntable, place_of
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.widgets.buttons import IconButton
from guide.ui.widgets.scene_painter import ScenePainter

_PAN = 60.0  # pixels that a key moves the plate
_NOTCH = 120.0  # of a wheel
_TURN = 15.0  # pixels to drag for one step of the turntable
_STILL = 160  # ms without a turn, and the body is taken to stand still
_CORNER = 2  # pixels between the buttons and the edge
_NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class BodyPlate(PlateSight):
    """A plate to be used.

    The wheel goes nearer to what is under the pointer; dragging moves what does not fit. With
    ``turning``, dragging across and the arrow keys turn the body instead.

    Signals:
        chosen: a region, point or meridian was clicked or entered (its key).
        rested: the body was turned and stands still now (degrees).
        turn_asked: by a key, while the plate does not turn (steps).
    """

    chosen = Signal(str)
    rested = Signal(int)
    turn_asked = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.elements.chosen.connect(self._on_chosen)
        self.turntable = Turntable(jobs, self)
        self.turntable.prepared.connect(self.update)
        self.turning = False
        self._request = Request()
        self._awaiting = False
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self._still.timeout.connect(self._on_still)
        self._pressed: Target | None = None
        self._grip: QPointF | None = None
        self._dragged = False
        self._drift = 0.0
        self._fingers = Fingers()
        self._nearer = IconButton("plus", _("Nearer"), "+", self)
        self._nearer.setObjectName("plateZoomIn")
        self._nearer.clicked.connect(self.go_nearer)
        self._farther = IconButton("minus", _("Farther away"), "-", self)
        self._farther.setObjectName("plateZoomOut")
        self._farther.clicked.connect(self.go_farther)
        self.zoomed.connect(self._on_zoomed)
        self._on_zoomed()

    # ---- near and far

    @Slot()
    def go_nearer(self) -> None:
        """Zoom in about the middle."""
        self.zoom_at(QRectF(self.rect()).center(), STEP**2)

    @Slot()
    def go_farther(self) -> None:
        """Zoom out about the middle."""
        self.zoom_at(QRectF(self.rect()).center(), STEP**-2)

    def zoom_at(self, where: QPointF, factor: float) -> None:
        """Go nearer or farther away; what lies at ``where`` stays there."""
        self.camera.zoom_at(self._fitted(), QRectF(self.rect()), where, factor)
        self._moved()

    def pan(self, by: QPointF) -> None:
        """Move the plate, where it is larger than its place."""
        if self.camera.is_near:
            self.camera.pan(self._fitted(), QRectF(self.rect()), by)
            self._moved()

    def show_all(self) -> None:
        """The whole plate again."""
        self.camera.reset()
        self._moved()

    # ---- the turntable

    def set_turning(self, turning: bool, request: Request, angle: int = 0) -> None:
        """Begin to turn, from ``angle``, what ``request`` shows; or end it."""
        began = turning and not self.turning
        self.turning, self._request = turning, request
        self.elements.set_sideways(not turning)
        self.turntable.face(angle)
        if began:
            self.camera.reset()
            self.zoomed.emit()
        if not turning:
            self._still.stop()
            self._awaiting = False
            self.turntable.clear()
        self._refit()

    def turn(self, steps: int) -> None:
        """Turn on by so many steps: the body's left side comes to the front first."""
        if not self.turning or not steps:
            return
        if self.camera.is_near:
            self.show_all()
        self.hover(None)
        self._awaiting = True
        self.turntable.turn(steps)
        self._still.start()
        self.update()

    @property
    def is_spinning(self) -> bool:
        """Was the body turned, and what is there to be seen now is not known yet?"""
        return self._awaiting

    @property
    def is_settled(self) -> bool:
        return super().is_settled and not self._awaiting

    def target_at(self, where: QPointF, *, finger: bool = False) -> Target | None:
        return None if self._awaiting else super().target_at(where, finger=finger)

    def show_scene(
        self, drawn: Drawn, names: Mapping[Name, str], *, caption: str = "", again: bool
    ) -> None:
        if not self._still.isActive():  # else the reader has turned on since
            self._awaiting = False
        super().show_scene(drawn, names, caption=caption, again=again)

    def set_look(self, theme: Theme, text_scale: float) -> None:
        super().set_look(theme, text_scale)
        for button in (self._nearer, self._farther):
            button.set_look(theme, text_scale)
        self._place_zoom()

    # ---- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_zoom()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.turning:
            super().paintEvent(event)
            return
        self.turntable.prepare(self._setting())
        frame = self.turntable.image()
        if frame is None or (not self._awaiting and self._picture() is not None):
            super().paintEvent(event)
            return
        if not self._awaiting and self._drawing is not None:
            self.canvas.ask(self._order(self._drawing))
        QPainter(self).drawImage(QPoint(0, 0), frame)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            event.accept()
            gesture = self._fingers.follow(event)
            if gesture is not None:
                self._on_fingers(gesture)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom_at(event.position(), STEP**notches)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.target_at(event.position())
            self._grip, self._dragged, self._drift = event.position(), False, 0.0
            if self._pressed is not None:
                self.elements.set_stop(self._pressed.name)
            self.hover(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self.hover(self.target_at(event.position()))
            return
        by = event.position() - self._grip
        self._dragged = self._dragged or by.manhattanLength() > QApplication.startDragDistance()
        if self._dragged:
            self._grip = event.position()
            self._drag(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Acts on release, so that sliding off takes a press back."""
        pressed, self._pressed, self._grip = self._pressed, None, None
        if pressed is None or self._dragged:
            return
        if pressed == self.target_at(event.position()):
            self.chosen.emit(pressed.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of it again; the second press chooses nothing."""
        self._pressed = None
        self.show_all()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to a target; after a click only with the next arrow key."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.elements.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in _NEARER:
            self.go_nearer()
        elif key == Qt.Key.Key_Minus:
            self.go_farther()
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in ARROWS and (shifted or self.turning):
            self._on_arrow(key)
        elif key in ARROWS and self.hasFocus():
            self.elements.take_focus()
        else:
            super().keyPressEvent(event)

    # ---- what events lead to

    def _on_arrow(self, key: Qt.Key) -> None:
        across, down = ARROWS[key]
        if self.camera.is_near:
            self.pan(QPointF(-across, -down) * _PAN)
        elif across and self.turning:
            self.turn(-across)
        elif across:
            self.turn_asked.emit(-across)

    def _drag(self, by: QPointF) -> None:
        self.hover(None)
        if self.camera.is_near:
            self.pan(by)
        elif self.turning:
            self._drift += by.x()
            steps = int(self._drift / _TURN)
            self._drift -= steps * _TURN
            self.turn(-steps)  # the surface follows the hand

    def _on_fingers(self, gesture: Gesture) -> None:
        if gesture.tapped:
            found = self.target_at(gesture.where, finger=True)
            self.hover(found)
            if found is not None:
                self.chosen.emit(found.key)
        elif gesture.factor != 1.0:
            self.zoom_at(gesture.where, gesture.factor)
            self.pan(gesture.by)
        else:
            self._drag(gesture.by)

    @Slot(object)
    def _on_chosen(self, target: Target) -> None:
        self.chosen.emit(target.key)

    @Slot()
    def _on_still(self) -> None:
        self.rested.emit(self.turntable.angle)

    @Slot()
    def _on_zoomed(self) -> None:
        self._nearer.setEnabled(self.camera.zoom < LARGEST)
        self._farther.setEnabled(self.camera.is_near)

    # ---- places

    def _place_scene(self, drawing: ScenePainter) -> QRectF:
        if self.turning:
            return place_of(drawing.scene, self._area())
        return super()._place_scene(drawing)

    def _kept_free(self) -> tuple[QRectF, ...]:
        zoom = QRectF(self._nearer.geometry()).united(QRectF(self._farther.geometry()))
        return (*super()._kept_free(), zoom)

    def _setting(self) -> Setting:
        return Setting(
            self._request,
            self._area(),
            self.size(),
            self.devicePixelRatioF(),
            self._theme,
            self._scale,
        )

    def _place_zoom(self) -> None:
        """In the corner below, one over the other."""
        size = self._nearer.sizeHint().expandedTo(self._nearer.minimumSize())
        x = self.width() - size.width() - _CORNER
        y = self.height() - _CORNER
        for button in (self._farther, self._nearer):
            y -= size.height()
            button.setGeometry(x, y, size.width(), size.height())
            button.raise_()

"""The body on a turntable: a picture from every side, painted ahead on a thread, and only shown to turn."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QTransform

from guide.atlas.figures import Request, figure
from guide.atlas.plates import TURN_STEP, load_plate, turn_view
from guide.atlas.scene import Scene
from guide.ui.body.canvas import blank
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.widgets.scene_painter import ScenePainter

HALF = 180
_WIDEST = 0.46  # width by height of the body seen from its front, arms and air included


@dataclass(frozen=True)
class Setting:
    """What the frames show, and how large."""

    request: Request
    area: QRectF
    size: QSize
    ratio: float
    theme: Theme
    unit: float = 1.0


def place_of(scene: Scene, area: QRectF) -> QRectF:
    """Where a scene of the turntable lies: of the same size from every side, about one axis."""
    height = min(area.height(), area.width() / _WIDEST)
    box = QRectF(0, 0, height * scene.width / scene.height, height)
    box.moveCenter(area.center())
    return box


def frame(angle: int, setting: Setting) -> QImage:
    """The body from one side; on any thread."""
    scene = figure(load_plate(turn_view(angle)), replace(setting.request, labels="none"))
    image = blank(setting.size, setting.ratio, setting.theme)
    painter = QPainter(image)
    box = place_of(scene, setting.area)
    ScenePainter(scene).paint(painter, box, setting.theme, setting.unit)
    painter.end()
    return image


class Turntable(QObject):
    """Holds the frames of one setting and has the missing ones painted, the nearest first.

    The body is symmetric, so the frames beyond its back are those before it in a mirror.

    Signals:
        prepared: there is one more frame.
    """

    prepared = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._setting: Setting | None = None
        self._frames: dict[int, QImage] = {}
        self._missing: set[int] = set()
        self._running: int | None = None
        self.angle = 0

    @property
    def is_complete(self) -> bool:
        """Is every frame there that can be drawn?"""
        return self._setting is not None and not self._missing and self._running is None

    def prepare(self, setting: Setting) -> None:
        """Have the frames painted for this setting; those of another one are dropped."""
        if setting != self._setting:
            self.clear()
            self._setting = setting
            self._missing = set(range(0, HALF + 1, TURN_STEP))
        self._go_on()

    def clear(self) -> None:
        """Forget all frames."""
        self._setting, self._frames, self._missing = None, {}, set()

    def turn(self, steps: int) -> None:
        """Turn on by so many steps."""
        self.angle = (self.angle + steps * TURN_STEP) % 360

    def face(self, angle: int) -> None:
        """Turn to an angle; between two steps the nearer one."""
        self.angle = round(angle / TURN_STEP) * TURN_STEP % 360

    def image(self) -> QImage | None:
        """The frame of the angle, or of the nearest one that is there by now."""
        if not self._frames:
            return None
        return self._frames[min(self._frames, key=lambda one: (_apart(one, self.angle), one))]

    def _go_on(self) -> None:
        setting = self._setting
        if self._running is not None or setting is None or not self._missing:
            return
        here = min(self.angle, 360 - self.angle)
        angle = min(self._missing, key=lambda one: (abs(one - here), one))
        self._missing.remove(angle)
        self._running = angle
        self._jobs.read(partial(_painted, angle, setting), self._take, self, self._skip)

    def _take(self, made: tuple[int, Setting, QImage, QImage]) -> None:
        self._running = None
        angle, setting, image, other = made
        if setting == self._setting:
            self._frames[angle] = image
            self._frames[(360 - angle) % 360] = other
            self.prepared.emit()
        self._go_on()

    def _skip(self, _error: object) -> None:
        """A side that cannot be drawn is passed over: its neighbours stand in for it."""
        self._running = None
        self._go_on()


def _painted(angle: int, setting: Setting) -> tuple[int, Setting, QImage, QImage]:
    image = other = frame(angle, setting)
    if angle % HALF:
        other = image.transformed(QTransform.fromScale(-1, 1))
        other.setDevicePixelRatio(setting.ratio)
    return angle, setting, image, other


def _apart(one: int, other: int) -> int:
    """Degrees between two angles, the short way round."""
    return min((one - other) % 360, (other - one) % 360)

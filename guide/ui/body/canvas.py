"""The plate as a picture, painted on a thread: what is there is shown at once, and crisp a moment later."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from guide.atlas.labelling import Labels
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.widgets.lettering import Lettering
from guide.ui.widgets.scene_painter import ScenePainter

_CORNER = 10.0  # pixels


@dataclass(frozen=True)
class Order:
    """What is to be painted: a scene in a place of a widget of some size."""

    drawing: ScenePainter
    box: QRectF
    size: QSize
    ratio: float
    theme: Theme
    lettering: Lettering
    kept_free: tuple[QRectF, ...] = ()


@dataclass(frozen=True)
class Painted:
    """An order carried out. The labels are not in the image: they move with their points."""

    order: Order
    image: QImage
    labels: Labels = field(default_factory=Labels)


def paint(order: Order) -> Painted:
    """Carry out an order; on any thread."""
    image = blank(order.size, order.ratio, order.theme)
    painter = QPainter(image)
    scene, box, lettering = order.drawing.scene, order.box, order.lettering
    painter.setClipPath(_rounded(box, lettering.unit))
    order.drawing.paint(painter, box, order.theme, lettering.unit)
    lettering.paint_numbers(painter, scene, box, order.theme)
    painter.end()
    area = QRectF(0, 0, order.size.width(), order.size.height())
    return Painted(order, image, lettering.place(scene, box, area, order.kept_free))


def _rounded(box: QRectF, unit: float) -> QPainterPath:
    """The plate with round corners: where a close-up is cut, it ends softly."""
    path = QPainterPath()
    path.addRoundedRect(box, _CORNER * unit, _CORNER * unit)
    return path


def blank(size: QSize, ratio: float, theme: Theme) -> QImage:
    """An image of the ground of the window; without transparency, which is quicker to draw."""
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.colour("window")))
    return image


class Canvas(QObject):
    """Carries out the newest order; orders in between are left out.

    Signals:
        painted: there is a new picture.
    """

    painted = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wanted: Order | None = None
        self._running: Order | None = None
        self.picture: Painted | None = None

    @property
    def settled(self) -> bool:
        """Is the picture the one that was asked for last?"""
        return self._wanted is None or self._is_there(self._wanted)

    def ask(self, order: Order) -> None:
        """Have ``order`` painted, unless it is there already."""
        self._wanted = order
        self._go_on()

    def _is_there(self, order: Order) -> bool:
        return self.picture is not None and self.picture.order == order

    def _go_on(self) -> None:
        if self._running is None and self._wanted is not None and not self._is_there(self._wanted):
            self._running = self._wanted
            self._jobs.read(partial(paint, self._wanted), self._show, self)

    def _show(self, picture: Painted) -> None:
        self._running = None
        self.picture = picture
        self.painted.emit()
        self._go_on()

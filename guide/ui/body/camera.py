"""How near and from where the reader looks at a plate."""

from PySide6.QtCore import QPointF, QRectF

LARGEST = 12.0
STEP = 1.25
"""How much nearer one step of the wheel or one press of a key goes."""

_FILLED = 0.6  # of the view, by what is looked at


class Camera:
    """Zoom and shift over a plate that fits its place at zoom 1; lengths are pixels."""

    def __init__(self) -> None:
        self._zoom, self._shift = 1.0, QPointF()

    @property
    def zoom(self) -> float:
        """How much larger than fitting; 1 shows all."""
        return self._zoom

    @property
    def is_near(self) -> bool:
        """Is there more than can be seen at once?"""
        return self._zoom > 1.001

    def box(self, fit: QRectF) -> QRectF:
        """Where the whole plate lies, of which ``fit`` is the place at zoom 1."""
        box = QRectF(0, 0, fit.width() * self._zoom, fit.height() * self._zoom)
        box.moveCenter(fit.center() + self._shift)
        return box

    def reset(self) -> None:
        """Show all."""
        self._zoom, self._shift = 1.0, QPointF()

    def zoom_at(self, fit: QRectF, view: QRectF, where: QPointF, factor: float) -> None:
        """Go nearer (or away) so that what lies at ``where`` stays there."""
        before = self.box(fit)
        zoom = min(max(self._zoom * factor, 1.0), LARGEST)
        grown = zoom / self._zoom
        self._zoom = zoom
        middle = where + (before.center() - where) * grown
        self._shift = middle - fit.center()
        self._keep(fit, view)

    def look_at(self, fit: QRectF, view: QRectF, part: QRectF, most: float) -> None:
        """Go so near that ``part`` (its place at zoom 1) fills most of the view, at most ``most``."""
        wide, high = part.width() / view.width(), part.height() / view.height()
        self._zoom = min(max(_FILLED / max(wide, high, 0.01), 1.0), most)
        self._shift = (fit.center() - part.center()) * self._zoom + view.center() - fit.center()
        self._keep(fit, view)

    def hold(self, fit: QRectF, view: QRectF) -> None:
        """The view became another one: let no more of the plate leave it than must."""
        self._keep(fit, view)

    def pan(self, fit: QRectF, view: QRectF, by: QPointF) -> None:
        """Move the plate by so much, as far as it still fills the view."""
        self._shift += by
        self._keep(fit, view)

    def bring(self, fit: QRectF, view: QRectF, place: QPointF) -> None:
        """Move the plate so far that ``place`` of the view comes well inside it."""
        air = min(view.width(), view.height()) / 8
        inner = view.adjusted(air, air, -air, -air)
        x = min(max(place.x(), inner.left()), inner.right()) - place.x()
        y = min(max(place.y(), inner.top()), inner.bottom()) - place.y()
        self.pan(fit, view, QPointF(x, y))

    def _keep(self, fit: QRectF, view: QRectF) -> None:
        """The plate may be moved until its edge comes to the middle of the view."""
        if not self.is_near:
            self.reset()
            return
        box, middle = self.box(fit), view.center()
        x = min(middle.x() - box.left(), 0.0) or max(middle.x() - box.right(), 0.0)
        y = min(middle.y() - box.top(), 0.0) or max(middle.y() - box.bottom(), 0.0)
        self._shift += QPointF(x, y)

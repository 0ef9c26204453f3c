"""Icons: one drawn set of SVG files whose ink is the theme's."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from guide.ui import resources
from guide.ui.theme.model import Theme

SIZE = 20
"""Side of an icon in the interface at 100 %."""

_INK = "currentColor"
_ON, _OFF = QIcon.State.On, QIcon.State.Off


def picture(name: str, colour: str, side: int) -> QPixmap:
    """The icon ``name`` in one colour, ``side`` device pixels wide and high."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - off the start path

    drawing = resources.text("icons", f"{name}.svg").replace(_INK, colour)
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return QPixmap.fromImage(image)


@lru_cache(maxsize=256)
def _icon(name: str, ink: str, dimmed: str, on: str, side: int) -> QIcon:
    made = QIcon()
    for pixels in (side, side * 2):  # the second one serves screens of double density
        made.addPixmap(picture(name, ink, pixels), QIcon.Mode.Normal, _OFF)
        made.addPixmap(picture(name, on, pixels), QIcon.Mode.Normal, _ON)
        made.addPixmap(picture(name, dimmed, pixels), QIcon.Mode.Disabled, _OFF)
    return made


def icon(name: str, theme: Theme, role: str = "ink", size: int = SIZE) -> QIcon:
    """The icon ``name`` in the ink of a theme (``role``); checked ones take the accent.

    Not a QIconEngine: one written in Python crashes as soon as Qt clones it (PySide6 6.11.3).
    """
    colour = theme.colour
    return _icon(name, colour(role), colour("disabled"), colour("accent-soft-ink"), size)


@lru_cache(maxsize=1)
def program_icon() -> QIcon:
    """The program's own icon, for windows and task bars."""
    made = QIcon()
    for side in (16, 32, 48, 128, 256):
        made.addPixmap(picture("program", "#1f6f64", side))
    return made

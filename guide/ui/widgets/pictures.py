"""The images of articles: plates drawn on the spot, and pictures that lie in the pack. No files."""

from collections.abc import Callable
from urllib.parse import parse_qs

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from guide.atlas.plates import VIEWS, figure_scene, load_plate
from guide.ui.theme import Theme
from guide.ui.widgets.scene_painter import ScenePainter

Media = Callable[[str], bytes | None]
"""Gives the bytes of a picture in the pack by its name, or None."""

_HEIGHT = 420  # of a plate in an article, at 100 %
_WIDEST = 560  # of a picture from the pack, at 100 %
_MEGABYTES = 64  # what an image may take when it is unpacked
_FORMATS = {b"png", b"jpeg", b"webp"}


class Pictures:
    """Answers ``plate:back?regions=lower-back`` and ``media:name``; None for everything else."""

    def __init__(self, theme: Theme, text_scale: float, pixel_ratio: float, media: Media | None) -> None:
        self._theme, self._scale, self._ratio = theme, text_scale, pixel_ratio
        self._media = media

    def __call__(self, address: str) -> QImage | None:
        kind, _colon, rest = address.partition(":")
        if kind == "plate":
            return self._plate(rest)
        if kind == "media" and self._media is not None:
            return self._picture(self._media(rest))
        return None

    def _plate(self, rest: str) -> QImage | None:
        view, _mark, query = rest.partition("?")
        if view not in VIEWS:
            return None
        wanted = parse_qs(query).get("regions", [""])[0]
        regions = [slug for slug in wanted.split(",") if slug]
        drawing = ScenePainter(figure_scene(load_plate(view), regions))
        scene = drawing.scene
        height = round(_HEIGHT * self._scale * self._ratio)
        image = QImage(
            QSize(round(height * scene.width / scene.height), height),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.paint(painter, QRectF(image.rect()), self._theme)
        painter.end()
        image.setDevicePixelRatio(self._ratio)
        return image

    def _picture(self, data: bytes | None) -> QImage | None:
        """A picture of a format we know by its content, at most as wide as a page."""
        if data is None:
            return None
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        QImageReader.setAllocationLimit(_MEGABYTES)
        reader = QImageReader(buffer)
        if bytes(reader.format().data()) not in _FORMATS:
            return None
        size, widest = reader.size(), round(_WIDEST * self._scale * self._ratio)
        if size.width() > widest:
            size.scale(widest, size.height(), Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(size)
        image = reader.read()
        if image.isNull():
            return None
        image.setDevicePixelRatio(self._ratio)
        return image

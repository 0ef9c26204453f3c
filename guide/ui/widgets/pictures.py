"""The images of articles: plates drawn on the spot, and pictures that lie in the pack. No files."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader

from guide.errors import GuideError
from guide.ui.theme import Theme

_log = logging.getLogger("guide.ui")

Media = Callable[[str], bytes | None]
"""Gives the bytes of a picture in the pack by its name, or None."""

_PLATE = QSize(420, 340)  # in an article, at 100 %; the same for all, so that room is kept at once
_WIDEST = 560  # of a picture from the pack, at 100 %
_KEPT = 16  # pictures that stay drawn, so that going back is quick
_MEGABYTES = 64  # what an image may take when it is unpacked
_FORMATS = {b"png", b"jpeg", b"webp"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a drawing in an article: ``size`` in dots, of which ``unit`` are an ordinary pixel."""

    size: QSize
    unit: float
    theme: Theme


class Pictures:
    """Answers ``plate:back?regions=lower-back`` and ``media:name``; None for everything else."""

    def __init__(
        self, theme: Theme, text_scale: float, pixel_ratio: float, media: Media | None
    ) -> None:
        self._theme, self._scale, self._ratio = theme, text_scale, pixel_ratio
        self._media = media
        self._drawn: dict[str, QImage | None] = {}

    def stand_in(self, address: str) -> QImage | None:
        """An empty image of the size that the plate at ``address`` will have; None for the rest.

        Drawing a plate takes longer than laying out its article.
        """
        if address in self._drawn or not address.startswith("plate:"):
            return None
        empty = QImage(self._plate_size(), QImage.Format.Format_ARGB32_Premultiplied)
        empty.fill(Qt.GlobalColor.transparent)
        empty.setDevicePixelRatio(self._ratio)
        return empty

    def __call__(self, address: str) -> QImage | None:
        if address not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[address] = self._made(address)
        return self._drawn[address]

    def _made(self, address: str) -> QImage | None:
        kind, _colon, rest = address.partition(":")
        if kind == "plate":
            return self._plate(address)
        if kind == "media" and self._media is not None:
            return self._picture(self._media(rest))
        return None

    def _plate_size(self) -> QSize:
        return (QSizeF(_PLATE) * (self._scale * self._ratio)).toSize()

    def _plate(self, address: str) -> QImage | None:
        # Off the start path: plates are drawn after the first paint.
        from guide.ui.widgets.figure_picture import figure_picture  # noqa: PLC0415

        frame = Frame(self._plate_size(), self._scale * self._ratio, self._theme)
        try:
            image = figure_picture(address, frame)
        except GuideError as error:  # an article without its picture is better than none
            _log.warning("A plate is missing from an article: %s", error)
            return None
        if image is not None:
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

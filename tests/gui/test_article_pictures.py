"""The pictures of an article: plates drawn on the spot, and images of the pack, within limits."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from guide.ui import theme
from guide.ui.widgets.pictures import Pictures

LIGHT = theme.theme("light")


def _encoded(kind: str, width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # takes what it denies
    return bytes(buffer.data().data())


def _png_that_claims(width: int, height: int) -> bytes:
    """A tiny file whose head promises a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def _shown(data: bytes | None, scale: float = 1.0) -> QImage | None:
    return Pictures(LIGHT, scale, 1.0, lambda name: data)("media:picture")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_known_formats_are_shown(kind: str) -> None:
    """By what is in them, whatever they are called."""
    image = _shown(_encoded(kind))
    assert image is not None
    assert (image.width(), image.height()) == (40, 20)


def test_wide_pictures_fit_the_page() -> None:
    """Never wider than a page, in their own proportions."""
    image = _shown(_encoded("PNG", 2000, 500))
    assert image is not None
    assert image.width() <= 560
    assert image.height() == pytest.approx(image.width() / 4, abs=1)


@pytest.mark.qt_log_ignore(".*")
@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>',
        _encoded("BMP"),
        _encoded("XPM"),
        b"GIF89a" + b"\0" * 60,
        b"",
        b"not a picture",
        _encoded("PNG")[:40],
        _png_that_claims(50_000, 50_000),
        _png_that_claims(16_000, 16_000),
        None,
    ],
    ids=["svg", "bmp", "xpm", "gif", "empty", "text", "cut", "50000²", "16000²", "missing"],
)
def test_everything_else_is_not(data: bytes | None) -> None:
    """Other formats, broken files and bombs leave a placeholder, quickly and without memory."""
    assert _shown(data) is None


@pytest.mark.parametrize("address", ["plate:side", "plate:", "file:///a.png", "a.png", "", "media"])
def test_unknown_addresses_have_no_picture(address: str) -> None:
    """Only the views that there are, and only names in the pack."""
    assert Pictures(LIGHT, 1.0, 1.0, None)(address) is None


def test_a_plate_is_drawn_in_the_theme_and_size() -> None:
    """Larger with the text, sharper on a dense screen, other colours in another theme."""
    small = Pictures(LIGHT, 1.0, 1.0, None)("plate:back?regions=lower-back")
    large = Pictures(LIGHT, 2.0, 1.0, None)("plate:back?regions=lower-back")
    dense = Pictures(LIGHT, 1.0, 2.0, None)("plate:back?regions=lower-back")
    dark = Pictures(theme.theme("dark"), 1.0, 1.0, None)("plate:back?regions=lower-back")
    assert small is not None
    assert large is not None
    assert dense is not None
    assert large.height() == pytest.approx(2 * small.height(), abs=2)
    assert dense.height() == large.height()
    assert dense.deviceIndependentSize().height() == pytest.approx(small.height(), abs=1)
    assert dark != small


def test_a_figure_that_cannot_be_drawn_is_left_out() -> None:
    """A body without the points that its words promise would say something wrong."""
    assert Pictures(LIGHT, 1.0, 1.0, None)("plate:front?points=ST36&meridian=ST") is None


def test_going_back_does_not_draw_again() -> None:
    """The same picture is kept while the look stays."""
    pictures = Pictures(LIGHT, 1.0, 1.0, None)
    assert pictures("plate:front") is pictures("plate:front")

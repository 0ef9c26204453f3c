"""The pictures of an article: plates drawn on the spot, and images of the pack, within limits."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage

from guide.atlas.figures import Request, figure
from guide.atlas.plates import load_plate
from guide.ui import theme
from guide.ui.printing import handout as printing
from guide.ui.widgets.pictures import Pictures
from guide.ui.widgets.scene_painter import ScenePainter

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


def _inks(image: QImage | None, *roles: str) -> list[bool]:
    """Which colours of the light theme occur in the picture."""
    assert image is not None
    there = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    return [LIGHT.colour(f"plate-{role}") in there for role in roles]


def test_points_and_meridians_are_drawn_where_they_are_asked_for() -> None:
    """The body alone has neither."""
    pictures = Pictures(LIGHT, 1.0, 2.0, None)
    assert _inks(pictures("plate:back"), "point", "meridian", "ruler") == [False] * 3
    shown = pictures("plate:back?points=BL13,BL15&meridian=BL&labels=organ")
    assert _inks(shown, "point", "meridian", "label") == [True] * 3
    assert _inks(pictures("plate:front?ruler=PC6&points=PC6"), "stretch", "point") == [True] * 2


def test_what_no_plate_shows_is_left_out_in_silence() -> None:
    """The checker of the library has said so before; a reader sees the rest."""
    pictures = Pictures(LIGHT, 1.0, 1.0, None)
    assert pictures("plate:front?points=XX1,BL13&meridian=XX&regions=nowhere") is not None
    assert pictures("plate:front?colour=red") is None
    assert pictures("plate:front?labels=poem") is None


def test_the_best_view_can_be_left_to_the_guide() -> None:
    """Points of the back show the back."""
    pictures = Pictures(LIGHT, 1.0, 1.0, None)
    asked = "?points=BL13,BL15&labels=organ"
    assert pictures(f"plate:auto{asked}") == pictures(f"plate:back{asked}")
    assert pictures(f"plate:auto{asked}") != pictures(f"plate:front{asked}")


def test_a_picture_goes_near_to_what_it_shows() -> None:
    """A point of the hand fills the picture with the forearm, not with the whole body."""
    far = ScenePainter(figure(load_plate("front"), Request()))
    near = ScenePainter(figure(load_plate("front"), Request(points=("PC6",), ruler="PC6")))
    assert far.close_up() == QRectF(0, 0, far.scene.width, far.scene.height)
    assert near.close_up().height() < far.scene.height / 3


def test_a_sheet_has_three_hundred_dots_an_inch() -> None:
    """At the size at which it is printed: 420 pixels at 84 %, of 96 an inch."""
    sheet = Pictures(theme.theme("print"), printing._SCALE, printing._SHARPNESS, None)
    image = sheet("plate:back?points=BL13")
    assert image is not None
    inches = image.deviceIndependentSize().width() / 96
    assert image.width() / inches >= 300


def test_going_back_does_not_draw_again() -> None:
    """The same picture is kept while the look stays."""
    pictures = Pictures(LIGHT, 1.0, 1.0, None)
    assert pictures("plate:front") is pictures("plate:front")

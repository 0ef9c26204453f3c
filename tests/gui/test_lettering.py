"""Words on a drawing of the body: room is made for them, and they are painted where they stand."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from guide.atlas.figures import Request, figure
from guide.atlas.plates import load_plate
from guide.atlas.scene import Mark, Role, Scene, Shape
from guide.ui import theme
from guide.ui.body.overlay import carried, title_box
from guide.ui.theme import interface_font
from guide.ui.widgets.lettering import Lettering
from guide.ui.widgets.scene_painter import ScenePainter, in_proportion, path_of
from tests.unit.small_plates import BACK, box

LIGHT = theme.theme("light")
AREA = QRectF(8, 8, 320, 500)
SEVEN = ("BL13", "BL15", "BL17", "BL18", "BL19", "BL20", "BL21")


@pytest.fixture
def lettering(qapp: QApplication) -> Lettering:
    return Lettering(interface_font(0.86))


def test_without_labels_the_body_fills_its_place(lettering: Lettering) -> None:
    """As large as fits, in the middle."""
    place = lettering.fit(figure(BACK, Request()), AREA)
    assert place.height() == pytest.approx(AREA.height())
    assert place.center().x() == pytest.approx(AREA.center().x())


def test_a_column_of_labels_gets_its_room_beside_the_body(lettering: Lettering) -> None:
    """The body moves to the left as far as it must, and stays whole."""
    scene = figure(load_plate("back"), Request(points=SEVEN, labels="organ"))
    place = lettering.fit(scene, AREA)
    labels = lettering.place(scene, place, AREA)
    assert labels.left_out == ()
    left, top, right, bottom = scene.figure
    body = (
        ScenePainter(scene).transform(place).mapRect(QRectF(left, top, right - left, bottom - top))
    )
    assert AREA.adjusted(-1, -1, 1, 1).contains(body)
    assert place.center().x() < AREA.center().x()
    assert all(one.box[2] <= AREA.right() + 0.01 for one in labels.placed)


def test_a_body_is_not_made_tiny_for_its_labels(lettering: Lettering) -> None:
    """Where words would take nearly all the room, they stand on the body instead."""
    long = Mark(200, 100, Role.POINT, "point/BL13", label="a name that is much too long for this")
    scene = figure(BACK, Request())
    scene = Scene(scene.width, scene.height, scene.shapes, (long,))
    place = lettering.fit(scene, QRectF(0, 0, 200, 300))
    assert place.height() == pytest.approx(300)


def test_a_part_can_fill_the_place(lettering: Lettering) -> None:
    place = lettering.fit(figure(BACK, Request()), AREA, QRectF(100, 40, 200, 200))
    shown = (
        ScenePainter(figure(BACK, Request())).transform(place).mapRect(QRectF(100, 40, 200, 200))
    )
    assert shown.width() == pytest.approx(AREA.width())
    assert AREA.adjusted(-1, -1, 1, 1).contains(shown)


def test_labels_of_points_out_of_sight_are_not_placed(lettering: Lettering) -> None:
    scene = figure(BACK, Request(points=("BL13", "BL40")))
    place = QRectF(0, 0, 1600, 3200)
    keys = {one.key for one in lettering.place(scene, place, QRectF(300, 300, 800, 600)).placed}
    assert keys == {"BL13"}


def test_labels_keep_clear_of_what_is_kept_free(lettering: Lettering) -> None:
    scene = figure(BACK, Request(points=("BL13", "BL17", "BL40")))
    place = lettering.fit(scene, AREA)
    corner = QRectF(AREA.right() - 90, AREA.top(), 90, 200)
    for one in lettering.place(scene, place, AREA, (corner,)).placed:
        assert not corner.intersects(QRectF(QPointF(*one.box[:2]), QPointF(*one.box[2:])))


def test_words_are_painted_where_they_stand(lettering: Lettering) -> None:
    """Ink in the box of every label."""
    scene = figure(BACK, Request(points=("BL13", "BL17"), labels="organ"))
    place = lettering.fit(scene, AREA)
    labels = lettering.place(scene, place, AREA)
    image = QImage(336, 516, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.colour("window")))
    painter = QPainter(image)
    lettering.paint(painter, labels, LIGHT)
    painter.end()
    for one in labels.placed:
        left, top, right, bottom = map(round, one.box)
        dark = [
            image.pixelColor(x, y).lightness() < 120
            for x in range(left, right)
            for y in range(top, bottom)
        ]
        assert sum(dark) > 10


def test_labels_ride_with_their_points_until_they_are_placed_anew(lettering: Lettering) -> None:
    """While the picture is larger for the moment, each stays beside its point."""
    scene = figure(BACK, Request(points=("BL13",)))
    start = QRectF(0, 0, 200, 400)
    end = QRectF(-100, -200, 600, 1200)
    labels = lettering.place(scene, start, QRectF(0, 0, 300, 400))
    (before,), (after,) = labels.placed, carried(labels, start, end).placed
    assert after.at == pytest.approx(
        (end.left() + 3 * (before.at[0] - 0), end.top() + 3 * (before.at[1] - 0))
    )
    assert after.box[0] - after.at[0] == pytest.approx(before.box[0] - before.at[0])
    assert carried(labels, start, start) is labels


@pytest.mark.parametrize(
    "area", [QRectF(0, 0, 20, 20), QRectF(290, 480, 20, 20), QRectF(-50, 100, 400, 900)]
)
def test_the_name_of_what_is_pointed_at_stays_in_sight(area: QRectF, qapp: QApplication) -> None:
    """In every corner, and where the target is larger than the view."""
    room = QRectF(0, 0, 300, 500)
    words = "Foot-Taiyang Bladder Meridian, with a long name that has to be wrapped"
    assert room.contains(title_box(area, words, interface_font(1.0), room, 1.0))


def test_a_path_has_the_points_of_its_shape() -> None:
    """Through the stream and back, closed or open."""
    ring = (1.5, 2.25, 30.0, 2.25, 30.0, -8.125)
    closed = path_of(Shape((ring, box(0, 0, 5, 5)), Role.REGION))
    points = [(closed.elementAt(n).x, closed.elementAt(n).y) for n in range(3)]
    assert points == [(1.5, 2.25), (30.0, 2.25), (30.0, -8.125)]
    assert closed.elementCount() == 4 + 5
    assert path_of(Shape((ring,), Role.MERIDIAN, closed=False)).elementCount() == 3


def test_a_small_drawing_has_small_marks() -> None:
    assert in_proportion(1.0, QRectF(0, 0, 200, 600)) == 1.0
    assert in_proportion(2.0, QRectF(0, 0, 80, 165)) == pytest.approx(0.5)

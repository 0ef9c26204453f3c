"""Looking at the body from near: by wheel, keys, fingers and buttons; crisp, with labels in order."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from guide.atlas.plates import VIEWS
from guide.content.model import Figure
from guide.ui.body.camera import LARGEST, Camera
from tests.gui.conftest import Body


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def wheel(body: Body, where: QPoint, notches: int) -> None:
    """Turn the wheel over a place of the plate."""
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(where),
        QPointF(body.plate.mapToGlobal(where)),
        QPoint(),
        QPoint(0, 120 * notches),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(body.plate, event)


def test_the_wheel_goes_nearer_to_what_is_under_the_pointer(body: Body) -> None:
    """The point that was there is there still, at every step."""
    where = body.place("point/BL17", "left")
    for _step in range(5):
        wheel(body, where, 1)
        now = body.place("point/BL17", "left")
        assert (now - where).manhattanLength() <= 3
    assert body.plate.camera.zoom == pytest.approx(1.25**5)
    wheel(body, where, -9)
    assert body.plate.camera.zoom == 1.0


def test_nearer_has_an_end(body: Body) -> None:
    """Neither nearer than the largest zoom nor farther than the whole plate."""
    wheel(body, QPoint(100, 100), 60)
    assert body.plate.camera.zoom == LARGEST
    wheel(body, QPoint(100, 100), -99)
    assert body.plate.camera.zoom == 1.0


def test_the_plate_is_crisp_again_after_going_nearer(body: Body) -> None:
    """First the picture that is there is shown larger; then it is painted anew."""
    wheel(body, body.place("point/BL17", "left"), 6)
    picture = body.plate.canvas.picture
    assert picture is not None
    at_once = body.plate.grab().toImage()
    body.settle()
    crisp = body.plate.grab().toImage()
    assert edges(crisp) > 0
    assert body.plate.canvas.picture is not picture
    assert at_once != crisp
    assert body.plate.canvas.picture is not None
    assert body.plate.canvas.picture.order.box == body.plate.box()


def edges(image: QImage) -> int:
    """How many neighbouring dots differ."""
    return sum(
        image.pixel(x, y) != image.pixel(x + 1, y)
        for y in range(0, image.height(), 5)
        for x in range(0, image.width() - 1, 2)
    )


def test_keys_go_nearer_and_move_the_plate(body: Body, qtbot: QtBot) -> None:
    """+, − and 0, and Shift with the arrows, while the keyboard is on a target."""
    assert body.plate.elements.focus(("region/upper-back", ""))
    target = body.plate.window().focusWidget()
    QTest.keyClick(target, Qt.Key.Key_Plus)
    QTest.keyClick(target, Qt.Key.Key_Plus)
    near = body.plate.camera.zoom
    assert near > 2
    before = body.plate.box().topLeft()
    QTest.keyClick(target, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(target, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = body.plate.box().topLeft()
    assert after.x() < before.x()
    assert after.y() < before.y()
    QTest.keyClick(target, Qt.Key.Key_Minus)
    assert 1.0 < body.plate.camera.zoom < near
    QTest.keyClick(target, Qt.Key.Key_0)
    assert body.plate.camera.zoom == 1.0


def test_buttons_go_nearer_and_farther(body: Body) -> None:
    """Each is off where there is no farther to go."""
    nearer = body.tool("plateZoomIn")
    farther = body.tool("plateZoomOut")
    assert (nearer.accessibleName(), farther.accessibleName()) == ("Nearer", "Farther away")
    assert (nearer.isEnabled(), farther.isEnabled()) == (True, False)
    while nearer.isEnabled():
        QTest.mouseClick(nearer, Qt.MouseButton.LeftButton)
    assert body.plate.camera.zoom == LARGEST
    assert farther.isEnabled()
    QTest.mouseClick(farther, Qt.MouseButton.LeftButton)
    assert nearer.isEnabled()


def drag(body: Body, start: QPoint, by: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(body.plate, left, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(body.plate, start + by * share)
    QTest.mouseRelease(body.plate, left, pos=start + by)


def test_dragging_moves_what_does_not_fit_and_opens_nothing(body: Body) -> None:
    chosen: list[str] = []
    body.column.chosen.connect(chosen.append)
    start = body.place("point/BL17", "left")
    drag(body, start, QPoint(40, 30))
    assert body.plate.camera.zoom == 1.0
    wheel(body, start, 6)
    drag(body, start, QPoint(40, 30))
    moved = body.place("point/BL17", "left") - start
    assert (moved - QPoint(40, 30)).manhattanLength() <= 4
    assert chosen == []


def test_the_plate_never_leaves_its_place(body: Body) -> None:
    """However far it is dragged, the middle of the view is on it."""
    wheel(body, QPoint(150, 200), 6)
    for by in (QPoint(900, 900), QPoint(-2500, -3500), QPoint(9000, -3000)):
        body.plate.pan(QPointF(by))
        grown = body.plate.box().adjusted(-1, -1, 1, 1)
        assert grown.contains(QRectF(body.plate.rect()).center())


def test_a_double_click_shows_all_again(body: Body) -> None:
    wheel(body, QPoint(100, 200), 5)
    QTest.mouseDClick(body.plate, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert body.plate.camera.zoom == 1.0


def test_a_new_view_is_seen_whole_and_new_layers_from_as_near(body: Body) -> None:
    wheel(body, QPoint(100, 200), 5)
    near = body.plate.camera.zoom
    body.column.set_layers(body.column.layers.from_words("all page regions labels"))
    body.settle()
    assert body.plate.camera.zoom == near
    body.look("front")
    assert body.plate.camera.zoom == 1.0


def test_the_keyboard_brings_into_sight_what_it_comes_to(body: Body) -> None:
    """A target outside the view is moved into it."""
    wheel(body, body.place("point/BL13", "left"), 8)
    assert not body.plate.rect().contains(body.place("region/leg", "left"))
    assert body.plate.elements.focus(("region/leg", "left"))
    assert body.plate.rect().contains(body.place("region/leg", "left"))


def test_buttons_stand_over_their_targets_from_near_too(body: Body, qtbot: QtBot) -> None:
    """For whoever points by way of assistive technology."""
    wheel(body, body.place("point/BL17", "left"), 6)
    body.settle()
    one = next(one for one in body.plate.buttons() if (one.key, one.side) == ("point/BL17", "left"))
    place = body.place("point/BL17", "left")
    qtbot.waitUntil(lambda: one.geometry().contains(place))


def test_two_fingers_pinch(body: Body, finger: QPointingDevice) -> None:
    """Apart is nearer, together is farther away; what lies between them stays there."""
    middle = body.place("point/BL17", "left")
    plate = body.plate

    def put(half: int, event: str) -> None:
        sequence = QTest.touchEvent(plate, finger)
        for number, place in ((1, middle - QPoint(half, 0)), (2, middle + QPoint(half, 0))):
            getattr(sequence, event)(number, place, plate)
        sequence.commit()

    put(20, "press")
    for half in (25, 32, 40):
        put(half, "move")
    put(40, "release")
    assert plate.camera.zoom == pytest.approx(2.0, rel=0.05)
    assert (body.place("point/BL17", "left") - middle).manhattanLength() <= 4
    put(40, "press")
    for half in (30, 20):
        put(half, "move")
    put(20, "release")
    assert plate.camera.zoom == 1.0


def test_two_fingers_pinch_on_a_touch_pad(body: Body) -> None:
    """The system tells of it as of a gesture."""
    where = QPointF(body.place("point/BL17", "left"))
    pad = QPointingDevice.primaryPointingDevice()
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(zoom, pad, 2, where, where, where, 0.5, QPointF())
    QApplication.sendEvent(body.plate, event)
    assert body.plate.camera.zoom == pytest.approx(1.5)


def test_a_finger_moves_what_is_near(body: Body, finger: QPointingDevice) -> None:
    plate, start = body.plate, body.place("point/BL17", "left")
    wheel(body, start, 6)
    chosen: list[str] = []
    body.column.chosen.connect(chosen.append)
    QTest.touchEvent(plate, finger).press(1, start, plate).commit()
    for step in range(1, 5):
        QTest.touchEvent(plate, finger).move(1, start + QPoint(12, 9) * step, plate).commit()
    QTest.touchEvent(plate, finger).release(1, start + QPoint(48, 36), plate).commit()
    assert (body.place("point/BL17", "left") - start - QPoint(48, 36)).manhattanLength() <= 5
    assert chosen == []


@pytest.mark.parametrize("beside", [(0, 0), (18, 0), (0, -18), (-13, 13)])
def test_a_finger_hits_a_point_within_nine_millimetres(
    body: Body, finger: QPointingDevice, beside: tuple[int, int]
) -> None:
    """44 pixels across, where the mouse hits what is beside it."""
    body.show(Figure((), (), ("BL40",)), "point/BL40")
    body.look("back")
    body.column.set_layers(body.column.layers.from_words("page none regions labels"))
    body.settle()
    chosen: list[str] = []
    body.column.chosen.connect(chosen.append)
    where = body.place("point/BL40", "left") + QPoint(*beside)
    QTest.touchEvent(body.plate, finger).press(1, where, body.plate).commit()
    QTest.touchEvent(body.plate, finger).release(1, where, body.plate).commit()
    assert chosen == ["point/BL40"]
    if beside != (0, 0):
        QTest.mouseClick(body.plate, Qt.MouseButton.LeftButton, pos=where)
        assert "point/BL40" not in chosen[1:]


def test_a_finger_means_the_great_region_where_the_fine_one_is_too_small(
    body: Body, finger: QPointingDevice
) -> None:
    """A fingertip from afar is the arm and hand; the mouse hits the finger itself."""
    target = next(one for one in body.plate.targets if one.name == ("region/fingers", "left"))
    where = body.plate.place_of(target)
    assert body.plate.target_at(where) == target
    meant = body.plate.target_at(where, finger=True)
    assert meant is not None
    assert meant.key == "region/arm-hand"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_labels_never_overlap_leave_the_plate_or_hide_a_point(
    body: Body, view: str, zoom: float
) -> None:
    """On every real plate, with all points of three meridians, from afar and from near."""
    codes = tuple(f"{line}{n}" for line in ("BL", "ST", "LI") for n in range(1, 46))
    body.show(Figure((), ("BL",), codes))
    body.look(view)
    if zoom > 1:
        body.plate.zoom_at(QRectF(body.plate.rect()).center(), zoom)
        body.settle()
    picture = body.plate.canvas.picture
    assert picture is not None
    boxes = [QRectF(QPointF(*one.box[:2]), QPointF(*one.box[2:])) for one in picture.labels.placed]
    free = QRectF(body.plate.rect()).adjusted(-0.01, -0.01, 0.01, 0.01)
    zoom_buttons = [QRectF(b.geometry()) for b in body.plate.findChildren(QToolButton)]
    marks = [target for target in body.plate.targets if target.key.startswith("point/")]
    points = [body.plate.place_of(target) for target in marks]
    for number, box in enumerate(boxes):
        assert free.contains(box)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])
        assert not any(box.intersects(taken) for taken in zoom_buttons)
        assert not any(box.contains(place) for place in points)


def test_what_fits_stays_in_the_middle() -> None:
    """A camera that is not near shifts nothing."""
    camera, fit, view = Camera(), QRectF(50, 10, 100, 300), QRectF(0, 0, 200, 320)
    camera.pan(fit, view, QPointF(40, 40))
    assert camera.box(fit) == fit
    camera.look_at(fit, view, QRectF(90, 100, 20, 30), 4.0)
    assert camera.zoom == pytest.approx(4.0)
    box = camera.box(fit)
    assert box.width() == pytest.approx(400)
    assert box.contains(view.center())

"""The turntable: the body turns by drag and by keys, and can be used from every side."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.atlas.figures import Request
from guide.atlas.plates import TURNS, turn_view
from guide.content.model import Figure
from guide.ui import theme
from guide.ui.body.turntable import Setting, Turntable
from guide.ui.jobs import Jobs
from tests.gui.conftest import Body


@pytest.fixture
def turning(body: Body, qtbot: QtBot) -> Body:
    """The back, ready to be turned, every side of it prepared."""
    button = body.tool("plateTurn")
    assert button.accessibleName() == "Turn"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    body.settle()

    def prepared() -> bool:
        body.plate.repaint()
        return body.plate.turntable.is_complete

    qtbot.waitUntil(prepared, timeout=60_000)
    return body


def drag(body: Body, across: int) -> None:
    left, start = Qt.MouseButton.LeftButton, body.plate.rect().center()
    QTest.mousePress(body.plate, left, pos=start)
    for share in range(1, 11):
        QTest.mouseMove(body.plate, start + QPoint(across * share // 10, 0))
    QTest.mouseRelease(body.plate, left, pos=start + QPoint(across, 0))


def test_turning_begins_at_the_side_that_is_shown(turning: Body) -> None:
    assert turning.plate.turntable.angle == 180
    assert turning.column.view() == "back"


def test_dragging_turns_the_body_and_opens_nothing(turning: Body) -> None:
    """The surface follows the hand: to the right, the body's left side goes away from us."""
    chosen: list[str] = []
    turning.column.chosen.connect(chosen.append)
    drag(turning, 90)
    assert turning.plate.turntable.angle == 90
    turning.settle()
    assert turning.column.view() == "left"
    drag(turning, -45)
    assert turning.plate.turntable.angle == 135
    assert chosen == []


def test_arrow_keys_turn_by_steps(turning: Body) -> None:
    """Fifteen degrees each, all the way round."""
    turning.plate.elements.take_focus()
    seen = []
    for _step in range(24):
        QTest.keyClick(turning.plate.window().focusWidget(), Qt.Key.Key_Left)
        seen.append(turning.plate.turntable.angle)
    assert sorted(seen) == list(range(0, 360, 15))
    assert seen[-1] == 180


def test_up_and_down_still_walk_through_the_targets(turning: Body) -> None:
    turning.plate.elements.take_focus()
    before = turning.plate.window().focusWidget()
    QTest.keyClick(before, Qt.Key.Key_Down)
    assert turning.plate.window().focusWidget() is not before
    assert turning.plate.turntable.angle == 180


def test_once_it_stands_still_everything_can_be_used(turning: Body) -> None:
    """At an angle that has no button: named, hit, heard; and the plate says how far it is turned."""
    turning.plate.turn(-2)
    assert turning.plate.is_spinning
    assert turning.plate.target_at(QPointF(turning.plate.rect().center())) is None
    turning.settle()
    assert not turning.plate.is_spinning
    assert turning.column.view() == turn_view(150)
    assert turning.plate.accessibleName() == "body turned by 150°"
    found = turning.plate.target_at(QPointF(turning.place("point/BL17", "left")))
    assert found is not None
    assert found.key == "point/BL17"
    names = [one.accessibleName() for one in turning.plate.buttons()]
    assert any("BL17 Géshū, diaphragm, body turned by 150°" in name for name in names)


def test_turning_only_shows_pictures(turning: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plate is read and no scene is painted while the body turns."""

    def refuse(*_given: object) -> None:
        raise AssertionError("this would hold up the turning")

    monkeypatch.setattr("guide.ui.body.drawings.load_plate", refuse)
    monkeypatch.setattr("guide.ui.body.turntable.load_plate", refuse)
    monkeypatch.setattr("guide.ui.widgets.scene_painter.ScenePainter.paint", refuse)
    pictures = set()
    for _step in range(24):
        turning.plate.turn(1)
        turning.plate.repaint()
        frame = turning.plate.turntable.image()
        assert frame is not None
        pictures.add(frame.cacheKey())
    assert len(pictures) == 24


def test_the_picture_turned_is_the_plate_that_follows(turning: Body) -> None:
    """Nothing jumps when the body comes to rest: the same size at the same place."""
    turning.plate.turn(-2)
    turning.settle()
    frame, plate = turning.plate.turntable.image(), turning.plate.canvas.picture
    assert frame is not None
    assert plate is not None
    ground = QColor(theme.theme("light").colour("window"))

    def reach(image: object) -> tuple[int, int, int, int]:
        there = [
            (x, y)
            for y in range(0, image.height(), 4)  # type: ignore[attr-defined]
            for x in range(0, image.width(), 4)  # type: ignore[attr-defined]
            if image.pixelColor(x, y) != ground  # type: ignore[attr-defined]
        ]
        xs, ys = [x for x, _y in there], [y for _x, y in there]
        return min(xs), min(ys), max(xs), max(ys)

    assert reach(frame) == pytest.approx(reach(plate.image), abs=4)


def test_before_its_picture_is_there_the_nearest_one_is_shown(jobs: Jobs, qtbot: QtBot) -> None:
    """Turning never waits."""
    table = Turntable(jobs, jobs)
    assert table.image() is None
    look = theme.theme("light")
    size = QRectF(0, 0, 120, 240)
    setting = Setting(Request(), size, size.size().toSize(), 1.0, look)
    with qtbot.waitSignal(table.prepared):
        table.prepare(setting)
    first = table.image()
    assert first is not None
    table.face(45)
    near = table.image()
    assert near is not None
    qtbot.waitUntil(lambda: table.is_complete, timeout=60_000)
    there = table.image()
    assert there is not None
    assert there.cacheKey() != first.cacheKey()


def test_frames_of_another_look_are_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    """Another theme, size or figure has its own pictures."""
    table = Turntable(jobs, jobs)
    size = QRectF(0, 0, 60, 120)
    light, dark = (
        Setting(Request(), size, size.size().toSize(), 1.0, theme.theme(name))
        for name in ("light", "dark")
    )
    table.prepare(light)
    qtbot.waitUntil(lambda: table.is_complete, timeout=60_000)
    before = table.image()
    table.prepare(dark)
    assert table.image() is None
    qtbot.waitUntil(lambda: table.is_complete, timeout=60_000)
    after = table.image()
    assert before is not None
    assert after is not None
    assert before.pixelColor(0, 0) != after.pixelColor(0, 0)
    table.clear()
    assert table.image() is None


def test_shift_and_an_arrow_begin_to_turn(body: Body) -> None:
    """Without going to the button first."""
    body.plate.elements.take_focus()
    target = body.plate.window().focusWidget()
    QTest.keyClick(target, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert body.plate.turning
    assert body.tool("plateTurn").isChecked()
    assert body.plate.turntable.angle == 165
    body.settle()
    assert body.column.view() == "turn-165"


def test_the_end_of_turning_leaves_the_nearest_side(turning: Body) -> None:
    turning.plate.turn(-2)
    turning.settle()
    turning.column.set_turning(False)
    turning.settle()
    assert turning.column.view() == "back"
    assert not turning.plate.turning
    assert turning.plate.turntable.image() is None


def test_a_close_up_ends_the_turning(turning: Body) -> None:
    turning.column.views.actions_of_close_ups()["ear"].trigger()
    turning.settle()
    assert not turning.plate.turning
    assert turning.column.view() == "ear"


def test_a_side_turns_the_table_to_it(turning: Body) -> None:
    QTest.mouseClick(turning.column.views.button("left"), Qt.MouseButton.LeftButton)
    turning.settle()
    assert turning.plate.turning
    assert turning.plate.turntable.angle == 90


def test_another_article_turns_along(turning: Body, qtbot: QtBot) -> None:
    """The body faces what the new page is about, and can be turned on."""
    turning.show(Figure(("abdomen",)), "condition/constipation")
    assert turning.plate.turning
    assert turning.plate.turntable.angle == 0
    turning.plate.turn(1)
    turning.settle()
    assert turning.column.view() == TURNS[1]


def test_going_near_stops_at_the_first_turn(turning: Body) -> None:
    """What is near is moved by dragging; a key shows all of it again and turns."""
    turning.plate.go_nearer()
    drag(turning, 60)
    assert turning.plate.turntable.angle == 180
    turning.plate.turn(1)
    assert turning.plate.camera.zoom == 1.0

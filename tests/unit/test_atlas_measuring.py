"""The ruler of a point: its ticks lie where the plate has them, the stretch ends at the point."""

from dataclasses import replace

import pytest

from guide.atlas.figures import Request, figure
from guide.atlas.measuring import measure, steps_of
from guide.atlas.plates import Landmark, Plate, PlatePoint, Ruler, load_plate
from guide.atlas.scene import Mark, Role, Scene, Shape
from tests.unit.small_plates import BACK

FOREARM = replace(
    BACK,
    view="front",
    points=(
        PlatePoint("PC6", "left", 310, 500),
        PlatePoint("PC6", "right", 90, 500),
    ),
    landmarks=(
        Landmark("wrist-crease", "left", 310, 540),
        Landmark("wrist-crease", "right", 90, 540),
    ),
    rulers=tuple(
        Ruler("forearm", side, tuple(n for cun in range(13) for n in (x, 300 + 20 * cun)))
        for side, x in (("left", 310), ("right", 90))
    ),
)
"""Two forearms, straight down, 20 units to the cun."""


def named(marks: list[Mark], role: Role) -> list[Mark]:
    return [mark for mark in marks if mark.role is role]


def lines(shapes: list[Shape], role: Role) -> list[Shape]:
    return [shape for shape in shapes if shape.role is role]


def step_of(code: str, word: str) -> int:
    return next(n for n, one in enumerate(steps_of(code)) if word in one.words)


def test_the_landmark_is_shown_before_the_ruler() -> None:
    shapes, marks = measure(FOREARM, "PC6", 0)
    assert shapes == []
    assert [(mark.label, mark.side, mark.x, mark.y) for mark in marks] == [
        ("crease of the wrist", "left", 310, 540)
    ]


def test_the_ruler_lies_on_the_side_of_the_point_with_a_tick_for_every_cun() -> None:
    shapes, marks = measure(FOREARM, "PC6", step_of("PC6", "12 cun"))
    (ruler,) = lines(shapes, Role.RULER)
    assert ruler.side == "left"
    assert len(ruler.rings) == 1 + 13
    assert ruler.rings[0] == FOREARM.rulers[0].ticks
    for cun, tick in enumerate(ruler.rings[1:]):
        assert (tick[1], tick[3]) == pytest.approx((300 + 20 * cun, 300 + 20 * cun))
        assert (tick[0] + tick[2]) / 2 == pytest.approx(310)
    numbers = named(marks, Role.TICK)
    assert [mark.label for mark in numbers] == [str(n) for n in range(1, 13)]
    assert {mark.label for mark in named(marks, Role.LANDMARK)} == {
        "crease of the elbow",
        "crease of the wrist",
    }
    assert lines(shapes, Role.STRETCH) == []


def test_the_stretch_leads_from_the_landmark_to_the_height_of_the_point() -> None:
    shapes, _marks = measure(FOREARM, "PC6", step_of("PC6", "up 2 cun"))
    (stretch,) = lines(shapes, Role.STRETCH)
    assert stretch.rings == ((310, 500, 310, 520, 310, 540),)


def test_all_steps_together_show_the_whole_measure() -> None:
    shapes, marks = measure(FOREARM, "PC6")
    assert len(lines(shapes, Role.STRETCH)) == 1
    assert shapes[-1].role is Role.STRETCH
    assert len(named(marks, Role.LANDMARK)) == 2


def test_a_ruler_from_side_to_side_is_level_with_its_point() -> None:
    """The width of the back is drawn where the point is, not where it was measured."""
    last = next(n for n, one in enumerate(steps_of("BL13")) if one.ruler == "back-width")
    shapes, _marks = measure(BACK, "BL13", last)
    (ruler,) = lines(shapes, Role.RULER)
    assert set(ruler.rings[0][1::2]) == {120}
    (stretch,) = lines(shapes, Role.STRETCH)
    assert stretch.rings[0][:2] == (200, 120)
    assert stretch.rings[0][-2:] == (230, 120)


def test_a_stretch_beyond_the_end_goes_straight_on() -> None:
    """CV6 and its like lie within; a point under the last tick is still reached."""
    short = replace(FOREARM, rulers=(Ruler("forearm", "left", (310, 300, 310, 400, 310, 440)),))
    shapes, _marks = measure(short, "PC6", step_of("PC6", "up 2 cun"))
    (stretch,) = lines(shapes, Role.STRETCH)
    assert stretch.rings[0][-1] > 440


def test_what_the_plate_lacks_is_passed_over() -> None:
    assert measure(BACK, "PC6") == ([], [])
    assert measure(BACK, "XX1") == ([], [])
    assert steps_of("XX1") == ()


def test_numbers_are_thinned_until_they_stand_apart() -> None:
    """Every one, every second, every fifth; a ruler does not thin its neighbour."""
    marks = tuple(
        Mark(0, 10.0 * n, Role.TICK, f"ruler/{name}", label=str(n))
        for name in ("forearm", "arm")
        for n in range(1, 13)
    )
    scene = Scene(100, 200, (), marks)
    assert len(scene.ticks(9)) == 24
    assert [mark.label for mark in scene.ticks(18)[:6]] == ["2", "4", "6", "8", "10", "12"]
    assert [mark.label for mark in scene.ticks(45)] == ["5", "10"] * 2
    assert [mark.label for mark in scene.ticks(500)] == ["10"] * 2


def test_a_figure_holds_the_ruler_that_it_is_asked_for() -> None:
    scene = figure(FOREARM, Request(points=("PC6",), ruler="PC6"))
    roles = [shape.role for shape in scene.shapes]
    assert roles[-2:] == [Role.RULER, Role.STRETCH]
    assert {mark.role for mark in scene.marks} == {Role.POINT, Role.LANDMARK, Role.TICK}


@pytest.mark.parametrize("view", ["front", "back", "left"])
def test_every_point_can_be_measured_on_every_real_plate(view: str) -> None:
    """Whatever the tables say and the plate shows: shapes with lines, marks inside the plate."""
    plate: Plate = load_plate(view)
    measured = 0
    for code in dict.fromkeys(point.code for point in plate.points):
        shapes, marks = measure(plate, code)
        measured += bool(shapes)
        assert all(len(line) >= 4 for shape in shapes for line in shape.rings)
        for mark in named(marks, Role.LANDMARK):
            assert 0 <= mark.x <= plate.width
            assert 0 <= mark.y <= plate.height
    assert measured > 20

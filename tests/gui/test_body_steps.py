"""Finding a point step by step: the words, the ruler on the plate, and the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from guide.atlas.measuring import steps_of
from guide.atlas.scene import Role
from guide.content.model import Figure
from tests.gui.conftest import BACK_STEPPING, Body

PC6 = Figure(("arm-hand",), ("PC",), ("PC6",))


@pytest.fixture
def neiguan(body: Body) -> Body:
    body.show(PC6, "point/PC6")
    return body


def roles(body: Body) -> set[Role]:
    picture = body.plate.canvas.picture
    assert picture is not None
    scene = picture.order.drawing.scene
    return {shape.role for shape in scene.shapes} | {mark.role for mark in scene.marks}


def forward(body: Body) -> None:
    QTest.mouseClick(body.column.steps.following, Qt.MouseButton.LeftButton)
    body.settle()


def test_the_page_of_a_point_begins_with_the_first_step(neiguan: Body) -> None:
    """Its words, its number, its landmark on the plate; no ruler yet."""
    steps = neiguan.column.steps
    assert steps.objectName() == "plateSteps"
    assert steps.isVisible()
    assert steps._count.text() == f"Step 1 of {len(steps_of('PC6'))}"
    assert "crease of the wrist" in neiguan.column.words()
    assert Role.LANDMARK in roles(neiguan)
    assert Role.RULER not in roles(neiguan)
    assert not steps.previous.isEnabled()


def test_the_ruler_is_drawn_and_the_stretch_is_walked(neiguan: Body) -> None:
    """Twelve cun from crease to crease with numbers, then the two that are counted."""
    forward(neiguan)
    assert "12 cun" in neiguan.column.words()
    assert {Role.RULER, Role.TICK, Role.LANDMARK} <= roles(neiguan)
    assert Role.STRETCH not in roles(neiguan)
    forward(neiguan)
    assert neiguan.column.words() == "Go up 2 cun."
    assert Role.STRETCH in roles(neiguan)
    labels = {one.key for one in neiguan.plate.labels().placed}
    assert {"crease of the elbow", "crease of the wrist", "PC6 Nèiguān"} <= labels


def test_a_ruler_is_shown_from_near(neiguan: Body) -> None:
    """Its numbers can be read; the first step shows the whole body again."""
    forward(neiguan)
    assert neiguan.plate.camera.zoom > 1.5
    target = neiguan.place("point/PC6", "left")
    assert neiguan.plate.rect().contains(target)
    QTest.mouseClick(neiguan.column.steps.previous, Qt.MouseButton.LeftButton)
    neiguan.settle()
    assert neiguan.plate.camera.zoom == 1.0


def test_the_last_step_is_the_last(neiguan: Body) -> None:
    for _step in range(9):
        forward(neiguan)
    steps = neiguan.column.steps
    assert steps.step == len(steps_of("PC6")) - 1
    assert not steps.following.isEnabled()


def test_pointing_at_something_takes_the_words_away_for_the_moment(neiguan: Body) -> None:
    before = neiguan.column.words()
    QTest.mouseMove(neiguan.plate, neiguan.place("point/PC6", "left"))
    assert neiguan.column.words() == "PC6 Nèiguān"
    neiguan.plate.hover(None)
    assert neiguan.column.words() == before


def test_other_pages_have_no_steps(neiguan: Body) -> None:
    neiguan.show(BACK_STEPPING, "therapy/back-stepping")
    assert not neiguan.column.steps.isVisible()
    assert Role.LANDMARK not in roles(neiguan)
    assert neiguan.column.words().startswith("Shown: Upper back")

"""The body beside an article: regions under the mouse, under the keyboard, and in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from guide.atlas.plates import VIEWS, figure_scene, load_plate
from guide.content.model import Figure
from guide.ui import theme
from guide.ui.body.column import BodyColumn
from guide.ui.body.regions import RegionButton

LIGHT = theme.theme("light")
BACK_STEPPING = Figure(("upper-back", "lower-back", "pelvis-hip", "leg"))


@pytest.fixture
def column(qtbot: QtBot) -> BodyColumn:
    made = BodyColumn()
    qtbot.addWidget(made)
    made.resize(340, 760)
    made.set_look(LIGHT, 1.0)
    made.set_counts({"region/lower-back": 8, "region/neck": 1})
    made.show_figure(BACK_STEPPING, "Back stepping")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def _button(column: BodyColumn, key: str) -> RegionButton:
    return next(one for one in column.plate.findChildren(RegionButton) if one.key == key)


def _inside(column: BodyColumn, key: str) -> QPoint:
    """A place on the plate that lies in the region."""
    area = _button(column, key).geometry()
    for y in range(area.top(), area.bottom(), 3):
        for x in range(area.left(), area.right(), 3):
            if column.plate.region_at(QPointF(x, y)) == key:
                return QPoint(x + 1, y + 1)
    raise AssertionError(f"{key} is not to be hit")


def test_the_view_shows_what_the_article_is_about(column: BodyColumn) -> None:
    """Back stepping turns the body to its back, a belly turns it to the front; else it stays."""
    assert column.view() == "back"
    column.show_figure(Figure(("abdomen", "chest")), "Another")
    assert column.view() == "front"
    column.show_figure(Figure(), "A page without regions")
    assert column.view() == "front"
    column.show_figure(Figure(("whole-body",)), "Everything")
    assert column.view() == "front"


def test_hovering_names_the_region(column: BodyColumn, qtbot: QtBot) -> None:
    """Under the plate stand its name and how many therapies it has; off the body they go."""
    hovered: list[str] = []
    column.region_hovered.connect(hovered.append)
    QTest.mouseMove(column.plate, _inside(column, "region/lower-back"))
    assert hovered[-1] == "region/lower-back"
    assert column.words() == "Lower back: 8 therapies"
    QTest.mouseMove(column.plate, _inside(column, "region/neck"))
    assert column.words() == "Neck: 1 therapy"
    QTest.mouseMove(column.plate, QPoint(2, 2))
    assert hovered[-1] == ""
    assert "upper back, lower back" in column.words()


def test_a_click_opens_the_region(column: BodyColumn, qtbot: QtBot) -> None:
    """Where the mouse goes down and up again, and nowhere else."""
    where = _inside(column, "region/lower-back")
    with qtbot.waitSignal(column.region_chosen) as caught:
        QTest.mouseClick(column.plate, Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == ["region/lower-back"]
    chosen: list[str] = []
    column.region_chosen.connect(chosen.append)
    QTest.mousePress(column.plate, Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseRelease(column.plate, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(column.plate, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_region_is_a_button(column: BodyColumn, view: str) -> None:
    """As many as the drawing has, named, over their region, and heard as buttons."""
    column.show_view(view)
    regions = {shape.key for shape in figure_scene(load_plate(view), ()).regions}
    buttons = column.plate.buttons()
    assert {one.key for one in buttons if isinstance(one, RegionButton)} == regions
    names = [one.accessibleName() for one in buttons]
    assert len(set(names)) == len(names) == len(regions)
    for one in buttons:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.role() is QAccessible.Role.Button
        assert interface.text(QAccessible.Text.Name) == one.accessibleName()
        assert column.plate.rect().contains(one.geometry())


def test_a_region_is_told_with_side_count_and_state(column: BodyColumn) -> None:
    """What a sighted reader sees of a region is in its name."""
    lower_back = _button(column, "region/lower-back")
    expected = "Lower back, back of the body, 8 therapies, in this article"
    assert lower_back.accessibleName() == expected
    assert _button(column, "region/neck").accessibleName() == "Neck, back of the body, 1 therapy"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_opens_a_region(column: BodyColumn, key: Qt.Key, qtbot: QtBot) -> None:
    """Enter and Space do what a click does."""
    button = _button(column, "region/lower-back")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(column.region_chosen) as caught:
        QTest.keyClick(button, key)
    assert caught.args == ["region/lower-back"]


def test_assistive_technology_opens_a_region(column: BodyColumn, qtbot: QtBot) -> None:
    """Pressing through the accessible interface does the same."""
    button = _button(column, "region/neck")
    with qtbot.waitSignal(column.region_chosen) as caught:
        QAccessible.queryAccessibleInterface(button).actionInterface().doAction("Press")
    assert caught.args == ["region/neck"]


def test_arrow_keys_reach_every_region(column: BodyColumn, qtbot: QtBot) -> None:
    """Tab enters the body once; from there arrows lead to every region, and no key is a trap."""
    buttons = {one.key: one for one in column.plate.findChildren(RegionButton)}
    stops = [one for one in buttons.values() if one.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    arrows = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
    reached, waiting = {stops[0].key}, [stops[0].key]
    while waiting:
        here = waiting.pop()
        for arrow in arrows:
            buttons[here].setFocus()
            QTest.keyClick(buttons[here], arrow)
            there = column.plate.window().focusWidget()
            assert isinstance(there, RegionButton)
            if there.key not in reached:
                reached.add(there.key)
                waiting.append(there.key)
    assert reached == set(buttons)


def _differs(one: QImage, other: QImage) -> int:
    return sum(
        one.pixelColor(x, y) != other.pixelColor(x, y)
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )


def test_focus_is_drawn_around_the_region(column: BodyColumn, qtbot: QtBot) -> None:
    """The region with the keyboard has an outline of its own and its name beside it."""
    before = column.plate.grab().toImage()
    button = _button(column, "region/upper-back")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    after = column.plate.grab().toImage()
    ring = QColor(LIGHT.colour("plate-focus"))
    drawn = sum(
        after.pixelColor(x, y) == ring for x in range(after.width()) for y in range(after.height())
    )
    assert drawn > 200
    assert _differs(before, after) > 100


def test_tinted_regions_look_different(column: BodyColumn) -> None:
    """The article's regions are filled and outlined."""
    column.show_figure(Figure(("neck",)), "One")
    column.show_view("back")
    plain = column.plate.grab().toImage()
    column.show_figure(Figure(("neck", "upper-back")), "Two")
    column.show_view("back")
    tinted = column.plate.grab().toImage()
    inside = _inside(column, "region/upper-back") + QPoint(0, 20)
    assert plain.pixelColor(inside) != tinted.pixelColor(inside)


def test_a_page_without_regions_says_so(column: BodyColumn) -> None:
    """The body stays of use: it says what a press will do."""
    column.show_figure(Figure(), "About")
    assert "names no part of the body" in column.words()


def test_the_views_can_be_switched(column: BodyColumn, qtbot: QtBot) -> None:
    """A switcher with names turns the body; the regions of the other side take over."""
    assert column.views.objectName() == "plateViews"
    front = column.views.button("front")
    assert front.accessibleName() == "Front"
    QTest.mouseClick(front, Qt.MouseButton.LeftButton)
    assert column.view() == "front"
    assert "front of the body" in column.plate.buttons()[0].accessibleName()
    assert _button(column, "region/chest") is not None


def test_switchers_are_large_enough(column: BodyColumn) -> None:
    """44 pixels for a finger; regions are as large as the body allows."""
    for one in column.views.findChildren(QAbstractButton):
        assert one.height() >= 44
        assert one.width() >= 44


@pytest.mark.parametrize("size", [(200, 300), (340, 760), (900, 400)])
def test_the_whole_figure_fits(column: BodyColumn, size: tuple[int, int]) -> None:
    """At any size of the column no hand and no foot is cut."""
    column.resize(*size)
    for button in column.plate.buttons():
        assert column.plate.rect().contains(button.geometry())


def test_a_body_dies_with_its_window(freed: Callable[[Callable[[], QWidget]], None]) -> None:
    """Nothing holds a column that was closed."""
    freed(BodyColumn)

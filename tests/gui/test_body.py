"""The body beside an article: what is on it, under the mouse, under the keyboard, and in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from guide.content.model import Figure
from guide.errors import ContentError
from guide.ui import theme
from guide.ui.body.buttons import TargetButton
from guide.ui.body.column import BodyColumn
from guide.ui.body.targets import Name
from guide.ui.jobs import Jobs
from tests.gui.conftest import BACK_STEPPING, Body

LIGHT = theme.theme("light")
ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
ORDER = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)


def button(body: Body, key: str, side: str = "") -> TargetButton:
    return next(one for one in body.plate.buttons() if (one.key, one.side) == (key, side))


def inside(body: Body, key: str) -> QPoint:
    """A place on the plate that is nearest to this region, point or line of all."""
    for y in range(0, body.plate.height(), 3):
        for x in range(0, body.plate.width(), 3):
            found = body.plate.target_at(QPointF(x, y))
            if found is not None and found.key == key:
                return QPoint(x, y)
    raise AssertionError(f"{key} is not to be hit")


def name_of(one: TargetButton) -> Name:
    return one.key, one.side


def test_the_view_shows_what_the_article_is_about(body: Body) -> None:
    """Back stepping turns the body to its back, a belly turns it to the front; else it stays."""
    assert body.column.view() == "back"
    body.show(Figure(("abdomen", "chest")))
    assert body.column.view() == "front"
    body.show(Figure())
    assert body.column.view() == "front"
    body.show(Figure(("whole-body",)))
    assert body.column.view() == "front"
    body.show(Figure(("ear",)))
    assert body.column.view() == "ear"


def test_hovering_names_a_region(body: Body) -> None:
    """Under the plate stand its name and how many therapies it has; off the body they go."""
    hovered: list[str] = []
    body.column.hovered.connect(hovered.append)
    QTest.mouseMove(body.plate, inside(body, "region/ear"))
    assert hovered[-1] == "region/ear"
    assert body.column.words() == "Ear: 3 therapies"
    QTest.mouseMove(body.plate, inside(body, "region/nape"))
    assert body.column.words() == "Nape (neck)"
    QTest.mouseMove(body.plate, QPoint(2, 2))
    assert hovered[-1] == ""
    assert "Upper back, lower back" in body.column.words()


def test_hovering_names_a_point_before_the_region_under_it(body: Body) -> None:
    """A few pixels beside it are near enough."""
    QTest.mouseMove(body.plate, body.place("point/BL13", "right") + QPoint(3, 2))
    assert body.column.words() == "BL13 Fèishū: lung"


def test_a_click_opens_what_is_under_it(body: Body, qtbot: QtBot) -> None:
    """A region, a point or a meridian: where the mouse goes down and up again, and nowhere else."""
    chosen: list[str] = []
    body.column.chosen.connect(chosen.append)
    for place in (inside(body, "region/ear"), body.place("point/BL20", "left")):
        QTest.mouseClick(body.plate, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["region/ear", "point/BL20"]
    QTest.mouseClick(body.plate, Qt.MouseButton.LeftButton, pos=inside(body, "meridian/BL"))
    assert chosen[2:] == ["meridian/BL"]
    QTest.mousePress(body.plate, Qt.MouseButton.LeftButton, pos=inside(body, "region/ear"))
    QTest.mouseRelease(body.plate, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(body.plate, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert len(chosen) == 3


@pytest.mark.parametrize("view", ["front", "back", "left", "right", "head-left", "ear"])
def test_everything_on_a_plate_is_a_button(body: Body, view: str) -> None:
    """Regions, points and meridians: named each by itself, in its place, and heard as buttons."""
    body.column.set_layers(body.column.layers.from_words("all all regions labels"))
    body.look(view)
    buttons = body.plate.buttons()
    assert [name_of(one) for one in buttons] == [one.name for one in body.plate.targets]
    kinds = {one.key.partition("/")[0] for one in buttons}
    assert kinds == {"region", "point", "meridian"}
    names = [one.accessibleName() for one in buttons]
    assert len(set(names)) == len(names) > 1
    for one in buttons[:12]:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.role() is QAccessible.Role.Button
        assert interface.text(QAccessible.Text.Name) == one.accessibleName()
    assert all(body.plate.rect().intersects(one.geometry()) for one in buttons)


def test_a_target_is_told_with_side_facts_and_state(body: Body) -> None:
    """What a sighted reader sees of it is in its name."""
    assert button(body, "region/lower-back").accessibleName() == (
        "Lower back, 8 therapies, back of the body, in this article"
    )
    assert button(body, "region/neck").accessibleName() == "Neck, 1 therapy, back of the body"
    assert button(body, "point/BL13", "left").accessibleName() == (
        "BL13 Fèishū, lung, back of the body, left side, in this article"
    )
    assert button(body, "meridian/BL", "right").accessibleName() == (
        "Foot-Taiyang Bladder Meridian, back of the body, right side, in this article"
    )


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_opens_a_target(body: Body, key: Qt.Key, qtbot: QtBot) -> None:
    """Enter and Space do what a click does."""
    one = button(body, "point/BL17", "left")
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    with qtbot.waitSignal(body.column.chosen) as caught:
        QTest.keyClick(one, key)
    assert caught.args == ["point/BL17"]


def test_assistive_technology_opens_a_target(body: Body, qtbot: QtBot) -> None:
    """Pressing through the accessible interface does the same."""
    one = button(body, "region/neck")
    with qtbot.waitSignal(body.column.chosen) as caught:
        QAccessible.queryAccessibleInterface(one).actionInterface().doAction("Press")
    assert caught.args == ["region/neck"]


def reached_by(body: Body, keys: tuple[Qt.Key, ...]) -> set[Name]:
    """What the keyboard comes to from where Tab enters."""
    buttons = {name_of(one): one for one in body.plate.buttons()}
    (start,) = (
        name for name, one in buttons.items() if one.focusPolicy() is Qt.FocusPolicy.TabFocus
    )
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for key in keys:
            assert body.plate.elements.focus(here)
            QTest.keyClick(buttons[here], key)
            there = body.plate.window().focusWidget()
            assert isinstance(there, TargetButton)
            if name_of(there) not in reached:
                reached.add(name_of(there))
                waiting.append(name_of(there))
    return reached


def test_arrow_keys_lead_from_target_to_target(body: Body) -> None:
    """Tab enters the body once; from there arrows lead to every region and nearly all points."""
    everything = {one.name for one in body.plate.targets}
    reached = reached_by(body, ARROWS)
    assert {name for name in everything if name[0].startswith("region/")} <= reached
    assert len(reached) >= 0.9 * len(everything)


def test_page_keys_lead_to_every_target(body: Body) -> None:
    """From head to foot, one by one, and to both ends: no target is out of reach."""
    assert reached_by(body, ORDER) == {one.name for one in body.plate.targets}


def test_the_keyboard_stays_where_it_was_when_the_plate_changes(body: Body, qtbot: QtBot) -> None:
    """Another article, the same region: its button still has the focus."""
    assert body.plate.elements.focus(("region/neck", ""))
    body.show(Figure(("neck", "upper-back")), "therapy/tuina")
    assert button(body, "region/neck").hasFocus()


def _differs(one: QImage, other: QImage) -> int:
    return sum(
        one.pixelColor(x, y) != other.pixelColor(x, y)
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )


@pytest.mark.parametrize("name", [("region/upper-back", ""), ("point/BL13", "left")])
def test_focus_is_drawn_around_the_target(body: Body, name: Name, qtbot: QtBot) -> None:
    """What has the keyboard has an outline of its own and its name beside it."""
    before = body.plate.grab().toImage()
    assert body.plate.elements.focus(name)
    qtbot.waitUntil(button(body, *name).hasFocus)
    after = body.plate.grab().toImage()
    ring = QColor(LIGHT.colour("plate-focus"))
    drawn = sum(
        after.pixelColor(x, y) == ring for x in range(after.width()) for y in range(after.height())
    )
    assert drawn > 20
    assert _differs(before, after) > 100


def test_tinted_regions_look_different(body: Body) -> None:
    """The article's regions are filled."""
    body.show(Figure(("neck",)))
    body.look("back")
    plain = body.plate.grab().toImage()
    body.show(Figure(("neck", "upper-back")))
    tinted = body.plate.grab().toImage()
    place = inside(body, "region/between-shoulder-blades") + QPoint(0, 3)
    assert plain.pixelColor(place) != tinted.pixelColor(place)


def test_the_seven_points_of_back_stepping_are_labelled_with_their_organs(body: Body) -> None:
    """Each once, in one column, from lung to stomach."""
    labels = sorted(body.plate.labels().placed, key=lambda one: one.box[1])
    assert [one.key for one in labels] == [
        "BL13 lung",
        "BL15 heart",
        "BL17 diaphragm",
        "BL18 liver",
        "BL19 gallbladder",
        "BL20 spleen",
        "BL21 stomach",
    ]
    assert len({one.box[0] for one in labels}) == 1


def test_a_page_without_regions_says_so(body: Body) -> None:
    """The body stays of use: it says what a press will do."""
    body.show(Figure())
    assert "names no part of the body" in body.column.words()


def test_the_views_can_be_switched(body: Body) -> None:
    """A switcher with names turns the body; what the other side shows takes over."""
    assert body.column.views.objectName() == "plateViews"
    front = body.column.views.button("front")
    assert front.accessibleName() == "Front"
    QTest.mouseClick(front, Qt.MouseButton.LeftButton)
    body.settle()
    assert body.column.view() == "front"
    assert "front of the body" in body.plate.buttons()[0].accessibleName()
    assert button(body, "region/chest").isVisible()


def test_a_close_up_is_chosen_in_a_menu_and_says_what_it_is(body: Body) -> None:
    """Its button is marked, none of the sides is, and the plate names it."""
    actions = body.column.views.actions_of_close_ups()
    assert [action.text() for action in actions.values()][:2] == ["Face", "Head, left side"]
    actions["ear"].trigger()
    body.settle()
    views = body.column.views
    assert (body.column.view(), views.close_ups.isChecked()) == ("ear", True)
    assert not any(views.button(one).isChecked() for one in ("front", "back", "left", "right"))
    assert body.plate.accessibleName() == "ear"
    QTest.mouseClick(views.button("back"), Qt.MouseButton.LeftButton)
    body.settle()
    assert not views.close_ups.isChecked()


@pytest.mark.parametrize(("keys", "view"), [("1", "front"), ("2", "back"), ("3", "left")])
def test_numbers_turn_to_the_sides(body: Body, keys: str, view: str) -> None:
    """While the keyboard is in the column."""
    body.look("head-left")
    body.column.setFocus()
    QTest.keyClicks(body.plate.window().focusWidget(), keys)
    body.settle()
    assert body.column.view() == view


def test_a_plate_that_cannot_be_read_leaves_the_one_before(
    body: Body, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Its reason stands under the plate."""

    def broken(view: str) -> object:
        raise ContentError("The plate cannot be read.")

    monkeypatch.setattr("guide.ui.body.drawings.load_plate", broken)
    body.column.show_view("head-top")
    qtbot.waitUntil(lambda: body.column.words() == "The plate cannot be read.")
    assert body.column.view() == "back"
    assert button(body, "region/lower-back").isVisible()


def test_only_the_last_view_that_was_asked_for_is_shown(body: Body) -> None:
    """Quick changes of mind do not make the plate jump."""
    seen: list[str] = []
    body.plate.drawn.connect(lambda: seen.append(body.plate.accessibleName()))
    for view in ("front", "left", "head-left", "front"):
        body.column.show_view(view)
    body.settle()
    assert body.column.view() == "front"
    assert seen[-1] == "front of the body"


def test_controls_are_large_enough(body: Body) -> None:
    """44 pixels for a finger; targets on the body are as large as the body allows."""
    for one in body.column.findChildren(QAbstractButton):
        if not isinstance(one, TargetButton) and one.isVisible():
            assert one.height() >= 44, one.accessibleName()
            assert one.width() >= 44, one.accessibleName()


@pytest.mark.parametrize("width", [262, 340, 480])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_a_control_is_cut(
    body: Body, width: int, scale: float, qapp: QApplication
) -> None:
    """As narrow as the column may become, at any text size."""
    theme.apply(qapp, LIGHT, scale)
    body.column.set_look(LIGHT, scale)
    body.column.resize(max(width, body.column.minimumSizeHint().width()), 1000)
    QApplication.sendPostedEvents()
    buttons = body.column.views.findChildren(QAbstractButton)
    assert [one.text() for one in buttons] == ["Front", "Back", "Left", "Right", "Detail"]
    for one in buttons:
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()) + 4, one.text()
    theme.apply(qapp, LIGHT, 1.0)


def test_where_there_is_little_height_the_plate_has_it(body: Body) -> None:
    """The controls go into one row without their words, and keep their names."""
    body.column.resize(340, 440)
    QApplication.sendPostedEvents()
    rest = 440 - body.plate.height()
    body.column.resize(420, 420)
    QApplication.sendPostedEvents()
    assert 420 - body.plate.height() <= rest - 60
    turn = body.tool("plateTurn")
    assert turn.accessibleName() == "Turn"
    assert turn.mapTo(body.column, QPoint()).y() < 44
    names = [one.accessibleName() for one in body.column.views.findChildren(QAbstractButton)]
    assert names[:4] == ["Front", "Back", "Left", "Right"]


def test_the_plate_stays_where_it_is_while_something_is_pointed_at(body: Body) -> None:
    """Shorter words under it do not make it jump from under the pointer."""
    body.column.resize(290, 760)
    body.settle()
    before = body.plate.geometry()
    QTest.mouseMove(body.plate, inside(body, "region/ear"))
    QApplication.sendPostedEvents()
    assert body.plate.geometry() == before


@pytest.mark.parametrize("size", [(262, 400), (340, 760), (900, 500)])
def test_the_whole_figure_fits(body: Body, size: tuple[int, int]) -> None:
    """At any size of the column no hand and no foot is cut."""
    body.column.resize(*size)
    body.settle()
    for one in body.plate.buttons():
        if one.key.startswith("region/"):
            assert body.plate.rect().contains(one.geometry())


def test_a_body_dies_with_its_window(
    freed: Callable[[Callable[[], QWidget]], None], jobs: Jobs
) -> None:
    """Nothing holds a column that was closed."""
    freed(lambda: BodyColumn(jobs))


def test_a_body_that_showed_something_dies_too(
    freed: Callable[[Callable[[], QWidget]], None], jobs: Jobs, qtbot: QtBot
) -> None:
    """Not even the threads that drew for it."""

    def used() -> QWidget:
        column = BodyColumn(jobs)
        column.set_look(LIGHT, 1.0)
        column.resize(300, 600)
        column.show()
        column.show_figure(BACK_STEPPING, "therapy/back-stepping")
        Body(column, qtbot).settle()
        column.show_list(True)
        column.show_list(False)
        return column

    freed(used)

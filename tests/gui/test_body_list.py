"""The same as a plain list: every region, point and meridian, by keyboard and screen reader."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.atlas.names import known_meridians, known_points
from guide.atlas.regions import known_regions
from guide.content.model import Figure
from guide.ui.body.list_view import AtlasList
from guide.ui.body.listing import KEY, AtlasModel
from tests.gui.conftest import Body

EVERYTHING = len(known_regions()) + len(known_points()) + len(known_meridians())


def keys(model: AtlasModel, parent: QModelIndex | None = None) -> list[str]:
    """The keys below an index, from top to bottom."""
    found = []
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        found += [index.data(KEY)] if index.data(KEY) else []
        found += keys(model, index)
    return found


def test_the_list_is_a_proper_model(qtmodeltester: Any, qapp: object) -> None:
    """Whole, narrowed and empty."""
    model = AtlasModel()
    qtmodeltester.check(model)
    model.narrow("foot", None)
    qtmodeltester.check(model)
    model.narrow("", {"point/BL13", "region/neck"})
    qtmodeltester.check(model)
    model.narrow("nothing is called so", None)
    qtmodeltester.check(model)


def test_everything_is_in_the_list_once(qapp: object) -> None:
    """Regions with their parts, meridians with their points, and the points outside them."""
    model = AtlasModel()
    listed = keys(model)
    assert len(listed) == len(set(listed)) == EVERYTHING
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == ["Regions", "Meridians and their points", "Points outside the meridians"]
    point = model.find("point/BL13")
    assert point.data() == "BL13  Fèishū  肺俞"
    assert point.parent().data(KEY) == "meridian/BL"
    assert model.find("point/EX-HN3").parent().data() == titles[2]


@pytest.mark.parametrize(
    "words", ["bl13", "BL 13", "Feishu", "fèishū", "肺俞", "lung shu", "pericardium", "neiguan"]
)
def test_a_row_is_found_by_any_of_its_names(words: str, qapp: object) -> None:
    """Code, pinyin with and without marks, Chinese, English, organ."""
    model = AtlasModel()
    found = model.narrow(words, None)
    assert 0 < found < EVERYTHING
    wanted = {"pericardium": "point/BL14", "neiguan": "point/PC6"}.get(words, "point/BL13")
    assert wanted in keys(model)


def test_the_name_of_a_meridian_finds_its_points(qapp: object) -> None:
    """What is in a row that fits is shown with it."""
    model = AtlasModel()
    model.narrow("foot-taiyang", None)
    assert {f"point/BL{number}" for number in range(1, 68)} <= set(keys(model))


def listed(body: Body) -> AtlasList:
    """The list, opened by its button."""
    button = body.tool("plateListButton")
    assert button.accessibleName() == "List"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert body.column.list is not None
    return body.column.list


def test_the_list_stands_one_key_away(body: Body, qtbot: QtBot) -> None:
    """L in the plate opens it and gives it the keyboard; Esc and L lead back."""
    body.plate.elements.focus(("region/neck", ""))
    QTest.keyClick(body.plate.window().focusWidget(), Qt.Key.Key_L)
    made = body.column.list
    assert made is not None
    assert made.isVisible()
    assert not body.plate.isVisible()
    assert made.filter.hasFocus()
    made.tree.setFocus()
    QTest.keyClick(made.tree, Qt.Key.Key_L)
    assert body.plate.isVisible()
    assert not made.isVisible()
    body.column.show_list(True)
    QTest.keyClick(made.filter, Qt.Key.Key_Escape)
    assert body.plate.isVisible()


def test_the_list_can_tell_what_the_view_shows(body: Body) -> None:
    """Only the rows of the plate in sight; they follow the view."""
    made = listed(body)
    model = made.tree.model()
    assert isinstance(model, AtlasModel)
    made.only_view.click()
    assert set(keys(model)) == {target.key for target in body.plate.targets}
    assert "point/BL13" in keys(model)
    body.column.show_view("front")
    body.column.show_list(False)
    body.settle()
    body.column.show_list(True)
    assert "region/abdomen" in keys(model)
    assert "region/upper-back" not in keys(model)


def test_typing_and_enter_open_a_row(body: Body, qtbot: QtBot) -> None:
    """From the filter down into the list without the mouse."""
    made = listed(body)
    QTest.keyClicks(made.filter, "neiguan")
    QTest.keyClick(made.filter, Qt.Key.Key_Down)
    assert made.tree.hasFocus()
    with qtbot.waitSignal(body.column.chosen) as caught:
        QTest.keyClick(made.tree, Qt.Key.Key_Return)
    assert caught.args == ["point/PC6"]
    made.filter.setText("hegu")
    with qtbot.waitSignal(body.column.chosen) as caught:
        QTest.keyClick(made.filter, Qt.Key.Key_Return)
    assert caught.args == ["point/LI4"]


def test_a_click_opens_a_row_and_folds_a_heading(body: Body, qtbot: QtBot) -> None:
    made = listed(body)
    tree = made.tree
    heading = tree.model().index(0, 0)
    assert tree.isExpanded(heading)
    port = tree.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=tree.visualRect(heading).center())
    assert not tree.isExpanded(heading)
    tree.expand(heading)
    region = tree.model().index(2, 0, heading)
    with qtbot.waitSignal(body.column.chosen) as caught:
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=tree.visualRect(region).center())
    assert caught.args == [region.data(KEY)]


def test_what_nobody_is_called_says_so(body: Body) -> None:
    """An empty list tells what to try."""
    made = listed(body)
    made.filter.setText("xyzzy")
    assert not made.tree.isVisible()
    assert made._nothing.isVisible()
    made.filter.clear()
    assert made.tree.isVisible()


def test_the_list_shows_the_page_that_is_read(body: Body) -> None:
    """Its row is the current one."""
    made = listed(body)
    body.column.show_figure(Figure(("chest",), ("PC",), ("PC6",)), "point/PC6")
    assert made.tree.currentIndex().data(KEY) == "point/PC6"

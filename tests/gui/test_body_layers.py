"""Layers over the body: regions, points, meridians and labels come and go."""

import pytest

from guide.atlas.names import known_meridians
from guide.atlas.scene import Role
from guide.content.model import Figure
from guide.ui.body.layers import Layers, LayersMenu, request_of
from tests.gui.conftest import BACK_STEPPING, Body


def menu_of(body: Body) -> LayersMenu:
    button = body.tool("plateLayers")
    menu = button.menu()
    assert isinstance(menu, LayersMenu)
    return menu


def counts(body: Body) -> tuple[int, int, int]:
    """How many regions, points and meridian lines are drawn."""
    kinds = [target.key.partition("/")[0] for target in body.plate.targets]
    return kinds.count("region"), kinds.count("point"), kinds.count("meridian")


def test_points_are_those_of_the_page_all_or_none(body: Body) -> None:
    """All are more than those on the meridian, and none leaves no button."""
    _regions, page, _lines = counts(body)
    menu_of(body).action("points", "all").trigger()
    body.settle()
    assert counts(body)[1] > page + 100
    menu_of(body).action("points", "none").trigger()
    body.settle()
    assert counts(body)[1] == 0
    assert body.plate.labels().placed == ()


def test_meridians_are_that_of_the_page_one_all_or_none(body: Body) -> None:
    assert {t.key for t in body.plate.targets if t.key.startswith("meridian")} == {"meridian/BL"}
    menu_of(body).action("meridians", "GB").trigger()
    body.settle()
    assert {t.key for t in body.plate.targets if t.key.startswith("meridian")} == {"meridian/GB"}
    menu_of(body).action("meridians", "all").trigger()
    body.settle()
    assert counts(body)[2] > 8
    menu_of(body).action("meridians", "none").trigger()
    body.settle()
    assert counts(body)[2] == 0


def test_one_meridian_is_chosen_by_its_name(body: Body) -> None:
    """The submenu lists all twenty; only one line of the group is checked."""
    menu = menu_of(body)
    actions = [menu.action("meridians", code) for code in known_meridians()]
    assert actions[6].text() == "BL  Foot-Taiyang Bladder Meridian"
    actions[6].trigger()
    checked = [one for one in (*actions, menu.action("meridians", "page")) if one.isChecked()]
    assert checked == [actions[6]]


def test_regions_and_labels_can_be_left_out(body: Body) -> None:
    menu_of(body).action("regions").trigger()
    body.settle()
    assert counts(body)[0] == 0
    assert counts(body)[1] > 0
    menu_of(body).action("labels").trigger()
    body.settle()
    assert body.plate.labels().placed == ()


def test_layers_survive_a_session() -> None:
    """As words, and back; nonsense from another version gives what a first start has."""
    for layers in (Layers(), Layers(False, True, "all", "BL"), Layers(True, False, "none", "all")):
        assert Layers.from_words(layers.as_words()) == layers
    for words in ("", "page", "many page", "page XX", "all some regions"):
        assert Layers.from_words(words) == Layers()


def test_the_column_says_when_layers_change(body: Body) -> None:
    """So that a session can keep them."""
    told: list[Layers] = []
    body.column.changed.connect(lambda: told.append(body.column.layers))
    menu_of(body).action("points", "all").trigger()
    assert told == [Layers(points="all")]


@pytest.mark.parametrize(
    ("figure", "points", "labels", "spots"),
    [
        (BACK_STEPPING, BACK_STEPPING.points, "organ", "meridians"),
        (Figure((), (), ("ST36",)), ("ST36",), "name", "meridians"),
        (Figure((), (), ("LI1", "LI2", "LI3", "LI4", "LI5")), None, "code", "meridians"),
        (Figure(), (), "name", "meridians"),
    ],
)
def test_labels_say_what_suits_the_points(
    figure: Figure, points: tuple[str, ...] | None, labels: str, spots: str
) -> None:
    """Organs for back-shu points, names for a few, codes for many."""
    request = request_of(figure, Layers())
    assert request.points == (figure.points if points is None else points)
    assert (request.labels, request.spots) == (labels, spots)


def test_the_page_of_a_meridian_is_about_all_its_points() -> None:
    request = request_of(Figure((), ("HT",), ()), Layers())
    assert request.points == tuple(f"HT{number}" for number in range(1, 10))
    assert request.labels == "code"


def test_what_is_spoken_of_is_drawn_stronger_than_the_rest(body: Body) -> None:
    """The article's points lie over the spots of the line."""
    picture = body.plate.canvas.picture
    assert picture is not None
    roles = [mark.role for mark in picture.order.drawing.scene.marks]
    assert roles.index(Role.POINT) > roles.index(Role.SPOT)

"""A scene becomes an SVG file that other programs read: valid, themed, with the keys of the parts."""

import re
from xml.etree import ElementTree as ET

import pytest

from guide.atlas.plates import VIEWS, figure_scene, load_plate
from guide.atlas.scene import PENS, Mark, Role, Scene, Shape
from guide.atlas.svg import NEUTRAL, to_svg

NAME = "{http://www.w3.org/2000/svg}"
TRIANGLE = Shape(((0, 0, 10, 0, 5.25, 8),), Role.TINT, key="region/leg", side="left", title="A & B")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


@pytest.mark.parametrize("view", VIEWS)
def test_every_region_carries_its_key_side_and_name(view: str) -> None:
    plate = load_plate(view)
    root = parsed(to_svg(figure_scene(plate, ["leg"])))
    keyed = [path for path in root.iter(f"{NAME}path") if "data-key" in path.attrib]
    assert [(p.get("data-key"), p.get("data-side", "")) for p in keyed] == [
        (f"region/{path.region}", path.side) for path in plate.regions
    ]
    assert all(path.findtext(f"{NAME}title") for path in keyed)
    tinted = {p.get("data-key") for p in keyed if p.get("class") == "tint"}
    assert tinted == {"region/leg"}


def test_the_picture_has_the_size_of_the_scene_and_a_title() -> None:
    root = parsed(to_svg(Scene(30, 40, ()), title="Back <front> & 踩背"))
    assert root.tag == f"{NAME}svg"
    assert root.get("viewBox") == "0 0 30 40"
    assert root.findtext(f"{NAME}title") == "Back <front> & 踩背"


def test_the_file_is_plain_ascii() -> None:
    svg = to_svg(Scene(30, 40, (TRIANGLE,)), title="踩背 “x”")
    assert svg.isascii()
    assert svg.endswith("</svg>\n")


def test_a_ring_is_closed_and_drawn_through_its_points() -> None:
    path = parsed(to_svg(Scene(10, 10, (TRIANGLE,)))).find(f"{NAME}path")
    assert path is not None
    assert path.get("d") == "M0 0l10 0 -4.75 8Z"
    assert path.findtext(f"{NAME}title") == "A & B"
    assert (path.get("data-side"), path.get("fill-rule")) == ("left", "evenodd")


def test_an_open_line_is_a_stroke_and_stays_open() -> None:
    line = Shape(((1, 2, 3, 4),), Role.INNER, closed=False, width=2.5)
    path = parsed(to_svg(Scene(10, 10, (line,)))).find(f"{NAME}path")
    assert path is not None
    assert (path.get("d"), path.get("fill")) == ("M1 2l2 2", "none")
    assert (path.get("stroke"), path.get("stroke-width")) == (NEUTRAL[Role.INNER], "2.5")


def test_the_colours_of_a_theme_are_used_for_their_roles() -> None:
    colours = {role: f"#0000{number:02x}" for number, role in enumerate(Role)}
    svg = to_svg(figure_scene(load_plate("back"), ["lower-back"]), colours)
    used = set(re.findall(r"#[0-9a-f]{6}", svg))
    drawn = {shape.role for shape in figure_scene(load_plate("back"), ["lower-back"]).shapes}
    assert used == {colours[role] for role in drawn}


def test_every_role_has_a_pen_and_a_neutral_colour() -> None:
    assert set(PENS) == set(NEUTRAL) == set(Role)


def test_a_mark_is_a_named_spot() -> None:
    mark = Mark(3, 4.5, Role.POINT, key="point/BL13", side="right", label="BL13 <lung>")
    spot = parsed(to_svg(Scene(10, 10, (), (mark,)))).find(f"{NAME}circle")
    assert spot is not None
    assert (spot.get("cx"), spot.get("cy")) == ("3", "4.5")
    assert (spot.get("data-key"), spot.get("data-side")) == ("point/BL13", "right")
    assert spot.findtext(f"{NAME}title") == "BL13 <lung>"


def test_the_same_scene_gives_the_same_bytes() -> None:
    plate = load_plate("front")
    assert to_svg(figure_scene(plate, ["foot", "leg"])) == to_svg(
        figure_scene(plate, ["leg", "foot"])
    )

"""A scene becomes an SVG file that other programs read: valid, themed, with the keys of the parts."""

import re
from xml.etree import ElementTree as ET

from guide.atlas.figures import Request, figure
from guide.atlas.plates import load_plate
from guide.atlas.scene import PENS, Mark, Role, Scene, Shape
from guide.atlas.svg import NEUTRAL, to_svg
from tests.unit.small_plates import BACK

NAME = "{http://www.w3.org/2000/svg}"
TRIANGLE = Shape(((0, 0, 10, 0, 5.25, 8),), Role.TINT, key="region/leg", side="left", title="A & B")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def test_every_region_carries_its_key_side_and_name() -> None:
    root = parsed(to_svg(figure(BACK, Request(regions=("leg",)))))
    keyed = [path for path in root.iter(f"{NAME}path") if "data-key" in path.attrib]
    assert [(p.get("data-key"), p.get("data-side", "")) for p in keyed] == [
        (f"region/{path.region}", path.side) for path in BACK.regions
    ]
    assert all(path.findtext(f"{NAME}title") for path in keyed)
    tinted = {p.get("data-key") for p in keyed if p.get("class") == "tint"}
    assert tinted == {"region/leg"}


def test_a_meridian_carries_its_key_side_and_name_and_hides_dashed() -> None:
    root = parsed(to_svg(figure(BACK, Request(meridians=("BL",)))))
    lines = [p for p in root.iter(f"{NAME}path") if p.get("data-key") == "meridian/BL"]
    assert [(p.get("class"), p.get("data-side")) for p in lines] == [
        ("meridian-hidden", "left"),
        ("meridian", "left"),
        ("meridian", "right"),
    ]
    assert all(p.get("fill") == "none" for p in lines)
    assert [bool(p.get("stroke-dasharray")) for p in lines] == [True, False, False]
    assert lines[0].findtext(f"{NAME}title") == "Foot-Taiyang Bladder Meridian"


def test_points_are_circles_with_key_side_and_name_and_one_label_a_pair() -> None:
    root = parsed(to_svg(figure(BACK, Request(points=("BL13", "BL17"), labels="organ"))))
    circles = list(root.iter(f"{NAME}circle"))
    assert [(c.get("data-key"), c.get("data-side")) for c in circles] == [
        ("point/BL13", "left"),
        ("point/BL13", "right"),
        ("point/BL17", "left"),
        ("point/BL17", "right"),
    ]
    assert circles[0].findtext(f"{NAME}title") == "BL13 Fèishū"
    assert [text.text for text in root.iter(f"{NAME}text")] == ["BL13 lung", "BL17 diaphragm"]


def test_labels_stand_in_the_drawing_and_beside_the_body() -> None:
    """The drawing is widened for them; each is led to its point."""
    root = parsed(to_svg(figure(BACK, Request(points=("BL13", "BL17"), labels="organ"))))
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    for text in root.iter(f"{NAME}text"):
        x, y, size = (float(text.get(name) or "nan") for name in ("x", "y", "font-size"))
        assert x >= 300
        assert x + len(text.text or "") * size * 0.6 <= left + width
        assert top <= y - size
        assert y <= top + height
    lines = list(root.iter(f"{NAME}line"))
    assert [float(line.get("x1") or 0) > 230 for line in lines] == [True, True]


def test_without_labels_the_drawing_has_the_size_of_its_plate() -> None:
    root = parsed(to_svg(figure(BACK, Request(points=("BL13",), labels="none"))))
    assert root.get("viewBox") == "0 0 400 800"
    assert list(root.iter(f"{NAME}text")) == []


def test_numbers_at_a_ruler_are_written_where_they_belong() -> None:
    scene = Scene(480, 480, (), (Mark(100, 200, Role.TICK, label="12"),))
    (number,) = parsed(to_svg(scene)).iter(f"{NAME}text")
    assert (number.get("class"), number.text) == ("tick", "12")
    assert float(number.get("x") or 0) < 100 < float(number.get("x") or 0) + 12


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
    svg = to_svg(figure(load_plate("back"), Request(("lower-back",))), colours)
    used = set(re.findall(r"#[0-9a-f]{6}", svg))
    drawn = {shape.role for shape in figure(load_plate("back"), Request(("lower-back",))).shapes}
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
    one, other = (
        Request(regions, ("BL17", "BL13")) for regions in (("leg", "foot"), ("foot", "leg"))
    )
    assert to_svg(figure(BACK, one)) == to_svg(figure(BACK, other))

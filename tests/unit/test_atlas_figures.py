"""A figure shows what was asked for, and only that: regions, points, lines, and what is written there."""

from dataclasses import replace

import pytest

from guide.atlas.figures import LABELS, Request, figure, label_of
from guide.atlas.names import known_points, meridian_title, organ_of, point_title
from guide.atlas.plates import RegionPath
from guide.atlas.regions import Region
from guide.atlas.scene import Mark, Role, Scene, Shape
from tests.unit.small_plates import BACK, box, with_fine_regions

SEVEN = ("BL13", "BL15", "BL17", "BL18", "BL19", "BL20", "BL21")


def shapes(scene: Scene, role: Role) -> list[Shape]:
    return [shape for shape in scene.shapes if shape.role is role]


def keys(scene: Scene, role: Role) -> list[tuple[str, str]]:
    return [(shape.key, shape.side) for shape in shapes(scene, role)]


def test_a_bare_figure_is_the_body_with_regions_to_point_at() -> None:
    scene = figure(BACK, Request())
    assert (scene.width, scene.height) == (400, 800)
    assert scene.marks == ()
    assert scene.lines == ()
    assert [shape.key for shape in scene.regions] == [
        "region/upper-back",
        "region/lower-back",
        "region/leg",
        "region/leg",
    ]
    assert all(shape.role is Role.REGION for shape in scene.regions)
    assert scene.figure == (100, 40, 300, 760)


def test_regions_that_are_asked_for_are_tinted_and_outlined() -> None:
    scene = figure(BACK, Request(regions=("leg", "skin", "abdomen")))
    assert keys(scene, Role.TINT) == [("region/leg", "left"), ("region/leg", "right")]
    edges = shapes(scene, Role.TINT_EDGE)
    assert [shape.rings for shape in edges] == [path.rings for path in BACK.regions[2:]]
    assert not any(shape.key for shape in edges)


def test_the_whole_body_is_tinted_only_where_nothing_says_more() -> None:
    assert len(keys(figure(BACK, Request(regions=("whole-body",))), Role.TINT)) == 4
    scene = figure(BACK, Request(regions=("whole-body", "leg")))
    assert {key for key, _side in keys(scene, Role.TINT)} == {"region/leg"}


def test_a_figure_without_parts_has_nothing_to_point_at_but_points() -> None:
    scene = figure(BACK, Request(regions=("leg",), points=("BL13",), parts=False))
    assert scene.regions == ()
    assert not shapes(scene, Role.BORDER)
    assert not shapes(scene, Role.TINT_EDGE)
    assert len(scene.points) == 2


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The back with the shoulder blades as parts of the upper back."""
    known = {
        slug: Region(slug, slug.title(), "区", (), parent, "There.")
        for slug, parent in (("upper-back", ""), ("lower-back", ""), ("leg", ""))
    }
    known["scapula"] = Region("scapula", "Shoulder blade", "肩胛", (), "upper-back", "There.")
    monkeypatch.setattr("guide.atlas.figures.known_regions", lambda: known)
    blades = (
        RegionPath("scapula", "left", (box(110, 100, 180, 200),), (145, 150)),
        RegionPath("scapula", "right", (box(220, 100, 290, 200),), (255, 150)),
    )
    plate = with_fine_regions(BACK, *blades)
    # The great ones need not stand first in the file.
    plate = replace(plate, regions=plate.regions[::-1], fine_borders=((180, 100, 180, 200),))
    return figure(plate, Request(regions=("upper-back",)))


def test_fine_regions_are_hit_before_the_great_ones_that_hold_them(fine: Scene) -> None:
    hit = fine.region_at(150, 150)
    assert hit is not None
    assert (hit.key, hit.side, hit.level) == ("region/scapula", "left", 1)
    hit = fine.region_at(200, 150)
    assert hit is not None
    assert (hit.key, hit.level) == ("region/upper-back", 0)


def test_a_great_region_is_tinted_without_its_parts(fine: Scene) -> None:
    assert keys(fine, Role.TINT) == [("region/upper-back", "")]
    levels = [shape.level for shape in fine.regions]
    assert levels == sorted(levels)
    assert len(shapes(fine, Role.FINE_BORDER)) == 1


def test_points_that_are_asked_for_are_marked_on_both_sides() -> None:
    scene = figure(BACK, Request(points=("BL13", "GV14", "LU1")))
    assert [(mark.key, mark.side, mark.label) for mark in scene.points] == [
        ("point/GV14", "", "GV14"),
        ("point/BL13", "left", "BL13"),
        ("point/BL13", "right", "BL13"),
    ]
    assert {mark.role for mark in scene.points} == {Role.POINT}
    assert scene.points[1].title == "BL13 Fèishū"


def test_other_points_are_spots_without_words_under_those_asked_for() -> None:
    scene = figure(BACK, Request(points=("BL13",), meridians=("BL",), spots="meridians"))
    roles = [(mark.key, mark.role) for mark in scene.points]
    assert roles[-1] == ("point/BL13", Role.POINT)
    assert {key for key, role in roles if role is Role.SPOT} == {"point/BL17", "point/BL40"}
    assert not any(mark.label for mark in scene.points if mark.role is Role.SPOT)
    everything = figure(BACK, Request(spots="all"))
    assert len(everything.points) == len(BACK.points)


def test_a_meridian_is_one_line_a_side_with_its_hidden_stretches_dashed() -> None:
    scene = figure(BACK, Request(meridians=("BL",)))
    assert keys(scene, Role.MERIDIAN) == [("meridian/BL", "left"), ("meridian/BL", "right")]
    assert keys(scene, Role.MERIDIAN_HIDDEN) == [("meridian/BL", "left")]
    assert len(scene.lines[0].rings) == 2
    assert scene.lines[0].title == "Foot-Taiyang Bladder Meridian"
    roles = [shape.role for shape in scene.shapes]
    assert roles.index(Role.MERIDIAN_HIDDEN) < roles.index(Role.MERIDIAN)


def test_all_meridians_can_be_asked_for_at_once() -> None:
    assert {shape.key for shape in figure(BACK, Request(meridians=("all",))).lines} == {
        "meridian/BL",
        "meridian/GV",
    }


def test_the_seven_back_points_are_labelled_with_their_organs() -> None:
    assert [label_of(code, "organ") for code in SEVEN] == [
        "BL13 lung",
        "BL15 heart",
        "BL17 diaphragm",
        "BL18 liver",
        "BL19 gallbladder",
        "BL20 spleen",
        "BL21 stomach",
    ]


def test_every_style_of_label_has_its_words() -> None:
    assert [label_of("ST36", style) for style in LABELS] == ["", "ST36", "ST36 Zúsānlǐ", "ST36"]
    assert label_of("XX1", "name") == "XX1"


def test_every_organ_of_the_table_has_a_word() -> None:
    """A back-shu or front-mu point without an organ's name would be a hole in a figure."""
    for point in known_points().values():
        if any(special.partition(":")[0] in {"back-shu", "front-mu"} for special in point.special):
            assert organ_of(point), point.code


def test_names_that_nobody_knows_are_their_codes() -> None:
    assert (point_title("XX1"), meridian_title("XX")) == ("XX1", "XX")


def test_a_point_is_hit_within_a_radius_and_the_nearest_one_first() -> None:
    scene = figure(BACK, Request(spots="all"))
    hit = scene.point_at(172, 117, 8)
    assert hit is not None
    assert (hit.key, hit.side) == ("point/BL13", "left")
    assert scene.point_at(172, 117, 3) is None
    assert figure(BACK, Request()).point_at(170, 120, 50) is None
    assert Scene(10, 10, (), (Mark(1, 1, Role.LANDMARK),)).point_at(1, 1, 5) is None


def test_a_line_is_hit_beside_its_course() -> None:
    scene = figure(BACK, Request(meridians=("all",)))
    hit = scene.line_at(233, 300, 6)
    assert hit is not None
    assert (hit.key, hit.side) == ("meridian/BL", "right")
    assert scene.line_at(185, 300, 6) is None
    assert scene.line_at(160, 540, 6) is None  # the body hides that stretch
    between = scene.line_at(203, 300, 40)
    assert between is not None
    assert between.key == "meridian/GV"

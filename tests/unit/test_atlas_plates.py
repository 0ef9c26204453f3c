"""The plates show every part of the body exactly once, on the right side, small and with licence."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from guide import paths
from guide.atlas.figures import Request, figure
from guide.atlas.plates import (
    TURNS,
    VIEWS,
    WHOLE_BODY,
    Plate,
    RegionPath,
    load_plate,
    mirrored,
    read_plate,
    turn_view,
)
from guide.atlas.regions import known_regions
from guide.atlas.scales import SCALES
from guide.atlas.scene import Line, Role, Scene, Shape
from guide.atlas.tables import read_meridians
from guide.errors import ContentError

FOLDER = paths.resources() / "atlas" / "plates"
NOT_DRAWN = {"skin", "whole-body"}
FILES = sorted({*VIEWS, *TURNS} - {"right"} - {turn_view(angle) for angle in range(195, 360, 15)})
"""The views that lie in files; the others are their mirror images."""


@pytest.fixture(params=[*VIEWS, "turn-45", "turn-225"])
def plate(request: pytest.FixtureRequest) -> Plate:
    return load_plate(request.param)


@pytest.fixture(params=WHOLE_BODY)
def whole(request: pytest.FixtureRequest) -> Plate:
    return load_plate(request.param)


def coarse(plate: Plate) -> list[RegionPath]:
    return [path for path in plate.regions if not known_regions()[path.region].parent]


def fine(plate: Plate) -> list[RegionPath]:
    """The smallest parts: those within another, and the great ones that have none."""
    known = known_regions()
    parents = {region.parent for region in known.values()}
    return [path for path in plate.regions if path.region not in parents]


def area(rings: tuple[Line, ...]) -> float:
    """The area inside the rings; a hole runs the other way round."""
    total = 0.0
    for ring in rings:
        xs, ys = ring[::2], ring[1::2]
        total += sum(
            x0 * y1 - x1 * y0
            for x0, y0, x1, y1 in zip(xs, ys, xs[1:] + xs[:1], ys[1:] + ys[:1], strict=True)
        )
    return abs(total) / 2


def places(plate: Plate, count: int) -> Iterator[tuple[float, float]]:
    """Places inside the figure, the same ones in every run."""
    chance, skin, found = random.Random(7), Shape(plate.skin, Role.SKIN), 0
    left, top, right, bottom = skin.bounds()
    while found < count:
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        if skin.holds(x, y):
            found += 1
            yield x, y


def test_the_regions_of_either_level_fill_the_figure_exactly(plate: Plate) -> None:
    for level in (coarse(plate), fine(plate)):
        parts = sum(area(path.rings) for path in level)
        assert parts == pytest.approx(area(plate.skin), rel=0.001)


def test_every_place_inside_the_figure_lies_in_one_region_of_either_level(plate: Plate) -> None:
    for level in (coarse(plate), fine(plate)):
        shapes = [Shape(path.rings, Role.REGION) for path in level]
        boxes = [shape.bounds() for shape in shapes]
        for x, y in places(plate, 400):
            near = [
                s
                for s, (a, b, c, d) in zip(shapes, boxes, strict=True)
                if a <= x <= c and b <= y <= d
            ]
            assert sum(shape.holds(x, y) for shape in near) == 1, (x, y)


def test_a_fine_part_lies_in_its_great_one(plate: Plate) -> None:
    known = known_regions()
    great = {(path.region, path.side): Shape(path.rings, Role.REGION) for path in coarse(plate)}
    for path in fine(plate):
        parent = known[path.region].parent
        if parent:
            inside = great.get((parent, path.side)) or great[parent, ""]
            assert inside.holds(*path.anchor), path.region


def test_no_region_is_a_scrap(plate: Plate) -> None:
    for path in plate.regions:
        assert area(path.rings) > 600, path.region
        for ring in path.rings:
            assert len(ring) % 2 == 0
            assert len(ring) >= 6


def test_every_region_of_the_body_is_on_some_plate() -> None:
    drawn = {path.region for view in VIEWS for path in load_plate(view).regions}
    assert drawn == known_regions().keys() - NOT_DRAWN


def test_left_is_the_bodys_own_left() -> None:
    def x_of(view: str, side: str) -> float:
        paths_ = load_plate(view).regions
        return next(p for p in paths_ if (p.region, p.side) == ("arm-hand", side)).anchor[0]

    assert x_of("front", "left") > x_of("front", "right")
    assert x_of("back", "left") < x_of("back", "right")


@pytest.mark.parametrize("view", ["front", "back", "head-front", "head-back", "head-top"])
def test_left_mirrors_right(view: str) -> None:
    """The body is symmetric, and so are its regions and points."""
    plate = load_plate(view)
    other = mirrored(plate, view)
    sides = {(path.region, path.side): area(path.rings) for path in plate.regions}
    for path in other.regions:
        assert area(path.rings) == pytest.approx(sides[path.region, path.side], rel=0.03, abs=900)
    spots = {(point.code, point.side, round(point.x), round(point.y)) for point in plate.points}
    lost = [
        point
        for point in other.points
        if not any(
            (point.code, point.side) == (code, side)
            and abs(point.x - x) < 4
            and abs(point.y - y) < 4
            for code, side, x, y in spots
        )
    ]
    assert len(lost) <= 0.03 * len(spots), lost  # on the very rim chance decides


def test_the_anchor_of_a_region_lies_inside_it(whole: Plate) -> None:
    for path in whole.regions:
        assert Shape(path.rings, Role.REGION).holds(*path.anchor), path.region


@pytest.mark.parametrize(
    ("view", "across", "down", "key", "side"),
    [
        ("front", 0.0, 0.06, "region/head-face", ""),
        ("front", 0.0, 0.145, "region/neck", ""),
        ("front", 0.0, 0.25, "region/chest", ""),
        ("front", 0.0, 0.42, "region/abdomen", ""),
        ("front", 0.0, 0.505, "region/pelvis-hip", ""),
        ("front", 0.055, 0.70, "region/leg", "left"),
        ("front", -0.07, 0.975, "region/foot", "right"),
        ("back", 0.0, 0.30, "region/upper-back", ""),
        ("back", 0.0, 0.40, "region/lower-back", ""),
        ("back", 0.09, 0.48, "region/pelvis-hip", ""),
        ("back", 0.10, 0.23, "region/shoulder", "right"),
        ("back", -0.149, 0.40, "region/arm-hand", "left"),
    ],
)
def test_a_finger_on_the_plate_finds_the_region(
    view: str, across: float, down: float, key: str, side: str
) -> None:
    """``across`` is from the midline to the viewer's right; both are shares of the height."""
    plate = load_plate(view)
    x, y = plate.width / 2 + across * plate.height, down * plate.height
    shape = figure(plate, Request()).region_at(x, y)
    assert shape is not None
    region = known_regions()[shape.key.removeprefix("region/")]
    assert f"region/{region.parent or region.slug}" == key
    assert side in ("", shape.side)


def test_a_finger_beside_the_figure_finds_nothing(whole: Plate) -> None:
    scene = figure(whole, Request())
    for x, y in ((5, 5), (whole.width - 5, 5), (-1, -1), (1e9, 50)):
        assert scene.region_at(x, y) is None


def test_hands_and_feet_are_whole_with_a_margin(whole: Plate) -> None:
    left, top, right, bottom = Shape(whole.skin, Role.SKIN).bounds()
    assert min(left, top, whole.width - right, whole.height - bottom) >= 20


def test_the_frame_of_a_close_up_is_no_outline_of_the_body() -> None:
    plate = load_plate("hand-palm")
    top = [y for line in plate.outline for y in line[1::2]]
    assert len(plate.outline) >= 1
    assert min(top) > 0
    for line in plate.outline:
        assert not (line[1] > 40 and line[-1] > 40 and line[:2] != line[-2:])


def test_whole_figures_share_their_height_so_that_turning_does_not_shake() -> None:
    assert {load_plate(view).height for view in TURNS} == {load_plate("front").height}
    for view in TURNS:
        figure_ = Shape(load_plate(view).skin, Role.SKIN).bounds()
        assert figure_[1] == pytest.approx(40, abs=8)
        assert load_plate(view).height - figure_[3] == pytest.approx(40, abs=8)


def test_the_right_is_the_left_in_a_mirror() -> None:
    left, right = load_plate("left"), load_plate("right")
    assert right.view == "right"
    assert mirrored(right, "left").regions == left.regions
    assert {point.side for point in left.points} >= {"left"}
    assert {p.code for p in left.points} == {p.code for p in right.points}


def test_shade_and_lines_stay_on_the_figure(plate: Plate) -> None:
    left, top, right, bottom = Shape(plate.skin, Role.SKIN).bounds()
    lines = [ring for rings in plate.tones for ring in rings]
    lines += [line for _, group in plate.strokes for line in group]
    assert plate.tones
    for line in lines:
        assert left - 2 <= min(line[::2]) <= max(line[::2]) <= right + 2
        assert top - 2 <= min(line[1::2]) <= max(line[1::2]) <= bottom + 2


def test_deeper_shade_lies_within_lighter_shade(plate: Plate) -> None:
    sizes = [area(rings) for rings in plate.tones]
    assert sizes == sorted(sizes, reverse=True)


def test_every_meridian_runs_over_some_plate_through_its_points() -> None:
    """A line passes its own points closely wherever both are seen."""
    codes = {m.code for m in read_meridians(paths.resources() / "atlas" / "meridians.tsv")}
    drawn = {course.code for view in VIEWS for course in load_plate(view).meridians}
    assert drawn == codes
    plate = load_plate("back")
    lines = [c.line for c in plate.meridians if (c.code, c.side) == ("BL", "left")]
    for code in ("BL13", "BL23", "BL40", "BL57", "BL43"):
        point = next(p for p in plate.points if (p.code, p.side) == (code, "left"))
        assert min(distance(line, point.x, point.y) for line in lines) < 6, code


def distance(line: Line, x: float, y: float) -> float:
    best = float("inf")
    places_ = list(zip(line[::2], line[1::2], strict=True))
    for (x0, y0), (x1, y1) in pairwise(places_):
        way = (x1 - x0, y1 - y0)
        length = way[0] ** 2 + way[1] ** 2 or 1
        share = min(1, max(0, ((x - x0) * way[0] + (y - y0) * way[1]) / length))
        best = min(best, ((x0 + share * way[0] - x) ** 2 + (y0 + share * way[1] - y) ** 2) ** 0.5)
    return best


def test_both_lines_of_the_bladder_run_down_the_back() -> None:
    plate = load_plate("back")
    middle, y = plate.width / 2, plate.height * 0.3
    crossings = set()
    for course in plate.meridians:
        if (course.code, course.side) == ("BL", "left"):
            for (x0, y0), (_x1, y1) in pairwise(
                zip(course.line[::2], course.line[1::2], strict=True)
            ):
                if (y0 - y) * (y1 - y) <= 0 and y0 != y1:
                    crossings.add(round((middle - x0) / 10))
    assert len(crossings) == 2
    inner, outer = sorted(crossings)
    assert outer == pytest.approx(2 * inner, rel=0.15)


def test_points_and_rulers_lie_on_the_figure(plate: Plate) -> None:
    skin = Shape(plate.skin, Role.SKIN).bounds()
    for point in plate.points:
        assert skin[0] - 8 <= point.x <= skin[2] + 8
        assert skin[1] - 8 <= point.y <= skin[3] + 8
    for ruler in plate.rulers:
        if ruler.scale in SCALES:
            assert len(ruler.ticks) // 2 == SCALES[ruler.scale].cun + 1, ruler.scale


def test_every_scale_that_points_are_counted_on_is_drawn_somewhere() -> None:
    drawn = {ruler.scale for view in VIEWS for ruler in load_plate(view).rulers}
    needed = {
        "head",
        "forehead",
        "chest",
        "abdomen-up",
        "abdomen-down",
        "trunk-width",
        "back-width",
    }
    needed |= {"arm", "forearm", "thigh-pubis", "thigh-gluteal", "thigh-trochanter"}
    assert needed | {"leg-medial", "leg-lateral", "ankle-medial"} <= drawn


def test_all_plates_together_are_small_and_name_their_licence() -> None:
    files = [FOLDER / f"{view}.json" for view in FILES]
    assert sorted(FOLDER.glob("*.json")) == sorted(files)
    assert sum(file.stat().st_size for file in files) <= 3_000_000
    for file, view in zip(files, FILES, strict=True):
        data = json.loads(file.read_text(encoding="utf-8"))
        assert data["view"] == view
        assert "CC0 1.0" in data["licence"]
        assert "packaging/plates" in data["licence"]


def test_a_plate_file_is_written_in_one_way_only() -> None:
    """The builder's own form: whole numbers, no spaces; so that a rebuild shows as no change."""
    for view in FILES:
        text = (FOLDER / f"{view}.json").read_text(encoding="utf-8")
        data = json.loads(text)
        again = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        assert text == again + "\n"
        assert all(isinstance(number, int) for arc in data["arcs"] for number in arc)


def test_neighbours_share_their_border_in_the_file() -> None:
    """Of the smallest parts, an inner border belongs to two and an outer one to one."""
    data = json.loads((FOLDER / "back.json").read_text(encoding="utf-8"))
    parents = {region.parent for region in known_regions().values()}
    used = [
        way if way >= 0 else ~way
        for r in data["regions"]
        if r["region"] not in parents
        for ring in r["rings"]
        for way in ring
    ]
    outer = {way if way >= 0 else ~way for ring in data["skin"] for way in ring}
    for number in range(len(data["arcs"])):
        assert used.count(number) == (1 if number in outer else 2)


def test_a_plate_is_read_once() -> None:
    assert load_plate("back") is load_plate("back")
    assert read_plate(FOLDER / "back.json") == load_plate("back")


def test_a_view_without_a_plate_names_those_there_are() -> None:
    with pytest.raises(ContentError, match=r"“inside”; there are: front, back, left"):
        load_plate("inside")


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"view": "front"}', '{"grid": 0}', "\x00"])
def test_a_broken_plate_file_is_told_in_one_sentence(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "front.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be read") as caught:
        read_plate(file)
    assert caught.value.file == file


def test_a_plate_file_cut_in_half_is_refused(tmp_path: Path) -> None:
    whole = (FOLDER / "back.json").read_bytes()
    file = tmp_path / "back.json"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ContentError, match="cannot be read"):
        read_plate(file)


def test_a_plate_needs_neither_qt_nor_numpy() -> None:
    program = (
        "import sys; from guide.atlas.plates import load_plate; from guide.atlas.svg import to_svg;"
        "from guide.atlas.figures import Request, figure;"
        "to_svg(figure(load_plate('front'), Request()));"
        "sys.exit(any(name.split('.')[0] in ('PySide6', 'numpy', 'yaml') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


SQUARE: Line = (0, 0, 10, 0, 10, 10, 0, 10)
HOLE: Line = (4, 4, 6, 4, 6, 6, 4, 6)


def test_a_hole_does_not_belong_to_its_shape() -> None:
    shape = Shape((SQUARE, HOLE), Role.REGION, key="region/a")
    scene = Scene(10, 10, (shape,))
    assert scene.region_at(2, 5) is shape
    assert scene.region_at(5, 5) is None
    assert scene.region_at(11, 5) is None


def test_only_regions_can_be_hit() -> None:
    skin, region = Shape((SQUARE,), Role.SKIN), Shape((HOLE,), Role.TINT, key="region/a")
    scene = Scene(10, 10, (skin, region))
    assert scene.regions == (region,)
    assert scene.region_at(5, 5) is region
    assert scene.region_at(1, 1) is None


def test_a_path_of_a_plate_knows_its_region() -> None:
    path = next(p for p in load_plate("front").regions if p.region == "chest")
    scene = figure(load_plate("front"), Request())
    shape = next(s for s in scene.shapes if s.key == "region/chest")
    assert (shape.title, shape.rings, shape.anchor) == ("Chest", path.rings, path.anchor)

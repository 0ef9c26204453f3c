"""The plates show every part of the body exactly once, on the right side, small and with licence."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide import paths
from guide.atlas.plates import VIEWS, Plate, RegionPath, figure_scene, load_plate, read_plate
from guide.atlas.regions import known_regions
from guide.atlas.scene import Line, Role, Scene, Shape
from guide.errors import ContentError

FOLDER = paths.resources() / "atlas" / "plates"
PAIRED = {"shoulder", "arm-hand", "leg", "foot", "ear"}
NOT_DRAWN = {"skin", "whole-body"}


@pytest.fixture(params=VIEWS)
def plate(request: pytest.FixtureRequest) -> Plate:
    return load_plate(request.param)


def area(rings: tuple[Line, ...]) -> float:
    """The area inside the rings, which all run the same way round."""
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
    while found < count:
        x, y = chance.uniform(0, plate.width), chance.uniform(0, plate.height)
        if skin.holds(x, y):
            found += 1
            yield x, y


def test_the_regions_fill_the_figure_exactly(plate: Plate) -> None:
    parts = sum(area(path.rings) for path in plate.regions)
    assert parts == pytest.approx(area(plate.skin), rel=0.001)


def test_every_place_inside_the_figure_lies_in_one_region(plate: Plate) -> None:
    shapes = [Shape(path.rings, Role.REGION) for path in plate.regions]
    for x, y in places(plate, 5000):
        assert sum(shape.holds(x, y) for shape in shapes) == 1, (x, y)


def test_each_part_of_a_region_is_one_closed_ring_without_scraps(plate: Plate) -> None:
    for path in plate.regions:
        assert len(path.rings) == 1, path.region
        assert len(path.rings[0]) % 2 == 0
        assert len(path.rings[0]) >= 40
        assert path.rings[0][:2] != path.rings[0][-2:]
        assert area(path.rings) > 2000, path.region


def test_every_region_of_the_body_is_on_some_plate() -> None:
    drawn = {path.region for view in VIEWS for path in load_plate(view).regions}
    assert drawn == known_regions().keys() - NOT_DRAWN


def test_what_is_paired_shows_twice_and_what_is_not_once(plate: Plate) -> None:
    sides: dict[str, list[str]] = {}
    for path in plate.regions:
        sides.setdefault(path.region, []).append(path.side)
    for region, found in sides.items():
        assert sorted(found) == (["left", "right"] if region in PAIRED else [""]), region


def test_left_is_the_bodys_own_left() -> None:
    def x_of(view: str, side: str) -> float:
        paths_ = load_plate(view).regions
        return next(p for p in paths_ if (p.region, p.side) == ("arm-hand", side)).anchor[0]

    assert x_of("front", "left") > x_of("front", "right")
    assert x_of("back", "left") < x_of("back", "right")


def test_left_mirrors_right(plate: Plate) -> None:
    """The body is symmetric, and so are its regions."""
    scene, other = figure_scene(plate), {"left": "right", "right": "left", "": ""}
    pairs = {(path.region, path.side): path for path in plate.regions}
    for (region, side), path in pairs.items():
        assert area(path.rings) == pytest.approx(area(pairs[region, other[side]].rings), rel=0.002)
    unlike = 0
    for x, y in places(plate, 2000):
        here, there = scene.region_at(x, y), scene.region_at(plate.width - x, y)
        if here is None or there is None or (here.key, here.side) != (there.key, other[there.side]):
            unlike += 1
    assert unlike <= 4  # a place on the very border may fall to either side


def test_the_anchor_of_a_region_lies_well_inside_it(plate: Plate) -> None:
    scene = figure_scene(plate)
    for path in plate.regions:
        x, y = path.anchor
        for dx, dy in ((0, 0), (12, 0), (-12, 0), (0, 12), (0, -12)):
            shape = scene.region_at(x + dx, y + dy)
            assert shape is not None
            assert (shape.key, shape.side) == (f"region/{path.region}", path.side)


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
    shape = figure_scene(plate).region_at(x, y)
    assert shape is not None
    assert (shape.key, shape.side) == (key, side)


def test_a_finger_beside_the_figure_finds_nothing(plate: Plate) -> None:
    scene = figure_scene(plate)
    for x, y in ((5, 5), (plate.width / 2, plate.height * 0.75), (-1, -1), (1e9, 50)):
        assert scene.region_at(x, y) is None


def test_hands_and_feet_are_whole_with_a_margin(plate: Plate) -> None:
    left, top, right, bottom = Shape(plate.skin, Role.SKIN).bounds()
    assert min(left, top, plate.width - right, plate.height - bottom) >= 20


def test_shade_and_lines_stay_on_the_figure(plate: Plate) -> None:
    left, top, right, bottom = Shape(plate.skin, Role.SKIN).bounds()
    lines = [ring for rings in plate.tones for ring in rings]
    lines += [line for _, group in plate.strokes for line in group]
    assert plate.tones
    assert plate.strokes
    for line in lines:
        assert left - 2 <= min(line[::2]) <= max(line[::2]) <= right + 2
        assert top - 2 <= min(line[1::2]) <= max(line[1::2]) <= bottom + 2


def test_deeper_shade_lies_within_lighter_shade(plate: Plate) -> None:
    sizes = [area(rings) for rings in plate.tones]
    assert sizes == sorted(sizes, reverse=True)


def test_the_article_regions_are_tinted_and_nothing_else(plate: Plate) -> None:
    chosen = plate.regions[3].region
    scene = figure_scene(plate, [chosen, "skin"])
    assert {s.key for s in scene.shapes if s.role is Role.TINT} == {f"region/{chosen}"}
    assert len(scene.regions) == len(plate.regions)


def test_whole_body_tints_the_whole_figure(plate: Plate) -> None:
    """Alone it means everything; beside named regions, those say more."""
    scene = figure_scene(plate, ["whole-body"])
    assert all(shape.role is Role.TINT for shape in scene.regions)
    scene = figure_scene(plate, ["whole-body", "leg"])
    tinted = {shape.key for shape in scene.regions if shape.role is Role.TINT}
    assert tinted == {"region/leg"}


def test_the_outline_is_drawn_last_and_the_tint_under_the_shade(plate: Plate) -> None:
    roles = [shape.role for shape in figure_scene(plate, ["leg"]).shapes]
    assert roles[0] is Role.SKIN
    assert roles[-1] is Role.OUTLINE
    assert roles.index(Role.TINT) < roles.index(Role.TONE_1) < roles.index(Role.INNER)


def test_both_plates_together_are_small_and_name_their_licence() -> None:
    files = [FOLDER / f"{view}.json" for view in VIEWS]
    assert sum(file.stat().st_size for file in files) <= 400_000
    for file, view in zip(files, VIEWS, strict=True):
        data = json.loads(file.read_text(encoding="utf-8"))
        assert data["view"] == view
        assert "CC0 1.0" in data["licence"]
        assert "packaging/plates" in data["licence"]


def test_a_plate_file_is_written_in_one_way_only() -> None:
    """The builder's own form: whole numbers, no spaces; so that a rebuild shows as no change."""
    for view in VIEWS:
        text = (FOLDER / f"{view}.json").read_text(encoding="utf-8")
        data = json.loads(text)
        again = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        assert text == again + "\n"
        assert all(isinstance(number, int) for arc in data["arcs"] for number in arc)


def test_neighbours_share_their_border_in_the_file() -> None:
    data = json.loads((FOLDER / "back.json").read_text(encoding="utf-8"))
    used = [
        way if way >= 0 else ~way for r in data["regions"] for ring in r["rings"] for way in ring
    ]
    outer = {way if way >= 0 else ~way for ring in data["skin"] for way in ring}
    for number in range(len(data["arcs"])):
        assert used.count(number) == (1 if number in outer else 2)


def test_a_plate_is_read_once() -> None:
    assert load_plate("back") is load_plate("back")
    assert read_plate(FOLDER / "back.json") == load_plate("back")


def test_a_view_without_a_plate_names_those_there_are() -> None:
    with pytest.raises(ContentError, match=r"“inside”; there are: front, back\."):
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
        "import sys; from guide.atlas.plates import *; from guide.atlas.svg import to_svg;"
        "to_svg(figure_scene(load_plate('front')));"
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
    assert isinstance(path, RegionPath)
    shape = next(s for s in figure_scene(load_plate("front")).regions if s.key == "region/chest")
    assert (shape.title, shape.rings, shape.anchor) == ("Chest", path.rings, path.anchor)

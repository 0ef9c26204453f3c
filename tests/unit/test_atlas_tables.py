"""The tables of points, meridians and regions are read whole, and a mistake is named by its place."""

from collections import Counter
from pathlib import Path

import pytest

from guide import paths
from guide.atlas.regions import known_regions, read_regions, read_words
from guide.atlas.tables import read_meridians, read_points
from guide.errors import ContentError

ATLAS = paths.resources() / "atlas"


def cells(table: str, line: int) -> list[str]:
    return (ATLAS / table).read_text(encoding="utf-8").split("\n")[line - 1].split("\t")


def broken(tmp_path: Path, table: str, **changes: str) -> Path:
    """A table of the header and its second line, with some cells changed."""
    header, row = cells(table, 1), cells(table, 2)
    for column, text in changes.items():
        row[header.index(column)] = text
    file = tmp_path / table
    file.write_text("\t".join(header) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    return file


def test_all_points_of_the_standard_and_the_extra_points_are_there() -> None:
    points = read_points(ATLAS / "points.tsv")
    counts = Counter(point.meridian for point in points)
    assert len(points) == 412
    assert counts["EX"] == 51
    assert (counts["BL"], counts["GV"], counts["CV"], counts["HT"]) == (67, 28, 24, 9)


def test_a_point_keeps_every_cell_of_its_row() -> None:
    lung = next(p for p in read_points(ATLAS / "points.tsv") if p.code == "BL13")
    assert (lung.hanzi, lung.pinyin, lung.english) == ("肺俞", "Fèishū", "Lung Shu")
    assert (lung.meridian, lung.region, lung.surface) == ("BL", "back", "back")
    assert (lung.level, lung.lateral, lung.across) == ("vertebra:T3", 1.5, "")
    assert lung.special == ("back-shu:Lung",)
    assert "WHO08" in lung.sources


def test_several_cautions_of_a_point_stay_apart() -> None:
    points = {point.code: point for point in read_points(ATLAS / "points.tsv")}
    assert points["CV3"].caution == ("pregnancy:avoid", "organ:bladder")
    assert points["LU2"].lateral == 6
    assert points["LU3"].lateral is None


def test_twelve_meridians_and_eight_vessels_are_there_and_pair_up() -> None:
    meridians = {meridian.code: meridian for meridian in read_meridians(ATLAS / "meridians.tsv")}
    assert Counter(m.kind for m in meridians.values()) == {"primary": 12, "extraordinary": 8}
    assert meridians["BL"].english == "Foot-Taiyang Bladder Meridian"
    assert (meridians["BL"].paired, meridians["KI"].paired) == ("KI", "BL")
    assert meridians["BL"].points == 67
    assert {p.meridian for p in read_points(ATLAS / "points.tsv")} <= {*meridians, "EX"}


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("code", "lung one"),
        ("code", ""),
        ("hanzi", "Zhongfu"),
        ("pinyin", " "),
        ("meridian", "?"),
        ("region", ""),
        ("surface", "inside out"),
        ("location", ""),
        ("level", ""),
        ("lateral", "six"),
        ("lateral", "-1"),
        ("lateral", "600"),
        ("lateral", "nan"),
    ],
)
def test_a_broken_cell_of_a_point_is_named_by_file_line_and_column(
    tmp_path: Path, column: str, text: str
) -> None:
    file = broken(tmp_path, "points.tsv", **{column: text})
    with pytest.raises(ContentError) as caught:
        read_points(file)
    assert (caught.value.file, caught.value.line) == (file, 2)
    assert str(caught.value).startswith(f"{file}:2: {column}: ")


@pytest.mark.parametrize(
    ("column", "text"),
    [("code", "LU 1"), ("kind", ""), ("points", "eleven"), ("points", "²"), ("paired", "HT")],
)
def test_a_broken_cell_of_a_meridian_is_named_by_file_line_and_column(
    tmp_path: Path, column: str, text: str
) -> None:
    with pytest.raises(ContentError, match=rf":2: {column}: "):
        read_meridians(broken(tmp_path, "meridians.tsv", **{column: text}))


def test_a_row_with_too_few_cells_names_the_first_missing_column(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    file.write_text(
        "\t".join(cells("points.tsv", 1)) + "\n" + "\t".join(cells("points.tsv", 2)[:8]) + "\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match=r":2: location: is missing: the row has 8 cells\."):
        read_points(file)


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    file = broken(tmp_path, "points.tsv", across="a\tb")
    with pytest.raises(ContentError, match=r":2: across: is followed by more cells"):
        read_points(file)


def test_a_code_that_stands_twice_is_refused_at_its_second_line(tmp_path: Path) -> None:
    file = broken(tmp_path, "points.tsv")
    text = file.read_text(encoding="utf-8")
    file.write_text(text + text.split("\n")[1] + "\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r":3: code: “LU1” stands there twice\."):
        read_points(file)


def test_a_column_with_another_name_is_refused(tmp_path: Path) -> None:
    file = broken(tmp_path, "points.tsv")
    file.write_text(file.read_text(encoding="utf-8").replace("surface", "side"), encoding="utf-8")
    with pytest.raises(ContentError, match=r":1: surface: "):
        read_points(file)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_a_file_that_is_missing_empty_or_no_text_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "points.tsv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ContentError, match=r"points\.tsv"):
        read_points(file)


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    text = (ATLAS / "points.tsv").read_text(encoding="utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert read_points(file) == read_points(ATLAS / "points.tsv")


def test_every_region_has_its_names() -> None:
    regions = known_regions()
    assert len([region for region in regions.values() if not region.parent]) == 14
    assert (regions["lower-back"].name, regions["lower-back"].zh) == ("Lower back", "腰骶")
    assert regions["lower-back"].key == "region/lower-back"
    assert all(region.everyday and region.summary for region in regions.values())


def test_every_region_word_of_the_points_belongs_to_a_region() -> None:
    words = read_words(ATLAS / "regions.toml")
    assert {point.region for point in read_points(ATLAS / "points.tsv")} <= words.keys()
    assert words["scalp"] == "head-face"
    assert words["lumbar"] == words["sacrum"] == "lower-back"


REGION = '[regions.a]\nname = "A"\nzh = "甲"\neveryday = ["a"]\nsummary = "A."\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "regions"),
        ("regions = 3", "regions"),
        ("[regions", "cannot be read"),
        (REGION.replace('zh = "甲"\n', ""), "zh"),
        (REGION.replace('"A"', "5"), "name"),
        (REGION + 'colour = "red"\n', "colour"),
        (REGION + 'parent = "b"\n', "parent"),
        (REGION + "paired = 1\n", "paired"),
        ("[regions]\na = 1\n", "regions.a"),
    ],
)
def test_a_mistake_in_the_regions_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "regions.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=named) as caught:
        read_regions(file)
    assert caught.value.file == file


def test_a_word_for_a_region_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "regions.toml"
    file.write_text(REGION + '[words]\nscalp = "b"\n', encoding="utf-8")
    with pytest.raises(ContentError, match="scalp"):
        read_words(file)

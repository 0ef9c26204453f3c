"""Pages of points, meridians and regions, made from the tables."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.atlas import places as atlas_places
from guide.atlas.places import read_places
from guide.atlas.words import known_words
from guide.cli.main import main
from guide.content import directory
from guide.content.compile import build
from guide.content.labels import caution_words, class_words
from guide.content.library import Library
from guide.content.model import Figure, Kind
from guide.errors import ContentError
from tests.unit.conftest import ATLAS, write_small_library

FINE = """
[regions.scapula]
name = "Shoulder blade"
zh = "肩胛"
parent = "upper-back"
everyday = ["shoulder blade"]
summary = "The shoulder blade."

[regions.back-between]
name = "Between the shoulder blades"
zh = "肩胛间"
parent = "upper-back"
everyday = ["between the blades"]
summary = "Both sides of the spine between the shoulder blades."

[words]
"""


@pytest.fixture
def fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The small library over an atlas with fine regions, one of which an article names."""
    atlas = tmp_path / "atlas"
    atlas.mkdir()
    for name in ("points.tsv", "meridians.tsv"):
        shutil.copy(ATLAS / name, atlas)
    regions = (ATLAS / "regions.toml").read_text("utf-8")
    great = regions.replace("[words]\n", FINE) if "back-between" not in regions else regions
    (atlas / "regions.toml").write_text(great, "utf-8")
    folder = write_small_library(tmp_path / "articles")
    folder.replace("regions: [upper-back]", "regions: [back-between]", "therapies/back-stepping.md")
    monkeypatch.setattr(directory, "places", lambda: {"BL13": ("back-between",)})
    library = Library.open(build(folder.path, atlas, tmp_path / "fine.tgpack", processes=1).out)
    yield library
    library.close()


def test_a_point_has_its_name_in_four_writings(small: Library) -> None:
    """And a writing that is the same is not repeated."""
    assert "PC6 · 内关 · 內關 · Nèiguān · Inner Pass" in small.text("point/PC6")
    assert "BL13 · 肺俞 · the same · Fèishū · Lung Shu" in small.text("point/BL13")
    assert "none in any standard · 安眠" in small.text("point/X-ANMIAN")
    assert "Also 人中 · Rénzhōng" in small.text("point/GV26")


def test_a_point_says_on_which_sides_it_lies(small: Library) -> None:
    for code, sides in (
        ("PC6", "palm side · both sides"),
        ("CV4", "front of the body · on the midline"),
        ("EX-HN12", "inside · one side only"),
        ("EX-HN1", "top of the head · midline and both sides"),
    ):
        assert sides in small.text(f"point/{code}")


def test_a_point_is_found_in_numbered_steps(small: Library) -> None:
    text = small.text("point/PC6")
    assert "3. Go up 2 cun.\n4. There, between the two tendons" in text
    assert "A cun is no fixed length" in text
    assert "A cun is no fixed length" not in small.text("point/LU11")
    html = small.page("point/TE18").html
    finding = html[html.index('name="finding"') :]
    assert '<li>Find <a class="point" href="point/TE17">TE17</a> (Yìfēng).' in finding


def test_a_point_shows_its_place_its_meridian_and_its_ruler(small: Library) -> None:
    html = small.page("point/PC6").html
    assert 'src="plate:auto?points=PC6&amp;meridian=PC&amp;ruler=PC6"' in html
    assert 'alt="The place of PC6, its meridian and the ruler by which it is found"' in html
    assert 'src="plate:auto?points=EX-HN5"' in small.page("point/EX-HN5").html
    assert 'alt="The place of EX-HN5"' in small.page("point/EX-HN5").html


def test_a_point_that_cannot_be_drawn_says_why(small: Library) -> None:
    words = known_words()
    for entry in small.entries(Kind.POINT):
        code = entry.key.partition("/")[2]
        html = small.page(entry.key).html
        assert ("plate:auto" in html) is not bool(words.not_drawn(code)), code
    text = small.text("point/GV28")
    assert (
        "It is not drawn. It lies inside the upper lip, where no view of a body shows it." in text
    )


def test_a_point_says_how_sure_its_place_is(small: Library) -> None:
    assert "The WHO group left it open whether" in small.text("point/LI20")
    assert "The place across is an estimate for drawing" in small.text("point/PC6")
    assert "How sure the place is" not in small.text("point/BL13")


def test_a_traditional_caution_is_called_one(small: Library) -> None:
    """And what lies beneath is told as anatomy, with light pressure where that is meant."""
    text = small.text("point/CV3")
    assert "Traditional caution: avoided in pregnancy." in text
    assert "found no evidence that needling them does harm" in text
    assert "An organ lies beneath: bladder. Light pressure only." in text
    assert "pregnancy" not in small.text("point/BL13")
    assert "(pneumothorax). Light pressure only." in small.text("point/BL13")


def test_a_point_without_a_caution_is_not_called_safe(small: Library) -> None:
    assert small.page("point/TE5").cautions == ()
    assert "No caution is noted for this point, which does not make it safe." in (
        small.text("point/TE5")
    )


@pytest.mark.parametrize("name", ["lung", "organ", "cord"])
def test_what_may_be_harmed_by_pressure_asks_for_light_pressure(small: Library, name: str) -> None:
    said = [
        line
        for entry in small.entries(Kind.POINT)
        for line in small.page(entry.key).cautions
        if {"lung": "lung", "organ": "organ", "cord": "spinal cord"}[name] in line.lower()
    ]
    assert said
    assert all("Light pressure only" in line for line in said)


def test_words_of_cautions_and_classes_hold_what_the_table_says() -> None:
    assert caution_words("artery:radial") == "An artery lies beneath: radial."
    assert caution_words("fontanelle:never in infants").endswith("skull: never in infants.")
    assert caution_words("forbidden:needle") == "Traditional caution: forbidden to needle."
    names = {"YinLV": "Yin Link Vessel"}
    assert class_words("confluent:YinLV", names).endswith(
        "one of the eight vessels – Yin Link Vessel"
    )
    assert class_words("he-sea:Water", names).endswith("at elbow or knee – phase Water")
    assert class_words(
        "luo", names
    ) == "Luo-connecting point (络): said to link the meridian with" + (" its partner")


def test_a_point_names_its_neighbours_users_and_sources(small: Library) -> None:
    text = small.text("point/BL13")
    assert "BL12 Fengmen 风门 · BL14 Jueyinshu 厥阴俞" in text
    assert "Therapies\n\n• Tuina" in text
    assert "WHO Standard Acupuncture Point Locations" in text
    assert "neighbours on the line" not in small.text("point/EX-HN3")
    other = "; it has another name, character or tone."
    assert other in small.text("point/GV26")
    assert other not in text


def test_a_meridian_tells_its_names_lines_and_points(small: Library) -> None:
    text = small.text("meridian/BL")
    assert "BL · 足太阳膀胱经 · 足太陽膀胱經 · Zú Tàiyáng Pángguāng Jīng" in text
    assert "an inner one from BL11 to BL30 and an outer one from BL41 to BL54." in text
    assert "Its lines: one, on the midline of the front." in small.text("meridian/CV")
    assert 'src="plate:auto?meridian=BL"' in small.page("meridian/BL").html


def test_a_vessel_tells_the_points_that_it_borrows(small: Library) -> None:
    """And the point that opens it, and the vessel that it is coupled with."""
    html = small.page("meridian/TV").html
    assert 'href="point/SP4"' in html
    assert 'href="meridian/YinLV"' in html
    borrowed = html[html.index('name="points"') :]
    codes = re.findall(r'href="point/([A-Z0-9]+)">\1<', borrowed)
    assert codes == ["CV1", "ST30", *(f"KI{number}" for number in range(11, 22))]


def test_a_fine_region_names_its_parent_and_its_points(fine: Library) -> None:
    text = fine.text("region/back-between")
    assert "Part of\nUpper back" in text
    assert "BL13 Feishu 肺俞" in text
    assert fine.entry("point/BL13").regions == ("upper-back", "back-between")
    assert fine.page("point/BL13").figure == Figure(("back-between",), ("BL",), ("BL13",))
    assert "Shoulder blade, Between the shoulder blades" in fine.text("region/upper-back")


def test_a_fine_region_shows_what_its_parent_has_and_says_so(fine: Library) -> None:
    """Back stepping names the fine region itself, tuina the back that holds it."""
    text = fine.text("region/back-between")
    assert text.index("Back stepping") < text.index("Tuina")
    assert "It names the region Upper back." in text
    assert text.count("It names the region") == 1


def test_a_great_region_shows_what_its_parts_have(fine: Library) -> None:
    text = fine.text("region/upper-back")
    assert "Back stepping" in text
    assert "It names the region Between the shoulder blades." in text


def test_a_region_that_nothing_is_about_says_so(fine: Library) -> None:
    text = fine.text("region/skin")
    assert "Cupping" in text
    assert "Nothing in this library is about this region." not in text


def test_fine_regions_stand_under_the_region_that_holds_them(fine: Library) -> None:
    """In the list the great ones come first, then each with its parts as a heading."""
    groups = {group.key: group for group in fine.groups(Kind.REGION)}
    assert next(iter(groups)) == "region"
    assert groups["upper-back"].title == "Upper back"
    within = {entry.key for entry in groups["upper-back"].entries}
    assert {"region/scapula", "region/back-between"} <= within
    assert within.isdisjoint(entry.key for entry in groups["region"].entries)


def test_all_points_and_meridians_are_listed(
    core_pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line as in the sidebar, each with its title."""
    for kind, number, line in (
        ("point", 412, "point/ST36 ST36 Zusanli 足三里"),
        ("meridian", 20, "meridian/BL Foot-Taiyang Bladder Meridian"),
    ):
        assert main(["list", "--kind", kind, "--library", str(core_pack)]) == 0
        lines = [" ".join(one.split()) for one in capsys.readouterr().out.splitlines()]
        assert len(lines) == number
        assert line in lines


def test_places_of_points_are_read_where_there_are_some(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    assert read_places(file) == {}
    file.write_text('{"points": {"BL13": {"at": [], "regions": ["back-between", "scapula"]}}}')
    assert read_places(file) == {"BL13": ("back-between", "scapula")}


@pytest.mark.parametrize(
    "text", ["[", "[]", "{}", '{"points": {"BL13": 3}}', '{"points": {"BL13": {"regions": [3]}}}']
)
def test_places_that_cannot_be_read_are_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "places.json"
    file.write_text(text)
    with pytest.raises(ContentError, match=r"[Tt]he places of points") as caught:
        read_places(file)
    assert caught.value.file == file


def test_places_of_the_program_name_points_and_regions_that_are_there(small: Library) -> None:
    for code in atlas_places.places():
        assert small.resolve(f"point/{code}"), code

"""``therapy-guide plate`` writes the body as SVG, or says in one sentence what is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from guide.atlas.plates import VIEWS, Course, PlatePoint, RegionPath
from guide.atlas.regions import known_regions
from guide.cli.main import main
from tests.unit.small_plates import BACK, summary

NAME = "{http://www.w3.org/2000/svg}"


def tinted(svg: str) -> set[str]:
    paths = ET.fromstring(svg).iter(f"{NAME}path")
    return {path.get("data-key", "") for path in paths if path.get("class") == "tint"}


def test_a_plate_goes_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the drawing is printed, with the region tinted."""
    assert main(["plate", "back", "--region", "lower-back"]) == 0
    assert tinted(capsys.readouterr().out) == {"region/lower-back"}


def test_a_dash_means_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """As for most programs; no file of that name is made."""
    assert main(["plate", "front", "-o", "-"]) == 0
    assert tinted(capsys.readouterr().out) == set()


def test_a_plate_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it is called, with every region that was named, in one option or in several."""
    file = tmp_path / "踩背 back.svg"
    words = ["plate", "back", "--region", "leg", "foot", "--region", "upper-back", "-o", str(file)]
    assert main(words) == 0
    assert tinted(file.read_text(encoding="utf-8")) == {
        "region/leg",
        "region/foot",
        "region/upper-back",
    }
    assert capsys.readouterr().out == ""


def test_the_title_names_the_view_and_the_regions(capsys: pytest.CaptureFixture[str]) -> None:
    """A drawing that is read aloud says what is on it."""
    main(["plate", "back", "--region", "lower-back", "leg"])
    root = ET.fromstring(capsys.readouterr().out)
    assert root.findtext(f"{NAME}title") == "The body from the back: Lower back, Leg"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["inside"], "There is no plate “inside”; choose from: front, back, left, right, "),
        (["turn-20"], "There is no plate “turn-20”; choose from: front, "),
        (["back", "--point", "BL99"], "There is no point “BL99”; did you mean BL9, "),
        (["back", "--point", "st136"], "There is no point “st136”; did you mean ST36"),
        (["back", "--point", "???"], "There is no point “???”; “therapy-guide list --kind point”"),
        (["back", "--meridian", "BX"], "There is no meridian “BX”; choose from: LU, LI, ST, "),
        (["back", "--region", "toe"], "There is no region “toe”; did you mean toes?\n"),
        (["back", "--region", "???"], "There is no region “???”; “therapy-guide list --kind reg"),
    ],
)
def test_an_unknown_view_or_region_is_wrong_usage(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names what there is instead."""
    assert main(["plate", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--region", "lower-back", "back"],
        ["--region", "lower-back", "leg", "back"],
        ["back", "--region", "lower-back,leg"],
        ["--region=lower-back", "back", "--region=leg"],
    ],
    ids=" ".join,
)
def test_the_view_may_follow_the_regions(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both orders of the words mean the same."""
    assert main(["plate", *words]) == 0
    wanted = {f"region/{name}" for name in ("lower-back", "leg") if name in " ".join(words)}
    assert tinted(capsys.readouterr().out) == wanted


def test_a_missing_view_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """With the views that there are."""
    for words in ([], ["--region", "leg"]):
        assert main(["plate", *words]) == 2
        said = capsys.readouterr().err
        assert said.startswith("Name the side of the body: front, back, left, right, head-front, ")
        assert said.endswith(", turn-15 … turn-345, auto.\n")


def test_the_ear_is_a_region_where_regions_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the one word that is both a region and a view."""
    assert set(VIEWS) & set(known_regions()) == {"ear"}
    assert main(["plate", "--region", "ear"]) == 2
    assert capsys.readouterr().err.startswith("Name the side of the body: ")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plates with a few points and meridians: a back, and a front that has others."""
    front = replace(
        BACK,
        view="front",
        regions=(*BACK.regions, RegionPath("chest", "", ((0, 0, 9, 0, 9, 9),), (5, 5))),
        points=(PlatePoint("CV12", "", 200, 300), PlatePoint("ST36", "left", 120, 650)),
        meridians=(Course("CV", "", False, (200, 100, 200, 500)),),
    )
    plates = {"back": BACK, "front": front}
    shown = tuple(summary(plate) for plate in plates.values())
    monkeypatch.setattr("guide.cli.plate.load_plate", plates.__getitem__)
    monkeypatch.setattr("guide.cli.plate.summaries", lambda: shown)
    monkeypatch.setattr("guide.atlas.sight.summaries", lambda: shown)


def circles(svg: str) -> list[str]:
    marks = ET.fromstring(svg).iter(f"{NAME}circle")
    return sorted({mark.get("data-key", "") for mark in marks})


def words(svg: str) -> str:
    return " ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{NAME}text"))


@pytest.mark.usefixtures("drawn")
def test_points_and_meridians_are_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    """By code in any case, by name in any writing, in one option or in several."""
    asked = ["--point", "bl13", "膈俞", "--meridian", "BL", "--point", "BL13"]
    assert main(["plate", "back", *asked]) == 0
    svg = capsys.readouterr().out
    assert circles(svg) == ["point/BL13", "point/BL17"]
    root = ET.fromstring(svg)
    assert root.findtext(f"{NAME}title") == "The body from the back: BL13, BL17, BL"
    lines = {path.get("data-key") for path in root.iter(f"{NAME}path")}
    assert "meridian/BL" in lines
    assert "meridian/GV" not in lines


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("labels", "said"),
    [("code", "BL17"), ("name", "BL17 Géshū"), ("organ", "BL17 diaphragm"), ("none", "")],
)
def test_points_are_labelled_as_one_asks(
    labels: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the code where nothing is asked for."""
    assert main(["plate", "back", "--point", "BL17", "--labels", labels]) == 0
    svg = capsys.readouterr().out
    assert words(svg) == said
    if labels == "code":
        assert main(["plate", "back", "--point", "BL17"]) == 0
        assert capsys.readouterr().out == svg


@pytest.mark.usefixtures("drawn")
def test_the_best_plate_may_be_left_to_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever shows what is asked for; the view may follow the points."""
    assert main(["plate", "--point", "ST36", "auto", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["view"], document["points"]) == ("front", ["ST36"])
    assert (document["meridians"], document["labels"]) == ([], "code")


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--point", "ST36"], "The plate “back” does not show ST36; these do: front.\n"),
        (["--point", "BL13", "CV12"], "The plate “back” does not show CV12; these do: front.\n"),
        (["--point", "LU1"], "No plate shows LU1.\n"),
        (["--point", "GV28"], "GV28 is not drawn. It lies inside the upper lip, where no view"),
        (
            ["--meridian", "CV"],
            "The plate “back” does not show the meridian CV; these do: front.\n",
        ),
        (["--meridian", "LU"], "No plate shows the meridian LU.\n"),
    ],
)
def test_what_a_plate_does_not_show_is_not_left_out_in_silence(
    asked: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the views that show it, and nothing is drawn."""
    assert main(["plate", "back", *asked]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)
    assert printed.err.count("\n") == 1


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        ("chest", "The plate “back” does not show the region chest; these do: front.\n"),
        ("skin", "No plate shows the region skin.\n"),
    ],
)
def test_a_region_of_another_view_is_wrong_usage(
    region: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the views that show it."""
    assert main(["plate", "back", "--region", region]) == 2
    assert capsys.readouterr().err == sentence


@pytest.mark.usefixtures("drawn")
def test_all_meridians_may_be_drawn_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plate", "back", "--meridian", "all"]) == 0
    lines = ET.fromstring(capsys.readouterr().out).iter(f"{NAME}path")
    assert {"meridian/BL", "meridian/GV"} <= {line.get("data-key") for line in lines}


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, whether or not the drawing goes into a file."""
    file = tmp_path / "back.svg"
    for more in ([], ["-o", str(file)]):
        assert main(["plate", "back", "--region", "leg", "--json", *more]) == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["view"], document["regions"]) == ("back", ["leg"])
        assert tinted(document["svg"]) == {"region/leg"}
    assert file.read_text(encoding="ascii") == document["svg"]


@pytest.mark.parametrize("text", ["# My notes\n", "<!DOCTYPE html>\n<svg></svg>", "\n"])
def test_what_is_no_drawing_is_not_overwritten(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the fingers costs nobody their notes."""
    file = tmp_path / "notes.md"
    file.write_text(text)
    assert main(["plate", "back", "-o", str(file)]) == 1
    assert "notes.md cannot be written (it is there already and is no" in capsys.readouterr().err
    assert file.read_text() == text


@pytest.mark.parametrize(
    "text", ["", "<svg/>", '<?xml version="1.0"?>\n<!-- > -->\n<!DOCTYPE svg>\n<svg a="1"/>']
)
def test_an_older_drawing_is_replaced(text: str, tmp_path: Path) -> None:
    """Whoever drew it; and an empty file, which some programs make beforehand."""
    file = tmp_path / "back.svg"
    file.write_text(text)
    assert main(["plate", "back", "-o", str(file)]) == 0
    assert len(file.read_text()) > 1000


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, and a folder that is not there."""
    for place in (tmp_path, tmp_path / "no" / "such.svg"):
        assert main(["plate", "back", "-o", str(place)]) == 1
        printed = capsys.readouterr().err
        assert printed.startswith(f"The file {place} cannot be written (")
        assert printed.count("\n") == 1

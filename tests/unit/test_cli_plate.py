"""``therapy-guide plate`` writes the body as SVG, or says in one sentence what is wrong."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from guide.atlas.plates import VIEWS
from guide.atlas.regions import known_regions
from guide.cli.main import main

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
        (["inside"], "There is no plate “inside”; choose one of: front, back.\n"),
        (["back", "--region", "chest"], "The back plate does not show “chest”; it shows: "),
        (["back", "--region", "skin"], "The back plate does not show “skin”; it shows: "),
        (["back", "--region", "toe"], "There is no region “toe”; choose from: head-face, ear, "),
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
        assert capsys.readouterr().err == "Name the side of the body: front, back.\n"


def test_no_region_has_the_name_of_a_view() -> None:
    """A view among the regions could not be told apart."""
    assert not set(VIEWS) & set(known_regions())


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

"""``therapy-guide plate`` writes the body as SVG, or says in one sentence what is wrong."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from guide.cli.main import main

NAME = "{http://www.w3.org/2000/svg}"


def tinted(svg: str) -> set[str]:
    paths = ET.fromstring(svg).iter(f"{NAME}path")
    return {path.get("data-key", "") for path in paths if path.get("class") == "tint"}


def test_a_plate_goes_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plate", "back", "--region", "lower-back"]) == 0
    assert tinted(capsys.readouterr().out) == {"region/lower-back"}


def test_a_dash_means_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plate", "front", "-o", "-"]) == 0
    assert tinted(capsys.readouterr().out) == set()


def test_a_plate_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
    assert main(["plate", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)
    assert printed.err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path, tmp_path / "no" / "such.svg"):
        assert main(["plate", "back", "-o", str(place)]) == 1
        printed = capsys.readouterr().err
        assert printed.startswith(f"The plate cannot be written to {place}: ")
        assert printed.count("\n") == 1

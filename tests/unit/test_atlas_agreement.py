"""A broken row of every kind in the atlas tables is named by file, line and column."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guide import paths
from guide.atlas.agreement import read_tables
from guide.atlas.regions import read_words
from guide.cli.main import main
from guide.errors import ContentError

ATLAS = paths.resources() / "atlas"
LINES = {
    table: {
        text.partition("\t")[0]: line
        for line, text in enumerate((ATLAS / table).read_text("utf-8").split("\n"), start=1)
    }
    for table in ("points.tsv", "meridians.tsv")
}


class Copy:
    """A copy of the tables that a test may break."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("points.tsv", "meridians.tsv", "regions.toml"):
            shutil.copy(ATLAS / name, folder / name)

    def set(self, table: str, code: str, column: str, text: str) -> int:
        """Put ``text`` into a cell; the line on which it then stands."""
        file = self.folder / table
        lines = file.read_text("utf-8").split("\n")
        line = LINES[table][code]
        cells = lines[line - 1].split("\t")
        cells[lines[0].split("\t").index(column)] = text
        lines[line - 1] = "\t".join(cells)
        file.write_text("\n".join(lines), "utf-8")
        return line

    def move(self, table: str, change: Callable[[list[str]], object]) -> None:
        """Change the lines of a table."""
        file = self.folder / table
        lines = file.read_text("utf-8").split("\n")
        change(lines)
        file.write_text("\n".join(lines), "utf-8")

    def told(self) -> list[str]:
        """Every mistake, without the folder."""
        found: list[ContentError] = []
        points, meridians = self.folder / "points.tsv", self.folder / "meridians.tsv"
        read_tables(points, meridians, read_words(self.folder / "regions.toml"), found.append)
        return [str(one).removeprefix(f"{self.folder}/") for one in found]


@pytest.fixture
def tables(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_the_tables_of_the_program_agree(tables: Copy) -> None:
    assert tables.told() == []


CELLS = [
    # column of BL13, text, words of the sentence
    ("code", "BL-13", "“BL-13” is not a code such as BL13"),
    ("hanzi", "Feishu", "“Feishu” is not written in Chinese characters"),
    ("hanzi_trad", "", "“” is not written in Chinese"),
    ("pinyin", "Feishu", "“Feishu” carries no tone"),
    ("pinyin", "", "is empty"),
    ("english", " ", "is empty"),
    ("meridian", "bl", "“bl” is not a code such as BL"),
    ("region", "", "is empty"),
    ("surface", "behind", "“behind” is not one of front, back, side-lateral"),
    ("location", "", "is empty"),
    ("level", "", "is empty"),
    ("level", "vertebra:T33", "“vertebra:T33” has no anchor “T33”"),
    ("level", "{}", "“{}” is no place of the form"),
    ("lateral", "1,5", "“1,5” is not a number"),
    ("lateral", "nan", "“nan” is not a number"),
    ("lateral", "-1", "“-1” is not between 0 and 6 cun"),
    ("lateral", "15", "“15” is not between 0 and 6 cun"),
    ("special", "back-sh:Lung", "“back-sh” is no class; there are: jing-well"),
    ("special", "back-shu", "“back-shu” does not say of what"),
    ("special", "he-sea:Lung", "“Lung” is no element; there are: Wood"),
    ("special", "luo:", "“luo:” does not say of what"),
    ("caution", "lungs:deep", "“lungs” is no caution; there are: artery"),
    ("caution", "lung", "“lung” does not say of what"),
    ("sources", "", "is empty"),
    ("sources", " , ", "is empty"),
    ("across", "spine", "“spine” is no place across that is known"),
]


@pytest.mark.parametrize(("column", "text", "said"), CELLS)
def test_a_cell_that_cannot_be_is_named(tables: Copy, column: str, text: str, said: str) -> None:
    line = tables.set("points.tsv", "BL13", column, text)
    (mistake,) = tables.told()
    assert mistake.startswith(f"points.tsv:{line}: {column}: ")
    assert said in mistake
    assert mistake.endswith(".")


ROWS = [
    # row, column, text, column that is blamed, words of the sentence
    ("BL13", "meridian", "BX", "meridian", "there is no meridian “BX”"),
    ("BL13", "meridian", "KI", "code", "“BL13” is not a code of KI"),
    ("EX-B1", "meridian", "BL", "code", "“EX-B1” is not a code of BL"),
    ("BL13", "region", "back-side", "region", "“back-side” is no region word; there are: scalp"),
    ("BL13", "hanzi", "肺俞穴", "hanzi_trad", "“肺俞” has not as many characters as “肺俞穴”"),
    ("BL13", "pinyin", "Fèishu", "pinyin", "“Fèishu” lacks a tone: 2 characters"),
    ("BL13", "lateral", "", "lateral", "nothing tells the place across"),
    ("EX-HN1", "level", "head:front+4@0;head:front+6", "lateral", "nothing tells the place across"),
    ("TE18", "level", "curve(TE17,TE99,1/3)", "level", "there is no point “TE99”"),
    ("LU6", "across", "line:LU5-LU99", "across", "there is no point “LU99”"),
    ("TE17", "level", "on(TE18,TE20,1/3)", "level", "“TE17” is measured from itself"),
    ("TE18", "level", "curve(TE18,TE20,1/3)", "level", "“TE18” is measured from itself"),
    ("PC6", "special", "luo", "", "“PC6” is not said to open YinLV"),
    ("BL13", "special", "confluent:YinLV", "special", "“confluent:YinLV” is not said of BL13"),
]


@pytest.mark.parametrize(("code", "column", "text", "blamed", "said"), ROWS)
def test_a_row_that_does_not_fit_the_others_is_named(
    tables: Copy, code: str, column: str, text: str, blamed: str, said: str
) -> None:
    line = tables.set("points.tsv", code, column, text)
    place = f"points.tsv:{line}: {blamed}: " if blamed else "meridians.tsv:"
    assert [one for one in tables.told() if one.startswith(place) and said in one]


MERIDIANS = [
    ("LU", "code", "L", "code", "“L” is not a code such as BL"),
    ("LU", "kind", "main", "kind", "“main” is not one of primary, extraordinary"),
    ("LU", "points", "eleven", "points", "“eleven” is not a whole number"),
    ("LU", "points", "12", "points", "LU has 12 points, and 11 stand in points.tsv"),
    ("LU", "paired", "HT", "paired", "“HT” is not paired back"),
    ("LU", "pinyin", "Fei Jing", "pinyin", "carries no tone"),
    ("LU", "pathway", "", "pathway", "is empty"),
    ("LU", "sources", "", "sources", "is empty"),
    ("BV", "hanzi_trad", "帶", "hanzi_trad", "“帶” has not as many characters as “带脉”"),
    ("BV", "coupled_vessel", "XV", "coupled_vessel", "there is no meridian “XV”"),
    ("BV", "confluent_point", "GB40", "confluent_point", "“GB40” is not said to open BV"),
]


@pytest.mark.parametrize(("code", "column", "text", "blamed", "said"), MERIDIANS)
def test_a_meridian_that_cannot_be_is_named(
    tables: Copy, code: str, column: str, text: str, blamed: str, said: str
) -> None:
    line = tables.set("meridians.tsv", code, column, text)
    place = f"meridians.tsv:{line}: {blamed}: "
    assert [one for one in tables.told() if one.startswith(place) and said in one]


def test_a_point_that_is_left_out_is_missed(tables: Copy) -> None:
    """At the place where it should stand, and in the count of its meridian."""
    line = LINES["points.tsv"]["BL13"]
    tables.move("points.tsv", lambda lines: lines.pop(line - 1))
    told = tables.told()
    assert told[0] == f"points.tsv:{line}: code: “BL14” stands where “BL13” should."
    bladder = LINES["meridians.tsv"]["BL"]
    assert told[1] == (
        f"meridians.tsv:{bladder}: points: BL has 67 points, and 66 stand in points.tsv."
    )


def test_points_that_changed_places_are_named(tables: Copy) -> None:
    line = LINES["points.tsv"]["BL13"]
    tables.move("points.tsv", lambda lines: lines.insert(line, lines.pop(line - 1)))
    assert tables.told() == [f"points.tsv:{line}: code: “BL14” stands where “BL13” should."]


def test_a_row_that_stands_twice_is_named(tables: Copy) -> None:
    line = LINES["points.tsv"]["BL13"]
    tables.move("points.tsv", lambda lines: lines.insert(line, lines[line - 1]))
    assert tables.told() == [f"points.tsv:{line + 1}: code: “BL13” stands there twice."]


def test_every_broken_row_is_told_in_one_run(tables: Copy) -> None:
    """And nothing that would only follow from them, such as a count."""
    first = tables.set("points.tsv", "LU3", "lateral", "x")
    second = tables.set("points.tsv", "BL13", "level", "x")
    third = tables.set("meridians.tsv", "BL", "points", "x")
    assert [one.split(": ")[0] for one in tables.told()] == [
        f"points.tsv:{first}",
        f"points.tsv:{second}",
        f"meridians.tsv:{third}",
    ]


def test_check_tells_the_mistakes_of_a_clinics_own_tables(
    tables: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    """``file:line: rule: column: sentence``, and the check fails."""
    line = tables.set("points.tsv", "TE18", "level", "curve(TE17,TE99,1/3)")
    folder = str(paths.resources() / "library")
    assert main(["check", folder, "--atlas", str(tables.folder)]) == 1
    printed = capsys.readouterr().out.split("\n")
    file = re.escape(str(tables.folder / "points.tsv"))
    assert re.fullmatch(rf"{file}:{line}: atlas: level: there is no point “TE99”\.", printed[0])
    assert "1 error" in printed[1]

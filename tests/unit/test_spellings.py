"""Spellings that no author writes: old point codes, Wade and Giles, and the old form of Chinese signs."""

import csv
from collections.abc import Iterator

import pytest

from guide.content.characters import SIMPLE, simplified
from guide.content.library import Library
from guide.content.names import fold, tight
from guide.content.spellings import old_codes, wade_giles
from tests.unit.conftest import ATLAS


def rows(name: str) -> Iterator[dict[str, str]]:
    with (ATLAS / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize(
    ("pinyin", "signs", "wanted"),
    [
        ("Zúsānlǐ", 3, "Tsu san li"),
        ("Hégǔ", 2, "Ho ku"),
        ("Sīzhúkōng", 3, "Ssu chu k’ung"),
        ("Quánliáo", 2, "Ch’üan liao"),
        ("jīnèi xiàotiē", 4, "Chi nei hsiao t’ieh"),
        ("dì’èr", 2, "Ti erh"),
        ("Rèn Mài", 2, "Jen mai"),
        ("Lǜ", 1, "Lü"),
        ("Guīlái", 2, "Kuei lai"),
        ("yuè", 1, "Yüeh"),
        ("Kūnlún", 2, "K’un lun"),
    ],
)
def test_pinyin_as_wade_and_giles_wrote_it(pinyin: str, signs: int, wanted: str) -> None:
    """By the table: initials with and without breath, finals, and the syllables that are odd."""
    assert wade_giles(pinyin, signs) == wanted


@pytest.mark.parametrize("word", ["", "massage", "ST36", "é", "a" * 500, "qqq", "足三里", "x\x00"])
def test_what_is_no_pinyin_has_no_other_spelling(word: str) -> None:
    """And costs no time, however long it is."""
    assert wade_giles(word, 3) == ""


def test_every_point_and_meridian_can_be_transcribed() -> None:
    """The number of signs tells where the syllables end."""
    for row in (*rows("points.tsv"), *rows("meridians.tsv")):
        assert wade_giles(row["pinyin"], len(row["hanzi"])), row["code"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("S36", ("ST36", "S36")),
        ("e-36", ("ST36", "E36")),
        ("Liv 3", ("LR3", "Liv3")),
        ("3E 5", ("TE5", "3E5")),
        ("P6", ("PC6", "P6")),
        ("Dü3", ("GV3", "Du3")),
        ("KI 01", ("KI1", "KI1")),
    ],
)
def test_old_codes_are_read(typed: str, first: tuple[str, str]) -> None:
    """Whatever stands between letters and number; the likelier meaning comes first."""
    assert old_codes(typed)[0] == first


def test_a_code_may_mean_two_points() -> None:
    """P is mostly the pericardium, in French and Spanish the lung; Dü is read like Du."""
    assert old_codes("P7") == [("PC7", "P7"), ("LU7", "P7")]
    assert old_codes("Dü3") == [("GV3", "Du3"), ("SI3", "Dü3")]


@pytest.mark.parametrize("typed", ["", "S", "36", "XY3", "S361", "hello", "S 36 x", "三36", "\x00"])
def test_what_is_no_old_code_is_none(typed: str) -> None:
    """A letter alone or another word says nothing."""
    assert old_codes(typed) == []


def test_old_signs_count_as_the_simple_ones() -> None:
    """Every name of the atlas is found in both writings, place by place."""
    for row in (*rows("points.tsv"), *rows("meridians.tsv")):
        assert tight(row["hanzi_trad"]) == tight(row["hanzi"]), row["code"]
    assert simplified("針灸 x") == "针灸 x"
    assert fold("經絡") == "经络"


def test_the_table_of_signs_is_sound() -> None:
    """One sign for one, and no simple form is an old one."""
    assert all(len(old) == len(new) == 1 for old, new in SIMPLE.items())
    assert not set(SIMPLE) & set(SIMPLE.values())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("tsu san li", "point/ST36"),
        ("S 36", "point/ST36"),
        ("P6", "point/PC6"),
        ("T’ai chi ch’üan", "therapy/tai-chi"),
        ("針灸", "therapy/acupuncture"),
        ("point/S36", "point/ST36"),
        ("therapy/S36", None),
    ],
)
def test_an_entry_can_be_named_so(core: Library, name: str, key: str | None) -> None:
    """In ``show`` as well as in a search."""
    assert core.resolve(name) == key


def test_spellings_are_not_shown_as_names(core: Library) -> None:
    """They help to find an entry and do not stand on its page or in lists."""
    entry = core.entry("point/ST36")
    assert "Tsu san li" not in entry.names
    assert "Tsu san li" not in core.text("point/ST36")

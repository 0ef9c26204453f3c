"""What a reader set is kept; what cannot be understood is said, kept beside, and replaced by defaults."""

import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import SettingsError
from guide.settings import Appearance, Settings, SettingsFile
from guide.settings.file import _value, write
from guide.settings.upgrades import bring_forward
from guide.settings.values import SECTIONS, from_tree


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "settings.toml"


def _given(file: Path, text: str | bytes) -> SettingsFile:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return SettingsFile(file)


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    """A first start needs no file and makes none."""
    assert SettingsFile(file).load() == Settings()
    assert not file.parent.exists()


def test_a_change_is_there_at_the_next_start(file: Path) -> None:
    """A reader who chose dark, large text finds it so again."""
    SettingsFile(file).change("appearance", theme="dark", text_scale=1.5)
    assert SettingsFile(file).load().appearance == Appearance(theme="dark", text_scale=1.5)


def test_a_change_leaves_the_other_settings_alone(file: Path) -> None:
    """Choosing a theme does not forget the reading width."""
    settings = SettingsFile(file)
    settings.change("appearance", reading_width=90)
    assert settings.change("appearance", theme="sepia").appearance.reading_width == 90


@given(
    theme=st.sampled_from(["system", "light", "dark", "sepia", "high-contrast"]),
    text_scale=st.floats(0.5, 3.0),
    reading_width=st.integers(50, 110),
)
def test_every_allowed_value_survives_the_file(
    theme: Any, text_scale: float, reading_width: int
) -> None:
    """What is written is what is read."""
    settings = Settings(Appearance(theme, text_scale, reading_width))
    tree = tomllib.loads(write(settings))
    assert tree.pop("version") == 1
    assert from_tree(tree) == settings


@given(st.text())
def test_text_of_any_kind_survives_the_writer(text: str) -> None:
    """The small writer escapes whatever a later text setting may hold."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return  # no text at all
    assert tomllib.loads(f"x = {_value(text)}") == {"x": text}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[appearance\n", 1, "TOML"),
        ("version = 1\n\n[appearance]\ntheme = \n", 4, "TOML"),
        ("[appearance]\ntheme = 'dark'\n[apearance]\n", 3, "no such section"),
        ("appearance = 3\n", 1, "[appearance]"),
        ("[appearance]\n# a word\ntheem = 'dark'\n", 3, "no such setting"),
        ("[appearance]\ntheme = 'pink'\n", 2, "one of system, light"),
        ("[appearance]\ntheme = ['dark']\n", 2, "one of system, light"),
        ("[appearance]\ntheme = 'dark'\ntext_scale = 9\n", 3, "between 0.5 and 3"),
        ("[appearance]\ntext_scale = nan\n", 2, "between 0.5 and 3"),
        ("[appearance]\ntext_scale = 'big'\n", 2, "a number"),
        ("[appearance]\ntext_scale = true\n", 2, "a number"),
        ("[appearance]\nreading_width = 72.5\n", 2, "a whole number"),
        ("[appearance]\nreading_width = true\n", 2, "a whole number"),
        ("version = 99\n", 1, "later one wrote it"),
        ("version = 'x'\n", 1, "not known"),
        ("version = true\n", 1, "not known"),
        ("version = 0\n", 1, "not known"),
        (b"\xff\xfe\x00garbage", 1, "TOML"),
        ("a = " + "[" * 50_000, 1, "TOML"),
        ("#" * 1_000_001, 1, "TOML"),
    ],
    ids=str,
)
def test_a_broken_file_is_named_kept_and_replaced(
    file: Path, text: str | bytes, line: int, says: str
) -> None:
    """One sentence with file and line; the broken file stays beside; then the defaults apply."""
    settings = _given(file, text)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert says in str(caught.value)
    aside = file.with_suffix(".broken.toml")
    assert aside.read_bytes() == (text.encode() if isinstance(text, str) else text)
    assert settings.load() == Settings()


def test_windows_marks_and_line_ends_are_fine(file: Path) -> None:
    """A file that was saved by Notepad is read."""
    settings = _given(file, b"\xef\xbb\xbfversion = 1\r\n[appearance]\r\ntheme = 'dark'\r\n")
    assert settings.load().appearance.theme == "dark"


def test_a_whole_number_is_a_scale_too(file: Path) -> None:
    """``text_scale = 2`` means 2.0."""
    scale = _given(file, "[appearance]\ntext_scale = 2\n").load().appearance.text_scale
    assert (scale, type(scale)) == (2.0, float)


def test_a_change_after_a_broken_file_starts_from_the_defaults(file: Path) -> None:
    """The reader's next choice is not lost because the file was broken before."""
    settings = _given(file, "nonsense")
    assert settings.change("appearance", theme="dark") == Settings(Appearance(theme="dark"))
    assert settings.load().appearance.theme == "dark"


def test_a_value_out_of_bounds_is_refused_and_nothing_written(file: Path) -> None:
    """The form cannot write what the file could not hold."""
    with pytest.raises(SettingsError, match=r"appearance\.text_scale must lie between"):
        SettingsFile(file).change("appearance", text_scale=99.0)
    assert not file.exists()


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Saving below a file gives one sentence, not a traceback."""
    (tmp_path / "settings").write_text("in the way")
    with pytest.raises(SettingsError, match="could not be saved in"):
        SettingsFile(tmp_path / "settings" / "settings.toml").save(Settings())


def test_a_folder_in_the_place_of_the_file_is_said(file: Path) -> None:
    """Reading and saving both say what is wrong; nothing is left behind."""
    file.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        SettingsFile(file).load()
    with pytest.raises(SettingsError, match="could not be saved"):
        SettingsFile(file).save(Settings())
    assert list(file.parent.iterdir()) == [file]


def test_a_linked_file_stays_a_link(tmp_path: Path, file: Path) -> None:
    """Readers who keep their settings elsewhere by a link keep it."""
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text("version = 1\n")
    file.parent.mkdir()
    try:
        file.symlink_to(elsewhere)
    except OSError:
        pytest.fail("this system cannot make links; run the tests where it can")
    SettingsFile(file).change("appearance", theme="dark")
    assert file.is_symlink()
    assert "dark" in elsewhere.read_text()


def test_upgrades_run_from_the_version_of_the_file_on() -> None:
    """A file of version 2 passes the second and third step, in order, and not the first."""
    seen: list[int] = []
    steps = tuple(lambda tree, number=number: seen.append(number) for number in range(3))
    bring_forward({}, 2, steps)
    assert seen == [1, 2]


def test_every_section_is_declared_in_both_places() -> None:
    """A section that the file knows is one that the settings have."""
    assert {each.name for each in fields(Settings)} == set(SECTIONS) == set(asdict(Settings()))

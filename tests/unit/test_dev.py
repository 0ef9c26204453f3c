"""The door for developers: what it does where something is missing."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import dev
import pytest
import system


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree of its own that is set up already."""
    source = tmp_path / "a house 家"
    (source / "resources" / "library").mkdir(parents=True)
    (source / "guide" / "content").mkdir(parents=True)
    article = source / "resources" / "library" / "one.md"
    article.write_text("one")
    monkeypatch.setattr(dev, "SOURCE", source)
    monkeypatch.setattr(dev, "PACK", source / "build" / "library.tgpack")
    monkeypatch.setattr(dev, "LIBRARY", source / "resources" / "library")
    monkeypatch.setattr(dev, "_set_up", lambda: None)
    return source


class Calls:
    """Stands for starting programs: notes what was asked for, and does as it is told."""

    def __init__(self) -> None:
        self.made: list[tuple[list[str], dict[str, str]]] = []
        self.code = 0

    def __call__(self, command: list[str], extra: Mapping[str, str] | None = None) -> int:
        self.made.append((command[1:], dict(extra or {})))
        if "pack" in command and self.code == 0:
            Path(command[-1]).write_text("packed")
        return self.code


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    made = Calls()
    monkeypatch.setattr(dev, "_call", made)
    return made


def _screen(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(system, "has_screen", lambda *_given: there)


def test_with_a_display_the_window_opens(
    house: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind ``run`` goes on to the program."""
    _screen(monkeypatch, True)
    assert dev.main(["run", "--", "therapy/tuina", "--home", "x"]) == 0
    words, extra = calls.made[-1]
    assert words == ["-m", "guide", "therapy/tuina", "--home", "x"]
    assert extra == {}


def test_without_a_display_the_window_becomes_a_picture(
    house: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence says so, the path is printed, and what else works here; the end is good."""
    _screen(monkeypatch, False)
    assert dev.main(["run"]) == 0
    words, extra = calls.made[-1]
    picture = str(house / "build" / "back-stepping.png")
    assert words == ["-m", "guide", "picture", "therapy/back-stepping", "-o", picture]
    assert extra == {"QT_QPA_PLATFORM": "offscreen"}
    said = capsys.readouterr().out
    assert "no display" in said
    assert picture in said
    assert all(f" {command} " in said for command in ("show", "search", "plate", "handout"))


def test_without_a_display_other_commands_still_run(
    house: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what would open the window is drawn instead."""
    _screen(monkeypatch, False)
    assert dev.main(["run", "list", "--json"]) == 0
    assert calls.made[-1][0] == ["-m", "guide", "list", "--json"]
    assert dev.main(["run", "therapy/tuina#technique"]) == 0
    assert calls.made[-1][0][-1] == str(house / "build" / "tuina.png")


def test_the_library_is_compiled_only_when_it_must_be(house: Path, calls: Calls) -> None:
    """At first, and after an article, the compiler or the list of files has changed."""
    pack = house / "build" / "library.tgpack"
    article = house / "resources" / "library" / "one.md"

    def compiled() -> bool:
        before = len(calls.made)
        dev._compile()
        return len(calls.made) > before

    assert compiled()
    assert not compiled()
    built = pack.stat().st_mtime
    os.utime(article, (built + 10, built + 10))
    assert compiled()
    os.utime(article, (built - 10, built - 10))
    os.utime(pack, (built, built))
    assert not compiled()
    os.utime(house / "guide" / "content", (built + 10, built + 10))
    assert compiled()
    assert calls.made[-1][0][:4] == ["-m", "guide", "pack", "build"]


def test_an_article_that_cannot_be_compiled_stops_with_a_sentence(
    house: Path, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    """The window is not opened on an old library."""
    calls.code = 1
    assert dev.main(["run"]) == 1
    assert "could not be compiled" in capsys.readouterr().err
    assert len(calls.made) == 1


def test_check_runs_everything_and_names_what_failed(
    house: Path, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    """One failure does not hide the next."""
    calls.code = 1
    assert dev.main(["check"]) == 1
    assert len(calls.made) == 5
    assert (
        "failed: ruff format, ruff check, mypy, import-linter, library" in capsys.readouterr().out
    )
    calls.code = 0
    assert dev.main(["check"]) == 0


def test_all_tests_run_side_by_side_and_chosen_ones_in_turn(
    house: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many at once as there are processors, within reason."""
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert dev.main(["test"]) == 0
    assert calls.made[-1][0] == ["-m", "pytest", "-n", "4", "--dist", "loadfile"]
    assert dev.main(["test", "--", "tests/unit", "-x"]) == 0
    assert calls.made[-1][0] == ["-m", "pytest", "tests/unit", "-x"]
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert dev.main(["test"]) == 0
    assert calls.made[-1][0] == ["-m", "pytest"]


def test_an_unknown_word_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip is wrong usage, asking for help is not."""
    assert dev.main(["rnu"]) == 2
    assert dev.main(["help"]) == 0
    assert dev.main([]) == 0
    assert capsys.readouterr().out.count("  soak ") == 3


def test_a_program_that_is_killed_is_a_failure(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A crash of pytest or of Qt never counts as passed."""
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert dev._call([sys.executable, "-c", code]) == 128 + 9
    assert "signal 9" in capsys.readouterr().err


def test_another_python_s_packages_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONPATH and its like would mix two environments."""
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"} & set(dev._environment())


def test_an_old_python_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no newer Python is found, one sentence says which one to install."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert dev._hand_over() == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().out


def test_an_old_python_hands_over_to_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words go to the first one that is found and new enough."""
    asked: list[list[str]] = []

    def call(command: list[str], **_named: object) -> int:
        asked.append(command)
        return int("-c" in command and "3.13" in command[0])  # 3.13 only seems to be there

    there = {name: f"/bin/{name}" for name in ("python3.13", "python3.12", "python3.11")}
    monkeypatch.setattr(shutil, "which", there.get)
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(sys, "argv", ["dev.py", "run", "therapy/tuina"])
    assert dev._hand_over() == 0
    assert asked[-1] == ["/bin/python3.12", dev.__file__, "run", "therapy/tuina"]


def test_without_venv_a_sentence_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian packs ensurepip apart; whoever is not root there is told what to run."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(system, "_install", lambda *_given: False)
    with pytest.raises(system.Missing, match=r"apt install python3\.\d+-venv"):
        system.provide_venv()


def test_missing_libraries_are_asked_for_in_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not root gets the line to copy, with the name of what is missing."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "_load", lambda *_given: "libEGL.so.1: cannot open")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "dnf" else None)
    with pytest.raises(system.Missing) as caught:
        system.provide_qt("python", {}, tmp_path)
    said = str(caught.value)
    assert "libEGL.so.1" in said
    assert re.search(r"Run: sudo dnf install mesa-libEGL\b", said)
    assert list(tmp_path.iterdir()) == []


def test_what_was_found_good_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of screen needs its own libraries; each is looked at once."""
    looked: list[list[str]] = []

    def load(_python: str, _environment: Mapping[str, str], platforms: list[str]) -> str:
        looked.append(platforms)
        return ""

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "_load", load)
    monkeypatch.setattr(system, "_has_fonts", lambda: True)
    for environment in ({}, {}, {"DISPLAY": ":0"}, {"DISPLAY": ":0"}):
        system.provide_qt("python", environment, tmp_path)
    assert looked == [[], ["xcb"]]


def test_without_fonts_the_reader_is_warned_but_not_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text would be invisible; that is said every time until it is mended."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "_load", lambda *_given: "")
    monkeypatch.setattr(system, "_has_fonts", lambda: False)
    monkeypatch.setattr(system, "_install", lambda *_given: False)
    for _time in range(2):
        system.provide_qt("python", {}, tmp_path)
        assert "fonts are missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "enough"),
    [
        ([], False),
        (["DejaVuSans.ttf"], False),
        (["DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"], True),
        (["wqy-zenhei.ttc"], True),
        (["readme-cjk.txt"], False),
    ],
    ids=str,
)
def test_fonts_are_found_without_fontconfig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], enough: bool
) -> None:
    """A bare container has no ``fc-list``; the folders are looked through instead."""
    (tmp_path / "truetype").mkdir()
    for name in files:
        (tmp_path / "truetype" / name).touch()
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(system, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    assert system._has_fonts() == enough


def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """DISPLAY may be left over from a closed connection; then there is no display."""
    monkeypatch.setattr(sys, "platform", "linux")
    assert not system.has_screen(sys.executable, {})
    assert system.has_screen(sys.executable, {"QT_QPA_PLATFORM": "offscreen"})
    assert not system.has_screen(
        sys.executable, os.environ | {"DISPLAY": ":4999", "QT_QPA_PLATFORM": ""}
    )

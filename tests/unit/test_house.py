"""Rules of the house that no tool knows."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import guide
from guide.cli.main import COMMANDS, WINDOW_COMMANDS
from guide.ui.app import _COMMANDS

_WORDS_OF_A_SENTENCE = 4
HOUSE = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
TOP = {
    ".ci",
    ".git",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "guide",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}


def _text(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def _modules(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((HOUSE / folder).rglob("*.py"))]


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _where(file: Path, line: int = 1) -> str:
    return f"{file.relative_to(HOUSE).as_posix()}:{line}"


def test_the_top_folder_holds_what_belongs_there() -> None:
    """Whoever opens the source finds the same few names; what git ignores does not count."""
    ignored = {line.strip("/") for line in _text(".gitignore").splitlines()}
    assert {each.name for each in HOUSE.iterdir()} - ignored <= TOP


def test_nothing_is_named_for_being_leftover() -> None:
    """A module is named for what it holds."""
    assert not [file for file in _modules("guide", "tests", "packaging") if file.stem in VAGUE]


def test_files_and_functions_stay_short() -> None:
    """A file is read in one sitting, a function at a glance; a migration is never edited again."""
    files, functions = [], []
    for file in _modules("guide"):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            files.append(f"{_where(file)} has {lines} lines")
        for each in () if "migrations" in file.parts else _functions(file):
            length = (each.end_lineno or each.lineno) - each.lineno + 1
            if length > LONGEST_FUNCTION:
                functions.append(f"{_where(file, each.lineno)} {each.name} has {length} lines")
    assert files == []
    assert functions == []


def _waits(file: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for each in node.names if each.name == "sleep")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if (name, node.func.attr) in {
                ("qtbot", "wait"),
                ("QTest", "qWait"),
                ("QTest", "qSleep"),
                ("QThread", "msleep"),
                ("QThread", "sleep"),
                ("time", "sleep"),
            }:
                yield node.lineno


def test_tests_wait_for_reasons_and_never_for_a_time() -> None:
    """A fixed wait is too short on a slow machine and too long on all others."""
    tests = [file for file in _modules("tests") if not file.is_relative_to(HOUSE / "tests/bench")]
    assert [_where(file, line) for file in tests for line in _waits(file)] == []


def test_every_test_says_in_words_what_holds() -> None:
    """The sentence that is true while a test passes is its docstring, or its name where that is one."""
    silent = [
        _where(file, each.lineno)
        for file in _modules("tests")
        for each in _functions(file)
        if each.name.startswith("test_")
        and not ast.get_docstring(each)
        and each.name.count("_") < _WORDS_OF_A_SENTENCE
    ]
    assert silent == []


def test_the_version_is_written_once() -> None:
    """Only ``guide/__init__.py`` holds it; the rest reads it there, and the changelog begins with it."""
    project = tomllib.loads(_text("pyproject.toml"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"] == {"path": "guide/__init__.py"}
    files = [file for file in _modules("guide", "packaging") if file != HOUSE / "guide/__init__.py"]
    assert [
        _where(file) for file in files if f'"{guide.__version__}"' in file.read_text("utf-8")
    ] == []
    headings = re.findall(r"^## (\S+?),? ", _text("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == guide.__version__


def test_make_and_its_door_know_the_same_commands() -> None:
    """Whoever has no make misses nothing, and each command is explained."""
    listed = re.search(r"^COMMANDS = (.+)$", _text("Makefile"), re.MULTILINE)
    assert listed is not None
    door = subprocess.run(
        [sys.executable, HOUSE / "packaging/dev.py", "help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    offered = re.findall(r"^  (\w+) ", door, re.MULTILINE)
    assert sorted(listed[1].split()) == sorted(offered)
    explained = _text("CONTRIBUTING.md")
    assert [name for name in offered if f"`make {name}`" not in explained] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_documents_name_only_what_there_is(name: str) -> None:
    """A command that a document shows exists, and so does every folder and file that it names."""
    text = _text(name)
    made = set(re.findall(r"\bmake ([a-z]+)\b", " ".join(re.findall(r"`[^`]+`", text))))
    known = re.search(r"^COMMANDS = (.+)$", _text("Makefile"), re.MULTILINE)
    assert known is not None
    assert made <= set(known[1].split())
    commands = set(re.findall(r"therapy-guide ([a-z][a-z-]+)\b(?!/)", text))
    assert commands <= {command.name for command in COMMANDS}
    named = re.findall(r"`((?:guide|resources|tests|packaging)/[\w./-]+)`", text)
    assert [each for each in named if not (HOUSE / each).exists()] == []


def test_the_window_s_program_and_the_table_agree_on_what_opens_a_window() -> None:
    """A command that draws goes to Qt, every other one never does."""
    assert frozenset(_COMMANDS) == WINDOW_COMMANDS


def test_no_folder_hides_the_packaging_library() -> None:
    """``packaging`` is a folder of scripts; as a package it would hide a library of that name."""
    assert not (HOUSE / "packaging/__init__.py").exists()
    assert not (HOUSE / "tests/__init__.py").exists()


def test_the_unit_tests_need_no_qt() -> None:
    """A machine that only builds packs runs them: they are found where PySide6 cannot be imported."""
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"
        "import pytest\n"
        "options = ['-p', 'no:pytest-qt', '-p', 'no:cacheprovider', '--collect-only', '-q']\n"
        "sys.exit(pytest.main([*options, 'tests/unit']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

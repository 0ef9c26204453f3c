"""The import rules hold, each rule can fail, and what they promise is seen in a running Python."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
HEAVY = ("markdown", "yaml", "pydantic", "nh3", "sqlalchemy", "alembic")

# One breach of every contract: its id, the module that is given a line, the line, and what it tells.
BREACHES = {
    "layers": ("errors", "from guide import paths", "guide.errors -> guide.paths"),
    "layers-unplaced": ("newcomer", "", "newcomer"),
    "layers-siblings": ("cli.output", "import guide.ui.jobs", "guide.cli.output -> guide.ui.jobs"),
    "window": ("ui.body", "import guide.ui.notes", "guide.ui.body -> guide.ui.notes"),
    "window-unplaced": ("ui.newcomer", "", "newcomer"),
    "window-upwards": ("ui.theme", "import guide.ui.bridge", "guide.ui.theme -> guide.ui.bridge"),
    "qt": ("services.reading", "import PySide6.QtCore", "PySide6"),
    "sqlalchemy": ("services.reading", "import sqlalchemy", "sqlalchemy"),
    "markdown": ("content.folder", "import markdown", "markdown"),
    "frontmatter": ("markup", "import yaml", "yaml"),
    "start": ("services.reading", "import guide.content.compile", "guide.content.compile"),
}


def _linted(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    words = ["--no-logo", "--no-cache", "--contract", contract]
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its rules, to be spoiled."""
    folder = tmp_path / "copy"
    shutil.copytree(HOUSE / "guide", folder / "guide", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(("name", "breach"), BREACHES.items(), ids=BREACHES)
def test_a_breach_of_each_contract_is_seen(
    copy: Path, name: str, breach: tuple[str, str, str]
) -> None:
    """A contract that could not fail would be no contract."""
    contract = name.partition("-")[0]
    before = _linted(copy, contract)
    assert before.returncode == 0, before.stdout + before.stderr
    module, line, told = breach
    file = copy / "guide" / (module.replace(".", "/") + ".py")
    if file.with_suffix("").is_dir():
        file = file.with_suffix("") / "__init__.py"
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    after = _linted(copy, contract)
    assert after.returncode == 1
    assert told in after.stdout + after.stderr


def test_every_contract_has_a_breach() -> None:
    """A new contract must be seen to fail as well."""
    rules = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {each["id"] for each in rules["tool"]["importlinter"]["contracts"]}
    assert {name.partition("-")[0] for name in BREACHES} == contracts


def _loaded_by(code: str) -> set[str]:
    """The top packages that a fresh Python has loaded after ``code``."""
    ask = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_never_loads_qt() -> None:
    """A build server has no Qt, and starting it is slow: no command's module needs it."""
    code = (
        "from importlib import import_module\n"
        "from guide.cli.main import COMMANDS\n"
        "for each in COMMANDS: each.module and import_module(each.module)"
    )
    assert not {"PySide6", "shiboken6"} & _loaded_by(code)


def test_asking_for_help_loads_next_to_nothing() -> None:
    """``--help`` answers at once: no command's module is loaded for it."""
    loaded = _loaded_by("from guide.__main__ import main; main(['--help'])")
    assert not {*HEAVY, "PySide6", "sqlite3", "platformdirs"} & loaded


def test_the_start_of_the_window_loads_nothing_heavy() -> None:
    """The first page is painted before anything is loaded that it does not need."""
    loaded = _loaded_by("import guide.ui.shell.program")
    assert "PySide6" in loaded
    assert not set(HEAVY) & loaded

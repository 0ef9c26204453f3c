"""Names in sentences stay on one line, and the commands that a sentence advises work as written."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from guide import paths
from guide.errors import shown
from guide.store.naming import command


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/a/b.db", "/a/b.db"),
        ("/踩背/b.db", "/踩背/b.db"),
        ("a\nb\x1b[2J", "a\\nb\\x1b[2J"),
        ("no \udcff text", "no \\udcff text"),
        ("x" * 999, "x" * 100 + "…" + "x" * 120),
    ],
)
def test_a_name_is_one_short_line(name: str, said: str) -> None:
    """What would break the line or command the terminal is escaped; the middle of a long one goes."""
    assert shown(name) == said


def test_a_command_names_the_home_it_is_meant_for(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only in the system's own folders the command goes without."""
    file = own_home / "data" / "store.db"
    assert command(file, "store check") == f'therapy-guide --home "{own_home}" store check'
    monkeypatch.delenv(paths.HOME_VARIABLE)
    own = paths.home().store_file
    backup = Path("a b.db")
    assert command(own, "store restore", backup) == 'therapy-guide store restore "a b.db"'


@pytest.mark.skipif(os.name == "nt", reason="a file cannot have such a name there")
@pytest.mark.parametrize("name", ["a b", "we'ird", 'we"i$rd `x` \\', "line\nbreak's", "踩背"])
def test_a_command_can_be_pasted_into_a_shell(name: str) -> None:
    """Whatever the name of the folder, the program gets it as it is."""
    file = Path(f"/{name}/data/store.db")
    said = command(file, "store restore", file)
    assert "\n" not in said
    printing = said.replace("therapy-guide", "printf '%s\\0'", 1)
    done = subprocess.run(["bash", "-c", printing], capture_output=True, check=True, text=True)
    assert done.stdout.split("\0")[:-1] == ["--home", f"/{name}", "store", "restore", str(file)]
    assert "$'" in said or shlex.split(said)[2] == f"/{name}"

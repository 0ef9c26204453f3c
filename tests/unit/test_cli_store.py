"""``therapy-guide store``: the reader's file checked, backed up and brought back in a terminal."""

import json
import os
import shlex
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from guide import paths
from guide.cli import main
from guide.services.annotating import annotations_in
from guide.store.upgrade import bring_up


@pytest.fixture
def file(own_home: Path) -> Path:
    """A notes file with three notes, one of them in the trash."""
    marks = annotations_in(paths.home())
    for number in range(3):
        note, _changes = marks.add_note("therapy/tuina", f"note {number}")
    marks.remove_note(note.id)
    marks.add_bookmark("therapy/tuina", "", "Tuina")
    marks.close()
    return own_home / "data" / "store.db"


def checked(capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    """What ``store check --json`` prints."""
    assert main.main(["store", "check", "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_sound_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, schema and verdict; not a byte changes by looking."""
    before = file.read_bytes()
    found = checked(capsys)
    assert found["file"] == str(file)
    assert (found["exists"], found["sound"], found["problems"]) == (True, True, [])
    assert (found["schema"], found["trash"], found["backup"]) == ("0002", 1, None)
    assert found["rows"] == {
        "bookmarks": 1,
        "notes": 3,
        "revisions": 0,
        "session": 0,
        "tabs": 0,
        "visits": 0,
    }
    assert main.main(["store", "check"]) == 0
    assert "3 notes (1 of them in the trash), 1 bookmarks" in capsys.readouterr().out
    assert file.read_bytes() == before


def test_without_a_file_nothing_is_created(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Looking for notes does not begin a notebook."""
    assert main.main(["store", "check"]) == 0
    assert "no notes yet" in capsys.readouterr().out
    assert checked(capsys)["exists"] is False
    assert main.main(["store", "backup"]) == 1
    assert "nothing to back up" in capsys.readouterr().err
    assert not own_home.exists()


def test_a_damaged_note_is_found(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check names the note whose text changed."""
    file.write_bytes(file.read_bytes().replace(b"note 1", b"nota 1"))
    found = checked(capsys, code=1)
    assert found["sound"] is False
    assert len(found["problems"]) == 1
    assert "Note 2 on “therapy/tuina”" in found["problems"][0]


def test_a_broken_link_is_found(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tab without its session is told with its table."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO tabs VALUES (1, 9, 0, '[]', 0, 0, 0)")
        connection.commit()
    assert "tabs" in checked(capsys, code=1)["problems"][0]


def test_a_file_of_an_earlier_schema_is_checked_and_not_upgraded(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checking is looking."""
    file = own_home / "data" / "store.db"
    file.parent.mkdir(parents=True)
    bring_up(file, "0001", create=True)
    assert checked(capsys)["schema"] == "0001"


def test_backup_and_restore(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Emptied by accident, brought back from the backup, the empty file kept."""
    assert main.main(["store", "backup", "--json"]) == 0
    backup = json.loads(capsys.readouterr().out)
    assert backup["notes"] == 3
    assert checked(capsys)["backup"]["file"] == backup["file"]
    file.write_bytes(b"")
    assert checked(capsys, code=1)["backup"]["notes"] == 3
    assert main.main(["store", "restore", backup["file"]]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Restored 3 notes to {file}.\n"
    assert "is kept as" in captured.err
    assert checked(capsys)["rows"]["notes"] == 3
    assert len(list(file.parent.glob("store.db.replaced-*"))) == 1


def test_a_backup_goes_where_it_is_wanted_and_replaces_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One plain file on a stick; an older one is not overwritten."""
    target = tmp_path / "stick" / "my notes.db"
    assert main.main(["store", "backup", "-o", str(target)]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert not target.parent.exists()
    target.parent.mkdir()
    assert main.main(["store", "backup", "-o", str(target)]) == 0
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (3,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [rest.name for rest in target.parent.iterdir()] == ["my notes.db"]
    assert main.main(["store", "backup", "-o", str(target)]) == 1
    assert "exists already" in capsys.readouterr().err


def in_its_place(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Something else takes the place of the notes file."""

    def replace(file: Path) -> None:
        file.unlink()
        make(file)

    return replace


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda file: file.write_text("Dear reader, " * 99), "holds no notes"),
    "a folder": (in_its_place(Path.mkdir), "is not a file"),
    "empty": (lambda file: file.write_bytes(b""), "is empty"),
    "zeros": (lambda file: file.write_bytes(bytes(9000)), "holds no notes"),
    "cut": (lambda file: os.truncate(file, 30_000), "is damaged ("),
    "gone": (lambda file: file.unlink(), "does not exist"),
}
if hasattr(os, "mkfifo"):
    BAD["a pipe"] = (in_its_place(os.mkfifo), "is not a file")


@pytest.mark.parametrize("damage", BAD)
def test_what_cannot_be_backed_up_is_blamed_on_the_right_file(
    damage: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on the notes file, the same in check and backup, with a way back that works."""
    assert main.main(["store", "backup"]) == 0
    capsys.readouterr()
    spoil, said = BAD[damage]
    spoil(file)
    assert main.main(["store", "backup"]) == 1
    backing_up = capsys.readouterr().err
    assert main.main(["store", "check"]) == 1
    checking = capsys.readouterr().err
    assert f"{file} {said}" in backing_up
    for sentence in (backing_up, checking):
        assert sentence.startswith(str(file))
        assert f'--home "{file.parents[1]}" store restore "' in sentence
        assert "store check" not in sentence
        assert sentence.count("\n") == 1
        assert sentence.endswith(".\n")
    words = shlex.split(checking.split("“")[1].split("”")[0])
    assert main.main(words[1:]) == 0
    capsys.readouterr()
    assert checked(capsys)["rows"]["notes"] == 3


def test_where_nothing_can_be_kept_the_check_says_so(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No “not yet” where there never can be any; and trying leaves nothing behind."""
    own_home.mkdir()
    (own_home / "data").write_text("in the way")
    assert main.main(["store", "check"]) == 1
    captured = capsys.readouterr()
    assert "not usable" in captured.out
    assert captured.err.startswith("Bookmarks and notes cannot be kept: ")
    assert checked(capsys, code=1)["exists"] is False
    assert [each.name for each in own_home.iterdir()] == ["data"]


def test_the_check_names_every_folder(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where settings, notes, backups, cache and logs lie, also for another program."""
    folders = {
        "settings": own_home / "settings",
        "data": own_home / "data",
        "backups": own_home / "data" / "backups",
        "cache": own_home / "cache",
        "logs": own_home / "logs",
    }
    assert main.main(["store", "check"]) == 0
    said = capsys.readouterr().out
    assert all(f": {folder}\n" in said for folder in folders.values())
    assert checked(capsys)["folders"] == {name: str(folder) for name, folder in folders.items()}


@pytest.mark.parametrize(
    ("name", "said"),
    [("/", "/ is not a file, so"), ("missing.db", "missing.db does not exist, so")],
)
def test_what_is_no_backup_is_one_sentence(
    name: str, said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, that nothing happened, and what to name instead."""
    assert main.main(["store", "restore", name]) == 1
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert "nothing was restored" in told
    assert "store backup” wrote.\n" in told


def test_a_place_that_is_no_disk_is_not_called_full(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Linux shows processes as a disk without any size."""
    if not Path("/proc/self").exists():
        pytest.skip("there is no /proc here")
    assert main.main(["store", "backup", "-o", "/proc/x"]) == 1
    assert "/proc/x cannot be reached" in capsys.readouterr().err


def test_a_backup_sees_what_only_the_log_holds(file: Path) -> None:
    """A copy of the file alone would not: of a running program it has no new row at all."""
    marks = annotations_in(paths.home())
    marks.add_note("therapy/tuina", "new")
    assert main.main(["store", "backup", "-o", str(file.with_name("copy.db"))]) == 0
    marks.close()
    with closing(sqlite3.connect(file.with_name("copy.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (4,)


def test_a_damaged_note_is_told_at_backup(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The copy is true and kept, but it does not pass for a whole one."""
    file.write_bytes(file.read_bytes().replace(b"note 1", b"nota 1"))
    assert main.main(["store", "backup"]) == 1
    assert "Note 2" in capsys.readouterr().err
    assert len(list((file.parent / "backups").iterdir())) == 1
    assert checked(capsys, code=1)["backup"] is None


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["restore"], 2, "Name one backup"),
        (["restore", "x.db", "--empty"], 2, "Name one backup"),
        (["restore", "missing.db"], 1, "missing.db"),
    ],
)
def test_what_cannot_be_restored(
    words: list[str], code: int, said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake is told and the notes stay as they are."""
    before = file.read_bytes()
    assert main.main(["store", *words]) == code
    assert said in capsys.readouterr().err
    assert file.read_bytes() == before


def test_only_whole_notes_files_are_restored(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a letter nor the file itself takes the place of the notes."""
    before = file.read_bytes()
    (tmp_path / "letter.db").write_text("Dear reader")
    assert main.main(["store", "restore", str(tmp_path / "letter.db")]) == 1
    assert main.main(["store", "restore", str(file)]) == 1
    assert "is the notes file itself" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_starting_anew_keeps_what_was_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty notebook on purpose; the old one lies beside it."""
    assert main.main(["store", "restore", "--empty", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    kept = next(file.parent.glob("store.db.replaced-*"))
    assert found == {"file": str(file), "notes": 0, "kept": str(kept)}
    assert checked(capsys)["rows"]["notes"] == 0
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (3,)

"""A backup is a copy that was read back row by row; anything less does not count as one."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.errors import StoreDamaged, StoreError
from guide.store import backups
from guide.store.database import Store

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed notes file with three notes."""
    place = tmp_path / "store.db"
    store = Store.open(place, NOW)
    with store.begin() as work:
        for number in range(3):
            work.notes.add("therapy/tuina", f"note {number}", NOW)
    store.close()
    return place


def test_a_backup_holds_what_a_running_program_has_committed(file: Path, tmp_path: Path) -> None:
    """Also what still lies in the log; not what is not committed."""
    store = Store.open(file, NOW)
    with store.begin() as work:
        work.notes.add("therapy/tuina", "committed", NOW)
    with store.begin() as work:
        work.notes.add("therapy/tuina", "not yet", NOW)
        backup = backups.make(file, tmp_path / "backups", NOW)
    store.close()
    assert backup.notes == 4
    with closing(sqlite3.connect(backup.file)) as connection:
        texts = {text for (text,) in connection.execute("SELECT text FROM notes")}
    assert texts == {"note 0", "note 1", "note 2", "committed"}


def test_a_backup_is_one_file(file: Path, tmp_path: Path) -> None:
    """It can be copied to a stick and read from there."""
    backup = backups.make(file, tmp_path / "backups", NOW, "why")
    assert [each.name for each in (tmp_path / "backups").iterdir()] == [backup.file.name]
    assert backup.file.name == "store-20261122T103000Z-why.backup.db"
    assert backups.newest(tmp_path / "backups") == backup


def test_two_backups_in_one_second_are_two_files(file: Path, tmp_path: Path) -> None:
    """The second does not replace the first."""
    made = {backups.make(file, tmp_path / "backups", NOW).file for _ in range(3)}
    assert len(made) == 3
    assert all(each.exists() for each in made)


def test_the_newest_is_the_newest_by_its_name(file: Path, tmp_path: Path) -> None:
    """Copying a backup about does not make it younger."""
    folder = tmp_path / "backups"
    new = backups.make(file, folder, NOW)
    old = backups.make(file, folder, NOW - timedelta(days=3))
    os.utime(old.file)
    assert backups.newest(folder) == new


def test_of_one_second_the_last_is_the_newest(file: Path, tmp_path: Path) -> None:
    """Also where there are more than nine."""
    folder = tmp_path / "backups"
    made = [backups.make(file, folder, NOW) for _ in range(11)]
    assert backups.newest(folder) == made[-1]
    later = backups.make(file, folder, NOW + timedelta(seconds=1))
    assert backups.all_in(folder) == [each.file for each in (*made, later)]


def test_what_is_no_backup_is_passed_over(file: Path, tmp_path: Path) -> None:
    """Neither a letter nor an empty file hides the backup before it."""
    folder = tmp_path / "backups"
    good = backups.make(file, folder, NOW)
    (folder / "store-20270101T000000Z.backup.db").write_bytes(b"")
    (folder / "store-20270102T000000Z.backup.db").write_text("Dear reader")
    (folder / "store-20270103T000000Z.backup.db").mkdir()
    assert backups.newest(folder) == good


def test_a_name_without_a_time_takes_that_of_the_file(file: Path, tmp_path: Path) -> None:
    """A reader may rename a backup."""
    backup = backups.make(file, tmp_path / "backups", NOW)
    renamed = backup.file.rename(backup.file.with_name("store-mine.backup.db"))
    os.utime(renamed, (NOW.timestamp(), NOW.timestamp()))
    assert backups.newest(tmp_path / "backups") == backups.Backup(renamed, NOW, 3)


def test_without_a_folder_there_is_none(tmp_path: Path) -> None:
    """Looking creates nothing."""
    assert backups.newest(tmp_path / "backups") is None
    assert not backups.any_in(tmp_path / "backups")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_differs_is_thrown_away(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that does not keep what it was given is noticed at once."""
    real = backups._contents

    def differs(part: Path) -> object:
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("DELETE FROM notes WHERE id = 2")
            connection.commit()
        return real(part)

    monkeypatch.setattr(backups, "_contents", differs)
    with pytest.raises(StoreError, match="differs"):
        backups.make(file, tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_file_is_not_backed_up(file: Path, tmp_path: Path) -> None:
    """A good backup is never pushed out by a bad one."""
    good = backups.make(file, tmp_path / "backups", NOW)
    file.write_bytes(b"")
    with pytest.raises(StoreDamaged):
        backups.make(file, tmp_path / "backups", NOW + timedelta(days=1))
    assert [each.name for each in (tmp_path / "backups").iterdir()] == [good.file.name]


def test_what_killed_backups_left_behind_is_swept_away(file: Path, tmp_path: Path) -> None:
    """But not what may belong to one that is under way."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, age in (("store-1.backup.db.part", 7200), ("store-2.backup.db.part", 60)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (NOW.timestamp() - age,) * 2)
    backups.make(file, folder, NOW)
    assert [each.name for each in folder.glob("*.part")] == ["store-2.backup.db.part"]

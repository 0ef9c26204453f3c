"""Whatever happened to the notes file: a sentence, never a crash, and never an empty notebook instead."""

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.errors import StoreDamaged, StoreError, StoreTooNew
from guide.store import backups, rescue, schema
from guide.store.checking import check
from guide.store.database import Store

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
TEXT = "Light first, then firm: ask about osteoporosis. " * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed notes file with 30 notes."""
    place = tmp_path / "data" / "store.db"
    store = Store.open(place, NOW)
    with store.begin() as work:
        for number in range(30):
            work.notes.add("therapy/tuina", f"{number} {TEXT}", NOW)
    store.close()
    return place


def sha(file: Path) -> str:
    """The bytes of a file in short."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def overwrite(file: Path, start: int, data: bytes) -> None:
    """Puts ``data`` into the file."""
    with file.open("r+b") as stream:
        stream.seek(start)
        stream.write(data)


def run(file: Path, *statements: str) -> None:
    """Changes the file behind the program's back."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def cut_at(share: float) -> Callable[[Path], None]:
    """A cut that leaves this share of the file."""

    def cut(file: Path) -> None:
        os.truncate(file, int(file.stat().st_size * share))

    return cut


def lose(file: Path) -> None:
    """The file is gone, its backups are not."""
    file.unlink()


def lose_all_but_the_log(file: Path) -> None:
    """Somebody copied everything but the file itself."""
    file.with_name("store.db-wal").write_bytes(file.read_bytes())
    file.unlink()


def dangle(file: Path) -> None:
    """A link to a disk that is not there today."""
    file.unlink()
    file.symlink_to("nowhere")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": lambda file: file.write_bytes(b"") and None,
    "one byte": lambda file: file.write_bytes(b"S") and None,
    "all zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)) and None,
    "text": lambda file: file.write_text("Dear reader,\n" * 900) and None,
    "a picture": lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9000)) and None,
    "header zeroed": lambda file: overwrite(file, 0, bytes(100)),
    "page size changed": lambda file: overwrite(file, 16, b"\x02\x00"),
    "first page noise": lambda file: overwrite(file, 100, random.Random(1).randbytes(3900)),
    "every page noise": lambda file: overwrite(
        file, 4096, random.Random(2).randbytes(file.stat().st_size - 4096)
    ),
    "another program's": lambda file: run(file, "PRAGMA application_id = 7"),
    "nobody's": lambda file: run(file, "PRAGMA application_id = 0"),
    "notes table gone": lambda file: run(file, "DROP TABLE revisions", "DROP TABLE notes"),
    "bookmarks table gone": lambda file: run(file, "DROP TABLE bookmarks"),
    "schema number gone": lambda file: run(file, "DELETE FROM alembic_version"),
    "schema table gone": lambda file: run(file, "DROP TABLE alembic_version"),
    "missing": lose,
    "missing but for its log": lose_all_but_the_log,
    "a dangling link": dangle,
} | {f"cut at {share} %": cut_at(share / 100) for share in (2, 10, 20, 30, 40, 50, 60, 70, 80, 95)}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_kept_and_its_backup_is_offered(damage: str, file: Path) -> None:
    """The sentence names file, copy, backup, its date and its notes, and the next step."""
    backup = backups.make(file, file.parent / "backups", NOW - timedelta(days=1))
    DAMAGES[damage](file)
    before = sha(file) if file.exists() else ""

    with pytest.raises(StoreDamaged) as told:
        Store.open(file, NOW)

    sentence = str(told.value)
    assert "store.db" in sentence
    assert "2026-11-21 10:30" in sentence
    assert "30 notes" in sentence
    assert f'store restore "{backup.file}"' in sentence
    assert check(file, file.parent / "backups").problems != ()
    if before:
        assert sha(file) == before  # not repaired, not replaced
        kept = file.with_name("store.db.corrupt-20261122T103000Z")
        assert sha(kept) == before
        assert kept.name in sentence
    else:
        assert not file.exists()  # and no empty notebook took its place
    with pytest.raises(StoreDamaged):  # the next start says it again and keeps no second copy
        Store.open(file, NOW + timedelta(hours=1))
    assert len(list(file.parent.glob("store.db.corrupt-*"))) == (1 if before else 0)


@pytest.mark.parametrize("damage", DAMAGES)
def test_restoring_brings_the_notes_back(damage: str, file: Path) -> None:
    """Three steps: start (which says what to do), restore, start."""
    backup = backups.make(file, file.parent / "backups", NOW)
    DAMAGES[damage](file)
    there = os.path.lexists(file)
    _made, kept = rescue.restore(file, backup.file, NOW)
    assert (kept is not None) == (there or damage == "missing but for its log")
    store = Store.open(file, NOW)
    with store.reading() as work:
        assert len(work.notes.all()) == 30
    store.close()


def test_without_a_backup_the_way_to_start_anew_is_named(file: Path) -> None:
    """Only the reader can decide for an empty notebook; the old file is kept."""
    file.write_bytes(b"")
    with pytest.raises(StoreDamaged, match="store restore --empty"):
        Store.open(file, NOW)
    kept = rescue.start_anew(file, NOW)
    assert kept is not None
    assert kept.exists()
    store = Store.open(file, NOW)
    with store.reading() as work:
        assert work.notes.all() == ()
    store.close()


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    """It is told, and left alone."""
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StoreDamaged, match="not a file"):
        Store.open(tmp_path / "store.db", NOW)
    assert check(tmp_path / "store.db", tmp_path / "backups").problems


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """Nothing can be kept there, but the guide can be read: the notice says so."""
    (tmp_path / "data").write_text("not a folder")
    store = Store.open(tmp_path / "data" / "store.db", NOW)
    assert "cannot be kept" in store.notice
    with store.reading() as work:
        assert work.notes.all() == ()
    with pytest.raises(StoreError), store.begin() as work:
        work.notes.add("therapy/tuina", "x", NOW)
    store.close()


def test_the_wal_of_another_file_is_not_believed(file: Path, tmp_path: Path) -> None:
    """A log that was copied beside the file does not bring its notes in."""
    other = Store.open(tmp_path / "other" / "store.db", NOW)
    with other.begin() as work:
        work.notes.add("therapy/ashiatsu", "not mine", NOW)
    shutil.copyfile(tmp_path / "other" / "store.db-wal", file.with_name("store.db-wal"))
    other.close()
    try:
        store = Store.open(file, NOW)
    except StoreDamaged:
        return  # noticed: as good as not believed
    with store.reading() as work:
        assert len(work.notes.all()) == 30
    store.close()


def test_a_damaged_index_is_found_by_the_check(file: Path) -> None:
    """The rows are right and would not be found: the check says so."""
    run(
        file,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '(\"key\")', '(text)')"
        " WHERE name = 'ix_notes_key'",
    )
    assert any("SQLite" in said for said in check(file, file.parent / "backups").problems)


@pytest.mark.parametrize(
    "later", ["PRAGMA user_version = 3", "UPDATE alembic_version SET version_num = '9999'"]
)
def test_a_later_file_is_refused_and_not_touched(later: str, file: Path) -> None:
    """An older program meets a newer file: a sentence, and the same bytes."""
    run(file, later)
    before = sha(file)
    with pytest.raises(StoreTooNew, match="later version"):
        Store.open(file, NOW)
    assert sha(file) == before
    assert not list(file.parent.glob("*.corrupt*"))
    assert check(file, file.parent / "backups").problems
    assert sha(file) == before


def test_a_later_file_with_a_log_is_not_touched_either(file: Path) -> None:
    """Its last transaction may still lie in the -wal; both stay as they are."""
    writer = sqlite3.connect(file)
    writer.execute(f"PRAGMA user_version = {len(schema.REVISIONS) + 1}")
    wal = file.with_name("store.db-wal")
    before = sha(file), sha(wal)
    with pytest.raises(StoreTooNew):
        Store.open(file, NOW)
    assert (sha(file), sha(wal)) == before
    writer.close()


def test_flipped_bits_in_notes_are_found(file: Path) -> None:
    """SQLite's own check misses 93 of 100; here none is missed."""
    content = bytearray(file.read_bytes())
    dice = random.Random(7)
    places = [at for at in range(len(content)) if content.startswith(b"osteoporosis", at)]
    missed = 0
    for _try in range(300):
        place, bit = dice.choice(places) + dice.randrange(12), 1 << dice.randrange(8)
        content[place] ^= bit
        copy = file.with_name("flipped.db")
        copy.write_bytes(content)
        content[place] ^= bit
        missed += not any("Note" in said for said in check(copy, file.parent).problems)
    assert missed == 0


def test_a_flipped_bit_names_the_note_and_leaves_the_others_readable(file: Path) -> None:
    """Not even a byte that is no text hides the other notes."""
    content = file.read_bytes()
    place = content.index(b"17 Light first")
    overwrite(file, place, b"\xff")  # no UTF-8 any more: not even a decoding error escapes
    store = Store.open(file, NOW)
    with store.reading() as work:
        with pytest.raises(StoreDamaged, match="Note 18 on “therapy/tuina”"):
            work.notes.all()
        notes, troubles = work.notes.readable()
        assert (len(notes), len(troubles)) == (29, 1)
    with pytest.raises(StoreDamaged), store.begin() as work:
        work.notes.save(18, "over it", NOW)  # what is damaged is not overwritten either
    store.close()


def test_a_damaged_copy_is_no_backup(file: Path) -> None:
    """The newest whole one is offered, and a damaged one cannot be restored."""
    folder = file.parent / "backups"
    good = backups.make(file, folder, NOW - timedelta(days=2))
    bad = backups.make(file, folder, NOW - timedelta(days=1))
    overwrite(bad.file, bad.file.read_bytes().index(b"17 Light"), b"X")
    assert backups.newest(folder) == good
    with pytest.raises(StoreDamaged):
        rescue.restore(file, bad.file, NOW)
    assert check(file, folder).problems == ()


def test_restore_waits_until_the_program_is_closed(file: Path) -> None:
    """An open window would go on writing into the file that was moved away."""
    backup = backups.make(file, file.parent / "backups", NOW)
    store = Store.open(file, NOW)
    with store.begin() as work:
        work.notes.add("therapy/tuina", "new", NOW)
    with pytest.raises(StoreError, match="in use"):
        rescue.restore(file, backup.file, NOW)
    with store.reading() as work:
        assert len(work.notes.all()) == 31
    store.close()
    made, kept = rescue.restore(file, backup.file, NOW)
    assert made.notes == 30
    assert kept is not None
    assert check(kept, file.parent).rows["notes"] == 31

"""What happens on a full or read-only disk, run by ``test_store_on_bad_disks`` on a disk of 2 MB.

``python disk_cases.py CASE FOLDER``: the folder is such a disk, and nobody else sees it.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from guide.errors import StoreError, StoreReadOnly
from guide.store import backups, upgrade
from guide.store.checking import check
from guide.store.database import Store
from guide.store.peek import last_session
from guide.store.values import Session, Tab

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SESSION = Session((Tab(("therapy/tuina",), 0, 120, 7),), 0, {"view": "front"})


def fill(disk: Path, leave: int = 0) -> Path:
    """Takes all space but ``leave`` bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(bytes(4096))
    if leave:
        os.truncate(ballast, ballast.stat().st_size - leave)
    return ballast


def refused(work: Callable[[], object]) -> str:
    """The sentence with which ``work`` is refused."""
    try:
        work()
    except StoreError as error:
        return str(error)
    raise AssertionError("it was not refused")


def texts(store: Store) -> list[str]:
    """The notes, the oldest first."""
    with store.reading() as work:
        return [note.text for note in reversed(work.notes.all())]


def add(store: Store, text: str) -> None:
    """One note in a transaction of its own."""
    with store.begin() as work:
        work.notes.add("therapy/tuina", text, NOW)


def saving_on_a_full_disk(disk: Path) -> None:
    """Refused in words, nothing lost, and it goes on without a restart when space is freed."""
    file = disk / "store.db"
    store = Store.open(file, NOW)
    kept = ["first"]
    add(store, "first")
    ballast = fill(disk, leave=64 * 1024)
    sentence = ""
    for number in range(200):
        text = f"{number} " + "x" * 4000
        try:
            add(store, text)
        except StoreError as error:
            sentence = str(error)
            break
        kept.append(text)
    assert "full" in sentence, sentence
    assert "nothing was changed" in sentence, sentence
    assert texts(store) == kept
    ballast.unlink()
    add(store, "after")
    assert texts(store) == [*kept, "after"]
    store.close()
    assert check(file, disk / "backups").problems == ()


def opening_on_a_full_disk(disk: Path) -> None:
    """The notes can be read, the notice says why none can be saved, and later they can."""
    file = disk / "store.db"
    store = Store.open(file, NOW)
    add(store, "first")
    store.close()
    ballast = fill(disk)
    store = Store.open(file, NOW)
    assert texts(store) == ["first"]
    sentence = refused(lambda: add(store, "x" * 100_000))
    assert "disk" in sentence, sentence
    ballast.unlink()
    add(store, "second")
    assert store.notice == ""
    assert texts(store) == ["first", "second"]
    store.close()


def first_start_on_a_full_disk(disk: Path) -> None:
    """No half-made file is left; when there is space, everything works without a restart."""
    ballast = fill(disk)
    store = Store.open(disk / "data" / "store.db", NOW)
    assert "cannot be kept" in store.notice, store.notice
    assert texts(store) == []
    refused(lambda: add(store, "first"))
    ballast.unlink()
    add(store, "first")
    assert texts(store) == ["first"]
    store.close()
    assert [rest.name for rest in (disk / "data").iterdir()] == ["store.db"]


def backup_on_a_full_disk(disk: Path) -> None:
    """No half backup is left that could be taken for a whole one."""
    file = disk / "store.db"
    store = Store.open(file, NOW)
    with store.begin() as work:
        for number in range(100):
            work.notes.add("therapy/tuina", f"{number} " + "x" * 4000, NOW)
    store.close()
    fill(disk, leave=200 * 1024)
    assert "full" in refused(lambda: backups.make(file, disk / "backups", NOW))
    assert list((disk / "backups").iterdir()) == []
    assert check(file, disk / "backups").problems == ()


def upgrade_on_a_full_disk(disk: Path) -> None:
    """Without room for the backup nothing is upgraded; the notes can be read."""
    file = disk / "store.db"
    upgrade.bring_up(file, "0001", create=True)
    before = file.read_bytes()
    ballast = fill(disk, leave=80 * 1024)
    store = Store.open(file, NOW)
    assert "full" in store.notice, store.notice
    assert texts(store) == []
    assert check(file, disk / "backups").revision == "0001"
    assert file.read_bytes() == before
    ballast.unlink()
    add(store, "first")
    store.close()
    assert check(file, disk / "backups").revision == "0002"


def reading_from_a_read_only_disk(disk: Path) -> None:
    """Everything can be read, also what only the log holds; saving is refused in words."""
    file = disk / "store.db"
    store = Store.open(file, NOW)
    add(store, "first")
    store.close()
    store = Store.open(file, NOW)
    add(store, "only in the log")
    with store.begin() as work:
        work.session.save(SESSION)
    _freeze(disk, store)
    with _read_only(disk):
        store = Store.open(file, NOW)
        assert "cannot be saved" in store.notice, store.notice
        assert f"{file} cannot be written; make it" in store.notice, store.notice
        assert texts(store) == ["first", "only in the log"]
        assert "can be read" in refused(lambda: add(store, "x"))
        assert isinstance(_error(store), StoreReadOnly)
        assert check(file, disk / "backups").problems == ()
        store.close()


def an_old_file_on_a_read_only_disk(disk: Path) -> None:
    """It is upgraded in memory, and stays as it is on the disk."""
    file = disk / "store.db"
    upgrade.bring_up(file, "0001", create=True)
    before = file.read_bytes()
    with _read_only(disk):
        store = Store.open(file, NOW)
        with store.reading() as work:
            assert work.visits.last(3) == ()
        store.close()
    assert file.read_bytes() == before


def the_last_place_on_a_read_only_disk(disk: Path) -> None:
    """The first paint knows where the reader was."""
    file = disk / "store.db"
    store = Store.open(file, NOW)
    with store.begin() as work:
        work.session.save(SESSION)
    store.close()
    with _read_only(disk):
        assert last_session(file) == SESSION


def first_start_on_a_read_only_disk(disk: Path) -> None:
    """The guide can be read; the notice says that nothing can be kept."""
    with _read_only(disk):
        store = Store.open(disk / "data" / "store.db", NOW)
        assert "cannot be kept" in store.notice, store.notice
        refused(lambda: add(store, "x"))
        store.close()
    store = Store.open(disk / "data" / "store.db", NOW)
    add(store, "now it can")
    store.close()


def damage_on_a_read_only_disk(disk: Path) -> None:
    """Damage is told although no copy can be kept."""
    (disk / "store.db").write_bytes(b"")
    with _read_only(disk):
        assert "is empty" in refused(lambda: Store.open(disk / "store.db", NOW))


def _error(store: Store) -> StoreError | None:
    try:
        add(store, "x")
    except StoreError as error:
        return error
    return None


def _freeze(disk: Path, store: Store) -> None:
    """Ends the store as a pulled stick would: its last commit stays in the log."""
    names = ("store.db", "store.db-wal")
    held = {name: (disk / name).read_bytes() for name in names}
    assert b"only in the log" in held["store.db-wal"]
    store.close()
    for name in names:
        (disk / name).write_bytes(held[name])


@contextlib.contextmanager
def _read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


CASES: dict[str, Callable[[Path], None]] = {
    case.__name__: case
    for case in (
        saving_on_a_full_disk,
        opening_on_a_full_disk,
        first_start_on_a_full_disk,
        backup_on_a_full_disk,
        upgrade_on_a_full_disk,
        reading_from_a_read_only_disk,
        an_old_file_on_a_read_only_disk,
        the_last_place_on_a_read_only_disk,
        first_start_on_a_read_only_disk,
        damage_on_a_read_only_disk,
    )
}

if __name__ == "__main__":
    CASES[sys.argv[1]](Path(sys.argv[2]))

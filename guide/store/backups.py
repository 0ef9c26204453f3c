"""Copies of a notes file that were checked row by row before they count as a backup."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guide.errors import GuideError, StoreDamaged, StoreError
from guide.i18n import _
from guide.store.examine import Found, begins_well, examine
from guide.store.faults import told
from guide.store.reach import reading
from guide.store.rows import broken_rows

SUFFIX = ".backup.db"
_PART = ".part"
_STAMP = "%Y%m%dT%H%M%SZ"
_KILLED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was read back and found equal; ``broken`` names rows that were damaged before."""

    file: Path
    made: datetime
    notes: int
    broken: tuple[str, ...] = ()


def stamp(now: datetime) -> str:
    """``now`` as part of a file name, in UTC; the order of names is the order of times."""
    return now.astimezone(UTC).strftime(_STAMP)


def make(file: Path, folder: Path, now: datetime, reason: str = "") -> Backup:
    """A verified copy of ``file`` in ``folder``; StoreError in words where it cannot be made."""
    name = f"store-{stamp(now)}{'-' + reason if reason else ''}"
    made = write(file, _free(folder, name), now)
    _sweep(folder, now)
    return made


def write(file: Path, target: Path, now: datetime) -> Backup:
    """A verified copy of ``file`` at ``target``, which appears only once it is whole."""
    part = target.with_name(target.name + _PART)
    try:
        with told(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            original = _copy(file, part)
            if _contents(part) != original:
                words = _("The backup {target} differs from {file}; nothing was changed.")
                raise StoreError(words.format(target=target, file=file))
            _reach_the_disk(part)
            part.replace(target)
            _reach_the_disk(target.parent)
    finally:
        _discard(part)
    found, broken = original
    return Backup(target, now, found.notes, broken)


def verify(file: Path) -> Found:
    """What a copy holds, once structure and every checksum were found right; else StoreError."""
    with told(file):
        found, broken = _contents(file)
    if broken:
        raise StoreDamaged(_("{file}: {trouble}").format(file=file, trouble=broken[0]))
    return found


def newest(folder: Path) -> Backup | None:
    """The newest backup that is whole, or None. Copies that fail the check are passed over."""
    for file in _newest_first(folder):
        try:
            found = verify(file)
            return Backup(file, _made(file), found.notes)
        except (GuideError, OSError):
            continue
    return None


def any_in(folder: Path) -> bool:
    """Whether there ever was a backup here, whole or not."""
    return next(iter(_newest_first(folder)), None) is not None


def _contents(file: Path) -> tuple[Found, tuple[str, ...]]:
    begins_well(file)
    with reading(file) as connection:
        return examine(connection, file), tuple(broken_rows(connection))


def _copy(file: Path, part: Path) -> tuple[Found, tuple[str, ...]]:
    with reading(file) as source:
        contents = examine(source, file), tuple(broken_rows(source))
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            # A file copy of a WAL database has no tables (measured); this has every commit.
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, readable from anywhere
    return contents


def _newest_first(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.glob(f"store-*{SUFFIX}"), reverse=True)
    except OSError:
        return


def _made(file: Path) -> datetime:
    try:
        stamped = file.name.split("-")[1].split(".")[0]
        return datetime.strptime(stamped, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _free(folder: Path, name: str) -> Path:
    file = folder / f"{name}{SUFFIX}"
    number = 2
    while file.exists():
        file = folder / f"{name}-{number}{SUFFIX}"
        number += 1
    return file


def _sweep(folder: Path, now: datetime) -> None:
    """Removes what backups left behind that were killed; one that is under way is younger."""
    for part in folder.glob(f"store-*{SUFFIX}{_PART}"):
        with suppress(OSError):
            if datetime.fromtimestamp(part.stat().st_mtime, UTC) < now - _KILLED:
                _discard(part)


def _discard(part: Path) -> None:
    for rest in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # litter beside the backups is no reason to fail
            part.with_name(part.name + rest).unlink(missing_ok=True)


def _reach_the_disk(place: Path) -> None:
    """Flushes a file, or a folder's list of names (which only POSIX can)."""
    if place.is_dir() and os.name != "posix":
        return
    number = os.open(place, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)

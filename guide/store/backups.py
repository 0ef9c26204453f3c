"""Copies of a notes file that were checked row by row before they count as a backup."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guide.errors import GuideError, StoreDamaged, StoreError, shown
from guide.i18n import _, ngettext
from guide.store.examine import Found, begins_well, examine
from guide.store.faults import told
from guide.store.reach import reading
from guide.store.rows import broken_rows

SUFFIX = ".backup.db"
_PART = ".part"
_STAMP = "%Y%m%dT%H%M%SZ"
_KILLED = timedelta(hours=1)
_NUMBER = re.compile(r"-([1-9]\d*)$")  # of several that were made in one second


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was read back and found equal; ``broken`` names rows that were damaged before."""

    file: Path
    made: datetime
    notes: int
    broken: tuple[str, ...] = ()


def stamp(now: datetime) -> str:
    """``now`` as part of a file name, in UTC and to the second."""
    return now.astimezone(UTC).strftime(_STAMP)


def make(file: Path, folder: Path, now: datetime, reason: str = "") -> Backup:
    """A verified copy of ``file`` in ``folder``, which is made where it is missing; else as ``write``."""
    name = f"store-{stamp(now)}{'-' + reason if reason else ''}"
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = _free(folder, name)
    made = write(file, target, now)
    _sweep(folder, now)
    return made


def write(file: Path, target: Path, now: datetime) -> Backup:
    """A verified copy of ``file`` at ``target``, which appears only once it is whole.

    StoreDamaged (half a sentence) where ``file`` is no sound notes file; StoreError otherwise.
    """
    begins_well(file)
    with told(file), reading(file) as source:
        original = examine(source, file), tuple(broken_rows(source))
        with told(target):
            _copy(source, file, target, original)
    found, broken = original
    return Backup(target, now, found.notes, broken)


def verify(file: Path) -> Found:
    """What a copy holds, once structure and every checksum were found right.

    StoreDamaged (half a sentence) where they are not; StoreError where it cannot be read.
    """
    with told(file):
        found, broken = _contents(file)
    if broken:
        words = ngettext(
            "{file} holds {count} text that is not what was saved",
            "{file} holds {count} texts that are not what was saved",
            len(broken),
        )
        raise StoreDamaged(words.format(file=shown(file), count=len(broken)))
    return found


def newest(folder: Path) -> Backup | None:
    """The newest backup that is whole, or None. Copies that fail the check are passed over."""
    for file in reversed(all_in(folder)):
        try:
            found = verify(file)
            return Backup(file, made_at(file), found.notes)
        except (GuideError, OSError):
            continue
    return None


def any_in(folder: Path) -> bool:
    """Whether there ever was a backup here, whole or not."""
    return bool(all_in(folder))


def all_in(folder: Path) -> list[Path]:
    """Every backup here, whole or not, the oldest first; none where the folder cannot be read."""
    try:
        return sorted(folder.glob(f"store-*{SUFFIX}"), key=_age)
    except OSError:
        return []


def made_at(file: Path) -> datetime:
    """When a backup was made: what its name says, else the time of the file."""
    try:
        stamped = file.name.removesuffix(SUFFIX).split("-")[1]
        return datetime.strptime(stamped, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _contents(file: Path) -> tuple[Found, tuple[str, ...]]:
    begins_well(file)
    with reading(file) as connection:
        return examine(connection, file), tuple(broken_rows(connection))


def _copy(
    source: sqlite3.Connection, file: Path, target: Path, original: tuple[Found, tuple[str, ...]]
) -> None:
    """What ``source`` (on ``file``) reads, at ``target``, once it was read back and found equal."""
    part = target.with_name(target.name + _PART)
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # A file copy of a WAL database has no tables (measured); this has every commit.
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable from anywhere
        if _contents(part) != original:
            words = _("{target} differs from {file}, so it was thrown away; check the disk.")
            raise StoreError(words.format(target=shown(target), file=shown(file)))
        _reach_the_disk(part)
        part.replace(target)
        _reach_the_disk(target.parent)
    finally:
        _discard(part)


def _age(file: Path) -> tuple[datetime, int, str]:
    number = _NUMBER.search(file.name.removesuffix(SUFFIX))
    return made_at(file), 1 if number is None else int(number.group(1)), file.name


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

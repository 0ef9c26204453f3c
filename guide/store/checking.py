"""``store check``: everything that can be known about a notes file, without changing a byte of it."""

import os
import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from guide.errors import StoreDamaged, StoreError, shown
from guide.i18n import _
from guide.store import backups, rescue
from guide.store.examine import begins_well, examine
from guide.store.faults import ROOM, half_sentence, told
from guide.store.reach import reading
from guide.store.rows import broken_rows

_WORST = 20  # so many of SQLite's findings are told


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; sound where ``problems`` is empty. Without a file there is no ``revision``."""

    file: Path
    problems: tuple[str, ...] = ()
    revision: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    trash: int = 0
    backup: backups.Backup | None = None


def check(file: Path, folder: Path) -> Report:
    """Structure, links, checksums and counts of ``file``, and the newest whole backup in ``folder``."""
    backup = backups.newest(folder)
    try:
        if not os.path.lexists(file):
            return _without_file(file, folder, backup)
        with told(file):
            begins_well(file)
            with reading(file) as connection:
                return _report(connection, file, backup)
    except StoreDamaged as damage:
        words = _("{cause}; {way}.")
        cause, way = half_sentence(damage, file), rescue.way_back(file, backup)
        return Report(file, (words.format(cause=cause, way=way),), backup=backup)
    except StoreError as error:
        return Report(file, (str(error),), backup=backup)


def _without_file(file: Path, folder: Path, backup: backups.Backup | None) -> Report:
    try:
        with told(file):
            if rescue.remains(file, folder):
                raise StoreDamaged(_("{file} is missing").format(file=shown(file)))
            _try_to_keep_something(file)
    except StoreDamaged:
        raise
    except StoreError as trouble:
        words = _("Bookmarks and notes cannot be kept: {trouble}")
        return Report(file, (words.format(trouble=trouble),), backup=backup)
    return Report(file, backup=backup)


def _try_to_keep_something(file: Path) -> None:
    """OSError where a first note could not be kept; nothing is left behind and no folder is made."""
    place = next(folder for folder in file.absolute().parents if os.path.lexists(folder))
    with tempfile.TemporaryFile(dir=place) as stream:  # what may be done is not always what can be
        stream.write(bytes(ROOM))


def _report(connection: sqlite3.Connection, file: Path, backup: backups.Backup | None) -> Report:
    found = examine(connection, file)
    trash = connection.execute("SELECT count(*) FROM notes WHERE removed IS NOT NULL").fetchone()[0]
    problems = (*_structure(connection), *_links(connection), *broken_rows(connection))
    return Report(file, problems, found.revision, found.rows, trash, backup)


def _structure(connection: sqlite3.Connection) -> tuple[str, ...]:
    verdicts = connection.execute(f"PRAGMA integrity_check({_WORST})").fetchall()
    words = _("SQLite finds damage: {verdict}.")
    return tuple(
        words.format(verdict=shown(" ".join(verdict.split())))
        for (verdict,) in verdicts
        if verdict != "ok"
    )


def _links(connection: sqlite3.Connection) -> tuple[str, ...]:
    words = _("Row {row} of {table} belongs to a row of {parent} that is not there.")
    broken = connection.execute("PRAGMA foreign_key_check").fetchmany(_WORST)
    return tuple(
        words.format(row=row, table=table, parent=parent) for table, row, parent, _number in broken
    )

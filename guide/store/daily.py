"""The backup of the day: made when something changed, and thinned as it grows old."""

import hashlib
import sqlite3
from collections.abc import Hashable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from guide.errors import StoreDamaged, shown
from guide.i18n import _
from guide.store import backups
from guide.store.examine import begins_well, examine
from guide.store.faults import told
from guide.store.reach import reading
from guide.store.rows import broken_rows

REASON = "daily"
"""In the name of every backup that was made by itself; only these are ever thinned."""

DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of so many days, weeks and months that have a backup the newest one stays."""

_KEPT = ("bookmarks", "notes", "revisions")  # what a reader wrote; the rest comes back by itself


def is_due(folder: Path, now: datetime) -> bool:
    """Whether no backup of today (in UTC) is in ``folder`` that was made by itself."""
    today = now.astimezone(UTC).date()
    return all(backups.made_at(file).date() != today for file in _own(folder))


def back_up(file: Path, folder: Path, now: datetime) -> backups.Backup | None:
    """A verified backup of ``file`` if it changed since the newest one; then old ones are thinned.

    A damaged file (StoreDamaged, half a sentence) neither makes a backup nor lets one go, and an
    empty notebook is never backed up: it must not pass for the newest of the reader's notes.
    """
    begins_well(file)
    with told(file), reading(file) as connection:
        examine(connection, file)
        if trouble := next(broken_rows(connection), ""):
            words = _("{file} is damaged ({trouble})")
            raise StoreDamaged(words.format(file=shown(file), trouble=trouble.removesuffix(".")))
        content = _content(connection)
    last = backups.newest(folder)
    with told(folder):
        if content == _nothing() or (last is not None and content == _content_of(last.file)):
            return None
        made = backups.make(file, folder, now, REASON)
        thin(folder, now)
    return made


def thin(folder: Path, now: datetime) -> None:
    """Removes what ``spare`` names; one that cannot be removed stays until another day."""
    times = {file: backups.made_at(file) for file in _own(folder)}
    gone = spare(times.values(), now)
    for file, made in times.items():
        if made in gone:
            with suppress(OSError):
                file.unlink()


def spare(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which of the backups made at ``times`` may go.

    All of today and yesterday stay (and those a wrong clock dated later), and the newest of each of
    the last ``DAYS`` days, ``WEEKS`` weeks and ``MONTHS`` months that have one.
    """
    yesterday = now.astimezone(UTC).date() - timedelta(days=1)
    kept, seen = set(), (set[Hashable](), set[Hashable](), set[Hashable]())
    ordered = sorted(set(times), reverse=True)
    for made in ordered:
        day = made.astimezone(UTC).date()
        if day > yesterday + timedelta(days=1):
            kept.add(made)
            continue
        for span, limit, periods in zip(_spans(day), (DAYS, WEEKS, MONTHS), seen, strict=True):
            if span not in periods and len(periods) < limit:
                periods.add(span)
                kept.add(made)
        if day >= yesterday:
            kept.add(made)
    return frozenset(ordered) - kept


def _spans(day: date) -> tuple[Hashable, Hashable, Hashable]:
    return day, day.isocalendar()[:2], (day.year, day.month)


def _own(folder: Path) -> list[Path]:
    return [file for file in backups.all_in(folder) if f"-{REASON}" in file.name]


def _content_of(file: Path) -> bytes:
    with told(file), reading(file) as connection:
        return _content(connection)


def _content(connection: sqlite3.Connection) -> bytes:
    digest = hashlib.blake2b()
    for table in _KEPT:
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY id'):
            digest.update(repr(row).encode("utf-8", "surrogateescape"))
    return digest.digest()


def _nothing() -> bytes:
    return hashlib.blake2b().digest()

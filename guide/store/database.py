"""The reader's own data: opened once, used through units of work, closed at the end."""

import errno
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from guide.errors import StoreDamaged, StoreError, StoreReadOnly, shown
from guide.i18n import _
from guide.store import daily, rescue
from guide.store.engine import READING, open_engine
from guide.store.examine import begins_well, examine
from guide.store.faults import is_unwritable, told
from guide.store.marks import Bookmarks, Sessions, Visits
from guide.store.notes import Notes
from guide.store.schema import HEAD, connect_for_reading
from guide.store.snapshot import snapshot

TRASH = timedelta(days=30)
"""So long at least a deleted note can be brought back."""


class Work:
    """One transaction: everything done through it is kept whole or not at all."""

    def __init__(self, session: Session) -> None:
        self.bookmarks = Bookmarks(session)
        self.notes = Notes(session)
        self.visits = Visits(session)
        self.session = Sessions(session)


class Store:
    """An open notes file. May be used from several threads, each with its own unit of work."""

    def __init__(self, file: Path, now: datetime, backups: Path) -> None:
        """Use ``open``."""
        self.file = file
        self.notice = ""
        """Why nothing can be saved now, as a sentence for the reader; empty where it can."""
        self._opened = now
        self._backups = backups
        self._engine = self._open()

    @classmethod
    def open(cls, file: Path, now: datetime, backups: Path | None = None) -> Self:
        """Opens ``file``, upgraded after a backup; creates it only where no notes ever were.

        A file that can be read but not written opens with a ``notice``. Raises StoreTooNew (not a
        byte was changed), StoreDamaged (names what is kept and the way back) or StoreError.
        """
        return cls(file, now, file.parent / "backups" if backups is None else backups)

    @property
    def missing(self) -> bool:
        """Whether there is nothing to read and nothing can be kept; ``notice`` says why."""
        return bool(self.notice) and not os.path.exists(self.file)  # noqa: PTH110  as in _notice

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A unit of work that may write; committed when the block ends, undone when it raises."""
        if self.notice:
            self._try_again()
        with told(self.file, SQLAlchemyError), Session(self._engine) as session, session.begin():
            yield Work(session)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A unit of work that only reads: it never waits for a writer, and keeps nothing."""
        engine = self._engine.execution_options(**{READING: True})
        with told(self.file, SQLAlchemyError), Session(engine) as session:
            yield Work(session)

    def look_after(self, now: datetime) -> bool:
        """Once a day: a backup if something changed, old ones thinned, and the trash emptied.

        What was deleted more than ``TRASH`` ago is gone after that, but for the backups. Whether
        anything was changed in the file. StoreError where no backup can be made; then all stays.
        """
        if self.notice or not daily.is_due(self._backups, now):
            return False
        try:
            daily.back_up(self.file, self._backups, now)
        except StoreDamaged as damage:
            no_backup = _("no daily backup is made")
            raise rescue.refused(self.file, self._backups, damage, no_backup) from damage
        with self.begin() as work:
            return work.notes.purge(now - TRASH) > 0

    def close(self) -> None:
        """Ends all connections; the ``-wal`` is written back into the file."""
        with told(self.file, SQLAlchemyError):
            self._engine.dispose()

    def _open(self) -> Engine:
        try:
            with told(self.file, SQLAlchemyError):
                return _open_writable(self.file, self._opened, self._backups)
        except StoreDamaged as damage:
            raise rescue.damaged(self.file, self._backups, self._opened, damage) from damage
        except StoreError as trouble:
            if not _may_be_readable(trouble):
                raise
            self.notice = _notice(self.file, trouble)
        try:
            with told(self.file, SQLAlchemyError):
                return snapshot(self.file)
        except StoreDamaged as damage:
            raise rescue.damaged(self.file, self._backups, self._opened, damage) from damage

    def _try_again(self) -> None:
        """Space was freed or the disk became writable: saving works without a restart."""
        try:
            with told(self.file, SQLAlchemyError):
                engine = _open_writable(self.file, self._opened, self._backups)
        except StoreError as trouble:
            raise StoreReadOnly(self.notice) from trouble
        self._engine.dispose()
        self._engine, self.notice = engine, ""


def _open_writable(file: Path, now: datetime, backups: Path) -> Engine:
    if not os.path.lexists(file):
        if rescue.remains(file, backups):
            raise StoreDamaged(_("{file} is missing").format(file=shown(file)))
        file.parent.mkdir(parents=True, exist_ok=True)
        from guide.store import upgrade  # noqa: PLC0415  Alembic costs more than all the rest

        upgrade.create(file)
    begins_well(file)
    with closing(connect_for_reading(file)) as connection:
        found = examine(connection, file)
    _must_be_writable(file)
    if found.revision != HEAD:
        from guide.store import upgrade  # noqa: PLC0415  as above

        upgrade.upgrade(file, now, backups)
    engine = open_engine(file)
    try:
        engine.connect().close()
    except SQLAlchemyError:
        engine.dispose()
        raise
    return engine


def _must_be_writable(file: Path) -> None:
    for place in (file, file.parent):
        if not os.access(place, os.W_OK):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))


def _may_be_readable(trouble: StoreError) -> bool:
    cause = trouble.__cause__
    return isinstance(cause, OSError) or (cause is not None and is_unwritable(cause))


def _notice(file: Path, trouble: StoreError) -> str:
    if os.path.exists(file):  # noqa: PTH110  Path.exists() raises where a folder may not be entered
        words = _("Changes cannot be saved, but your notes can be read: {trouble}")
    else:
        words = _("Bookmarks and notes cannot be kept: {trouble}")
    return words.format(trouble=trouble)

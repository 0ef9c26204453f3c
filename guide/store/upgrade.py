"""A notes file brought to the newest schema: whole or not at all, after a verified backup.

The only module that loads Alembic; a file that is up to date never pays for it.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine

from guide.errors import StoreError, shown
from guide.i18n import _
from guide.store import backups
from guide.store.engine import open_engine
from guide.store.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def create(file: Path) -> None:
    """A new notes file; an interrupted start leaves none, and one that is there already stays."""
    fresh = file.with_name(f".{file.name}.new-{os.getpid()}")
    try:
        _discard(fresh)
        bring_up(fresh, HEAD, create=True)
        _put_in_place(fresh, file)
        for litter in file.parent.glob(f".{file.name}.new-*"):  # of starts that were killed
            _discard(litter)
    finally:
        _discard(fresh)


def upgrade(file: Path, now: datetime, folder: Path) -> None:
    """``file`` at the newest schema, with a backup of the old one in ``folder``."""
    engine = open_engine(file, foreign_keys=False)
    try:
        with engine.begin() as connection:  # the write lock: one program upgrades, others wait
            if MigrationContext.configure(connection).get_current_revision() == HEAD:
                return
            backups.make(file, folder, now, f"before-{HEAD}")
            _run(connection, HEAD, file)
    finally:
        engine.dispose()


def bring_up(file: Path, revision: str, create: bool = False) -> None:
    """``file`` at ``revision``, without a backup: for new files and for tests of old schemas."""
    engine = open_engine(file, foreign_keys=False, create=create)
    try:
        bring_up_engine(engine, revision, file)
    finally:
        engine.dispose()


def bring_up_engine(engine: Engine, revision: str, file: Path) -> None:
    """The database of ``engine`` (its foreign keys are off) at ``revision``, or as it was."""
    with engine.begin() as connection:
        _run(connection, revision, file)


def configuration() -> Config:
    """Alembic's settings; there is no alembic.ini, so that this works from a wheel."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _run(connection: Connection, revision: str, file: Path) -> None:
    # With foreign keys on, a table that is rebuilt takes the rows that refer to it with it
    # (measured: 100 of 100 notes), and inside a transaction they can no longer be switched off.
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() != 0:
        raise RuntimeError("migrations run with foreign keys off")
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        words = _("{file} could not be upgraded without losing links, so nothing was changed.")
        raise StoreError(words.format(file=shown(file)))


def _put_in_place(fresh: Path, file: Path) -> None:
    try:
        os.link(fresh, file)  # fails where another program was faster; a rename would replace it
    except FileExistsError:
        return
    except OSError:
        # A disk without links (FAT on a stick).
        if not file.exists():
            fresh.rename(file)
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _discard(fresh: Path) -> None:
    for rest in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # another program's on Windows; or the disk can only be read
            fresh.with_name(fresh.name + rest).unlink(missing_ok=True)

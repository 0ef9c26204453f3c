"""Reading a notes file wherever it lies, also where SQLite would first want to write beside it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from guide.store.schema import connect_for_reading


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction that reads ``file`` with its ``-wal``; sqlite3.Error."""
    try:
        connection = _begun(file, "mode=ro")
    except sqlite3.OperationalError:
        # A WAL file on read-only media opens only as immutable, and then without its -wal.
        wal = file.with_name(f"{file.name}-wal")
        if wal.is_file() and wal.stat().st_size:
            with _copied(file, wal) as copy, closing(_begun(copy, "mode=rw")) as connection:
                yield connection
            return
        connection = _begun(file, "mode=ro&immutable=1")
    with closing(connection):
        yield connection


def _begun(file: Path, options: str) -> sqlite3.Connection:
    connection = connect_for_reading(file, options)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # BEGIN alone is lazy
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _copied(file: Path, wal: Path) -> Iterator[Path]:
    # Nobody can be writing where nothing can be written, so here a copy of both files is true.
    with tempfile.TemporaryDirectory(prefix="therapy-guide-") as folder:
        copy = Path(folder) / file.name
        shutil.copyfile(file, copy)
        shutil.copyfile(wal, copy.with_name(f"{copy.name}-wal"))
        yield copy

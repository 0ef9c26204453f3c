"""A notes file that cannot be written, taken into memory: WAL files do not open on read-only media."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from guide.store.engine import open_snapshot
from guide.store.examine import begins_well, examine
from guide.store.schema import HEAD, connect_for_reading


def snapshot(file: Path) -> Engine:
    """An engine on a copy of ``file`` in memory, at the newest schema, that takes no changes.

    Where there is no file it holds nothing; the caller says why it cannot be kept.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    revision = _fill(memory, file) if os.path.lexists(file) else ""
    engine = open_snapshot(memory)
    if revision != HEAD:
        from guide.store import upgrade  # noqa: PLC0415  Alembic costs more than all the rest

        upgrade.bring_up_engine(engine, HEAD, file)
    memory.execute("PRAGMA query_only = ON")
    return engine


def _fill(memory: sqlite3.Connection, file: Path) -> str:
    begins_well(file)
    try:
        return _copy(memory, file, "mode=ro")
    except sqlite3.OperationalError:
        wal = file.with_name(f"{file.name}-wal")
        if not wal.is_file() or not wal.stat().st_size:
            return _copy(memory, file, "mode=ro&immutable=1")
    # An immutable file is read without its -wal, and the last notes lie there. Nobody can be
    # writing to media that cannot be written, so here a copy of both files is a true one.
    with tempfile.TemporaryDirectory(prefix="therapy-guide-") as folder:
        copy = Path(folder) / file.name
        shutil.copyfile(file, copy)
        shutil.copyfile(wal, copy.with_name(f"{copy.name}-wal"))
        return _copy(memory, copy, "mode=rw")


def _copy(memory: sqlite3.Connection, file: Path, options: str) -> str:
    with closing(connect_for_reading(file, options)) as source:
        source.execute("BEGIN")
        found = examine(source, file)
        source.backup(memory)
        return found.revision

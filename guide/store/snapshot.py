"""A notes file that cannot be written, taken into memory: reading goes on, saving says why not."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from guide.store.engine import open_snapshot
from guide.store.examine import begins_well, examine
from guide.store.reach import reading
from guide.store.schema import HEAD


def snapshot(file: Path) -> Engine:
    """An engine on a copy of ``file`` in memory, at the newest schema, that takes no changes.

    Where there is no file it holds nothing; the caller says why it cannot be kept.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        revision = _fill(memory, file) if os.path.lexists(file) else ""
        engine = open_snapshot(memory)
        if revision != HEAD:
            from guide.store import upgrade  # noqa: PLC0415  Alembic costs more than all the rest

            upgrade.bring_up_engine(engine, HEAD, file)
        engine.connect().close()  # from now on the pool holds it, and closes it in the end
        memory.execute("PRAGMA query_only = ON")
    except BaseException:
        memory.close()
        raise
    return engine


def _fill(memory: sqlite3.Connection, file: Path) -> str:
    begins_well(file)
    with reading(file) as source:
        found = examine(source, file)
        source.backup(memory)
        return found.revision

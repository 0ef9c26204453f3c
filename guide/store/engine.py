"""Connections to a notes file: every one of them with the same settings, without exception."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from guide.store.schema import PATIENCE, address, any_text

READING = "guide_reading"
"""Execution option of a connection that only reads: it takes no write lock."""


def open_engine(
    file: Path, foreign_keys: bool = True, create: bool = False, patience: float = PATIENCE
) -> Engine:
    """An engine on ``file``, which must exist unless ``create``: a lost file is never replaced."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address(file, "mode=rwc" if create else "mode=rw"),
            uri=True,
            timeout=patience,
            check_same_thread=False,
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    settings = _settings(foreign_keys)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        _set_up(connection, settings)

    event.listen(engine, "begin", _begin)
    return engine


def open_snapshot(snapshot: sqlite3.Connection) -> Engine:
    """An engine on one connection in memory; its users wait for each other."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: snapshot,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )
    snapshot.isolation_level = None
    snapshot.text_factory = any_text
    event.listen(engine, "begin", _begin)
    return engine


def _settings(foreign_keys: bool) -> tuple[str, ...]:
    return (
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL never syncs at a commit: a power cut would take saved notes
        "fullfsync = ON",  # macOS: a plain fsync does not reach the disk
        "checkpoint_fullfsync = ON",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "secure_delete = ON",
    )


def _set_up(connection: sqlite3.Connection, settings: tuple[str, ...]) -> None:
    # Python's own transaction handling would commit before DDL and leave a failed migration half
    # applied; SQLAlchemy's documented way is to switch it off and to say BEGIN ourselves.
    connection.isolation_level = None
    connection.text_factory = any_text
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").close()


def _begin(connection: Connection) -> None:
    # A write lock from the start waits its turn; one taken half-way fails at once as "locked".
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

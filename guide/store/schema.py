"""The numbers that name a notes file, and how it is opened for reading. Free of SQLAlchemy."""

import sqlite3
from pathlib import Path

APPLICATION = 0x54475354
"""``application_id`` of every notes file: the letters TGST."""

REVISIONS = ("0001", "0002")
"""Every released schema, oldest first; ``user_version`` is the place in this list, from 1."""

HEAD = REVISIONS[-1]

TABLES = {
    "0001": frozenset({"alembic_version", "bookmarks", "notes", "revisions"}),
    "0002": frozenset(
        {"alembic_version", "bookmarks", "notes", "revisions", "visits", "session", "tabs"}
    ),
}
"""What must be in a file of each schema; a file that lacks one was damaged."""

PATIENCE = 15.0
"""Seconds to wait for another program that is writing."""


def address(file: Path, options: str) -> str:
    """``file`` as an SQLite URI; spaces, question marks and Chinese letters survive."""
    return f"{file.absolute().as_uri()}?{options}"


def any_text(raw: bytes) -> str:
    """Text of a column even where damage left bytes that are no UTF-8: the checksum will tell."""
    return raw.decode("utf-8", "surrogateescape")


def connect_for_reading(
    file: Path, options: str = "mode=ro", patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection that cannot change ``file``. Unlike a copy of the file it sees the ``-wal``."""
    connection = sqlite3.connect(
        address(file, options), uri=True, isolation_level=None, timeout=patience
    )
    connection.text_factory = any_text
    return connection

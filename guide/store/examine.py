"""What a file is, before anything is done with it: plain SQLite, reading only, not one byte changed."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from guide.errors import StoreDamaged, StoreTooNew, shown
from guide.i18n import _
from guide.store import schema

MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Found:
    """A notes file that is sound as far as SQLite can tell: its schema and its rows by table."""

    revision: str
    rows: dict[str, int]

    @property
    def notes(self) -> int:
        """How many notes it holds, those in the trash included."""
        return self.rows["notes"]


def begins_well(file: Path) -> None:
    """StoreDamaged (half a sentence) where the first bytes are no database; an empty file is none.

    Whatever is no plain file is not even opened: a pipe would wait for somebody to write into it.
    """
    if not os.path.lexists(file):
        raise StoreDamaged(_("{file} does not exist").format(file=shown(file)))
    if not file.is_file():
        raise StoreDamaged(_("{file} is not a file").format(file=shown(file)))
    with file.open("rb") as stream:
        head = stream.read(len(MAGIC))
    if not head:
        raise StoreDamaged(_("{file} is empty").format(file=shown(file)))
    if head != MAGIC:
        raise StoreDamaged(_("{file} holds no notes but something else").format(file=shown(file)))


def examine(connection: sqlite3.Connection, file: Path) -> Found:
    """What ``connection`` (on ``file``) holds; StoreTooNew or StoreDamaged (half a sentence) if not ours."""
    application = _number(connection, "PRAGMA application_id")
    if application != schema.APPLICATION:
        raise StoreDamaged(_("{file} belongs to another program").format(file=shown(file)))
    tables = {
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if "alembic_version" not in tables:
        raise StoreDamaged(_("{file} has lost its tables").format(file=shown(file)))
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = "" if row is None else str(row[0])
    version = _number(connection, "PRAGMA user_version")
    if version > len(schema.REVISIONS) or (revision and revision not in schema.REVISIONS):
        words = _(
            "{file} was written by a later version of Therapy Guide and is left as it is; "
            "open it with that version, or give this one another home with --home."
        )
        raise StoreTooNew(words.format(file=shown(file)))
    if not revision or not schema.TABLES[revision] <= tables:
        raise StoreDamaged(_("{file} has lost tables").format(file=shown(file)))
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        words = _("{file} is damaged ({verdict})")
        raise StoreDamaged(words.format(file=shown(file), verdict=shown(" ".join(verdict.split()))))
    return Found(revision, count(connection, revision))


def count(connection: sqlite3.Connection, revision: str) -> dict[str, int]:
    """How many rows each table of ``revision`` has."""
    return {
        table: _number(connection, f'SELECT count(*) FROM "{table}"')
        for table in sorted(schema.TABLES[revision])
    }


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

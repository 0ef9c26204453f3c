"""What was open last, for the first paint: plain SQLite, because SQLAlchemy would cost 280 ms there."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from guide.store.schema import connect_for_reading
from guide.store.values import Session, Tab

_PATIENCE = 0.1  # seconds; the window does not wait longer for a place to scroll to
_SESSION = "SELECT current, state FROM session WHERE id = 1"
_TABS = (
    'SELECT history, place, scroll, "offset" FROM tabs WHERE session_id = 1 ORDER BY position, id'
)


def last_session(file: Path) -> Session | None:
    """The session that was saved last, also where it still lies in the ``-wal``; None on any trouble."""
    try:
        if not file.is_file():
            return None
        try:
            return _read(file, "mode=ro")
        except sqlite3.OperationalError:
            # On read-only media a WAL file opens only as immutable.
            return _read(file, "mode=ro&immutable=1")
    except Exception:  # noqa: BLE001  what is wrong is told when the store opens; no start fails here
        return None


def decode_session(current: object, state: object, tabs: Iterable[Sequence[object]]) -> Session:
    """A session from its stored columns; ValueError or TypeError where damage left something else."""
    decoded = tuple(_tab(*row) for row in tabs)
    facts = json.loads(str(state))
    if not isinstance(facts, dict):
        raise ValueError("state is not an object")
    place = _whole(current)
    if not 0 <= place < max(1, len(decoded)):
        place = 0
    return Session(decoded, place, {str(name): str(fact) for name, fact in facts.items()})


def _read(file: Path, options: str) -> Session | None:
    with closing(connect_for_reading(file, options, _PATIENCE)) as connection:
        connection.execute("BEGIN")  # both queries see the same commit
        row = connection.execute(_SESSION).fetchone()
        if row is None:
            return None
        return decode_session(row[0], row[1], connection.execute(_TABS).fetchall())


def _tab(history: object, place: object, scroll: object, offset: object) -> Tab:
    keys = json.loads(str(history))
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise ValueError("history is not a list of keys")
    where = min(max(_whole(place), 0), max(0, len(keys) - 1))
    return Tab(tuple(keys), where, max(_whole(scroll), 0), _whole(offset))


def _whole(number: object) -> int:
    if not isinstance(number, int):
        raise ValueError("not a whole number")
    return number

"""Every connection to a notes file has the same settings, without exception."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import Pool

from guide.errors import StoreError
from guide.store import schema, upgrade
from guide.store.database import Store
from guide.store.engine import open_engine

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: one flush at least for each commit
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "busy_timeout": int(schema.PATIENCE * 1000),
}


def test_settings_hold_on_every_connection(tmp_path: Path) -> None:
    """Read back at each use of each connection, while a file is created, upgraded and used."""
    found: list[dict[str, Any]] = []

    def look(connection: sqlite3.Connection, _record: Any, _proxy: Any) -> None:
        assert connection.isolation_level is None
        found.append({name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in WANTED})

    event.listen(Pool, "checkout", look)
    try:
        upgrade.bring_up(tmp_path / "store.db", "0001", create=True)
        Store.open(tmp_path / "store.db", NOW).close()
        steps = len(found)
        store = Store.open(tmp_path / "store.db", NOW)
        for _use in range(20):
            with store.begin() as one, store.reading() as other:
                one.notes.add("therapy/tuina", "x", NOW)
                other.notes.all()
        store.close()
    finally:
        event.remove(Pool, "checkout", look)
    assert len(found) >= steps + 40
    for settings in found:
        # Only the steps of an upgrade run with foreign keys off.
        assert settings | {"foreign_keys": 1} == WANTED
    assert all(settings == WANTED for settings in found[steps:])


def test_a_transaction_takes_its_write_lock_at_the_start(tmp_path: Path) -> None:
    """A lock taken half-way fails at once as “database is locked”, whatever the patience."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    store = Store.open(tmp_path / "store.db", NOW)
    event.listen(Engine, "before_cursor_execute", hear)
    try:
        with store.begin() as work:
            work.notes.add("therapy/tuina", "x", NOW)
        with store.reading() as work:
            work.notes.all()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    store.close()
    assert [statement for statement in said if "BEGIN" in statement] == [
        "BEGIN IMMEDIATE",
        "BEGIN",
    ]


def test_tables_made_in_a_transaction_go_with_it(tmp_path: Path) -> None:
    """Python's own handling would commit before every CREATE TABLE."""
    engine = open_engine(tmp_path / "x.db", create=True)
    connection = engine.connect()
    connection.execute(text("CREATE TABLE half (id INTEGER)"))
    connection.rollback()
    connection.close()
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master")).fetchall()
    engine.dispose()
    assert found == []


def test_a_lost_file_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    """SQLite would create it at the next connection; here it may not."""
    engine = open_engine(tmp_path / "lost.db")
    with pytest.raises(OperationalError):
        engine.connect()
    assert not (tmp_path / "lost.db").exists()


def test_a_file_that_another_program_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the patience has run out: a sentence, and later it works."""
    file = tmp_path / "store.db"
    Store.open(file, NOW).close()
    monkeypatch.setattr("guide.store.engine.open_engine.__defaults__", (True, False, 0.01))
    store = Store.open(file, NOW)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program"), store.begin() as work:
            work.notes.add("therapy/tuina", "x", NOW)
    with store.begin() as work:
        work.notes.add("therapy/tuina", "x", NOW)
    store.close()

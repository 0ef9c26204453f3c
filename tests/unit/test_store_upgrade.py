"""A notes file of any released schema becomes one of today's, whole or not at all, after a backup."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event

from guide.errors import StoreError
from guide.store import backups, schema, upgrade
from guide.store.checking import check
from guide.store.database import Store
from guide.store.engine import open_engine
from guide.store.tables import Base
from guide.store.values import Tab

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
STORES = Path(__file__).parents[1] / "data" / "stores"
RELEASED = sorted(file.stem for file in STORES.glob("*.sql"))
STEPS = sorted((upgrade.MIGRATIONS / "versions").glob("[0-9]*.py"))


def lay_down(revision: str, file: Path) -> Path:
    """A notes file as the release with ``revision`` left it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((STORES / f"{revision}.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return file


def contents(file: Path, tables: frozenset[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of ``tables``."""
    with closing(sqlite3.connect(file)) as connection:
        return {
            table: connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
            for table in sorted(tables - {"alembic_version"})
        }


@contextmanager
def statements(hear: Any) -> Iterator[None]:
    """Calls ``hear(connection, statement)`` before each statement of every engine."""

    def before(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        hear(connection, statement)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A released schema and a file of it."""
    return request.param, lay_down(request.param, tmp_path / "data" / "store.db")


def test_every_released_schema_has_a_file_to_upgrade() -> None:
    """A new schema without a file of it fails here."""
    assert tuple(RELEASED) == schema.REVISIONS


@pytest.mark.parametrize("revision", RELEASED)
def test_the_files_hold_enough_rows_to_lose(revision: str, tmp_path: Path) -> None:
    """A migration that loses the rows of a child table must not pass on an empty one."""
    rows = contents(lay_down(revision, tmp_path / "store.db"), schema.TABLES[revision])
    assert {table for table, found in rows.items() if len(found) < 3} <= {"session"}


def test_no_row_changes_on_the_way_up(old: tuple[str, Path]) -> None:
    """Every row of every table, value by value."""
    revision, file = old
    before = contents(file, schema.TABLES[revision])
    Store.open(file, NOW).close()
    assert contents(file, schema.TABLES[revision]) == before
    report = check(file, file.parent / "backups")
    assert (report.revision, report.problems) == (schema.HEAD, ())


def test_the_marks_of_an_old_file_are_there_after_the_upgrade(old: tuple[str, Path]) -> None:
    """As the reader sees them: notes, earlier texts, bookmarks, tabs."""
    revision, file = old
    store = Store.open(file, NOW)
    with store.reading() as work:
        assert [note.key for note in work.notes.all()] == [
            "therapy/back-stepping",
            "therapy/tuina",
            "point/BL13",
        ]
        assert [earlier.text for earlier in work.notes.revisions(1)] == [
            "",
            "Only the **sacrum**.",
            "Only the sacrum.",
        ]
        assert len(work.bookmarks.all()) == 3
        session = work.session.last()
    store.close()
    if revision >= "0002":
        assert session is not None
        assert session.tabs[1] == Tab(("page/about", "therapy/back-stepping#technique"), 1, 100, 1)


def test_a_verified_backup_of_the_old_file_is_kept(old: tuple[str, Path]) -> None:
    """And none where nothing was upgraded."""
    revision, file = old
    before = contents(file, schema.TABLES[revision])
    Store.open(file, NOW).close()
    backup = backups.newest(file.parent / "backups")
    if revision == schema.HEAD:
        assert backup is None
        return
    assert backup is not None
    assert (backup.made, backup.notes) == (NOW, 4)
    assert contents(backup.file, schema.TABLES[revision]) == before


def test_a_file_of_today_loads_no_alembic(tmp_path: Path) -> None:
    """Opening a notes file that is up to date touches no row and runs no step."""
    file = lay_down(schema.HEAD, tmp_path / "store.db")
    heard: list[str] = []
    with statements(lambda _connection, statement: heard.append(statement)):
        Store.open(file, NOW).close()
    assert not [statement for statement in heard if "alembic" in statement]


def test_a_step_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    """No table of the new schema stays; the next start succeeds."""
    file = lay_down("0001", tmp_path / "store.db")
    before = contents(file, schema.TABLES["0001"])

    def fail(_connection: Any, statement: str) -> None:
        if "CREATE TABLE tabs" in statement:
            raise sqlite3.OperationalError("the step is wrong")

    with statements(fail), pytest.raises(StoreError, match="nothing was changed"):
        Store.open(file, NOW)
    assert contents(file, schema.TABLES["0001"]) == before
    with closing(sqlite3.connect(file)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"visits", "session", "tabs"}
    Store.open(file, NOW).close()  # the next start succeeds


def test_an_upgrade_that_breaks_links_is_undone(tmp_path: Path) -> None:
    """A revision whose note is gone is found before the commit."""
    file = lay_down("0001", tmp_path / "store.db")

    def lose(connection: Any, statement: str) -> None:
        if "CREATE TABLE visits" in statement:
            connection.connection.driver_connection.execute("DELETE FROM notes WHERE id = 1")

    with statements(lose), pytest.raises(StoreError, match="links"):
        Store.open(file, NOW)
    assert len(contents(file, schema.TABLES["0001"])["notes"]) == 4


def test_no_upgrade_without_a_backup(tmp_path: Path) -> None:
    """Where none can be written, the file stays as it is."""
    file = lay_down("0001", tmp_path / "store.db")
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="backups"):
        upgrade.upgrade(file, NOW, tmp_path / "backups")
    assert "visits" not in contents(file, frozenset({"alembic_version"}) | schema.TABLES["0001"])
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [("0001",)]


def test_steps_end_where_the_tables_are(tmp_path: Path) -> None:
    """A changed table without a migration fails here."""
    file = tmp_path / "store.db"
    Store.open(file, NOW).close()
    engine = open_engine(file)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []


def test_the_list_of_schemas_is_that_of_the_steps(tmp_path: Path) -> None:
    """Numbers, tables and names agree with what the steps make."""
    steps = ScriptDirectory.from_config(upgrade.configuration())
    assert tuple(step.revision for step in reversed(list(steps.walk_revisions()))) == (
        schema.REVISIONS
    )
    for number, revision in enumerate(schema.REVISIONS, start=1):
        file = tmp_path / f"{revision}.db"
        upgrade.bring_up(file, revision, create=True)
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
            assert {name for (name,) in found} == schema.TABLES[revision]
            assert connection.execute("PRAGMA user_version").fetchone() == (number,)
            assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)


def test_foreign_keys_are_off_during_every_statement_of_a_step(tmp_path: Path) -> None:
    """On, a rebuilt table takes the rows that refer to it with it: 100 of 100 notes."""
    file = lay_down("0001", tmp_path / "store.db")
    found: set[tuple[int, bool]] = set()

    def look(connection: Any, statement: str) -> None:
        if "CREATE" in statement:
            raw = connection.connection.driver_connection
            found.add((raw.execute("PRAGMA foreign_keys").fetchone()[0], raw.in_transaction))

    with statements(look):
        upgrade.upgrade(file, NOW, tmp_path / "backups")
    assert found == {(0, True)}


def test_a_step_refuses_to_run_with_foreign_keys_on(tmp_path: Path) -> None:
    """The accident that deletes notes cannot be reached by a mistake in the code."""
    file = lay_down("0001", tmp_path / "store.db")
    engine = open_engine(file, foreign_keys=True)
    with pytest.raises(RuntimeError, match="foreign keys"):
        upgrade.bring_up_engine(engine, schema.HEAD, file)
    engine.dispose()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_steps_are_frozen(step: Path) -> None:
    """A step imports nothing of the program, so that later tables cannot change what it does."""
    imported = set()
    for node in ast.walk(ast.parse(step.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or ".")
    assert imported <= {"sqlalchemy", "alembic"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_no_step_rebuilds_or_drops_outside_the_one_transaction(step: Path) -> None:
    """Nothing in a step may switch foreign keys, commit, or open a transaction of its own."""
    words = step.read_text(encoding="utf-8").upper()
    for forbidden in ("FOREIGN_KEYS", "COMMIT", "AUTOCOMMIT_BLOCK", "BEGIN", "VACUUM"):
        assert forbidden not in words, f"{step.name} says {forbidden}"

"""A program that is killed while it upgrades or creates a notes file leaves the old one or the new one."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.store import schema
from guide.store.checking import check
from guide.store.database import Store
from tests.features.store_writer import START
from tests.features.writers import Writers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

STORES = Path(__file__).parents[1] / "data" / "stores"
_MOST = 200  # an upgrade has some dozens of statements


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    """A program that forks writers."""
    started = Writers()
    yield started
    started.close()


def everything(file: Path) -> str:
    """Schema and rows of a notes file as text: equal text, equal file."""
    with closing(sqlite3.connect(file)) as connection:
        return "\n".join(connection.iterdump())


@pytest.mark.parametrize("revision", schema.REVISIONS[:-1])
def test_a_killed_upgrade_leaves_old_or_new(
    revision: str, writers: Writers, tmp_path: Path
) -> None:
    """Killed right before each statement of each step, and before the commit."""
    script = (STORES / f"{revision}.sql").read_text(encoding="utf-8")
    olds = news = 0
    for statement in range(1, _MOST):
        file = tmp_path / str(statement) / "store.db"
        file.parent.mkdir()
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(script)
            connection.execute("PRAGMA journal_mode = WAL")
        old = everything(file)
        heard = writers.run(do="bring_up", file=str(file), statement=statement)
        if heard[-1]["code"] == 0:  # it had fewer statements: all were tried
            break
        assert heard[-1]["code"] == -9
        after = everything(file)
        assert "_alembic_tmp" not in after
        report = check(file, file.parent / "backups")
        assert report.problems == ()
        if report.revision == revision:
            assert after == old
            olds += 1
        else:
            assert report.revision == schema.HEAD
            news += 1
        Store.open(file, START).close()
        new = everything(file)
        assert check(file, file.parent / "backups").revision == schema.HEAD
        assert all(line in new for line in old.splitlines() if line.startswith('INSERT INTO "n'))
    else:
        pytest.fail("the upgrade never came to its end")
    assert olds > 10, "no kill fell into the upgrade"
    assert news > 0, "no kill fell behind the commit"


def test_a_killed_first_start_leaves_nothing_or_all(writers: Writers, tmp_path: Path) -> None:
    """Killed right before each statement while the notes file is created, and around its naming."""
    for statement in range(1, _MOST):
        file = tmp_path / str(statement) / "store.db"
        heard = writers.run(do="bring_up", file=str(file), statement=statement)
        if heard[-1]["code"] == 0:
            break
        if file.exists():
            assert check(file, file.parent / "backups").revision == schema.HEAD
        Store.open(file, START).close()
        assert check(file, file.parent / "backups").problems == ()
    else:
        pytest.fail("the first start never came to its end")
    assert statement > 20

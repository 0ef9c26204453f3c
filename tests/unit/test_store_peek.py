"""What was open last, read before anything else is loaded; no damage stops a start."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.store.database import Store
from guide.store.peek import last_session
from guide.store.values import Session, Tab

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SESSION = Session(
    (Tab(("page/about",), 0), Tab(("therapy/tuina", "therapy/ashiatsu#method"), 1, 4021, 13)),
    1,
    {"view": "back", "splitter": "240,900"},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A notes file with a session."""
    place = tmp_path / "推拿 home" / "store.db"
    store = Store.open(place, NOW)
    with store.begin() as work:
        work.session.save(SESSION)
    store.close()
    return place


def test_the_last_session_comes_back(file: Path) -> None:
    """Tabs, history, the place on the page, and what the view noted."""
    assert last_session(file) == SESSION


def test_a_session_in_the_log_is_seen(file: Path) -> None:
    """The file itself may be older than its last commit."""
    later = Session((Tab(("therapy/gua-sha",), 0),), 0, {})
    store = Store.open(file, NOW)
    with store.begin() as work:
        work.session.save(later)
    assert last_session(file) == later
    store.close()


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    """Looking creates nothing."""
    assert last_session(tmp_path / "store.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_holds_none(tmp_path: Path) -> None:
    """The first start opens at the beginning."""
    Store.open(tmp_path / "store.db", NOW).close()
    assert last_session(tmp_path / "store.db") is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET state = '{'",
        "UPDATE session SET state = '[]'",
        "UPDATE tabs SET history = '7'",
        "UPDATE tabs SET history = '[7]'",
        "UPDATE tabs SET history = '" + "[" * 100_000 + "'",
        "UPDATE tabs SET place = 'x'",
        "UPDATE tabs SET scroll = x'00'",
        "DROP TABLE tabs",
        "DELETE FROM session",
    ],
    ids=range(9),
)
def test_nonsense_gives_none(change: str, file: Path) -> None:
    """The window opens at its start page instead."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(change)
        connection.commit()
    assert last_session(file) is None


def test_places_outside_come_inside(file: Path) -> None:
    """A place that cannot be is moved to one that can."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE session SET current = 99")
        connection.execute("UPDATE tabs SET place = 99, scroll = -4")
        connection.commit()
    found = last_session(file)
    assert found is not None
    assert found.current == 0
    assert [(tab.place, tab.scroll) for tab in found.tabs] == [(0, 0), (1, 0)]


def test_no_noise_raises(file: Path) -> None:
    """A file in which anything may have happened: a session or none, no error."""
    content = file.read_bytes()
    dice = random.Random(5)
    for _try in range(200):
        noisy = bytearray(content)
        for _byte in range(dice.choice((1, 20, 2000))):
            noisy[dice.randrange(len(noisy))] = dice.randrange(256)
        file.write_bytes(noisy[: dice.choice((len(noisy), dice.randrange(len(noisy))))])
        last_session(file)


def test_a_folder_gives_none(tmp_path: Path) -> None:
    """Opening the store will tell; the first paint goes on."""
    (tmp_path / "store.db").mkdir()
    assert last_session(tmp_path / "store.db") is None

"""The backup of the day: made by itself, thinned as it grows old, and never worse than what it replaces."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import StoreDamaged, StoreError
from guide.store import backups, daily, rescue
from guide.store.database import TRASH, Store

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open notes file without notes."""
    opened = Store.open(tmp_path / "store.db", NOW)
    yield opened
    opened.close()


def write(store: Store, text: str, now: datetime = NOW) -> int:
    """One more note."""
    with store.begin() as work:
        return work.notes.add("therapy/tuina", text, now).id


def made(folder: Path) -> list[datetime]:
    """When the backups were made, the oldest first."""
    return [backups.made_at(file) for file in backups.all_in(folder)]


def test_a_backup_a_day_where_something_changed(store: Store, tmp_path: Path) -> None:
    """An empty notebook makes none, a second start of a day makes none, an idle day makes none."""
    folder = tmp_path / "backups"
    store.look_after(NOW)
    assert made(folder) == []
    write(store, "first")
    store.look_after(NOW)
    write(store, "second")
    store.look_after(NOW + timedelta(hours=5))
    assert made(folder) == [NOW]
    store.look_after(NOW + DAY)
    store.look_after(NOW + 2 * DAY)  # nothing was written since
    assert made(folder) == [NOW, NOW + DAY]
    assert backups.newest(folder) == backups.Backup(backups.all_in(folder)[-1], NOW + DAY, 2)


def test_what_the_reader_only_looked_at_is_no_change(store: Store, tmp_path: Path) -> None:
    """Visits and open tabs come back by themselves."""
    write(store, "first")
    store.look_after(NOW)
    with store.begin() as work:
        work.visits.add("therapy/tuina", NOW)
    store.look_after(NOW + DAY)
    assert made(tmp_path / "backups") == [NOW]


def test_a_year_of_writing_leaves_days_weeks_and_months(store: Store, tmp_path: Path) -> None:
    """A note a day for a year: a few dozen backups, each whole, and the last one holds everything."""
    folder = tmp_path / "backups"
    for day in range(0, 360, 30):  # made in full now and then; the days between by their names
        for idle in range(1, 30):
            between = NOW + (day + idle) * DAY
            name = f"store-{backups.stamp(between)}-{daily.REASON}{backups.SUFFIX}"
            folder.mkdir(exist_ok=True)
            (folder / name).touch()
            daily.thin(folder, between)
        write(store, f"day {day}", NOW + day * DAY)
        store.look_after(NOW + (day + 30) * DAY)
    now = NOW + 360 * DAY
    left = made(folder)
    assert left[-1] == now
    ages = [(now - each).days for each in left]
    assert ages[-12:] == list(range(11, -1, -1))
    weeks = [each for each in left if each.isoweekday() == 7 and (now - each).days < 66]
    assert len(weeks) >= 9
    assert len({(each.year, each.month) for each in left}) == daily.MONTHS
    assert len(left) <= daily.DAYS + daily.WEEKS + daily.MONTHS
    newest = backups.newest(folder)
    assert newest is not None
    assert newest.notes == 12


def test_today_and_yesterday_stay_whole() -> None:
    """However often; before that one a day is enough."""
    hours = [NOW - timedelta(hours=hour) for hour in range(10 + 24 + 24)]
    gone = daily.spare(hours, NOW)
    assert {each.date() for each in gone} == {date(2025, 12, 30)}
    assert len(gone) == 23


@given(st.lists(st.integers(-2 * 24, 2 * 365 * 24), max_size=200))
def test_thinning_spares_nothing_that_it_promised(hours: list[int]) -> None:
    """The newest stays, today and yesterday stay, what a wrong clock made stays; and once is enough."""
    aware = [NOW - timedelta(hours=hour) for hour in hours]
    gone = daily.spare(aware, NOW)
    left = set(aware) - gone
    assert all(each.date() < (NOW - DAY).date() for each in gone)
    assert not aware or max(aware) in left
    past = {each for each in aware if each.date() <= NOW.date()}
    assert {each.date() for each in past & left} >= set(
        sorted({each.date() for each in past}, reverse=True)[: daily.DAYS]
    )
    months = sorted({(each.year, each.month) for each in past}, reverse=True)[: daily.MONTHS]
    assert {(each.year, each.month) for each in past & left} >= set(months)
    assert daily.spare(left, NOW) == frozenset()


def test_what_the_reader_made_is_never_thinned(store: Store, tmp_path: Path) -> None:
    """Nor what was made before an upgrade."""
    folder = tmp_path / "backups"
    write(store, "first")
    own = [backups.make(store.file, folder, NOW + hour * timedelta(hours=1)) for hour in range(3)]
    before = backups.make(store.file, folder, NOW, "before-0002")
    daily.thin(folder, NOW + 900 * DAY)
    assert all(each.file.exists() for each in (*own, before))


@pytest.mark.parametrize("damage", ["a flipped letter", "cut", "empty"])
def test_a_damaged_file_replaces_no_backup(damage: str, tmp_path: Path) -> None:
    """It is told with the way back, and every backup stays however old it is."""
    file, folder = tmp_path / "store.db", tmp_path / "backups"
    store = Store.open(file, NOW)
    write(store, "a note of some length")
    store.look_after(NOW)
    write(store, "another note")
    store.close()
    before = {each: each.read_bytes() for each in folder.iterdir()}
    store = Store.open(file, NOW + 400 * DAY)
    if damage == "a flipped letter":
        file.write_bytes(file.read_bytes().replace(b"some length", b"some bength"))
    else:
        os.truncate(file, 30_000 if damage == "cut" else 0)
    with pytest.raises(StoreDamaged, match=r"so no daily backup is made; “therapy-guide .*restore"):
        store.look_after(NOW + 400 * DAY)
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
    try:
        store.close()
    except StoreError:
        assert damage != "a flipped letter"


def test_starting_anew_does_not_push_out_the_old_notes(store: Store, tmp_path: Path) -> None:
    """The newest backup is still one with notes in it."""
    write(store, "first")
    store.look_after(NOW)
    rescue.start_anew(tmp_path / "new" / "store.db", NOW)
    other = Store.open(tmp_path / "new" / "store.db", NOW, tmp_path / "backups")
    other.look_after(NOW + DAY)
    other.close()
    assert made(tmp_path / "backups") == [NOW]


def test_a_backup_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    """Something lies in the place of the folder: a sentence, and the trash is not emptied."""
    number = write(store, "first")
    with store.begin() as work:
        work.notes.remove(number, NOW)
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="backups cannot be reached"):
        store.look_after(NOW + 2 * TRASH)
    with store.reading() as work:
        assert work.notes.get(number).text == "first"


def test_the_trash_is_emptied_after_a_month(store: Store, tmp_path: Path) -> None:
    """With the earlier texts; the backup of that day still holds what went."""
    old, young, living = (write(store, text) for text in ("old", "young", "living"))
    with store.begin() as work:
        work.notes.save(old, "older", NOW)
        work.notes.remove(old, NOW)
        work.notes.remove(young, NOW + 2 * DAY)
    assert store.look_after(NOW + TRASH) is False
    assert store.look_after(NOW + TRASH + DAY) is True
    with store.reading() as work:
        assert work.notes.get(young).text == "young"
        assert [note.id for note in work.notes.all()] == [living]
        assert work.notes.revisions(old) == ()
        with pytest.raises(StoreError, match="no note"):
            work.notes.get(old)
    newest = backups.newest(tmp_path / "backups")
    assert newest is not None
    assert newest.notes == 3


def test_a_damaged_note_is_not_ended(store: Store) -> None:
    """Its time may be what is damaged."""
    number = write(store, "first")
    with store.begin() as work:
        work.notes.remove(number, NOW)
        work.notes._row(number).text = "fist"
    with store.begin() as work:
        assert work.notes.purge(NOW + 9 * TRASH) == 0

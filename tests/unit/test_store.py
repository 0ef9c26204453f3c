"""The reader's own data: written in units of work, read back as values, never overwritten for good."""

import dataclasses
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from guide.errors import StoreError
from guide.store.database import Store
from guide.store.marks import VISITS_KEPT
from guide.store.values import Bookmark, Note, Revision, Session, Tab, Visit

NOW = datetime(2026, 11, 22, 10, 30, 15, 250, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
KEY = "therapy/back-stepping"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new notes file."""
    opened = Store.open(tmp_path / "store.db", NOW)
    yield opened
    opened.close()


def test_what_was_written_is_there_after_the_next_start(tmp_path: Path) -> None:
    """In any folder name, letter for letter, with nothing left beside the file."""
    file = tmp_path / "a home, 推拿 ?#%20" / "store.db"
    store = Store.open(file, NOW)
    with store.begin() as work:
        note = work.notes.add(KEY, "Only the *sacrum*. 推拿 😀\r\n\tTab", NOW)
        mark, _new = work.bookmarks.add(KEY, "technique", "Technique", NOW)
    store.close()
    assert [rest.name for rest in file.parent.iterdir()] == ["store.db"]  # the log is written back
    store = Store.open(file, LATER)
    with store.reading() as work:
        assert work.notes.all() == (note,)
        assert work.bookmarks.all() == (mark,)
    store.close()
    assert note == Note(note.id, KEY, "Only the *sacrum*. 推拿 😀\r\n\tTab", NOW, NOW)
    assert mark == Bookmark(mark.id, KEY, "technique", "Technique", NOW)


def test_a_unit_of_work_is_kept_whole_or_not_at_all(store: Store) -> None:
    """What is interrupted half-way has not happened."""

    def interrupted() -> None:
        with store.begin() as work:
            work.notes.add(KEY, "half", NOW)
            work.bookmarks.add(KEY, "", "Back stepping", NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with store.reading() as work:
        assert work.notes.all() == ()
        assert work.bookmarks.all() == ()


def test_values_outlive_their_unit_of_work_and_cannot_be_changed(store: Store) -> None:
    """Views hold values, not rows."""
    with store.begin() as work:
        note = work.notes.add(KEY, "text", NOW)
    assert note.text == "text"
    with pytest.raises(dataclasses.FrozenInstanceError):
        note.text = "other"  # type: ignore[misc]


def test_reading_keeps_nothing(store: Store) -> None:
    """A unit of work that reads cannot change the file."""
    with store.reading() as work:
        work.notes.add(KEY, "written while reading", NOW)
    with store.reading() as work:
        assert work.notes.all() == ()


def test_notes_come_last_changed_first(store: Store) -> None:
    """What was worked on last stands on top."""
    with store.begin() as work:
        old = work.notes.add(KEY, "old", NOW)
        new = work.notes.add(KEY, "new", LATER)
        other = work.notes.add("therapy/tuina", "other", NOW)
        work.notes.save(old.id, "old, seen again", LATER + timedelta(minutes=1))
    with store.reading() as work:
        assert [note.id for note in work.notes.all()] == [old.id, new.id, other.id]
        assert [note.id for note in work.notes.all(KEY)] == [old.id, new.id]
        assert work.notes.all("therapy/ashiatsu") == ()
        assert work.notes.keys() == {KEY, "therapy/tuina"}


def test_saving_keeps_the_earlier_text(store: Store) -> None:
    """Select all, delete, autosave: the text is still there."""
    with store.begin() as work:
        note = work.notes.add(KEY, "an hour of work", NOW)
    with store.begin() as work:
        saved, changed = work.notes.save(note.id, "", LATER)
    assert changed
    assert (saved.text, saved.created, saved.changed) == ("", NOW, LATER)
    with store.reading() as work:
        assert work.notes.revisions(note.id) == (Revision("an hour of work", NOW),)


def test_saving_the_same_text_again_changes_nothing(store: Store) -> None:
    """No new time and no earlier text without a change."""
    with store.begin() as work:
        note = work.notes.add(KEY, "text", NOW)
        assert work.notes.save(note.id, "text", LATER) == (note, False)
        assert work.notes.revisions(note.id) == ()


def test_of_a_hundred_edits_the_last_forty_are_kept_and_the_one_before_a_loss(store: Store) -> None:
    """Forty steps back, and the text from before a mishap."""
    with store.begin() as work:
        note = work.notes.add(KEY, "a long text that is lost by mistake", NOW)
        for number in range(100):
            work.notes.save(note.id, f"edit {number}", NOW + timedelta(seconds=number))
        kept = [earlier.text for earlier in work.notes.revisions(note.id)]
    assert kept[:40] == [f"edit {number}" for number in range(98, 58, -1)]
    assert kept[-1] == "a long text that is lost by mistake"
    assert len(kept) < 65


def test_deleting_a_note_can_be_undone(store: Store) -> None:
    """It comes back as it was, with its number and times."""
    with store.begin() as work:
        note = work.notes.add(KEY, "text", NOW)
        assert work.notes.remove(note.id, LATER)
        assert not work.notes.remove(note.id, LATER)
        assert work.notes.all() == ()
        assert work.notes.keys() == frozenset()
        assert work.notes.get(note.id) == note
        assert work.notes.restore(note.id)
        assert not work.notes.restore(note.id)
        assert work.notes.all() == (note,)


def test_text_in_the_trash_can_be_saved(store: Store) -> None:
    """The last keys arrive after the note was deleted: they are not lost."""
    with store.begin() as work:
        note = work.notes.add(KEY, "text", NOW)
        work.notes.remove(note.id, LATER)
        work.notes.save(note.id, "text, last word", LATER)
        work.notes.restore(note.id)
        assert work.notes.all()[0].text == "text, last word"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nul \0 inside", "nul \0 inside"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("a pair in halves \ud83d\ude00", "a pair in halves 😀"),
        ("\u202eright to left", "\u202eright to left"),
        ("x" * 1_000_000, "x" * 1_000_000),
    ],
    ids=["nul", "surrogate", "pair", "rtl", "megabyte"],
)
def test_strange_texts_survive(text: str, kept: str, store: Store) -> None:
    """Whatever can be pasted into the editor can be saved."""
    with store.begin() as work:
        note = work.notes.add(KEY, text, NOW)
        work.notes.save(note.id, text + "!", LATER)
    with store.reading() as work:
        assert work.notes.all()[0].text == kept + "!"
        assert work.notes.revisions(note.id)[0].text == kept


def test_times_of_any_zone_come_back_in_utc(store: Store) -> None:
    """A reader who travels keeps the order of the notes."""
    beijing = datetime(2026, 11, 23, 2, 0, tzinfo=timezone(timedelta(hours=8)))
    with store.begin() as work:
        work.notes.add(KEY, "x", beijing)
    with store.reading() as work:
        created = work.notes.all()[0].created
    assert created == beijing
    assert created.tzinfo is UTC


def test_a_time_without_zone_is_a_bug(store: Store) -> None:
    """It is refused instead of guessed."""
    with pytest.raises(Exception, match="zone"), store.begin() as work:
        work.notes.add(KEY, "x", datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake meant


@pytest.mark.parametrize(
    ("act", "rest"), [("save", ("x", NOW)), ("remove", (NOW,)), ("restore", ()), ("get", ())]
)
def test_a_note_that_is_not_there_is_told(act: str, rest: tuple[object, ...], store: Store) -> None:
    """The sentence names the number and says what to do."""
    with pytest.raises(StoreError, match="no note 77"), store.begin() as work:
        getattr(work.notes, act)(77, *rest)


def test_a_place_has_one_bookmark(store: Store) -> None:
    """Marking twice is marking once; sections are places of their own."""
    with store.begin() as work:
        first, new = work.bookmarks.add(KEY, "", "Back stepping", NOW)
        again, new_again = work.bookmarks.add(KEY, "", "Back stepping", LATER)
        section, _new = work.bookmarks.add(KEY, "technique", "Technique", LATER)
    assert (new, new_again, first) == (True, False, again)
    with store.reading() as work:
        assert work.bookmarks.all() == (section, first)  # the newest first
        assert work.bookmarks.keys() == {KEY}


def test_removing_a_bookmark_can_be_undone(store: Store) -> None:
    """It comes back as it was."""
    with store.begin() as work:
        mark, _new = work.bookmarks.add(KEY, "", "Back stepping", NOW)
        assert work.bookmarks.remove(mark.id, LATER)
        assert not work.bookmarks.remove(mark.id, LATER)
        assert work.bookmarks.all() == ()
        assert work.bookmarks.restore(mark.id)
        assert not work.bookmarks.restore(mark.id)
        assert work.bookmarks.all() == (mark,)


def test_undo_after_the_place_was_marked_again_gives_no_second_bookmark(store: Store) -> None:
    """The place has its bookmark already."""
    with store.begin() as work:
        mark, _new = work.bookmarks.add(KEY, "", "Back stepping", NOW)
        work.bookmarks.remove(mark.id, LATER)
        again, new = work.bookmarks.add(KEY, "", "Back stepping", LATER)
        assert new
        assert not work.bookmarks.restore(mark.id)
        assert work.bookmarks.all() == (again,)


def test_a_bookmark_that_is_not_there_is_told(store: Store) -> None:
    """The sentence names the number."""
    with pytest.raises(StoreError, match="no bookmark 77"), store.begin() as work:
        work.bookmarks.remove(77, NOW)


def test_the_history_is_newest_first_and_bounded(store: Store) -> None:
    """The file does not grow with every page for ever."""
    with store.begin() as work:
        for number in range(VISITS_KEPT + 10):
            work.visits.add(f"therapy/{number}", NOW)
    with store.reading() as work:
        assert work.visits.last(2) == (
            Visit(f"therapy/{VISITS_KEPT + 9}", NOW),
            Visit(f"therapy/{VISITS_KEPT + 8}", NOW),
        )
        assert len(work.visits.last(VISITS_KEPT * 2)) == VISITS_KEPT


def test_the_session_replaces_the_one_before(store: Store) -> None:
    """Of the open tabs only the last state counts."""
    first = Session((Tab((KEY,), 0, 10, 2), Tab(("a", "b#c"), 1)), 1, {"split": "1,2"})
    second = Session((Tab(("page/about", KEY), 0, 5),), 0, {"阅读": "😀"})
    with store.begin() as work:
        assert work.session.last() is None
        work.session.save(first)
        assert work.session.last() == first
        work.session.save(second)
    with store.reading() as work:
        assert work.session.last() == second


def test_threads_write_and_read_at_the_same_time(store: Store) -> None:
    """One writer and two readers, as the window has."""
    done = threading.Event()
    troubles: list[BaseException] = []

    def read() -> None:
        try:
            seen = 0
            while not done.is_set():
                with store.reading() as work:
                    count = len(work.notes.all())
                assert count >= seen
                seen = count
        except BaseException as trouble:  # noqa: BLE001 - told by the test below
            troubles.append(trouble)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(60):
        with store.begin() as work:
            work.notes.add(KEY, str(number), NOW)
    done.set()
    for reader in readers:
        reader.join()
    assert troubles == []


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    """A list opens while a note is being saved, and shows what is committed."""
    with store.begin() as work:
        work.notes.add(KEY, "not committed yet", NOW)
        with store.reading() as beside:
            assert beside.notes.all() == ()


def test_the_store_reads_no_clock() -> None:
    """Time comes in as an argument, so that a test can pass a year in a second."""
    folder = Path(__file__).parents[2] / "guide" / "store"
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "datetime.now" not in text, file
        assert "time.time" not in text, file


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_read(tmp_path: Path) -> None:
    """The notes of somebody else can be read, and the notice says that saving is not possible."""
    file = tmp_path / "data" / "store.db"
    store = Store.open(file, NOW)
    with store.begin() as work:
        work.notes.add(KEY, "text", NOW)
    store.close()
    file.parent.chmod(0o500)
    try:
        store = Store.open(file, NOW)
        assert "cannot be saved" in store.notice
        with store.reading() as work:
            assert len(work.notes.all()) == 1
        store.close()
    finally:
        file.parent.chmod(0o700)


def test_what_lies_on_the_start_path_loads_no_sqlalchemy() -> None:
    """Its import alone costs more than the first paint."""
    code = (
        "import sys, guide.store.peek, guide.store.values, guide.services.annotating;"
        "print([name for name in sys.modules if name.startswith(('sqlalchemy', 'alembic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

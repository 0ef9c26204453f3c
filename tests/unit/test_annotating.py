"""What a reader leaves behind, as the window and the command line ask for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide import paths
from guide.errors import GuideError, StoreDamaged, StoreError
from guide.services.annotating import Annotations, annotations_in, now
from guide.store.database import Store
from guide.store.values import Changes, Session, Tab

KEY = "therapy/back-stepping"


class Clock:
    """Passes a minute at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def marks(tmp_path: Path) -> Iterator[Annotations]:
    """The marks of a new reader."""
    clock = Clock()
    opened = Annotations(Store.open(tmp_path / "store.db", clock()), clock)
    yield opened
    opened.close()


def test_bookmarking_says_what_it_changed(marks: Annotations) -> None:
    """A view reloads only when something changed; undo is a change too."""
    mark, changes = marks.add_bookmark(KEY, "", "Back stepping")
    assert changes == Changes.BOOKMARKS
    assert marks.add_bookmark(KEY, "", "Back stepping") == (mark, Changes.NONE)
    assert marks.keys_with_bookmarks() == {KEY}
    assert marks.remove_bookmark(mark.id) == Changes.BOOKMARKS
    assert marks.remove_bookmark(mark.id) == Changes.NONE
    assert marks.bookmarks() == ()
    assert marks.restore_bookmark(mark.id) == Changes.BOOKMARKS
    assert marks.restore_bookmark(mark.id) == Changes.NONE
    assert marks.bookmarks() == (mark,)


def test_writing_says_what_it_changed(marks: Annotations) -> None:
    """Writing, saving, deleting and undoing each tell the views once."""
    note, changes = marks.add_note(KEY, "first")
    assert changes == Changes.NOTES
    saved, changes = marks.save_note(note.id, "second")
    assert changes == Changes.NOTES
    assert saved.changed - saved.created == timedelta(minutes=1)
    assert marks.save_note(note.id, "second") == (saved, Changes.NONE)
    assert [earlier.text for earlier in marks.earlier_texts(note.id)] == ["first"]
    assert marks.remove_note(note.id) == Changes.NOTES
    assert marks.remove_note(note.id) == Changes.NONE
    assert marks.notes() == ()
    assert marks.restore_note(note.id) == Changes.NOTES
    assert marks.restore_note(note.id) == Changes.NONE
    assert marks.notes(KEY) == (saved,)
    assert marks.keys_with_notes() == {KEY}
    assert marks.readable_notes() == ((saved,), ())


def test_the_way_through_the_library_is_kept(marks: Annotations) -> None:
    """The last openings come first, as many as were asked for."""
    assert marks.visit(KEY) == Changes.VISITS
    assert marks.visit("therapy/tuina") == Changes.VISITS
    assert [visit.key for visit in marks.visits(10)] == ["therapy/tuina", KEY]
    assert [visit.key for visit in marks.visits(1)] == ["therapy/tuina"]


def test_the_open_tabs_are_kept(marks: Annotations, tmp_path: Path) -> None:
    """What is open lies in the file where the next start looks for it."""
    session = Session((Tab((KEY,), 0, 300, 4),), 0, {"plate": "back"})
    assert marks.save_session(session) == Changes.SESSION
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        assert connection.execute("SELECT scroll FROM tabs").fetchall() == [(300,)]


def test_marks_lie_in_the_home(own_home: Path) -> None:
    """A home holds its own notes file, made at the first need."""
    marks = annotations_in(paths.home())
    assert marks.notice == ""
    marks.add_note(KEY, "text")
    marks.close()
    assert (own_home / "data" / "store.db").is_file()


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("save_note", (77, "x")),
        ("remove_note", (77,)),
        ("restore_note", (77,)),
        ("remove_bookmark", (77,)),
        ("restore_bookmark", (77,)),
    ],
)
def test_what_is_not_there_is_told(act: str, given: tuple[object, ...], marks: Annotations) -> None:
    """A mark that is gone is named in a sentence."""
    with pytest.raises(StoreError, match="77"):
        getattr(marks, act)(*given)


CALLS: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("bookmarks", ()),
    ("add_bookmark", (KEY, "", "Title")),
    ("remove_bookmark", (1,)),
    ("restore_bookmark", (1,)),
    ("notes", ()),
    ("readable_notes", ()),
    ("add_note", (KEY, "text")),
    ("save_note", (1, "text")),
    ("remove_note", (1,)),
    ("restore_note", (1,)),
    ("earlier_texts", (1,)),
    ("keys_with_bookmarks", ()),
    ("keys_with_notes", ()),
    ("visit", (KEY,)),
    ("visits", (5,)),
    ("save_session", (Session((), 0, {}),)),
    ("look_after", ()),
)


def test_every_act_is_in_the_list_above() -> None:
    """A new act cannot be forgotten by the next test."""
    acts = {name for name, act in vars(Annotations).items() if callable(act) and name[0] != "_"}
    assert acts - {"close"} == {name for name, _given in CALLS}


@pytest.mark.parametrize(("act", "given"), CALLS, ids=[name for name, _given in CALLS])
def test_trouble_in_the_file_is_told_in_words(
    act: str, given: tuple[object, ...], marks: Annotations, tmp_path: Path
) -> None:
    """Whatever SQLite meets half-way through the day, no error of SQLAlchemy reaches the window."""
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        for table in ("tabs", "session", "visits", "revisions", "notes", "bookmarks"):
            connection.execute(f"DROP TABLE {table}")
    with pytest.raises(StoreError, match=r"store\.db"):
        getattr(marks, act)(*given)


def test_a_damaged_note_is_named(marks: Annotations, tmp_path: Path) -> None:
    """The list says which note is damaged; the others stay within reach."""
    note, _changes = marks.add_note(KEY, "text")
    marks.add_note("therapy/tuina", "whole")
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("UPDATE notes SET text = 'tixt' WHERE id = ?", (note.id,))
        connection.commit()
    with pytest.raises(StoreDamaged, match=f"Note {note.id} on “{KEY}”"):
        marks.notes()
    assert [whole.text for whole in marks.notes("therapy/tuina")] == ["whole"]
    notes, troubles = marks.readable_notes()
    assert ([whole.text for whole in notes], len(troubles)) == (["whole"], 1)


@pytest.mark.parametrize("text", ["bytes \udcff", "half a pair \ud83d"])
def test_what_is_no_text_is_refused(text: str, marks: Annotations) -> None:
    """Nothing of it is stored, and what was there stays."""
    note, _changes = marks.add_note(KEY, "whole 😀")
    with pytest.raises(GuideError, match="not valid text"):
        marks.add_note(KEY, text)
    with pytest.raises(GuideError, match="not valid text"):
        marks.save_note(note.id, text)
    assert marks.notes() == (note,)


def test_the_clock_is_that_of_the_world() -> None:
    """Times are written in UTC, wherever the reader is."""
    assert now().tzinfo is UTC

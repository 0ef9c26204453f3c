"""A machine that acts like a reader, compared with plain dicts after every act."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from guide.store import backups, rescue
from guide.store.checking import check
from guide.store.database import Store
from guide.store.values import Bookmark, Note, Session, Tab, Visit

KEYS = st.sampled_from(["therapy/tuina", "therapy/ashiatsu", "condition/低背", "point/BL13"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
TABS = st.lists(
    st.builds(
        lambda keys, scroll, offset: Tab(tuple(keys), len(keys) - 1, scroll, offset),
        st.lists(KEYS, min_size=1, max_size=3),
        st.integers(0, 10**6),
        st.integers(-50, 50),
    ),
    min_size=1,
    max_size=4,
)


class Reader(RuleBasedStateMachine):
    """Writes, edits, deletes, undoes, marks, restarts, backs up and goes back."""

    notes_made = Bundle("notes_made")
    marks_made = Bundle("marks_made")

    @initialize()
    def start(self) -> None:
        """An empty home."""
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "store.db"
        self.now = datetime(2026, 11, 22, tzinfo=UTC)
        self.store = Store.open(self.file, self.now)
        self.notes: dict[int, Note] = {}
        self.trash: dict[int, Note] = {}
        self.earlier: dict[int, list[str]] = {}
        self.marks: dict[int, Bookmark] = {}
        self.unmarked: dict[int, Bookmark] = {}
        self.visits: list[Visit] = []
        self.session: Session | None = None

    def teardown(self) -> None:
        """Nothing is left behind."""
        self.store.close()
        self.folder.cleanup()

    def tick(self) -> datetime:
        """A second passes."""
        self.now += timedelta(seconds=1)
        return self.now

    @rule(target=notes_made, key=KEYS, text=TEXTS)
    def add_note(self, key: str, text: str) -> int:
        """A new note has a number that no note had before."""
        with self.store.begin() as work:
            note = work.notes.add(key, text, self.tick())
        assert note.id not in self.notes | self.trash
        assert (note.key, note.text) == (key, text)
        self.notes[note.id], self.earlier[note.id] = note, []
        return note.id

    @rule(number=notes_made, text=TEXTS)
    def save_note(self, number: int, text: str) -> None:
        """Also in the trash."""
        with self.store.begin() as work:
            saved, changed = work.notes.save(number, text, self.tick())
        home = self.notes if number in self.notes else self.trash
        old = home[number]
        assert changed == (old.text != text)
        if changed:
            self.earlier[number].insert(0, old.text)
            home[number] = replace(old, text=text, changed=self.now)
        assert saved == home[number]

    @rule(number=notes_made)
    def remove_note(self, number: int) -> None:
        """Into the trash."""
        with self.store.begin() as work:
            assert work.notes.remove(number, self.tick()) == (number in self.notes)
        if number in self.notes:
            self.trash[number] = self.notes.pop(number)

    @rule(number=notes_made)
    def restore_note(self, number: int) -> None:
        """Out of the trash."""
        with self.store.begin() as work:
            assert work.notes.restore(number) == (number in self.trash)
        if number in self.trash:
            self.notes[number] = self.trash.pop(number)

    @rule(target=marks_made, key=KEYS, section=st.sampled_from(["", "technique"]))
    def add_bookmark(self, key: str, section: str) -> int:
        """A second one at the same place is the first one."""
        with self.store.begin() as work:
            mark, new = work.bookmarks.add(key, section, key, self.tick())
        there = [old for old in self.marks.values() if (old.key, old.section) == (key, section)]
        assert there == ([] if new else [mark])
        self.marks[mark.id] = mark
        return mark.id

    @rule(number=marks_made)
    def remove_bookmark(self, number: int) -> None:
        """Away, but not for good."""
        with self.store.begin() as work:
            assert work.bookmarks.remove(number, self.tick()) == (number in self.marks)
        if number in self.marks:
            self.unmarked[number] = self.marks.pop(number)

    @rule(number=marks_made)
    def restore_bookmark(self, number: int) -> None:
        """Back, unless its place is taken."""
        mark = self.unmarked.get(number)
        taken = mark is not None and any(
            (mark.key, mark.section) == (other.key, other.section) for other in self.marks.values()
        )
        with self.store.begin() as work:
            assert work.bookmarks.restore(number) == (mark is not None and not taken)
        if mark is not None and not taken:
            self.marks[number] = self.unmarked.pop(number)

    @rule(key=KEYS)
    def visit(self, key: str) -> None:
        """The way through the library."""
        with self.store.begin() as work:
            work.visits.add(key, self.tick())
        self.visits.insert(0, Visit(key, self.now))

    @rule(tabs=TABS, state=st.dictionaries(TEXTS, TEXTS, max_size=3), front=st.integers(0, 3))
    def save_session(self, tabs: list[Tab], state: dict[str, str], front: int) -> None:
        """What is open."""
        self.session = Session(tuple(tabs), min(front, len(tabs) - 1), state)
        with self.store.begin() as work:
            work.session.save(self.session)

    @rule()
    def restart(self) -> None:
        """Close and open."""
        self.store.close()
        self.store = Store.open(self.file, self.tick())

    @rule()
    def back_up_and_go_back(self) -> None:
        """A backup that is put back changes nothing."""
        backup = backups.make(self.file, self.file.parent / "backups", self.tick())
        assert backup.notes == len(self.notes) + len(self.trash)
        assert backups.newest(self.file.parent / "backups") == replace(
            backup, made=backup.made.replace(microsecond=0)
        )
        self.store.close()
        rescue.restore(self.file, backup.file, self.tick())
        self.store = Store.open(self.file, self.tick())

    @invariant()
    def agrees(self) -> None:
        """The file holds what the dicts hold."""
        with self.store.reading() as work:
            found = work.notes.all()
            assert {note.id: note for note in found} == self.notes
            assert [note.changed for note in found] == sorted(
                (note.changed for note in found), reverse=True
            )
            for number, texts in self.earlier.items():
                assert [earlier.text for earlier in work.notes.revisions(number)] == texts[:60]
            assert {mark.id: mark for mark in work.bookmarks.all()} == self.marks
            assert work.notes.keys() == {note.key for note in self.notes.values()}
            assert work.bookmarks.keys() == {mark.key for mark in self.marks.values()}
            assert list(work.visits.last(1000)) == self.visits
            assert work.session.last() == self.session
        assert check(self.file, self.file.parent / "backups").problems == ()


TestReader = Reader.TestCase
TestReader.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

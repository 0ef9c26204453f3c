"""What a reader leaves behind: bookmarks, notes, the way through the library, the open tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from guide import paths
from guide.errors import StoreError
from guide.i18n import _
from guide.store.seal import is_text
from guide.store.values import Bookmark, Changes, Note, Revision, Session, Visit

if TYPE_CHECKING:  # the store loads SQLAlchemy, and this module may lie on the start path
    from guide.store.database import Store

Clock = Callable[[], datetime]


class Annotations:
    """The reader's marks. Every method is one transaction and raises kinds of StoreError only.

    Every write says what it changed; ``Changes.NONE`` where everything was so already.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @property
    def notice(self) -> str:
        """Why nothing can be saved, for the reader; empty where it can."""
        return self._store.notice

    @property
    def missing(self) -> bool:
        """Whether there is nothing to read and nothing can be kept; ``notice`` says why."""
        return self._store.missing

    def look_after(self) -> Changes:
        """Once a day, after opening: backs up, thins old backups, empties the trash of last month.

        A note that was deleted more than 30 days ago is then only in the backups.
        """
        self._store.look_after(self._clock())
        return Changes.NONE  # what is gone was in no list any more

    def close(self) -> None:
        """Ends all use of the notes file."""
        self._store.close()

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, the newest first."""
        with self._store.reading() as work:
            return work.bookmarks.all()

    def add_bookmark(self, key: str, section: str, title: str) -> tuple[Bookmark, Changes]:
        """Marks an entry (``section`` empty) or a section of it; a second time changes nothing."""
        with self._store.begin() as work:
            bookmark, new = work.bookmarks.add(key, section, title, self._clock())
        return bookmark, Changes.BOOKMARKS if new else Changes.NONE

    def remove_bookmark(self, bookmark: int) -> Changes:
        """Takes a bookmark away; ``restore_bookmark`` undoes it."""
        with self._store.begin() as work:
            changed = work.bookmarks.remove(bookmark, self._clock())
        return Changes.BOOKMARKS if changed else Changes.NONE

    def restore_bookmark(self, bookmark: int) -> Changes:
        """Brings a removed bookmark back, unless its place was marked again meanwhile."""
        with self._store.begin() as work:
            changed = work.bookmarks.restore(bookmark)
        return Changes.BOOKMARKS if changed else Changes.NONE

    def notes(self, key: str | None = None) -> tuple[Note, ...]:
        """All notes (on ``key``), the last changed first; StoreDamaged names one that is not whole."""
        with self._store.reading() as work:
            return work.notes.all(key)

    def readable_notes(self, key: str | None = None) -> tuple[tuple[Note, ...], tuple[str, ...]]:
        """As ``notes``, with a sentence for each damaged note in place of an error."""
        with self._store.reading() as work:
            return work.notes.readable(key)

    def add_note(self, key: str, text: str) -> tuple[Note, Changes]:
        """A new note on an entry. When this returns, the note is on the disk.

        StoreError for what is no text (half a character, or bytes that were no UTF-8).
        """
        _must_be_text(text)
        with self._store.begin() as work:
            note = work.notes.add(key, text, self._clock())
        return note, Changes.NOTES

    def save_note(self, note: int, text: str) -> tuple[Note, Changes]:
        """The note with a new text (as in ``add_note``); the old one stays in ``earlier_texts``."""
        _must_be_text(text)
        with self._store.begin() as work:
            saved, changed = work.notes.save(note, text, self._clock())
        return saved, Changes.NOTES if changed else Changes.NONE

    def remove_note(self, note: int) -> Changes:
        """Puts a note into the trash; ``restore_note`` undoes it."""
        with self._store.begin() as work:
            changed = work.notes.remove(note, self._clock())
        return Changes.NOTES if changed else Changes.NONE

    def restore_note(self, note: int) -> Changes:
        """Takes a note out of the trash."""
        with self._store.begin() as work:
            changed = work.notes.restore(note)
        return Changes.NOTES if changed else Changes.NONE

    def earlier_texts(self, note: int) -> tuple[Revision, ...]:
        """What the note said before, the newest first."""
        with self._store.reading() as work:
            return work.notes.revisions(note)

    def keys_with_bookmarks(self) -> frozenset[str]:
        """The entries that have a bookmark."""
        with self._store.reading() as work:
            return work.bookmarks.keys()

    def keys_with_notes(self) -> frozenset[str]:
        """The entries that have a note."""
        with self._store.reading() as work:
            return work.notes.keys()

    def visit(self, key: str) -> Changes:
        """Remembers that an entry was opened."""
        with self._store.begin() as work:
            work.visits.add(key, self._clock())
        return Changes.VISITS

    def visits(self, limit: int) -> tuple[Visit, ...]:
        """The last openings, the newest first."""
        with self._store.reading() as work:
            return work.visits.last(limit)

    def save_session(self, session: Session) -> Changes:
        """Remembers what is open, for ``guide.store.peek`` at the next start."""
        with self._store.begin() as work:
            work.session.save(session)
        return Changes.SESSION


def _must_be_text(text: str) -> None:
    if not is_text(text):
        raise StoreError(
            _("The note is not valid text (UTF-8), so it was not saved; write it anew.")
        )


def annotations_in(home: paths.Home) -> Annotations:
    """The reader's marks in ``home``; kinds of StoreError. Takes a moment: run it on a worker."""
    # By name, because the import of SQLAlchemy costs more than the first paint: nothing on the
    # start path may reach it, and the import contract of the window holds us to that.
    database: Any = import_module("guide.store.database")
    return Annotations(database.Store.open(home.store_file, now(), home.backups), now)


def now() -> datetime:
    """The time in UTC: the one clock of the services."""
    return datetime.now(UTC)

"""The reader's bookmarks and notes, as the window knows them: opened late, written on the writer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from guide.errors import GuideError
from guide.i18n import _
from guide.store.values import Bookmark, Changes, Note, Session
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs

if TYPE_CHECKING:  # loads SQLAlchemy; only the writer does that, after the first paint
    from guide.services.annotating import Annotations

log = logging.getLogger(__name__)

_VISITS, _VISITED = 200, 30  # openings that are looked at, and different pages that are known

Answer = TypeVar("Answer")
Failed = Callable[[GuideError], None]


@dataclass(frozen=True, slots=True)
class Removed:
    """Something was deleted: what to say, and how to bring it back."""

    text: str
    undo: Callable[[], None]


class Marks(QObject):
    """Bookmarks and notes in memory, kept equal to the store by ``Bridge.changed``.

    The store is opened by ``opening`` on the writer thread; whatever is asked before that waits
    its turn there. Where it cannot be opened, every write tries again and says why it failed.

    Signals:
        loaded: the lists are new (also after every change).
        unavailable: the store cannot be used (the sentence why).
        removed: something was deleted (``Removed``).
    """

    loaded = Signal()
    unavailable = Signal(str)
    removed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        bridge: Bridge,
        opening: "Callable[[], Annotations]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bookmarks: tuple[Bookmark, ...] = ()
        self.notes: tuple[Note, ...] = ()
        self.visited: tuple[str, ...] = ()
        """What was open last (keys, each once), the latest first; also in earlier sessions."""
        self.ready = False
        self.opened = False
        self.why = ""  # it cannot be used
        self._jobs, self._bridge, self._opening = jobs, bridge, opening
        self._annotations: Annotations | None = None  # only touched on the writer thread
        bridge.changed.connect(self._on_changed)

    def open(self) -> None:
        """Open the store on the writer and load the lists."""
        self.opened = True
        self._reload(self._say_unavailable)

    def write(
        self,
        action: "Callable[[Annotations], Answer]",
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Run ``action`` on the writer; the ``Changes`` in its answer are passed on.

        ``done`` gets the answer without them.
        """
        work = partial(self._on_writer, action)
        self._jobs.write(work, partial(self._pass_on, done), self, failed)

    def bookmark_of(self, key: str, section: str = "") -> Bookmark | None:
        """The bookmark of an article or of a section of it."""
        for bookmark in self.bookmarks:
            if (bookmark.key, bookmark.section) == (key, section):
                return bookmark
        return None

    def toggle_bookmark(self, key: str, section: str, title: str) -> None:
        """Bookmark what is not bookmarked, and the other way round."""
        found = self.bookmark_of(key, section)
        if found is not None:
            self.remove_bookmark(found)
        else:
            self.write(lambda to: to.add_bookmark(key, section, title), _nothing, self._say)

    def remove_bookmark(self, bookmark: Bookmark) -> None:
        """Delete a bookmark; ``removed`` offers to bring it back."""
        number = bookmark.id
        undo = partial(self.write, lambda to: to.restore_bookmark(number), _nothing, self._say)
        removed = Removed(_("Bookmark deleted: {0}").format(bookmark.title), undo)
        done = partial(self._offer, removed)
        self.write(lambda of: of.remove_bookmark(number), done, self._say)

    def remove_note(self, note: Note) -> None:
        """Delete a note; ``removed`` offers to bring it back."""
        number = note.id
        undo = partial(self.write, lambda to: to.restore_note(number), _nothing, self._say)
        done = partial(self._offer, Removed(_("Note deleted"), undo))
        self.write(lambda of: of.remove_note(number), done, self._say)

    def visit(self, key: str) -> None:
        """Remember that the reader opened ``key``."""
        self.visited = tuple(dict.fromkeys((key, *self.visited)))[:_VISITED]
        self.write(lambda to: to.visit(key), _nothing, _not_worth_a_word)

    def keep_session(self, session: Session) -> None:
        """Remember what is open."""
        self.write(lambda to: to.save_session(session), _nothing, _not_worth_a_word)

    def close(self) -> None:
        """Close the store, after every write that was asked for."""
        self._jobs.write(self._close_store, _nothing, self)

    def _on_writer(self, action: "Callable[[Annotations], Answer]") -> Answer:
        if self._annotations is None:
            self._annotations = self._opening()
        return action(self._annotations)

    def _close_store(self) -> None:
        if self._annotations is not None:
            self._annotations.close()
            self._annotations = None

    def _pass_on(self, done: Callable[[Any], None], answer: object) -> None:
        value, changes = answer if isinstance(answer, tuple) else (None, answer)
        done(value)
        if isinstance(changes, Changes):
            self._bridge.tell(changes)

    def _reload(self, failed: Failed) -> None:
        self._jobs.write(partial(self._on_writer, _load), self._take, self, failed)

    def _take(self, loaded: "_Loaded") -> None:
        self.bookmarks, self.notes = loaded.bookmarks, loaded.notes
        first, self.ready = not self.ready, True
        if first:
            self.visited = tuple(dict.fromkeys((*self.visited, *loaded.visited)))[:_VISITED]
        if first:  # asked for before anybody hears of it: who closes the store then comes after it
            self.write(lambda of: of.look_after(), _nothing, self._say)
        self.loaded.emit()
        if first and loaded.notice:
            self.unavailable.emit(loaded.notice)
        for sentence in loaded.damages if first else ():
            self._bridge.say(sentence)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes & (Changes.BOOKMARKS | Changes.NOTES):
            self._reload(self._say)

    def _offer(self, removed: Removed, _value: object) -> None:
        self.removed.emit(removed)

    def _say(self, error: GuideError) -> None:
        self._bridge.say(str(error))

    def _say_unavailable(self, error: GuideError) -> None:
        self.why = str(error)
        self.unavailable.emit(self.why)


@dataclass(frozen=True, slots=True)
class _Loaded:
    bookmarks: tuple[Bookmark, ...]
    notes: tuple[Note, ...]
    visited: tuple[str, ...]
    damages: tuple[str, ...]
    notice: str


def _load(of: "Annotations") -> _Loaded:
    notes, damages = of.readable_notes()
    visited = tuple(visit.key for visit in of.visits(_VISITS))
    return _Loaded(of.bookmarks(), notes, visited, damages, of.notice)


def _nothing(_answer: object) -> None:
    """Nobody waits for this answer."""


def _not_worth_a_word(error: GuideError) -> None:
    """A visit or a session that cannot be kept: why was said when the store was opened."""
    log.info("not kept: %s", type(error).__name__)

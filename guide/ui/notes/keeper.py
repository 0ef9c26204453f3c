"""What is being written, and when it is on the disk. No widget: the panel shows what this says."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from guide.errors import GuideError
from guide.i18n import _
from guide.services.autosave import Autosave, State
from guide.store.seal import storable
from guide.store.values import Note
from guide.ui.notes.marks import Marks


@dataclass(slots=True, eq=False)
class Draft:
    """A note as it stands in the editor; ``note`` is what the store has of it."""

    key: str
    note: Note | None = None
    text: str = ""
    saved: str = ""  # the text that the store took last
    asked: bool = False  # the reader asked for a new note: it stays although it is empty
    deleted: bool = False  # it goes to the trash as soon as the store has it
    autosave: Autosave = field(default_factory=Autosave)
    error: str = ""

    @property
    def unsaved(self) -> bool:
        """Does the store lack something of it? An empty note that never was is not worth keeping."""
        return self.text != self.saved if self.note is not None else bool(self.text.strip())


class Keeper(QObject):
    """Keeps the notes on one entry; nothing that was typed is dropped before it is committed.

    Signals:
        shown: another note, or another number of notes, stands in the editor.
        told: the status changed (the words, and whether they tell of a failure).
    """

    shown = Signal()
    told = Signal(str, bool)

    def __init__(
        self,
        marks: Marks,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._marks, self._clock = marks, clock
        self.draft = Draft("")
        self.notes: tuple[Note, ...] = ()
        self._waiting: list[Draft] = []  # unsaved ones that are no longer in the editor
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        marks.loaded.connect(self._on_loaded)
        marks.unavailable.connect(self._on_unavailable)

    def show_entry(self, key: str) -> None:
        """Save what was written and turn to the notes on ``key``."""
        if key == self.draft.key:
            return
        self._put_away()
        self._show_notes(key)

    def show_note(self, number: int) -> None:
        """Save what was written and turn to another note (counted from 0) on the same entry."""
        self._put_away()
        self._turn_to(self._draft_of(self.notes[number]))

    def new(self) -> None:
        """Save what was written and begin another note on the same entry."""
        self._put_away()
        self._turn_to(Draft(self.draft.key, asked=True))

    def delete(self) -> None:
        """Delete the note in the editor; the undo bar offers it back."""
        gone, self.draft = self.draft, Draft(self.draft.key)
        if gone.unsaved or gone.autosave.state is State.SAVING:
            gone.deleted = True  # saved first, so that undo brings back the last word too
            self._save(gone)
        elif gone.note is not None:
            self._marks.remove_note(gone.note)
        self.shown.emit()
        self._tell()

    def typed(self, text: str) -> None:
        """The reader changed the text in the editor."""
        if text == self.draft.text:
            return
        self.draft.text = text
        self.draft.autosave.typed(self._clock())
        self._wind()
        self._tell()

    def flush(self) -> None:
        """Hand everything unsaved to the writer now."""
        for draft in self._drafts():
            self._save(draft)
        self._wind()

    @property
    def unsaved(self) -> bool:
        """Is there anything that the store does not have?"""
        return any(draft.unsaved for draft in self._drafts())

    @property
    def number(self) -> int:
        """Which of ``notes`` stands in the editor, counted from 0; -1 for one that is new."""
        numbers = [note.id for note in self.notes]
        note = self.draft.note
        return numbers.index(note.id) if note is not None and note.id in numbers else -1

    def _drafts(self) -> tuple[Draft, ...]:
        return (*self._waiting, self.draft)

    def _wind(self) -> None:
        """Wake when the next draft is due."""
        times = [draft.autosave.wakes for draft in self._drafts()]
        next_time = min((at for at in times if at is not None), default=None)
        if next_time is None:
            self._timer.stop()
        else:
            self._timer.start(max(0, round((next_time - self._clock()) * 1000)))

    @Slot()
    def _on_time(self) -> None:
        now = self._clock()
        for draft in self._drafts():
            if draft.autosave.due(now):
                self._save(draft)
        self._wind()

    def _put_away(self) -> None:
        if self.draft.unsaved:
            self._waiting.append(self.draft)
        self.flush()

    def _show_notes(self, key: str) -> None:
        self.notes = self._notes_on(key)
        waiting = [draft for draft in self._waiting if draft.key == key]
        if waiting:
            self._turn_to(waiting[-1])
        else:
            self._turn_to(self._draft_of(self.notes[0]) if self.notes else Draft(key))

    def _notes_on(self, key: str) -> tuple[Note, ...]:
        return tuple(sorted((n for n in self._marks.notes if n.key == key), key=_by_birth))

    def _draft_of(self, note: Note) -> Draft:
        for draft in self._waiting:
            if draft.note is not None and draft.note.id == note.id:
                return draft
        return Draft(note.key, note, note.text, note.text)

    def _turn_to(self, draft: Draft) -> None:
        self.draft = draft
        if draft in self._waiting:
            self._waiting.remove(draft)
        self.shown.emit()
        self._tell()

    def _save(self, draft: Draft) -> None:
        if draft.autosave.state is State.SAVING:
            return  # what was typed meanwhile follows when that is done
        draft.autosave.begin()
        if not draft.unsaved:
            draft.autosave.saved()
            return
        key, text, note = draft.key, draft.text, draft.note
        whole = storable(text)  # half a character from a broken paste must not hold up the rest
        done, failed = partial(self._on_saved, draft, text), partial(self._on_failed, draft)
        if note is None:
            self._marks.write(lambda to: to.add_note(key, whole), done, failed)
        else:
            number = note.id
            self._marks.write(lambda to: to.save_note(number, whole), done, failed)

    def _on_saved(self, draft: Draft, text: str, note: Note) -> None:
        draft.autosave.saved()
        draft.note, draft.saved, draft.error = note, text, ""
        if draft.deleted:
            self._remove(draft, note)
        elif draft in self._waiting and not draft.unsaved:
            self._waiting.remove(draft)
        self._wind()
        self._tell()

    def _on_failed(self, draft: Draft, error: GuideError) -> None:
        draft.autosave.failed(self._clock())
        draft.error = str(error)
        if draft.deleted:  # it cannot be deleted so that it could come back: so it stays
            draft.deleted = False
            self._waiting.append(draft)
        self._wind()
        self._tell()

    def _remove(self, draft: Draft, note: Note) -> None:
        if draft.unsaved:
            self._save(draft)
        else:
            self._marks.remove_note(note)

    def _failure(self) -> str:
        for draft in (self.draft, *self._waiting):
            if draft.error:
                return _("Not saved: {0} The text stays here.").format(draft.error)
        return ""

    def _tell(self) -> None:
        failure = self._failure()
        if failure:
            self.told.emit(failure, True)
        elif self.draft.unsaved:
            self.told.emit(_("Writing…"), False)
        else:
            self.told.emit(_("Saved") if self.draft.note is not None else "", False)

    @Slot()
    def _on_loaded(self) -> None:
        draft, before = self.draft, max(self.number, 0)
        self.notes = self._notes_on(draft.key)
        new_and_wanted = draft.note is None and draft.asked
        if draft.unsaved or new_and_wanted:
            self.shown.emit()  # the number of notes may be another one
        elif not self.notes:
            self._turn_to(Draft(draft.key))
        elif self.number >= 0:
            self._turn_to(self._draft_of(self.notes[self.number]))
        else:  # deleted elsewhere, restored, or the first one of another program
            self._turn_to(self._draft_of(self.notes[min(before, len(self.notes) - 1)]))

    @Slot(str)
    def _on_unavailable(self, sentence: str) -> None:
        self.told.emit(sentence, True)


def _by_birth(note: Note) -> tuple[object, int]:
    return note.created, note.id

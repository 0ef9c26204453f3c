"""Notes in a unit of work: nothing that was saved is overwritten, and what is deleted stays a while."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from guide.errors import StoreDamaged, StoreError, shown
from guide.i18n import _
from guide.store.revisions import Stand, to_drop
from guide.store.seal import moment_text, note_seal, revision_seal, storable
from guide.store.tables import NoteRow, RevisionRow
from guide.store.values import Note, Revision


class Notes:
    """The notes as seen inside one transaction. Every row is checked against its checksum."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, key: str | None = None) -> tuple[Note, ...]:
        """Every note (on ``key``), the last changed first; StoreDamaged names one that is not whole."""
        return tuple(_whole(row) for row in self._living(key))

    def readable(self, key: str | None = None) -> tuple[tuple[Note, ...], tuple[str, ...]]:
        """The notes that are whole, and a sentence for each that is not."""
        notes, troubles = [], []
        for row in self._living(key):
            try:
                notes.append(_whole(row))
            except StoreDamaged as damage:
                troubles.append(str(damage))
        return tuple(notes), tuple(troubles)

    def get(self, note: int) -> Note:
        """One note, also from the trash."""
        return _whole(self._row(note))

    def keys(self) -> frozenset[str]:
        """The keys that have a note."""
        return frozenset(
            self._session.scalars(select(NoteRow.key).where(NoteRow.removed.is_(None)).distinct())
        )

    def add(self, key: str, text: str, now: datetime) -> Note:
        """A new note."""
        row = NoteRow(key=storable(key), text=storable(text), created=now, changed=now)
        _close(row)
        self._session.add(row)
        self._session.flush()
        return _value(row)

    def save(self, note: int, text: str, now: datetime) -> tuple[Note, bool]:
        """The note with a new text, and whether it changed; the old text stays as a revision."""
        row = self._row(note)
        text = storable(text)
        if _whole(row).text == text:
            return _value(row), False
        self._session.add(
            RevisionRow(
                note_id=row.id,
                text=row.text,
                at=row.changed,
                seal=revision_seal(row.id, row.text, moment_text(row.changed)),
            )
        )
        row.text, row.changed = text, now
        _close(row)
        self._session.flush()
        self._thin(row.id)
        return _value(row), True

    def remove(self, note: int, now: datetime) -> bool:
        """Puts the note into the trash; False where it lies there already."""
        row = self._row(note)
        _whole(row)
        if row.removed is not None:
            return False
        row.removed = now
        _close(row)
        return True

    def restore(self, note: int) -> bool:
        """Takes the note out of the trash; False where it was not there."""
        row = self._row(note)
        _whole(row)
        if row.removed is None:
            return False
        row.removed = None
        _close(row)
        return True

    def purge(self, before: datetime) -> int:
        """Ends what lies in the trash since ``before``, with its earlier texts; how many that were.

        A damaged note stays: the time of its removal may be what is damaged.
        """
        rows = self._session.scalars(
            select(NoteRow).where(NoteRow.removed.is_not(None), NoteRow.removed < before)
        )
        ended = [row.id for row in rows if _seal_of(row) == row.seal]
        for note in ended:  # one by one: a list of thousands is more than SQLite takes
            self._session.execute(delete(NoteRow).where(NoteRow.id == note))
        return len(ended)

    def revisions(self, note: int) -> tuple[Revision, ...]:
        """Earlier texts of the note, the newest first; a damaged one is told, not dropped."""
        rows = self._session.scalars(
            select(RevisionRow)
            .where(RevisionRow.note_id == note)
            .order_by(RevisionRow.id.desc())
        )  # fmt: skip
        return tuple(_whole_revision(row) for row in rows)

    def _living(self, key: str | None) -> Iterable[NoteRow]:
        query = select(NoteRow).where(NoteRow.removed.is_(None))
        if key is not None:
            query = query.where(NoteRow.key == key)
        return self._session.scalars(query.order_by(NoteRow.changed.desc(), NoteRow.id.desc()))

    def _row(self, note: int) -> NoteRow:
        row = self._session.get(NoteRow, note)
        if row is None:
            raise StoreError(_("There is no note {note}; list the notes again.").format(note=note))
        return row

    def _thin(self, note: int) -> None:
        stands: Sequence[Stand] = [
            Stand(*row)
            for row in self._session.execute(
                select(RevisionRow.id, RevisionRow.at, func.length(RevisionRow.text))
                .where(RevisionRow.note_id == note)
                .order_by(RevisionRow.id)
            )
        ]
        if dropped := to_drop(stands):
            self._session.execute(delete(RevisionRow).where(RevisionRow.id.in_(dropped)))


def _seal_of(row: NoteRow) -> bytes:
    removed = "" if row.removed is None else moment_text(row.removed)
    created, changed = moment_text(row.created), moment_text(row.changed)
    return note_seal(str(row.key), str(row.text), created, changed, removed)


def _close(row: NoteRow) -> None:
    row.seal = _seal_of(row)


def _whole(row: NoteRow) -> Note:
    if _seal_of(row) != row.seal:
        words = _(
            "Note {note} on “{key}” is damaged: its text is not what was saved; "
            "a backup may hold it, and “store check” names the last good one."
        )
        raise StoreDamaged(words.format(note=row.id, key=shown(row.key)))
    return _value(row)


def _whole_revision(row: RevisionRow) -> Revision:
    if revision_seal(row.note_id, str(row.text), moment_text(row.at)) != row.seal:
        words = _("An earlier text of note {note} is damaged ({time:%Y-%m-%d %H:%M}).")
        raise StoreDamaged(words.format(note=row.note_id, time=row.at))
    return Revision(row.text, row.at)


def _value(row: NoteRow) -> Note:
    return Note(row.id, row.key, row.text, row.created, row.changed)

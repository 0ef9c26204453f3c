"""The checksums of all rows of a notes file, over plain SQLite: for backups and ``store check``."""

import sqlite3
from collections.abc import Iterator

from guide.errors import shown
from guide.i18n import _
from guide.store.seal import note_seal, revision_seal

_NOTES = "SELECT id, key, text, created, changed, removed, seal FROM notes ORDER BY id"
_REVISIONS = "SELECT id, note_id, text, at, seal FROM revisions ORDER BY id"


def broken_rows(connection: sqlite3.Connection) -> Iterator[str]:
    """A sentence for each row that is not what was saved."""
    # Read without the indexes, so that a damaged index cannot hide a row.
    for note, key, text, created, changed, removed, stored in connection.execute(_NOTES):
        parts = (str(key), str(text), str(created), str(changed), str(removed or ""))
        if note_seal(*parts) != stored:
            words = _("Note {note} on “{key}” is damaged: its text is not what was saved.")
            yield words.format(note=note, key=shown(parts[0]))
    for row, note, text, at, stored in connection.execute(_REVISIONS):
        if revision_seal(int(note), str(text), str(at)) != stored:
            words = _("An earlier text ({row}) of note {note} is damaged.")
            yield words.format(row=row, note=note)

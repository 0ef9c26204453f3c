"""When a notes file is damaged or gone: what is kept, what is offered, and the way back."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from guide.errors import StoreDamaged, StoreError
from guide.i18n import _, ngettext
from guide.store import backups
from guide.store.faults import code_of, told
from guide.store.schema import address

_BLOCK = 1 << 20


def remains(file: Path, folder: Path) -> bool:
    """Whether notes were here although ``file`` is not: then no empty notebook takes its place."""
    return _holds_something(_beside(file, "-wal")) or backups.any_in(folder)


def damaged(file: Path, folder: Path, now: datetime, cause: str) -> StoreDamaged:
    """The error to raise: keeps a copy of the damaged file and names the newest good backup."""
    try:
        kept = _keep(file, now)
    except OSError:
        kept = None  # read-only or full: the file itself is still where it was
    words = [_("{cause}, so it is not opened and not replaced.").format(cause=cause)]
    if kept is not None:
        words.append(_("A copy is kept as {kept}.").format(kept=kept))
    backup = backups.newest(folder)
    if backup is None:
        words.append(_("There is no backup; “therapy-guide store restore --empty” starts anew."))
    else:
        offer = ngettext(
            "To go back to the backup of {made:%Y-%m-%d %H:%M} UTC with {count} note: "
            "therapy-guide store restore {backup}",
            "To go back to the backup of {made:%Y-%m-%d %H:%M} UTC with {count} notes: "
            "therapy-guide store restore {backup}",
            backup.notes,
        )
        words.append(
            offer.format(made=backup.made, count=backup.notes, backup=_quoted(backup.file))
        )
    return StoreDamaged(" ".join(words))


def put_aside(file: Path, now: datetime) -> Path | None:
    """Moves ``file`` and what belongs to it to ``*.replaced-<time>``; None where nothing was there."""
    _must_be_alone(file)
    moved: Path | None = None
    aside = _aside(file, now, "replaced")
    with told(file):
        for rest in ("", "-wal"):
            source = _beside(file, rest)
            if (not rest and os.path.lexists(source)) or _holds_something(source):
                source.rename(_beside(aside, rest))
                moved = aside
        for rest in ("-wal", "-shm"):  # nothing in them, but the next file must not meet them
            _beside(file, rest).unlink(missing_ok=True)
    return moved


def restore(file: Path, source: Path, now: datetime) -> tuple[backups.Backup, Path | None]:
    """Puts a verified copy of ``source`` at ``file``; what was there is kept beside. StoreError if not whole."""
    with told(source):
        if file.exists() and source.samefile(file):
            raise StoreError(_("{file} is the notes file itself; name a backup.").format(file=file))
    backups.verify(source)
    arriving = file.with_name(f".{file.name}.restored")
    copy = backups.write(source, arriving, now)
    kept = put_aside(file, now)
    with told(file):
        arriving.rename(file)
    return backups.Backup(file, copy.made, copy.notes), kept


def start_anew(file: Path, now: datetime) -> Path | None:
    """An empty notes file at ``file``; what was there is kept beside, at the path that is returned."""
    kept = put_aside(file, now)
    with told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    # Alembic is loaded only here: everything else in this module must work without it.
    from guide.store import upgrade  # noqa: PLC0415

    with told(file, SQLAlchemyError):
        upgrade.create(file)
    return kept


def _must_be_alone(file: Path) -> None:
    """StoreError while another program has ``file`` open: it would go on writing into the old one."""
    try:
        connection = sqlite3.connect(address(file, "mode=rw"), uri=True, timeout=1)
    except sqlite3.Error:
        return  # there is none, or it cannot be opened by anybody
    with closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # only the last user may do this
        except sqlite3.Error as error:
            if code_of(error) == sqlite3.SQLITE_BUSY:
                words = _("{file} is in use: close Therapy Guide everywhere, then restore again.")
                raise StoreError(words.format(file=file)) from error


def _keep(file: Path, now: datetime) -> Path | None:
    """A copy of a damaged file, made once: the next start finds it again by its content."""
    if not file.is_file():
        return None
    content = _content(file)
    for kept in sorted(file.parent.glob(f"{file.name}.corrupt-*")):
        if kept.is_file() and _content(kept) == content:
            return kept
    kept = _aside(file, now, "corrupt")
    wal = _beside(file, "-wal")
    if _holds_something(wal):
        shutil.copy2(wal, _beside(kept, "-wal"))
    shutil.copy2(file, kept)
    return kept


def _content(file: Path) -> bytes:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.digest()


def _aside(file: Path, now: datetime, name: str) -> Path:
    aside = file.with_name(f"{file.name}.{name}-{backups.stamp(now)}")
    number = 2
    while aside.exists():
        aside = file.with_name(f"{file.name}.{name}-{backups.stamp(now)}-{number}")
        number += 1
    return aside


def _holds_something(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _beside(file: Path, rest: str) -> Path:
    return file.with_name(file.name + rest)


def _quoted(file: Path) -> str:
    return f'"{file}"'

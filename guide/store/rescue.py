"""When a notes file is damaged or gone: what is kept, what is offered, and the way back."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from guide.errors import StoreDamaged, StoreError, shown
from guide.i18n import _, ngettext
from guide.store import backups
from guide.store.faults import code_of, half_sentence, told
from guide.store.naming import command
from guide.store.schema import address

_BLOCK = 1 << 20


def remains(file: Path, folder: Path) -> bool:
    """Whether notes were here although ``file`` is not: then no empty notebook takes its place."""
    return _holds_something(_beside(file, "-wal")) or backups.any_in(folder)


def damaged(file: Path, folder: Path, now: datetime, damage: StoreDamaged) -> StoreDamaged:
    """The error to raise: keeps a copy of the damaged file and names the newest good backup."""
    try:
        kept = _keep(file, now)
    except OSError:
        kept = None  # read-only or full: the file itself is still where it was
    clauses = [_("it is not opened and not replaced")]
    if kept is not None:
        clauses.append(_("a copy is kept as {kept}").format(kept=shown(kept)))
    return refused(file, folder, damage, *clauses)


def refused(file: Path, folder: Path, damage: StoreDamaged, *clauses: str) -> StoreDamaged:
    """``damage`` of ``file`` as one sentence: what is wrong, what follows, and the way back."""
    cause = half_sentence(damage, file)
    words = _("{cause}, so {clauses}; {way}.") if clauses else _("{cause}; {way}.")
    way = way_back(file, backups.newest(folder))
    return StoreDamaged(words.format(cause=cause, clauses="; ".join(clauses), way=way))


def way_back(file: Path, backup: backups.Backup | None) -> str:
    """The end of a sentence: the command that brings notes back, or that starts without any."""
    if backup is None:
        words = _("there is no backup, and “{command}” starts anew")
        return words.format(command=command(file, "store restore --empty"))
    words = ngettext(
        "“{command}” goes back to the backup of {made:%Y-%m-%d %H:%M} UTC with {count} note",
        "“{command}” goes back to the backup of {made:%Y-%m-%d %H:%M} UTC with {count} notes",
        backup.notes,
    )
    restoring = command(file, "store restore", backup.file)
    return words.format(made=backup.made, count=backup.notes, command=restoring)


def back_up(file: Path, folder: Path, now: datetime, target: Path | None = None) -> backups.Backup:
    """A verified copy of ``file`` in ``folder``, or at ``target``; StoreError in one sentence."""
    if target is not None:
        _must_be_free(target)
    try:
        if target is None:
            return backups.make(file, folder, now)
        return backups.write(file, target, now)
    except StoreDamaged as damage:
        raise refused(file, folder, damage, _("it is not backed up")) from damage


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
        if file.exists() and source.exists() and source.samefile(file):
            words = _("{file} is the notes file itself; name a backup.")
            raise StoreError(words.format(file=shown(file)))
    arriving = file.with_name(f".{file.name}.restored")
    try:
        backups.verify(source)
        with told(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        copy = backups.write(source, arriving, now)
    except StoreDamaged as damage:
        words = _("{cause}, so nothing was restored; name a file that “{command}” wrote.")
        cause = half_sentence(damage, source)
        named = words.format(cause=cause, command=command(file, "store backup"))
        raise StoreDamaged(named) from damage
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


def _must_be_free(target: Path) -> None:
    with told(target):
        if os.path.lexists(target):
            words = _("{file} exists already; name another file.")
            raise StoreError(words.format(file=shown(target)))
        if not target.parent.is_dir():
            words = _("There is no folder {folder}; make it first, or name another file.")
            raise StoreError(words.format(folder=shown(target.parent)))


def _must_be_alone(file: Path) -> None:
    """StoreError while another program has ``file`` open: it would go on writing into the old one."""
    if not file.is_file():
        return  # there is none; and a pipe in its place would wait for ever
    try:
        connection = sqlite3.connect(address(file, "mode=rw"), uri=True, timeout=1)
    except sqlite3.Error:
        return  # there is none, or it cannot be opened by anybody
    with closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # only the last user may do this
        except sqlite3.Error as error:
            if code_of(error) == sqlite3.SQLITE_BUSY:
                words = _("{file} is in use; close Therapy Guide everywhere, then restore again.")
                raise StoreError(words.format(file=shown(file))) from error


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

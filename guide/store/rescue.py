"""When a notes file is damaged or gone: what is kept, what is offered, and the way back."""

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

from guide.errors import StoreDamaged, StoreError
from guide.i18n import _, ngettext
from guide.store import backups
from guide.store.faults import told

COMPANIONS = ("", "-wal", "-shm")
_BLOCK = 1 << 20


def remains(file: Path, folder: Path) -> bool:
    """Whether notes were here although ``file`` is not: then no empty notebook takes its place."""
    return any(_beside(file, rest).exists() for rest in COMPANIONS[1:]) or backups.any_in(folder)


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


def put_aside(file: Path, now: datetime, name: str) -> Path | None:
    """Moves ``file`` and what belongs to it away, to ``*.NAME-<time>``; None where nothing was there."""
    moved: Path | None = None
    aside = _aside(file, now, name)
    for rest in COMPANIONS:
        source = _beside(file, rest)
        if source.exists():
            with told(source):
                source.rename(_beside(aside, rest))
            moved = aside
    return moved


def restore(file: Path, source: Path, now: datetime) -> tuple[backups.Backup, Path | None]:
    """Puts a verified copy of ``source`` at ``file``; what was there is kept beside. StoreError if not whole."""
    if source.absolute() == file.absolute():
        raise StoreError(_("{file} is the notes file itself; name a backup.").format(file=file))
    backups.verify(source)
    arriving = file.with_name(f".{file.name}.restored")
    copy = backups.write(source, arriving, now)
    kept = put_aside(file, now, "replaced")
    with told(file):
        arriving.rename(file)
    return backups.Backup(file, copy.made, copy.notes), kept


def _keep(file: Path, now: datetime) -> Path | None:
    """A copy of a damaged file, made once: the next start finds it again by its content."""
    if not file.is_file():
        return None
    content = _content(file)
    for kept in sorted(file.parent.glob(f"{file.name}.corrupt-*")):
        if not kept.name.endswith(COMPANIONS[1:]) and _content(kept) == content:
            return kept
    kept = _aside(file, now, "corrupt")
    for rest in COMPANIONS[:2]:
        source = _beside(file, rest)
        if source.exists():
            shutil.copy2(source, _beside(kept, rest))
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


def _beside(file: Path, rest: str) -> Path:
    return file.with_name(file.name + rest)


def _quoted(file: Path) -> str:
    return f'"{file}"'

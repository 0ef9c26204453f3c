"""What SQLite reports, in words that name the file, the cause and the way out."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.errors import GuideError, StoreDamaged, StoreError, StoreReadOnly, shown
from guide.i18n import _
from guide.store.naming import command

_PRIMARY = 0xFF
ROOM = 128 * 1024
"""Bytes that the log of a notes file and its index need at least."""

_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
)


def code_of(error: BaseException) -> int:
    """SQLite's primary result code behind ``error`` (also inside SQLAlchemy's); 0 where none is."""
    inner = getattr(error, "orig", None) or error
    return int(getattr(inner, "sqlite_errorcode", 0) or 0) & _PRIMARY


def is_unwritable(error: BaseException) -> bool:
    """Whether the place cannot be written, although the file itself may be whole."""
    return code_of(error) in _UNWRITABLE


def in_words(error: BaseException, file: Path) -> StoreError:
    """``error`` as the sentence for the reader; it begins with the file, so that more may stand before."""
    code = code_of(error)
    kind: type[StoreError] = StoreError
    unreachable = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
    if code == sqlite3.SQLITE_FULL or (unreachable and _is_full(file)):
        words = _full()
    elif code == sqlite3.SQLITE_READONLY or (unreachable and _is_read_only(file)):
        kind = StoreReadOnly
        words = _unwritable()
    elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        words = _(
            "{file} is held by another program, so nothing was changed; close it and try again."
        )
    elif code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        kind = StoreDamaged
        words = _(
            "{file} is damaged ({reason}); run “{check}” to see what is sound and how to go on."
        )
    elif unreachable:
        words = _("{file} cannot be reached ({reason}); check the disk and its permissions.")
    else:
        words = _("{file} did not take the change ({reason}), so nothing was changed; try again.")
    check = command(file, "store check")
    return kind(words.format(file=shown(file), reason=_reason(error), check=check))


def half_sentence(damage: StoreDamaged, file: Path) -> str:
    """What is wrong with ``file``, without a full stop: how to go on depends on who asked."""
    if damage.__cause__ is None:
        return str(damage)
    words = _("{file} is damaged ({reason})")
    return words.format(file=shown(file), reason=_reason(damage.__cause__))


def _reason(error: BaseException) -> str:
    return shown(getattr(error, "orig", None) or error)


def _place(file: Path) -> Path:
    return next(folder for folder in file.absolute().parents if folder.is_dir())


def _is_read_only(file: Path) -> bool:
    """Whether nothing can be put beside ``file``: SQLite says only that it cannot open the log."""
    try:
        return not os.access(_place(file), os.W_OK)
    except OSError:
        return False


def _is_full(file: Path) -> bool:
    """Whether there is no room beside ``file``: SQLite reports that as an I/O error for its index."""
    try:
        disk = shutil.disk_usage(_place(file))
        return disk.total > 0 and disk.free < ROOM  # what is no disk, such as /proc, has neither
    except OSError:
        return False


def _full() -> str:
    return _("{file} is on a full disk, so nothing was changed; free some space and try again.")


def _unwritable() -> str:
    return _("{file} cannot be written; make it and its folder writable, then try again.")


def from_system(error: OSError, file: Path) -> StoreError:
    """What the operating system reported about ``file`` as the sentence for the reader."""
    kind: type[StoreError] = StoreError
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        words = _full()
    elif error.errno == errno.EROFS:
        kind, words = StoreReadOnly, _unwritable()
    else:
        words = _("{file} cannot be reached ({reason}); check the disk and its permissions.")
    return kind(words.format(file=shown(file), reason=error.strerror or shown(error)))


@contextmanager
def told(file: Path, kind: type[Exception] = sqlite3.Error) -> Iterator[None]:
    """Database trouble (``kind`` beside SQLite's own) leaves this block as a GuideError only."""
    try:
        yield
    except GuideError:
        raise
    except (sqlite3.Error, kind) as error:
        raise in_words(error, file) from error
    except OSError as error:
        raise from_system(error, file) from error

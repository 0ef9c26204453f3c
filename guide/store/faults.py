"""What SQLite reports, in words that name the file, the cause and the way out."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.errors import GuideError, StoreDamaged, StoreError, StoreReadOnly
from guide.i18n import _

_PRIMARY = 0xFF
_LEAST = 128 * 1024  # bytes that the log and its index need
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
    """``error`` as the sentence for the reader."""
    code = code_of(error)
    kind: type[StoreError] = StoreError
    unreachable = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
    if code == sqlite3.SQLITE_FULL or (unreachable and _is_full(file)):
        words = _("The disk with {file} is full: nothing was changed. Free some space, save again.")
    elif code == sqlite3.SQLITE_READONLY:
        kind = StoreReadOnly
        words = _("{file} cannot be written: make it and its folder writable, then try again.")
    elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        words = _("Another program is holding {file}: nothing was changed. Close it, try again.")
    elif code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        kind = StoreDamaged
        words = _("{file} is damaged: “therapy-guide store check” tells what can be saved.")
    elif unreachable:
        words = _("{file} cannot be reached ({reason}): check the disk and its permissions.")
    else:
        words = _("{file} did not take the change ({reason}): nothing was changed.")
    return kind(words.format(file=file, reason=getattr(error, "orig", None) or error))


def _is_full(file: Path) -> bool:
    """Whether there is no room beside ``file``: SQLite reports that as an I/O error for its index."""
    try:
        place = next(folder for folder in file.absolute().parents if folder.is_dir())
        return shutil.disk_usage(place).free < _LEAST
    except OSError:
        return False


def from_system(error: OSError, file: Path) -> StoreError:
    """What the operating system reported about ``file`` as the sentence for the reader."""
    if error.errno == errno.ENOSPC:
        words = _("The disk with {file} is full: nothing was changed. Free some space, save again.")
    else:
        words = _("{file} cannot be reached ({reason}): check the disk and its permissions.")
    return StoreError(words.format(file=file, reason=error.strerror or error))


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

"""A pack: a compiled library in one read-only SQLite file. This module opens and judges packs.

Opening costs the same for every size: the file's own header says how long it must be and whose it
is, and only a few rows are read. ``verify`` reads every byte.
"""

import re
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guide.content import schema
from guide.errors import PackError
from guide.i18n import _

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_ROLLBACK_JOURNAL = b"\x01\x01"
_LARGEST_PAGE = 32_000_000
"""No article unpacks to more than this; a pack that says otherwise is a bomb."""


class Pack:
    """An open pack. May be used from several threads: each gets a connection of its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self._closed = False
        self._sources: dict[str, str] = {}
        _check_header(file)
        try:
            with _told_as_damage(file):
                _check_schema(file, self._connection())
                self.meta: dict[str, str] = dict(self.rows("SELECT name, value FROM meta"))
                self._words = bytes(self.part("words"))
        except PackError:
            self.close()
            raise

    @property
    def title(self) -> str:
        return self.meta.get("title", "")

    @property
    def version(self) -> str:
        return self.meta.get("version", "")

    def rows(self, question: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Every row that answers ``question``; PackError where the file turns out to be damaged."""
        with _told_as_damage(self.file):
            return self._connection().execute(question, values).fetchall()

    def part(self, name: str) -> bytes:
        """A named piece of the pack itself, such as the words that compression starts from."""
        found = self.rows("SELECT data FROM part WHERE name = ?", (name,))
        if not found:
            raise damaged(self.file)
        return bytes(found[0][0])

    def page(self, sheet: int, start: int, length: int) -> bytes:
        """The packed page that lies at ``start`` (counted from 1) in a sheet."""
        question = "SELECT substr(pages, ?, ?) FROM sheet WHERE id = ?"
        found = self.rows(question, (start, length, sheet))
        return found[0][0] if found else b""

    def source(self, name: str) -> str:
        """The words about a source as HTML; empty where there is no such source."""
        known = self._sources.get(name)
        if known is None:
            found = self.rows("SELECT words FROM source WHERE id = ?", (name,))
            with _told_as_damage(self.file):
                known = self.unpack(found[0][0]).decode() if found else ""
            self._sources[name] = known
        return known

    def unpack(self, packed: bytes) -> bytes:
        """``packed`` as it was before compression."""
        try:
            inflater = zlib.decompressobj(zdict=self._words)
            plain = inflater.decompress(packed, _LARGEST_PAGE)
        except (zlib.error, TypeError) as error:  # TypeError: not bytes
            raise damaged(self.file) from error
        if not inflater.eof:
            raise damaged(self.file)
        return plain

    def close(self) -> None:
        """Close every thread's connection; further questions are a bug."""
        with self._lock:
            self._closed = True
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise PackError(_("{} has been closed.").format(self.file))
        if connection is None:
            with self._lock:
                connection = _connect(self.file)
                self._connections.append(connection)
            self._local.connection = connection
        return connection


def verify(file: Path) -> None:
    """Read all of ``file``; PackError where a single bit is not as it was built."""
    _check_header(file)
    content = bytearray(_read(file))
    found = [match.start() for match in re.finditer(re.escape(schema.SEAL), content)]
    start = found[0] + len(schema.SEAL) if len(found) == 1 else -1
    if start < 0 or len(content) < start + schema.SEAL_LENGTH:
        raise PackError(
            _("{} carries no seal; it was damaged or not built by Therapy Guide.").format(file)
        )
    written = bytes(content[start : start + schema.SEAL_LENGTH])
    content[start : start + schema.SEAL_LENGTH] = bytes(schema.SEAL_LENGTH)
    import hashlib  # noqa: PLC0415 - off the start path: OpenSSL comes with it

    if hashlib.sha256(content).digest() != written:
        raise damaged(file)
    _verify_rows(file)


def _verify_rows(file: Path) -> None:
    pack = Pack(file)
    try:
        if pack.rows("PRAGMA integrity_check") != [("ok",)]:
            raise damaged(file)
        for place in pack.rows("SELECT sheet, start, length FROM entry"):
            pack.unpack(pack.page(*place))
        for (name,) in pack.rows("SELECT id FROM source"):
            pack.source(name)
        for (held,) in pack.rows("SELECT entries FROM frequent"):
            pack.unpack(held)
        for name in (schema.CAUTIONS, schema.VOCABULARY):
            pack.unpack(pack.part(name))
    finally:
        pack.close()


def is_pack(file: Path) -> bool:
    """Whether the regular ``file`` calls itself a pack of any format, be it whole or not."""
    with file.open("rb") as stream:
        return _is_ours(stream.read(_HEADER))


# ---- opening


def _connect(file: Path) -> sqlite3.Connection:
    address = file.absolute().as_uri() + "?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _check_header(file: Path) -> None:
    head, size = _head(file)
    if size == 0:
        raise PackError(_("{} is empty; copy or build the pack again.").format(file))
    if not (_is_ours(head) and head[18:20] == _ROLLBACK_JOURNAL):
        raise PackError(_("{} is not a pack of Therapy Guide.").format(file))
    written = int.from_bytes(head[60:64], "big")
    if written > schema.FORMAT:
        raise PackError(
            _("{} was made for a later Therapy Guide; update the program to open it.").format(file)
        )
    if written < schema.FORMAT:
        raise PackError(
            _("{} was made for an earlier Therapy Guide; build or fetch it anew.").format(file)
        )
    page = int.from_bytes(head[16:18], "big")
    expected = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if size != expected:
        raise PackError(
            _("{} is {} bytes long instead of {}: the copy is not complete; copy it again.").format(
                file, size, expected
            )
        )


def _is_ours(head: bytes) -> bool:
    return (
        len(head) == _HEADER
        and head.startswith(_MAGIC)
        and int.from_bytes(head[68:72], "big") == schema.APPLICATION_ID
    )


def _head(file: Path) -> tuple[bytes, int]:
    try:
        if file.is_dir():
            raise PackError(_("{} is a folder; name a pack file.").format(file))
        if file.exists() and not file.is_file():  # a pipe would be waited for without end
            raise PackError(_("{} is no regular file; name a pack file.").format(file))
        with file.open("rb") as stream:
            head = stream.read(_HEADER)
            return head, stream.seek(0, 2)
    except FileNotFoundError as error:
        raise PackError(_("There is no pack {}; build or fetch it first.").format(file)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise PackError(_("{} cannot be read: {}.").format(file, reason)) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise PackError(_("{} cannot be read: {}.").format(file, error.strerror)) from error


def _check_schema(file: Path, connection: sqlite3.Connection) -> None:
    """Refuse tables, views and triggers that we did not write: they would run inside our queries."""
    found: set[tuple[str, str]] = set()
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema"):
        if kind not in ("table", "index"):
            raise PackError(_("{} is not a pack of Therapy Guide.").format(file))
        if sql is not None and not name.startswith("words_"):  # the full-text index keeps its own
            found.add((name, sql))
    if found != schema.EXPECTED:
        raise PackError(_("{} is not a pack of Therapy Guide.").format(file))


@contextmanager
def _told_as_damage(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # not the file's fault but ours
    except (sqlite3.DatabaseError, UnicodeDecodeError, zlib.error) as error:
        raise damaged(file) from error


def damaged(file: Path) -> PackError:
    """The sentence about a pack that does not hold what was built."""
    return PackError(_("{} is damaged; copy or build the pack again.").format(file))

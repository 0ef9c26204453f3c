"""What was rendered before, so that a build renders only what changed. A broken cache is no cache."""

import hashlib
import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

VERSION = 3
"""Raised whenever the same Markdown would be rendered differently than before."""


class Cache:
    """Rendered values by key. A value is kept with a hash of all that it was made from."""

    def __init__(self, file: Path) -> None:
        self._base: sqlite3.Connection | None = None
        self._file = file
        with suppress(sqlite3.Error, OSError):
            self._base = self._open(file)

    @classmethod
    def beside(cls, out: Path) -> Self:
        """The cache of the pack ``out``, in a folder beside it."""
        return cls(out.parent / f".{out.name}-cache" / "rendered.db")

    def get(self, key: str, made_from: str) -> Any:
        """The value kept for ``key`` if it was made from the same, else None."""
        if self._base is None:
            return None
        try:
            found = self._base.execute(
                "SELECT value FROM rendered WHERE key = ? AND made_from = ?", (key, made_from)
            ).fetchone()
            return json.loads(found[0]) if found else None
        except (sqlite3.Error, ValueError):
            return None

    def put(self, key: str, made_from: str, value: Any) -> None:
        """Keep ``value`` (anything JSON can hold) for ``key``."""
        if self._base is None:
            return
        text = json.dumps(value, ensure_ascii=False)
        with suppress(sqlite3.Error):
            self._base.execute(
                "INSERT OR REPLACE INTO rendered VALUES (?, ?, ?)", (key, made_from, text)
            )

    def keep_only(self, keys: set[str]) -> None:
        """Forget what no article asks for any more."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            known = {row[0] for row in self._base.execute("SELECT key FROM rendered")}
            gone = [(key,) for key in known - keys]
            self._base.executemany("DELETE FROM rendered WHERE key = ?", gone)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.execute("COMMIT")
            self._base.close()

    @staticmethod
    def _open(file: Path) -> sqlite3.Connection:
        file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(file, isolation_level=None, timeout=1)
        try:
            base.execute("PRAGMA synchronous = OFF")  # a lost cache is rendered again
            found = base.execute("PRAGMA user_version").fetchone()[0]
            if found != VERSION:
                base.execute("DROP TABLE IF EXISTS rendered")
                base.execute(
                    "CREATE TABLE rendered (key TEXT PRIMARY KEY, made_from TEXT, value TEXT)"
                )
                base.execute(f"PRAGMA user_version = {VERSION}")
            base.execute("BEGIN")
        except sqlite3.Error:
            base.close()
            with suppress(OSError):
                file.unlink()  # the next build begins a new one
            raise
        return base


def fingerprint(*parts: Any) -> str:
    """A hash of plain values, the same in every process."""
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()

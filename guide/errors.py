"""What may go wrong in a way that the reader is told about.

GuideError                  show the message, keep going
├── UsageError              the command line was used wrongly (exit 2)
├── ContentError            an article, table or link is wrong (has a place)
│   └── UnknownKey          nothing in the library has this key
├── PackError               a pack cannot be opened or trusted
├── SettingsError           the settings file is wrong (has a place)
├── StoreError              the reader's file cannot be read or written
│   ├── StoreTooNew         it was written by a later version
│   ├── StoreDamaged        it is not what was written
│   └── StoreReadOnly       it can be read but not changed
└── Locked                  kiosk mode forbids it

Anything that is not a GuideError is a bug: log and crash notice.
"""

from pathlib import Path

_HEAD, _TAIL = 100, 120  # of a name that is too long to be read


def shown(name: object) -> str:
    """``name`` on one line: what cannot be printed is escaped, and a very long middle left out."""
    text = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in str(name)
    )
    return text if len(text) <= _HEAD + _TAIL + 1 else f"{text[:_HEAD]}…{text[-_TAIL:]}"


class GuideError(Exception):
    """One sentence for the reader: what, where, and what to do."""


class UsageError(GuideError):
    """The command line was used wrongly."""


class ContentError(GuideError):
    """An article, table or link is wrong. ``str()`` begins with ``file:line:`` where known."""

    def __init__(self, message: str, file: Path | None = None, line: int | None = None) -> None:
        self.message, self.file, self.line = message, file, line
        place = ":".join(str(part) for part in (file, line) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)


class UnknownKey(ContentError):
    """Nothing in the library has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"There is no entry “{shown(key)}” in this library.")


class PackError(GuideError):
    """A pack is missing, damaged, foreign or too new."""


class SettingsError(GuideError):
    """The settings file is wrong."""


class StoreError(GuideError):
    """The reader's file cannot be read or written."""


class StoreTooNew(StoreError):
    """The reader's file was written by a later version."""


class StoreDamaged(StoreError):
    """The reader's file is not what was written."""


class StoreReadOnly(StoreError):
    """The reader's file can be read but not changed."""


class Locked(GuideError):
    """Kiosk mode forbids it."""

"""What the store hands out: frozen values that outlive a session and cross threads. Times are UTC."""

from dataclasses import dataclass
from datetime import datetime
from enum import Flag, auto


class Changes(Flag):
    """What a write changed; views decide what to reload."""

    NONE = 0
    BOOKMARKS = auto()
    NOTES = auto()
    VISITS = auto()
    SESSION = auto()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A marked article, or a section of it where ``section`` (an anchor) is not empty."""

    id: int
    key: str
    section: str
    title: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A Markdown note on an entry."""

    id: int
    key: str
    text: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening of an entry."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tab:
    """One open tab: its history of keys (``therapy/tuina`` or ``therapy/tuina#technique``) and where in it.

    ``scroll`` is the first visible character and ``offset`` the pixels of its line that are scrolled
    away, so that the place survives another window width or text size.
    """

    history: tuple[str, ...]
    place: int
    scroll: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """What was open when the program was last used. ``state`` holds small view facts (splitters, view)."""

    tabs: tuple[Tab, ...]
    current: int
    state: dict[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of a note, as it stood from ``at`` on."""

    text: str
    at: datetime

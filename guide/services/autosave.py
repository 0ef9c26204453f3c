"""When what is being written is saved: a machine without a clock; the time comes in, in seconds."""

from enum import StrEnum

QUIET = 0.7
"""A save begins so long after the last key; with the commit it is on the disk within a second."""

LONGEST = 4.0
"""While typing goes on, a save begins so long after the first key that is not saved yet."""

AGAIN = 3.0
"""So long after a failure the next try begins."""


class State(StrEnum):
    """What the reader is told."""

    SAVED = "Saved"
    UNSAVED = "Unsaved"
    SAVING = "Saving"
    FAILED = "Failed"


class Autosave:
    """The life of one text between keys and commits.

    ``typed`` at every key, ``begin`` when ``due``, then ``saved`` after the commit or ``failed``.
    ``SAVED`` is shown only when every key that was typed is in a commit.
    """

    def __init__(self) -> None:
        self._first: float | None = None  # the first key that no save has taken along
        self._last = 0.0
        self._saving: float | None = None  # the first key of what is being saved
        self._retry: float | None = None

    @property
    def state(self) -> State:
        """What is true now; after a failure never ``UNSAVED``, so that typing on does not hide it."""
        if self._saving is not None:
            return State.SAVING
        if self._retry is not None:
            return State.FAILED
        return State.SAVED if self._first is None else State.UNSAVED

    @property
    def wakes(self) -> float | None:
        """When ``due`` becomes true if nothing else happens; None where nothing is to be saved."""
        if self._saving is not None or self._first is None:
            return None
        at = min(self._last + QUIET, self._first + LONGEST)
        return at if self._retry is None else max(at, self._retry)

    def typed(self, now: float) -> None:
        """The text changed."""
        self._last = now
        if self._first is None:
            self._first = now

    def due(self, now: float) -> bool:
        """Whether a save is to begin now. Never two at once."""
        at = self.wakes
        return at is not None and now >= at

    def begin(self) -> None:
        """The text as it stands goes to the writer; also where the reader leaves before it is due."""
        if self._saving is None:
            self._saving = self._last if self._first is None else self._first
            self._first = None

    def saved(self) -> None:
        """What ``begin`` took along is committed."""
        self._saving = self._retry = None

    def failed(self, now: float) -> None:
        """It is not; its keys count as unsaved again."""
        if self._saving is not None:
            self._first, self._saving = self._saving, None
        self._retry = now + AGAIN

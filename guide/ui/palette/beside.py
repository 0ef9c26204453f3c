"""Where rows say what a filter thinks of an entry; who filters hands in two functions."""

from collections.abc import Callable
from typing import Any

Of = Callable[[str], Any]
"""The verdict on an entry (by key), or None where nothing is to be said."""
Label = Callable[[Any], tuple[str, str]]
"""A verdict in words, and the name of its icon."""


class Beside:
    """What is shown beside an entry; nothing until it is given functions."""

    def __init__(self) -> None:
        self._of: Of | None = None
        self._label: Label | None = None

    def set(self, of: Of | None, label: Label | None) -> None:
        """Ask these from now on; None turns verdicts off."""
        self._of, self._label = of, label

    def on(self, key: str) -> tuple[str, str]:
        """The words and the icon for an entry; two empty strings where there are none."""
        if self._of is None or self._label is None or not key:
            return "", ""
        verdict = self._of(key)
        return ("", "") if verdict is None else self._label(verdict)

"""A line that says how far a long command is, on standard error and only in a terminal."""

import sys
from types import TracebackType
from typing import Self

_WIDTH = 30


class ProgressBar:
    """Call it with done and all; leaving the ``with`` clears the line."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._shown = -1
        self._visible = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        share = 100 * done // of if of else 100
        if not self._visible or share == self._shown:
            return
        self._shown = share
        full = _WIDTH * share // 100
        bar = "#" * full + "-" * (_WIDTH - full)
        print(f"\r{self._title} [{bar}] {done}/{of}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._visible and self._shown >= 0:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

"""Where in the file a thing of the tree was written.

Python-Markdown forgets lines. The tree is walked in the order of reading, so looking for the very
characters onward from the last find gives the line, at the cost of one ``str.find``.
"""

from bisect import bisect_right
from itertools import accumulate


class Lines:
    """Finds lines in one text; remembers how far the reading has come."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first = first_line
        self._at = 0
        self._ends: list[int] = []

    def of(self, written: str) -> int:
        """The file's line of the next place where ``written`` stands; the last line found if none."""
        place = self._text.find(written, self._at) if written else -1
        if place < 0 and written:
            # Footnotes are read last but may be written first.
            place = self._text.find(written)
            return self._line(place if place >= 0 else max(self._at - 1, 0))
        if place >= 0:
            self._at = place + 1
        return self._line(max(self._at - 1, 0))

    def _line(self, place: int) -> int:
        if not self._ends:
            self._ends = list(accumulate(len(line) + 1 for line in self._text.split("\n")))
        return self._first + bisect_right(self._ends, place)

"""Compression that begins from the words that pages of the library share."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

_LARGEST = 32_000  # zlib looks no further back than 32 KiB
_SAMPLES = 600
_SHORTEST = 12
_Any = TypeVar("_Any")
_ELEMENT = re.compile(rb"(?=<(?:li|p|tr|td|th|table|h[1-4]|ul|dt|dd|span)\b)|(?<=\n)|(?<=\", )")


class Press:
    """Packs pages one by one; ``words`` is what they must be unpacked with."""

    def __init__(self, pages: Iterable[bytes]) -> None:
        """``pages`` are some of those that will be packed; ``samples`` chooses them."""
        self.words = common(list(pages))
        self._start = zlib.compressobj(9, memLevel=9, zdict=self.words)

    def pack(self, page: bytes) -> bytes:
        """``page`` compressed."""
        deflater = self._start.copy()  # to read the words anew for every page takes longer
        return deflater.compress(page) + deflater.flush()


def pack_runs(row: bytes) -> bytes:
    """A row of few different bytes compressed: only runs are looked for, which is as good and quick."""
    deflater = zlib.compressobj(9, memLevel=9, strategy=zlib.Z_RLE)
    return deflater.compress(row) + deflater.flush()


def common(pages: Sequence[bytes]) -> bytes:
    """The elements that stand in many pages, those that save most at the end, where they are near."""
    counted: Counter[bytes] = Counter()
    for page in pages:
        counted.update(set(_ELEMENT.split(page)))
    worth = sorted(
        ((number - 1) * len(element), element)
        for element, number in counted.items()
        if number > 1 and len(element) >= _SHORTEST
    )
    chosen: list[bytes] = []
    room = _LARGEST
    for _, element in reversed(worth):
        if len(element) > room:
            break
        chosen.append(element)
        room -= len(element)
    return b"".join(reversed(chosen))


def samples(all_of_them: Sequence[_Any]) -> Sequence[_Any]:
    """Some hundreds, evenly chosen."""
    return all_of_them[:: max(1, len(all_of_them) // _SAMPLES)]

"""Words that stand in very many entries: for each of them is kept ready where it stands and how often.

The full-text index gives rows one by one, which is too slow for a word of half a large library. So a
pack holds for every such word a byte for each entry, in the order of their ids: 0 where the word does
not stand, else ``1 + 4 * place + amount``; ``place`` counts in ``PLACES``, ``amount`` in ``AMOUNTS``.
"""

import math
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping

FEWEST = 500
"""A word is frequent that stands in more entries than this, …"""
SHARE = 25
"""… and in more than one of so many."""

PLACES = ("body", "summary", "headings", "{title names}")
"""Columns of the full-text index; the later, the more it says that a word stands there."""
AMOUNTS = (1.0, 1.4, 1.7, 1.95)
"""How much BM25 makes of the word in a text, without its rareness: between 0 and 2.2."""
_BETWEEN = (1.2, 1.55, 1.85)
_LEAST = 1e-6

_HELD = "SELECT rowid FROM words WHERE words MATCH ?"
_RANKED = "SELECT rowid, -rank FROM words WHERE words MATCH ?"


def code(place: int, amount: int = 0) -> int:
    """The byte of an entry in which the word stands."""
    return 1 + len(AMOUNTS) * place + amount


def rareness(held: int, entries: int) -> float:
    """What BM25 makes of a word that stands in ``held`` of ``entries``, as FTS5 counts it."""
    return max(_LEAST, math.log((entries - held + 0.5) / (held + 0.5)))


def frequent(
    base: sqlite3.Connection, counts: Mapping[str, int], entries: int
) -> Iterator[tuple[str, bytes]]:
    """The frequent words among ``counts`` with their bytes, from a full-text index that is filled."""
    for word, count in counts.items():
        if count > max(FEWEST, entries / SHARE):
            yield word, _bytes(base, word, rareness(count, entries), entries)


def _bytes(base: sqlite3.Connection, word: str, rare: float, entries: int) -> bytes:
    codes = bytearray(entries)
    for number, rank in base.execute(_RANKED, (f'"{word}"',)):
        codes[number - 1] = 1 + bisect_left(_BETWEEN, rank / rare)
    for place, column in enumerate(PLACES[1:], start=1):
        for (number,) in base.execute(_HELD, (f'{column} : "{word}"',)):
            amount = (codes[number - 1] - 1) % len(AMOUNTS)
            codes[number - 1] = code(place, amount)
    return bytes(codes)

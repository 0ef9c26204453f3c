"""Which earlier texts of a note are kept: many of the last ones, few of old ones, all before a loss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

KEPT = 40
"""So many of the newest are kept, whatever they are."""

SLACK = 20
"""Thinning waits until so many more have gathered, so that most saves do not thin."""

APART = timedelta(minutes=2)
"""Older ones are kept where they lie at least so far from the one kept before them."""

_LOSS = 2  # a text that is followed by one of less than half its length is kept


@dataclass(frozen=True, slots=True)
class Stand:
    """An earlier text: its row, when it was written, its length."""

    id: int
    at: datetime
    length: int


def to_drop(stands: Sequence[Stand]) -> list[int]:
    """The rows that may go, from all earlier texts of one note, oldest first."""
    if len(stands) <= KEPT + SLACK:
        return []
    dropped = []
    last: datetime | None = None
    for stand, following in pairwise(stands[: 1 - KEPT]):
        lost = following.length * _LOSS < stand.length
        if lost or last is None or abs(stand.at - last) >= APART:
            last = stand.at
        else:
            dropped.append(stand.id)
    return dropped

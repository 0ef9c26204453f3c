"""What is chosen often and lately: one small number for each thing, halved every two weeks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

_HALF = 14 * 24.0
"""Hours after which a use counts half as much."""
_KEPT = 60  # things that are remembered; the least used are forgotten first
_FORGOTTEN = 0.05  # a weight below this is no use any more
_HOUR = 3600.0
_ONE = re.compile(r"(\S+)@(\d{1,3}\.\d\d)@(\d{1,7})\Z")


@dataclass(frozen=True, slots=True)
class Uses:
    """How often each thing (by id, without blanks) was chosen; frozen, so that it crosses threads.

    ``counts`` has for every id its weight and the hour at which it had that weight. No more is known
    of a choice than that: neither what was typed nor each time.
    """

    counts: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def after(self, one: str, now: datetime) -> "Uses":
        """These and one more use of ``one``, now."""
        counts = {**self.counts, one: (self.weight(one, now) + 1.0, _hour(now))}
        if len(counts) > _KEPT:
            least = min(
                (key for key in counts if key != one), key=lambda key: _left(*counts[key], now)
            )
            del counts[least]
        return Uses(counts)

    def weight(self, one: str, now: datetime) -> float:
        """How much ``one`` counts: 1 for a use just now, half of it two weeks later, 0 for none."""
        known = self.counts.get(one)
        if known is None:
            return 0.0
        left = _left(*known, now)
        return left if left >= _FORGOTTEN else 0.0

    def most(self, of: Iterable[str], now: datetime) -> list[str]:
        """Those ``of`` them that were used at all, the most used first; equals keep their order."""
        used = [(self.weight(one, now), one) for one in of]
        ranked = sorted((pair for pair in used if pair[0]), key=lambda pair: -pair[0])
        return [one for _weight, one in ranked]

    def as_words(self) -> str:
        """All of it as one line, for a session."""
        return " ".join(
            f"{one}@{min(weight, 999):.2f}@{hour:.0f}"
            for one, (weight, hour) in self.counts.items()
        )

    @classmethod
    def from_words(cls, text: str) -> "Uses":
        """What ``as_words`` wrote; nonsense is left out."""
        found = [_ONE.match(word) for word in text.split()]
        counts = {one[1]: (float(one[2]), float(one[3])) for one in found if one is not None}
        return cls(dict(list(counts.items())[-_KEPT:]))


def _hour(now: datetime) -> float:
    return now.timestamp() // _HOUR


def _left(weight: float, hour: float, now: datetime) -> float:
    """A clock that was put back makes nothing grow."""
    return float(weight * 0.5 ** (max(_hour(now) - hour, 0.0) / _HALF))

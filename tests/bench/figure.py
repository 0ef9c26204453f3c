"""One measured figure and how it is printed."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. ``aim`` is what it should be, in words; nothing here judges it."""

    part: str
    name: str
    value: float
    unit: str
    aim: str = ""

    def line(self) -> str:
        """The figure as a row of the table."""
        value = f"{self.value:,.3g}" if abs(self.value) < 100 else f"{self.value:,.0f}"
        return f"{self.part:8} {self.name:52} {value:>9} {self.unit:11} {self.aim}".rstrip()


def timed(action: Callable[[], object]) -> float:
    """How many milliseconds ``action`` took."""
    begin = perf_counter()
    action()
    return (perf_counter() - begin) * 1000


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def spread(part: str, name: str, values: Sequence[float], aim: str) -> Iterable[Figure]:
    """Median, 95th percentile and longest of ``values`` in milliseconds; ``aim`` is for the p95."""
    yield Figure(part, f"{name}, median", median(values), "ms")
    yield Figure(part, f"{name}, p95", percentile(values, 95), "ms", aim)
    yield Figure(part, f"{name}, longest of {len(values)}", max(values), "ms")

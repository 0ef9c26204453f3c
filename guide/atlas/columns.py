"""A margin beside a drawing, filled with labels from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Place = tuple[float, float]
Line = tuple[float, ...]
"""A straight line from (x0, y0) to (x1, y1), or nothing."""

_STEPS = 6  # positions in the height of one label
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: its name for the caller, its size, and the places it may belong to.

    Of several places (both sides of the body) it gets the one that suits. A lower ``rank`` is served
    first where there is not room for all.
    """

    key: str
    width: float
    height: float
    places: tuple[Place, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Margin:
    """What both columns stand on: the plate, the body in slices, and where no label may be."""

    area: Box
    bands: Sequence[Box]
    blocked: Sequence[Box]
    gap: float


class Column:
    """The left or the right margin. It takes labels as long as there is room for them.

    All labels begin at one line, as far from the edge as the widest one that fits anywhere, and at
    ``most``.
    """

    def __init__(
        self, margin: Margin, wanted: Sequence[Wanted], most: float, *, right: bool
    ) -> None:
        self._margin, self._right = margin, right
        self._taken: list[tuple[Wanted, Place]] = []
        widest = min(most, self._widest())
        widths = [label.width for label in wanted if label.width <= widest]
        self._width = max(widths, default=0.0)
        self._height = max((label.height for label in wanted), default=0.0)
        self._pitch = self._height + margin.gap
        edge = margin.area[2] - self._width if right else margin.area[0] + self._width
        self.inner = edge
        """Where the labels begin, towards the body."""
        self._spans = self._free() if widths else []
        counts = [int((end - top + margin.gap + _NEAR) / self._pitch) for top, end in self._spans]
        self._capacity = sum(counts)

    @property
    def room(self) -> int:
        """How many more labels there is room for."""
        return self._capacity - len(self._taken)

    def loosen(self, share: float) -> None:
        """Take no more than this share of what there is room for."""
        self._capacity = int(self._capacity * share)

    def fits(self, labels: Sequence[Wanted]) -> bool:
        """Is there room for all of them?"""
        return len(labels) <= self.room and all(one.width <= self._width for one in labels)

    def take(self, labels: Sequence[Wanted]) -> list[Wanted]:
        """Take as many as there is room for, evenly spread; those that are not taken."""
        narrow = [label for label in labels if label.width <= self._width]
        kept = set(_spread(len(narrow), self.room))
        taken = [label for number, label in enumerate(narrow) if number in kept]
        for label in taken:
            at = (max if self._right else min)(label.places)
            self._taken.append((label, at))
        names = {label.key for label in taken}
        return [label for label in labels if label.key not in names]

    def settled(self) -> list[tuple[Wanted, Place, Box]]:
        """Each label as near to the height of its mark as the others let it, without crossed leaders."""
        order = sorted(self._taken, key=lambda one: (one[1][1], one[1][0], one[0].key))
        if not order:
            return []
        tops = self._tops([at[1] for _label, at in order])
        order = self._uncrossed(order, [top + self._height / 2 for top in tops])
        return [
            (label, at, self._box(label, top)) for (label, at), top in zip(order, tops, strict=True)
        ]

    def _box(self, label: Wanted, top: float) -> Box:
        air = (self._height - label.height) / 2
        left = self.inner if self._right else self.inner - label.width
        return left, top + air, left + label.width, top + air + label.height

    # ---- where there is room

    def _widest(self) -> float:
        """The widest part of the margin."""
        left, top, right, bottom = self._margin.area
        bands = [band for band in self._margin.bands if band[1] < bottom and band[3] > top]
        rooms = [right - one[2] if self._right else one[0] - left for one in bands]
        return min(max(rooms) - self._margin.gap, right - left) if rooms else right - left

    def _free(self) -> list[tuple[float, float]]:
        """The stretches of the margin in which labels may stand, from top to bottom."""
        left, top, right, bottom = self._margin.area
        bands, gap = self._margin.bands, self._margin.gap
        if bands:  # far above the head and below the feet is no margin
            top = max(top, min(band[1] for band in bands) - self._height)
            bottom = min(bottom, max(band[3] for band in bands) + self._height)
        strip = (self.inner, top, right, bottom) if self._right else (left, top, self.inner, bottom)
        taken = [(box[1], box[3]) for box in bands if touches(strip, box, gap)]
        taken += [(box[1], box[3]) for box in self._margin.blocked if touches(strip, box, 0.0)]
        spans, at = [], top
        for begin, end in sorted(taken):
            if begin - at >= self._height:
                spans.append((at, begin))
            at = max(at, end)
        if bottom - at >= self._height:
            spans.append((at, bottom))
        return spans

    # ---- who stands where

    def _tops(self, heights: Sequence[float]) -> list[float]:
        """The best tops for marks at these heights, kept in their order: least squares, by stages."""
        positions, before = self._positions()
        half = self._height / 2
        best = [0.0] * (
            len(positions) + 1
        )  # best[n]: the labels so far within the first n positions
        choices: list[list[int]] = []
        for wish in heights:
            following, chosen = [inf], [-1]
            for n, top in enumerate(positions):
                cost = best[before[n]] + (top + half - wish) ** 2
                better = cost < following[-1]
                following.append(cost if better else following[-1])
                chosen.append(n if better else chosen[-1])
            best = following
            choices.append(chosen)
        tops, limit = [], len(positions)
        for chosen in reversed(choices):
            n = chosen[limit]
            tops.append(positions[n])
            limit = before[n]
        return tops[::-1]

    def _positions(self) -> tuple[list[float], list[int]]:
        """Where a label may begin, and for each how many positions end above it."""
        positions: list[float] = []
        before: list[int] = []
        for top, bottom in self._spans:
            first = len(positions)
            last = int((bottom - top - self._height) / self._pitch * _STEPS + _NEAR)
            here = [top + self._pitch * n / _STEPS for n in range(last + 1)]
            positions += here
            before += [first + max(0, n - _STEPS + 1) for n in range(last + 1)]
        return positions, before

    def _uncrossed(
        self, order: list[tuple[Wanted, Place]], ends: Sequence[float]
    ) -> list[tuple[Wanted, Place]]:
        """Swap labels whose leaders cross: the leaders become shorter by it, so this comes to an end."""
        found = True
        while found:
            found = False
            for i in range(len(order)):
                for j in range(i + 1, len(order)):
                    if _crossing(order[i][1], order[j][1], self.inner, ends[i], ends[j]):
                        order[i], order[j] = order[j], order[i]
                        found = True
        return order


def touches(one: Box, other: Box, gap: float) -> bool:
    """Do the boxes overlap, or come nearer to each other than ``gap``?"""
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )


def _spread(count: int, room: int) -> list[int]:
    """Which of ``count`` things stay where there is room for fewer: some of all parts."""
    if count <= room:
        return list(range(count))
    return [number * count // room for number in range(max(room, 0))]


def _crossing(a: Place, b: Place, edge: float, end_a: float, end_b: float) -> bool:
    """Do the lines from two marks to two ends at the same edge cross?"""
    side_a = _side(a, (edge, end_a), b) * _side(a, (edge, end_a), (edge, end_b))
    side_b = _side(b, (edge, end_b), a) * _side(b, (edge, end_b), (edge, end_a))
    return side_a < -_NEAR and side_b < -_NEAR


def _side(start: Place, end: Place, at: Place) -> float:
    return (end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0])

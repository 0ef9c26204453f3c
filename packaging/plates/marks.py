"""What is marked on a plate: points, meridians, landmarks and rulers, where the view can see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from plates import trunk
from plates.body import Floats, Mask
from plates.courses import Course, courses
from plates.head import FOREHEAD, SCALP
from plates.limbs import ring_at
from plates.partition import thin
from plates.placing import NotDrawn, Placer
from plates.raster import Picture
from plates.sighted import Sighted
from plates.skin import MIRROR

FACING = 0.10
"""A mark on skin that turns away more than this is not seen: it would lie on the outline."""
GAP = 260.0
"""A hidden stretch of a meridian up to this length, in plate units, is dashed; a longer one runs
on the far side of the body and is left out."""


@dataclass(frozen=True)
class Mark:
    """A named place on the skin with the direction of the skin there."""

    name: str
    side: str
    place: Floats
    normal: Floats


@dataclass(frozen=True)
class Marks:
    """Everything that can be marked on this body, on both sides."""

    points: list[Mark]
    landmarks: list[Mark]
    rulers: list[tuple[str, str, Floats]]
    courses: list[tuple[str, str, Floats]]
    missing: dict[str, str]
    """The points that cannot be drawn, with the reason."""


def collect(placer: Placer) -> Marks:
    """Everything that the placer can place, on both sides."""
    points: list[Mark] = []
    missing: dict[str, str] = {}
    for code in placer.points:
        try:
            spots = placer.spots(code)
        except NotDrawn as reason:
            missing[code] = str(reason)
            continue
        for spot in spots:
            points += _both(placer, code, spot.place, spot.midline)
    landmarks = [
        mark
        for name, landmark in placer.finder.found.items()
        for mark in _both(placer, name, landmark.place, abs(landmark.place[0]) < 0.02)
    ]
    lines = [line for course in courses(placer) for line in _both_lines(course)]
    return Marks(points, landmarks, list(_rulers(placer)), lines, missing)


def _both(placer: Placer, name: str, place: Floats, midline: bool) -> Iterator[Mark]:
    normal = placer.finder.skin.normal(place)
    if midline:
        yield Mark(name, "", place * [0, 1, 1], normal)
        return
    yield Mark(name, "left", place, normal)
    yield Mark(name, "right", place * MIRROR, normal * MIRROR)


def _both_lines(course: Course) -> Iterator[tuple[str, str, Floats]]:
    if course.midline:
        yield course.code, "", course.line * [0, 1, 1]
        return
    yield course.code, "left", course.line
    yield course.code, "right", course.line * MIRROR


def _rulers(placer: Placer) -> Iterator[tuple[str, str, Floats]]:
    """The scales of this body: one place on the skin for every cun."""
    finder, head = placer.finder, placer.head
    nipple, cun = finder["nipple"], trunk.front_cun(finder)
    blade, back = finder["scapula-medial"], trunk.back_cun(finder)
    yield "forehead", "", head.ticks(0, FOREHEAD)
    yield "head", "", head.ticks(FOREHEAD, FOREHEAD + SCALP)
    yield "nape", "", head.ticks(FOREHEAD + SCALP, FOREHEAD + SCALP + 3)
    wide = np.array([head.scalp(3.5, n) * [np.sign(n), 1, 1] for n in np.arange(-4.5, 4.6)])
    yield "scalp-width", "", wide
    for name, first, last, parts in (
        ("chest", "suprasternal-notch", "xiphisternal", 9),
        ("abdomen-up", "umbilicus", "xiphisternal", 8),
        ("abdomen-down", "umbilicus", "pubis-top", 5),
    ):
        heights = np.linspace(finder[first][1], finder[last][1], parts + 1)
        yield name, "", np.array([finder.front(0.0, float(y)) for y in heights])
    yield (
        "trunk-width",
        "",
        np.array([finder.front(n * cun, float(nipple[1])) for n in range(-4, 5)]),
    )
    yield "back-width", "", np.array([finder.back(n * back, float(blade[1])) for n in range(-3, 4)])
    for name, segment in placer.limbs.items():
        behind, inner, outer = name == "thigh-gluteal", name == "leg-medial", "lateral" in name
        outer = outer or name == "thigh-trochanter"
        ticks = []
        for down in range(int(segment.cun) + 1):
            ring = ring_at(finder, segment, float(down))
            if inner or outer:
                ticks.append(ring.side(0.5, outer=outer))
            else:
                ticks.append(ring.at(0.5, front=not behind))
        yield from _paired(name, np.array(ticks))
    tip, low = finder["malleolus-medial"], float(finder["sole"][1])
    ends = np.linspace(tip[1], low + 0.02, 4)
    yield from _paired("ankle-medial", np.array([[tip[0], y, tip[2]] for y in ends]))


def _paired(name: str, ticks: Floats) -> Iterator[tuple[str, str, Floats]]:
    yield name, "left", ticks
    yield name, "right", ticks * MIRROR


# ---- on one plate


class Seen:
    """What of the marks a picture shows, and where, in plate units."""

    def __init__(self, picture: Picture, detail: float) -> None:
        self._turn, self._detail = picture.view.turn, detail
        self._sighted = Sighted(picture)

    def place(self, places: Floats) -> tuple[Floats, Mask]:
        """Where places lie on the plate, and which of them are seen."""
        placed, seen = self._sighted.place(places)
        return placed / self._detail, seen

    def marks(self, marks: Iterable[Mark]) -> list[list[Any]]:
        """``[name, side, x, y]`` of the marks that are seen."""
        listed = list(marks)
        placed, seen = self.place(np.array([mark.place for mark in listed]))
        normals = np.array([mark.normal for mark in listed]) @ self._turn.T
        found = []
        for mark, (x, y), visible, facing in zip(listed, placed, seen, normals[:, 2], strict=True):
            if visible and facing > FACING:
                found.append([mark.name, mark.side, round(float(x), 1), round(float(y), 1)])
        return found

    def rulers(self, rulers: Iterable[tuple[str, str, Floats]]) -> list[list[Any]]:
        """The rulers whose ticks are all seen, or all but a few at an end."""
        found = []
        for scale, side, ticks in rulers:
            placed, seen = self.place(ticks)
            if seen.mean() > 0.7 and _long(placed):
                found.append([scale, side, [round(float(n), 1) for n in placed.ravel()]])
        return found

    def lines(
        self, lines: Iterable[tuple[str, str, Floats]], grid: float, tolerance: float
    ) -> list[list[Any]]:
        """``[code, side, hidden, steps]`` of the stretches to draw."""
        found = []
        for code, side, line in lines:
            placed, seen = self.place(line)
            for hidden, first, last in _runs(seen, placed):
                points = placed[first : last + 1]
                if len(points) > 1:
                    found.append([code, side, int(hidden), _steps(thin(points, tolerance), grid)])
        return found


def _long(placed: Floats) -> bool:
    """Whether a ruler is seen from the side, not along its length."""
    steps = np.linalg.norm(np.diff(placed, axis=0), axis=1)
    return bool(steps.min() > 0.25 * steps.max() and steps.max() > 12)


def _runs(seen: Mask, placed: Floats) -> Iterator[tuple[bool, int, int]]:
    """The stretches to draw: what is seen, and short gaps between it as hidden."""
    runs = []
    for visible, group in groupby(range(len(seen)), key=lambda n: bool(seen[n])):
        members = list(group)
        runs.append((visible, members[0], members[-1]))
    for number, (visible, first, last) in enumerate(runs):
        start = max(0, first - 1) if not visible else first
        end = min(len(seen) - 1, last + 1) if not visible else last
        length = np.linalg.norm(np.diff(placed[start : end + 1], axis=0), axis=1).sum()
        if visible and length > 4:
            yield False, first, last
        if not visible and 0 < number < len(runs) - 1 and length < GAP:
            yield True, start, end


def _steps(points: Floats, grid: float) -> list[int]:
    places = np.round(points * grid).astype(int)
    return [int(n) for n in np.concatenate([places[:1], np.diff(places, axis=0)]).ravel()]

"""The ruler of a point on a plate: a cun scale with its ticks, and the stretch that leads to the point."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from textwrap import wrap

from guide.atlas.finding import steps
from guide.atlas.names import known_points, point_title
from guide.atlas.plates import Plate, Ruler
from guide.atlas.rulers import Step
from guide.atlas.scales import SCALES
from guide.atlas.scene import Line, Mark, Role, Shape
from guide.atlas.words import known_words

_BRACKETS = re.compile(r" \(.*?\)")
_BONE = re.compile(r"[CTL]\d{1,2}")
_WIDEST = 20  # characters of a line of a label
_TICK = 0.32  # of a cun: half the length of a tick
_LONG = 1.6  # how much longer every fifth tick is
_AWAY = 0.8  # of a cun: how far a number stands from its tick


@dataclass(frozen=True, slots=True)
class Measuring:
    """What one step of finding a point shows on a plate."""

    ruler: Ruler | None
    span: tuple[float, float] | None
    landmarks: tuple[str, ...]


def steps_of(code: str) -> tuple[Step, ...]:
    """How a point is found; nothing for one that is not known."""
    points = known_points()
    return steps(points[code], points) if code in points else ()


def scales_of(code: str) -> frozenset[str]:
    """The cun scales by which a point is found; none for one that is not known, or needs none."""
    return frozenset(step.ruler for step in steps_of(code) if step.ruler)


def measure(plate: Plate, code: str, step: int | None = None) -> tuple[list[Shape], list[Mark]]:
    """The ruler of a point as shapes and marks: of one step (from 0), or of all of them together."""
    found = steps_of(code)
    if step is not None:
        found = found[: step + 1]
    shapes: list[Shape] = []
    marks: dict[tuple[str, float, float], Mark] = {}
    for one in _shown(plate, code, found, alone=step is not None):
        if one.ruler is not None:
            shapes += _lines(one.ruler, one.span)
        for mark in (*_numbers(one.ruler), *_landmarks(plate, code, one)):
            marks.setdefault((mark.label, mark.x, mark.y), mark)
    shapes.sort(key=lambda shape: shape.role is Role.STRETCH)
    return shapes, list(marks.values())


def _shown(plate: Plate, code: str, found: tuple[Step, ...], *, alone: bool) -> list[Measuring]:
    """Every ruler once, with the last span on it; ``alone``: only that of the last step."""
    rulers: dict[str, Measuring] = {}
    rest: list[str] = []
    for one in found:
        ruler = _ruler(plate, one.ruler, code) if one.ruler else None
        if ruler is None:
            rest += [] if alone and one is not found[-1] else one.landmarks
            continue
        before = rulers.pop(one.ruler, None)
        landmarks = (*(before.landmarks if before else ()), *one.landmarks)
        span = one.span if one.span != (0.0, SCALES[one.ruler].cun) else None
        rulers[one.ruler] = Measuring(ruler, span or (before.span if before else None), landmarks)
    shown = list(rulers.values())[-1:] if alone else list(rulers.values())
    return [*shown, Measuring(None, None, tuple(rest))]


def _ruler(plate: Plate, scale: str, code: str) -> Ruler | None:
    """The ruler as the plate shows it: on the side of the point, and level with it if it runs across."""
    side, place = _where(plate, code)
    there = [ruler for ruler in plate.rulers if ruler.scale == scale]
    if not there:
        return None
    ruler = next((one for one in there if one.side in {side, ""}), there[0])
    if not SCALES[scale].across or place is None:
        return ruler
    middle = sum(ruler.ticks[1::2]) / (len(ruler.ticks) // 2)
    ticks = tuple(n + (place[1] - middle) * (i % 2) for i, n in enumerate(ruler.ticks))
    return Ruler(ruler.scale, ruler.side, ticks)


def _where(plate: Plate, code: str) -> tuple[str, tuple[float, float] | None]:
    """The side of the point that is shown, the body's left where both are, and its place there."""
    places = {point.side: (point.x, point.y) for point in plate.points if point.code == code}
    for side in ("left", "right", ""):
        if side in places:
            return side, places[side]
    return "left", None


def _lines(ruler: Ruler, span: tuple[float, float] | None) -> Iterator[Shape]:
    key = f"ruler/{ruler.scale}"
    teeth = tuple(_teeth(ruler))
    yield Shape((ruler.ticks, *teeth), Role.RULER, key, ruler.side, closed=False)
    if span is not None:
        yield Shape((_stretch(ruler, span),), Role.STRETCH, key, ruler.side, closed=False)


def _teeth(ruler: Ruler) -> Iterator[Line]:
    last = len(ruler.ticks) // 2 - 1
    for number in range(last + 1):
        x, y = _at(ruler, number)
        across, down = _normal(ruler, number)
        half = _TICK * (_LONG if number % 5 == 0 or number == last else 1)
        yield (x - across * half, y - down * half, x + across * half, y + down * half)


def _numbers(ruler: Ruler | None) -> Iterator[Mark]:
    """Its cun from the start; on a ruler from side to side, from the midline outwards."""
    if ruler is None:
        return
    last = len(ruler.ticks) // 2 - 1
    across = SCALES[ruler.scale].across
    if across and last % 2:
        return  # the midline lies between two ticks
    for number in range(last + 1):
        cun = abs(number - last // 2) if across else number
        if cun == 0:
            continue
        x, y = _at(ruler, number)
        aside, down = _normal(ruler, number)
        place = x + aside * _AWAY, y + down * _AWAY
        yield Mark(*place, Role.TICK, f"ruler/{ruler.scale}", ruler.side, str(cun))


def _landmarks(plate: Plate, code: str, one: Measuring) -> Iterator[Mark]:
    """The named places of a step: the ends of its ruler, and landmarks of their own."""
    side, _place = _where(plate, code)
    for name in one.landmarks:
        yield from _ends(one.ruler, name) if one.ruler is not None else ()
        yield from _places(plate, name, side) if one.ruler is None else ()


def _ends(ruler: Ruler, name: str) -> Iterable[Mark]:
    scale = SCALES[ruler.scale]
    last = len(ruler.ticks) // 2 - 1
    for end, number in ((scale.end, last), (scale.start, 0)):
        if end == name:
            x, y = _at(ruler, number)
            yield Mark(x, y, Role.LANDMARK, side=ruler.side, **_words(name))
            return


def _places(plate: Plate, name: str, side: str) -> Iterable[Mark]:
    if name in known_points():
        places = [(one.x, one.y, one.side) for one in plate.points if one.code == name]
        words = {"label": name, "title": point_title(name)}
    else:
        places = [(one.x, one.y, one.side) for one in plate.landmarks if one.name == name]
        words = _words(name) if places else {}
    here = [place for place in places if place[2] in {side, ""}] or places
    for x, y, its in here[:1]:
        yield Mark(x, y, Role.LANDMARK, side=its, **words)


def _words(name: str) -> dict[str, str]:
    """A landmark as a short label of a few lines, and in full as a title; a bone by its number.

    Of a place that only the words of the step describe, the mark alone is drawn.
    """
    if _BONE.fullmatch(name):
        return {"label": name, "title": known_words().bone(name)}
    try:
        title = known_words().landmark(name)
    except KeyError:
        return {}
    short = _BRACKETS.sub("", title).removeprefix("the ")
    return {"label": "\n".join(wrap(short, _WIDEST)), "title": title}


def _at(ruler: Ruler, cun: float) -> tuple[float, float]:
    """A place so many cun from the ruler's start; beyond its ends it goes straight on."""
    ticks, last = ruler.ticks, len(ruler.ticks) // 2 - 1
    before = min(max(int(cun), 0), last - 1)
    share = cun - before
    x0, y0, x1, y1 = ticks[2 * before : 2 * before + 4]
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def _stretch(ruler: Ruler, span: tuple[float, float]) -> Line:
    start, end = sorted(span)
    between = [n for n in range(len(ruler.ticks) // 2) if start < n < end]
    return tuple(n for cun in (start, *between, end) for n in _at(ruler, cun))


def _normal(ruler: Ruler, number: int) -> tuple[float, float]:
    """Across the ruler at a tick, one cun long: to the right of a ruler that runs down or up."""
    x0, y0 = _at(ruler, number - 0.5)
    x1, y1 = _at(ruler, number + 0.5)
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy) or 1.0
    cun = _cun(ruler)
    across, down = -dy / length * cun, dx / length * cun
    return (across, down) if across >= 0 else (-across, -down)


def _cun(ruler: Ruler) -> float:
    """How long a cun is on this ruler, on average."""
    xs, ys = ruler.ticks[::2], ruler.ticks[1::2]
    ways = [hypot(x1 - x0, y1 - y0) for x0, y0, x1, y1 in zip(xs, ys, xs[1:], ys[1:], strict=False)]
    return sum(ways) / len(ways)

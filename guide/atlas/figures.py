"""What a drawing of the body shows: regions, points, meridians and rulers asked for, as a scene."""

from collections.abc import Iterable
from dataclasses import dataclass

from guide.atlas.measuring import measure
from guide.atlas.names import known_points, meridian_title, organ_of, point_title
from guide.atlas.plates import EVERYWHERE, Plate, RegionPath
from guide.atlas.regions import Region, known_regions
from guide.atlas.scene import TONES, Line, Mark, Role, Scene, Shape

LABELS = ("none", "code", "name", "organ")
"""What is written beside a point: nothing, BL13, BL13 Fèishū, or BL13 lung."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a figure is to show; all of it by slug or code. What a plate lacks is passed over.

    ``meridians`` may hold ``all``. ``regions=("whole-body",)`` tints the whole figure; beside other
    regions it says nothing. ``ruler`` is the point whose cun scale is drawn, as far as the ``step``
    (from 0) of finding it, or all of it. ``spots`` are the points dotted besides those asked for:
    ``none``, those on the ``meridians`` drawn, or ``all``. ``parts`` lets regions be drawn and
    pointed at.
    """

    regions: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    labels: str = "code"
    ruler: str = ""
    step: int | None = None
    spots: str = "none"
    parts: bool = True


def figure(plate: Plate, request: Request) -> Scene:
    """The plate with everything that ``request`` asks for."""
    scale, ends = measure(plate, request.ruler, request.step) if request.ruler else ([], [])
    shapes = (
        Shape(plate.skin, Role.SKIN),
        *(_regions(plate, request.regions) if request.parts else ()),
        *(Shape(rings, _tone(n, plate)) for n, rings in enumerate(plate.tones) if rings),
        *(_borders(plate) if request.parts else ()),
        *(Shape(lines, Role.INNER, closed=False, width=width) for width, lines in plate.strokes),
        Shape(plate.outline, Role.OUTLINE, closed=False),
        *(_edges(plate, request.regions) if request.parts else ()),
        *_courses(plate, request.meridians),
        *scale,
    )
    return Scene(plate.width, plate.height, shapes, (*_marks(plate, request), *ends))


def label_of(code: str, style: str) -> str:
    """What is written beside a point in one of ``LABELS``."""
    if style == "none":
        return ""
    if style == "name":
        return point_title(code)
    point = known_points().get(code) if style == "organ" else None
    return f"{code} {organ_of(point)}".rstrip() if point is not None else code


def _tone(number: int, plate: Plate) -> Role:
    """The role of a layer of shade; the layers share the four tones evenly."""
    return TONES[number * len(TONES) // len(plate.tones)]


def _regions(plate: Plate, tinted: tuple[str, ...]) -> Iterable[Shape]:
    """Great regions first: the fine ones lie over them."""
    for path, region in _named(plate):
        yield Shape(
            path.rings,
            Role.TINT if _is_tinted(region, tinted) else Role.REGION,
            key=region.key,
            side=path.side,
            title=region.name,
            anchor=path.anchor,
            level=1 if region.parent else 0,
        )


def _edges(plate: Plate, tinted: tuple[str, ...]) -> Iterable[Shape]:
    """A line around what is tinted: not told by the shade alone."""
    for path, region in _named(plate):
        if _is_tinted(region, tinted):
            yield Shape(path.rings, Role.TINT_EDGE)


def _named(plate: Plate) -> Iterable[tuple[RegionPath, Region]]:
    known = known_regions()
    pairs = [(path, known[path.region]) for path in plate.regions if path.region in known]
    return sorted(pairs, key=lambda pair: bool(pair[1].parent))


def _is_tinted(region: Region, tinted: tuple[str, ...]) -> bool:
    if set(tinted) == {EVERYWHERE}:
        return not region.parent
    return region.slug in tinted


def _borders(plate: Plate) -> Iterable[Shape]:
    for lines, role in ((plate.borders, Role.BORDER), (plate.fine_borders, Role.FINE_BORDER)):
        if lines:
            yield Shape(lines, role, closed=False)


def _courses(plate: Plate, asked: tuple[str, ...]) -> Iterable[Shape]:
    """One shape for each meridian, side and sight; the hidden stretches first."""
    found: dict[tuple[bool, str, str], list[Line]] = {}
    for course in plate.meridians:
        if "all" in asked or course.code in asked:
            place = (not course.hidden, course.code, course.side)
            found.setdefault(place, []).append(course.line)
    for (seen, code, side), lines in sorted(found.items(), key=lambda item: item[0][0]):
        role = Role.MERIDIAN if seen else Role.MERIDIAN_HIDDEN
        yield Shape(
            tuple(lines), role, f"meridian/{code}", side, meridian_title(code), closed=False
        )


def _marks(plate: Plate, request: Request) -> Iterable[Mark]:
    """The quiet spots first, so that the points asked for lie over them."""
    asked = set(request.points)
    shown = [
        point for point in plate.points if point.code in asked or _is_spot(point.code, request)
    ]
    for point in sorted(shown, key=lambda point: point.code in asked):
        spoken_of = point.code in asked
        yield Mark(
            point.x,
            point.y,
            Role.POINT if spoken_of else Role.SPOT,
            f"point/{point.code}",
            point.side,
            label_of(point.code, request.labels) if spoken_of else "",
            point_title(point.code),
        )


def _is_spot(code: str, request: Request) -> bool:
    if request.spots == "none":
        return False
    if request.spots == "all" or "all" in request.meridians:
        return True
    point = known_points().get(code)
    return point is not None and point.meridian in request.meridians

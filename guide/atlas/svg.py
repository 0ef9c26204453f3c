"""A scene as an SVG file: the same drawing as on the screen and on paper."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from guide.atlas.labelling import Box, Ground, Labels, place, wanted_labels
from guide.atlas.scene import PENS, Line, Mark, Role, Scene, Shape

_SVG = "http://www.w3.org/2000/svg"
NEUTRAL: Mapping[Role, str] = MappingProxyType(
    {
        Role.SKIN: "#f6e9de",
        Role.TONE_1: "#a8765a",
        Role.TONE_2: "#a8765a",
        Role.TONE_3: "#a06c52",
        Role.TONE_4: "#8f5d46",
        Role.INNER: "#8a6350",
        Role.OUTLINE: "#5d3d30",
        Role.BORDER: "#a98069",
        Role.FINE_BORDER: "#a98069",
        Role.REGION: "#1f6f64",
        Role.TINT: "#8cc4b8",
        Role.TINT_EDGE: "#4d9587",
        Role.MERIDIAN: "#1f6f64",
        Role.MERIDIAN_HIDDEN: "#1f6f64",
        Role.RULER: "#3f4f78",
        Role.STRETCH: "#2d4a9c",
        Role.POINT: "#a63a2b",
        Role.SPOT: "#1f6f64",
        Role.LANDMARK: "#2d4a9c",
        Role.TICK: "#3f4f78",
        Role.LABEL: "#2b2622",
        Role.LEADER: "#7a7068",
    }
)
"""Colours for white paper, where no theme is at hand."""
_LETTER = 0.6  # of the type size: the width of a letter, generously
_LINE = 1.25  # of the type size: the height of a line
_AIR = 0.5  # of the type size: room beside the words of a label, half on each side
_SMALL = 0.8  # of the type size: the numbers at rulers
_TYPE = 1 / 48  # of the plate's longer side: the type size
_RADII: Mapping[Role, float] = MappingProxyType(
    {Role.POINT: 0.24, Role.SPOT: 0.13, Role.LANDMARK: 0.2}
)
"""Of marks, in type sizes."""


def to_svg(scene: Scene, colours: Mapping[Role, str] = NEUTRAL, title: str = "") -> str:
    """The scene as SVG, in ASCII: colours are ``#rrggbb``, one for each role that occurs.

    The path of a region or meridian and the circle of a point carry ``data-key``, ``data-side``
    where paired, and their name as a title. Labels stand beside the body; the drawing is widened
    for them.
    """
    size = max(scene.width, scene.height) * _TYPE
    labels, left, right = _placed(scene, size)
    box = f"{0 - left:g} 0 {scene.width + left + right:g} {scene.height:g}"
    lines = [
        f'<svg xmlns="{_SVG}" viewBox="{box}" role="img">',
        *([f"<title>{escape(title)}</title>"] if title else []),
        *(_path(shape, colours) for shape in scene.shapes if shape.rings),
        *_leaders(labels, size, colours),
        *(_circle(mark, size, colours) for mark in scene.marks if mark.role in _RADII),
        *_words(scene, labels, size, colours),
        "</svg>\n",
    ]
    return "\n".join(lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


# ---- shapes


def _path(shape: Shape, colours: Mapping[Role, str]) -> str:
    attributes = " ".join(f"{name}={quoteattr(text)}" for name, text in _attributes(shape, colours))
    if shape.title:
        return f"<path {attributes}><title>{escape(shape.title)}</title></path>"
    return f"<path {attributes}/>"


def _attributes(shape: Shape, colours: Mapping[Role, str]) -> Iterator[tuple[str, str]]:
    pen, colour = PENS[shape.role], colours[shape.role]
    yield "class", shape.role.value
    yield from _names(shape)
    if pen.filled:
        yield "fill", colour
        yield "fill-rule", "evenodd"
    else:
        yield "fill", "none"
        yield "stroke", colour
        yield "stroke-width", f"{shape.width or pen.width:g}"
        yield "stroke-linecap", "round"
        yield "stroke-linejoin", "round"
        if pen.dash:
            yield "stroke-dasharray", " ".join(f"{length:g}" for length in pen.dash)
    if pen.opacity < 1:
        yield "fill-opacity" if pen.filled else "stroke-opacity", f"{pen.opacity:g}"
    yield "d", "".join(_track(ring, shape.closed) for ring in shape.rings)


def _names(what: Shape | Mark) -> Iterator[tuple[str, str]]:
    if what.key:
        yield "data-key", what.key
    if what.side:
        yield "data-side", what.side


def _track(line: Line, closed: bool) -> str:
    """The line's moves; relative ones, because they are shorter."""
    x, y = line[0], line[1]
    steps = [f"M{x:g} {y:g}l"]
    for i in range(2, len(line), 2):
        steps.append(f"{line[i] - x:g} {line[i + 1] - y:g} ")
        x, y = line[i], line[i + 1]
    return "".join(steps).rstrip() + ("Z" if closed else "")


# ---- marks and labels


def _placed(scene: Scene, size: float) -> tuple[Labels, float, float]:
    """The labels in their places, and how much room they need left and right of the plate."""
    wanted = wanted_labels(scene, partial(_size, size=size))
    if not wanted:
        return Labels(), 0.0, 0.0
    room = max(label.width for label in wanted) + size
    ground = Ground(
        (-room, 0.0, scene.width + room, scene.height),
        bands=scene.bands,
        marks=tuple((mark.x, mark.y) for mark in scene.marks if mark.role in _RADII),
        radius=size * _RADII[Role.POINT],
        kept_free=_number_boxes(scene, size),
        gap=size * 0.15,
    )
    labels = place(wanted, ground)
    left = max((-one.box[0] for one in labels.placed), default=0.0)
    right = max((one.box[2] - scene.width for one in labels.placed), default=0.0)
    return labels, max(left, 0.0), max(right, 0.0)


def _leaders(labels: Labels, size: float, colours: Mapping[Role, str]) -> Iterator[str]:
    for one in labels.placed:
        if one.leader:
            x0, y0, x1, y1 = (f"{number:g}" for number in one.leader)
            yield (
                f'<line class="leader" x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"'
                f' stroke="{colours[Role.LEADER]}" stroke-width="{size * 0.05:g}"/>'
            )


def _circle(mark: Mark, size: float, colours: Mapping[Role, str]) -> str:
    names = "".join(f" {name}={quoteattr(text)}" for name, text in _names(mark))
    return (
        f'<circle class="{mark.role.value}"{names} cx="{mark.x:g}" cy="{mark.y:g}"'
        f' r="{size * _RADII[mark.role]:g}" fill="{colours[mark.role]}">'
        f"<title>{escape(mark.title or mark.label)}</title></circle>"
    )


def _words(scene: Scene, labels: Labels, size: float, colours: Mapping[Role, str]) -> Iterator[str]:
    for one in labels.placed:
        left, top, _right, _bottom = one.box
        for number, line in enumerate(one.key.split("\n"), start=1):
            y = top + size * (number * _LINE - (_LINE - 1) * 1.2)
            yield _text(left + size * _AIR / 2, y, line, Role.LABEL, size, colours)
    for mark in scene.ticks(size * _SMALL):
        left = mark.x - _width(mark.label, size * _SMALL) / 2
        y = mark.y + size * _SMALL * 0.35
        yield _text(left, y, mark.label, Role.TICK, size * _SMALL, colours)


def _text(
    x: float, y: float, words: str, role: Role, size: float, colours: Mapping[Role, str]
) -> str:
    return (
        f'<text class="{role.value}" x="{x:g}" y="{y:g}" font-family="sans-serif"'
        f' font-size="{size:g}" fill="{colours[role]}">{escape(words)}</text>'
    )


def _size(text: str, size: float) -> tuple[float, float]:
    """Width and height of a label of some lines."""
    lines = text.split("\n")
    return max(_width(line, size) for line in lines) + size * _AIR, len(lines) * size * _LINE


def _width(text: str, size: float) -> float:
    """How wide the words are at most, in any usual sans serif."""
    wide = sum(1.0 if east_asian_width(sign) in "WF" else _LETTER for sign in text)
    return wide * size


def _number_boxes(scene: Scene, size: float) -> tuple[Box, ...]:
    """Where the numbers of rulers stand."""
    half = size * _SMALL / 2
    return tuple(
        (mark.x - wide, mark.y - half, mark.x + wide, mark.y + half)
        for mark in scene.ticks(size * _SMALL)
        for wide in (_width(mark.label, half),)
    )

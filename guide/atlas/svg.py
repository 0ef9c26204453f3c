"""A scene as an SVG file: the same drawing as on the screen and on paper."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

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
        Role.REGION: "#1f6f64",
        Role.TINT: "#8cc4b8",
        Role.MERIDIAN: "#1f6f64",
        Role.POINT: "#a63a2b",
        Role.LABEL: "#2b2622",
        Role.LEADER: "#7a7068",
    }
)
"""Colours for white paper, where no theme is at hand."""


def to_svg(scene: Scene, colours: Mapping[Role, str] = NEUTRAL, title: str = "") -> str:
    """The scene as SVG, in ASCII: colours are ``#rrggbb``, one for each role that occurs.

    A region's path carries ``data-key``, ``data-side`` where paired, and its name as a title.
    """
    lines = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 {scene.width} {scene.height}" role="img">',
        *([f"<title>{escape(title)}</title>"] if title else []),
        *(_path(shape, colours) for shape in scene.shapes if shape.rings),
        *(line for mark in scene.marks for line in _mark(mark, colours)),
        "</svg>\n",
    ]
    return "\n".join(lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _path(shape: Shape, colours: Mapping[Role, str]) -> str:
    attributes = " ".join(f"{name}={quoteattr(text)}" for name, text in _attributes(shape, colours))
    if shape.title:
        return f"<path {attributes}><title>{escape(shape.title)}</title></path>"
    return f"<path {attributes}/>"


def _attributes(shape: Shape, colours: Mapping[Role, str]) -> Iterator[tuple[str, str]]:
    pen, colour = PENS[shape.role], colours[shape.role]
    yield "class", shape.role.value
    if shape.key:
        yield "data-key", shape.key
    if shape.side:
        yield "data-side", shape.side
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


def _track(line: Line, closed: bool) -> str:
    """The line's moves; relative ones, because they are shorter."""
    x, y = line[0], line[1]
    steps = [f"M{x:g} {y:g}l"]
    for i in range(2, len(line), 2):
        steps.append(f"{line[i] - x:g} {line[i + 1] - y:g} ")
        x, y = line[i], line[i + 1]
    return "".join(steps).rstrip() + ("Z" if closed else "")


def _mark(mark: Mark, colours: Mapping[Role, str]) -> Iterator[str]:
    key = f" data-key={quoteattr(mark.key)}" if mark.key else ""
    side = f" data-side={quoteattr(mark.side)}" if mark.side else ""
    yield (
        f'<circle class="{mark.role.value}"{key}{side} cx="{mark.x:g}" cy="{mark.y:g}" r="12"'
        f" fill={quoteattr(colours[mark.role])}><title>{escape(mark.label)}</title></circle>"
    )

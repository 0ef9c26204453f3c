"""From the rows of the point table to places on the skin, by the cun scales of this body.

Only the left half and the midline are placed; the right is the mirror image. How far a place lies
across where no number says it (a tendon's edge, the middle of the calf) is a share of the width
that the part shows, as an estimate for drawing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from guide.atlas.cun import Between, Levels, Scaled, Site, Straight, parse, parse_across
from guide.atlas.tables import Point
from plates import face, hand_foot, limbs, trunk
from plates.body import Floats
from plates.head import HeadScale
from plates.landmarks import Finder
from plates.skin import UP, Missed, along

AXIS_BESIDE = 1.3
"""Cun from the midline to the outer edge of the trapezius at the second neck vertebra."""
INSIDE = {
    "perineum": "It lies in the perineum, which no view of a standing body shows.",
    "inside": "It lies inside the mouth or the nose.",
}


class NotDrawn(Exception):
    """The point has a place that no plate can show; the message is a sentence that says why."""


@dataclass(frozen=True)
class Spot:
    """One place of a point: on the left half, or on the midline."""

    place: Floats
    midline: bool


@dataclass(frozen=True)
class Asked:
    """One place to find: how high, how far from the midline or by which line, on which side."""

    site: Scaled
    lateral: float | None
    word: str
    surface: str


class Placer:
    """Puts points onto one body."""

    def __init__(self, finder: Finder, points: Mapping[str, Point]) -> None:
        self.finder, self.points = finder, points
        self.head = HeadScale(finder)
        self.limbs = limbs.segments(finder)
        self._known: dict[str, list[Spot]] = {}

    def spots(self, code: str) -> list[Spot]:
        """Every place of the point; ``NotDrawn`` where it has none that can be shown."""
        if code not in self._known:
            point = self.points[code]
            if point.region == "perineum":
                raise NotDrawn(INSIDE["perineum"])
            if point.surface == "inside":
                raise NotDrawn(INSIDE["inside"])
            spots = [spot for site in parse(point.level) for spot in self._spots(point, site)]
            self._known[code] = spots
        return self._known[code]

    def _spots(self, point: Point, site: Site) -> list[Spot]:
        lateral = site.lateral if site.lateral is not None else point.lateral
        if isinstance(site, Levels):
            return [
                Spot(
                    trunk.back(self.finder, Scaled("vertebra", bone, part="low"), lateral),
                    not lateral,
                )
                for bone in site.bones
            ]
        places = self._places(point, site, lateral)
        return [Spot(place * [0 if lateral == 0 else 1, 1, 1], lateral == 0) for place in places]

    def _places(self, point: Point, site: Scaled | Between, lateral: float | None) -> list[Floats]:
        if isinstance(site, Between):
            return [self._between(point, site)]
        if point.across.startswith("line:"):
            return [self._on_line(point, site)]
        words = limbs.SPLIT.get(point.across, (point.across,))
        return [self._scaled(point, site, lateral, word) for word in words]

    def _scaled(self, point: Point, site: Scaled, lateral: float | None, word: str) -> Floats:
        asked = Asked(site, lateral, word, point.surface)
        if site.scale in _LIMBS and lateral is None:
            return limbs.place(self.finder, self.limbs, site, word)
        return _BY_SCALE[site.scale](self, asked)

    # ---- between two places

    def _ref(self, ref: str | Scaled) -> Floats:
        if isinstance(ref, str):
            return self.spots(ref)[0].place
        if ref.anchor.startswith("web"):
            return hand_foot.foot(self.finder, ref, "webs")
        return trunk.anchor(self.finder, ref)

    def _between(self, point: Point, site: Between) -> Floats:
        start, end = self._ref(site.start), self._ref(site.end)
        share = float(site.share)
        if site.kind == "curve":
            return along(self.head.curve(point.across, start, end), share)
        middle = start + share * (end - start)
        way = UP if point.across == "shoulder-top" else None
        if point.across == "sole-mid":
            way = -UP
        if way is None:
            way = self.finder.skin.normal(start) + self.finder.skin.normal(end)
            way /= np.linalg.norm(way)
        part = {"foot": "foot", "ankle": "leg", "elbow": "arm", "neck": "head"}.get(
            point.region, "left"
        )
        try:
            return self.finder.skin.hit(middle - 0.1 * way, way, part)
        except Missed:
            return self.finder.skin.snap(middle[None])[0]

    def _on_line(self, point: Point, site: Scaled) -> Floats:
        """On the straight line between two places, at the height that the site says."""
        line = parse_across(point.across)
        if not isinstance(line, Straight):
            raise Missed(f"{point.code}: “{point.across}” is no straight line")
        start, end = self._end(line.start), self._end(line.end)
        segment = limbs.segment_of(self.limbs, site)
        centre = segment.centre(limbs.level(self.finder, segment, site))
        share = ((centre - start) @ segment.square) / ((end - start) @ segment.square)
        outwards = start + share * (end - start) - centre
        return self.finder.skin.hit(centre, outwards, segment.part)

    def _end(self, name: str) -> Floats:
        if name in self.points:
            return self.spots(name)[0].place
        return limbs.line_end(self.finder, self.limbs, name)


# ---- by scale

_LIMBS = frozenset({"arm", "elbow", "forearm", "wrist", "thigh", "knee", "leg"})


def _back(placer: Placer, asked: Asked) -> Floats:
    if asked.site.anchor == "C2":
        return placer.head.nape(0.5, AXIS_BESIDE if asked.lateral is None else asked.lateral)
    return trunk.back(placer.finder, asked.site, asked.lateral, asked.word)


def _front(placer: Placer, asked: Asked) -> Floats:
    return trunk.front(placer.finder, asked.site, asked.lateral, asked.word)


def _head(placer: Placer, asked: Asked) -> Floats:
    return placer.head.place(asked.site, asked.lateral, asked.word)


def _shoulder(placer: Placer, asked: Asked) -> Floats:
    return limbs.shoulder(placer.finder, asked.site)


def _hand(placer: Placer, asked: Asked) -> Floats:
    return hand_foot.hand(placer.finder, asked.site, asked.word, asked.surface)


def _foot(placer: Placer, asked: Asked) -> Floats:
    return hand_foot.foot(placer.finder, asked.site, asked.word)


def _ear(placer: Placer, asked: Asked) -> Floats:
    return face.ear(placer.finder, asked.site, asked.word)


def _face(placer: Placer, asked: Asked) -> Floats:
    return face.face(placer.finder, placer.head, asked.site, asked.lateral, asked.word)


def _neck(placer: Placer, asked: Asked) -> Floats:
    return face.neck(placer.finder, asked.site, asked.lateral, asked.word)


_BY_SCALE: Mapping[str, Callable[[Placer, Asked], Floats]] = {
    **dict.fromkeys(("vertebra", "sacrum"), _back),
    **dict.fromkeys(("abdomen", "chest", "rib", "hip", "thigh"), _front),
    **dict.fromkeys(("shoulder", "axilla", "arm"), _shoulder),
    **dict.fromkeys(("foot", "ankle"), _foot),
    "head": _head,
    "hand": _hand,
    "ear": _ear,
    "face": _face,
    "neck": _neck,
}

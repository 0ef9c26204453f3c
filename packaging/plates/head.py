"""The scale of the head: 18 cun from between the brows over the vertex to the seventh vertebra.

The mesh has no hair, but its hairlines follow from what it has. Tradition divides the way into 3
cun to the front hairline, 12 to the back hairline and 3 to the vertebra; and the point 5 cun behind
the front hairline lies where the line that joins the tips of the ears crosses the midline (WHO, at
GV20). The bump of the occiput stands 2.5 cun above the back hairline. So 8 cun reach from between
the brows to the ears' line, 4.5 from there to the bump, 5.5 from the bump to the vertebra.
"""

import numpy as np

from guide.atlas.cun import Scaled
from plates.body import Floats
from plates.landmarks import Finder, Landmark
from plates.skin import FRONT, LEFT, UP, Missed, along

FOREHEAD, SCALP, NAPE = 3.0, 12.0, 3.0
WHOLE = FOREHEAD + SCALP + NAPE
VERTEX = FOREHEAD + 5.0
OCCIPUT = {"eop": 2.5, "eop.low": 1.0}
"""Cun above the back hairline to the upper edge of the bump of the occiput, and below it."""


class HeadScale:
    """Walks over the head in cun. Adds the hairlines, the vertex and the occiput to the landmarks."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.centre = np.array([0.0, finder["ear-apex"][1], finder["ear-apex"][2]])
        over = self._midline()
        top = int(np.abs(over[:, 2] - self.centre[2])[: len(over) // 2].argmin())
        bump = top + int(np.abs(over[top:, 1] - self._bump(over[top:])).argmin())
        eop = FOREHEAD + SCALP - OCCIPUT["eop"]
        self._stretches = (
            (0.0, VERTEX, over[: top + 1]),
            (VERTEX, eop, over[top : bump + 1]),
            (eop, WHOLE, over[bump:]),
        )
        # 2.25 cun reach from the midline to the line above the pupil.
        self.cun = float(finder["pupil"][0]) / 2.25
        # 4.5 cun reach from the midline to the mastoid.
        self.back_cun = float(finder["mastoid"][0]) / 4.5
        for name, at, how in (
            ("hairline-front", FOREHEAD, "3 of the 8 cun from between the brows to the vertex."),
            ("vertex", VERTEX, "On the midline, straight above the tips of the ears."),
            ("hairline-back", FOREHEAD + SCALP, "2.5 of the 5.5 cun from the occiput to C7."),
            (
                "eop",
                eop,
                "A third of the way from the rearmost skull to the hollow of the nape.",
            ),
        ):
            finder.found[name] = Landmark(self.over(at), how)
        corner = self.scalp(FOREHEAD + 0.5, 4.5)
        told = "4.5 cun from the midline on the front hairline, as 2.25 reach above the pupil."
        finder.found["hairline-corner"] = Landmark(corner, told)

    def _midline(self) -> Floats:
        """From between the brows over the vertex down the nape to the seventh vertebra."""
        finder = self._finder
        ring = finder.skin.ring(self.centre, FRONT, UP, "head", steps=720)
        high = ring.points[:, 1] > min(finder["glabella"][1], self.centre[1] - 0.2)
        first = np.arctan2(*(finder["glabella"] - self.centre)[[1, 2]])
        scalp = ring.points[high & (ring.angle > first)]
        low = ring.points[high & (ring.angle < -np.pi / 2)]
        behind = np.concatenate([scalp, low])
        heights = np.arange(behind[-1, 1] - 0.02, finder["C7"][1], -0.02)
        nape = np.array([finder.back(0.0, float(y)) for y in heights])
        return np.concatenate([finder["glabella"][None], behind, nape, finder["C7"][None]])

    @staticmethod
    def _bump(behind: Floats) -> float:
        """The height of the bump of the occiput, a form that the mesh only hints at."""
        skull = behind[behind[:, 2].argmin()]
        below = behind[behind[:, 1] < skull[1]]
        first = below[: len(below) // 2]
        hollow = first[first[:, 2].argmax()]
        return float(skull[1] + (hollow[1] - skull[1]) / 3)

    def over(self, cun: float) -> Floats:
        """The place on the midline so many cun from between the brows."""
        first, last, line = next(one for one in self._stretches if cun <= one[1])
        return along(line, (cun - first) / (last - first))

    def ticks(self, first: float, last: float) -> Floats:
        """One place on the midline for every cun."""
        return np.array([self.over(cun) for cun in np.arange(first, last + 0.5)])

    def place(self, site: Scaled, lateral: float | None, word: str) -> Floats:
        """A place on the scalp, so many cun inside a hairline and beside the midline."""
        beside = 2.25 if word == "above-GB20" else lateral or 0.0
        if word == "scm-trapezius":
            return self.nape(OCCIPUT["eop.low"], 2.25)
        starts = {"front": FOREHEAD + site.offset, "back": FOREHEAD + SCALP - site.offset}
        if site.anchor in starts:
            at = starts[site.anchor]
        else:
            at = FOREHEAD + SCALP - OCCIPUT[site.anchor]
        if at > FOREHEAD + 7:
            return self.nape(FOREHEAD + SCALP - at, beside)
        return self.scalp(at, beside)

    def scalp(self, at: float, beside: float) -> Floats:
        """So many cun from between the brows, and beside the midline, on the upper head."""
        return self._beside(self.over(at), abs(beside) * self.cun)

    def nape(self, above: float, beside: float) -> Floats:
        """A place above the back hairline, level with the midline there."""
        height = self.over(FOREHEAD + SCALP - above)[1]
        return self._finder.back(beside * self.back_cun, float(height), "head")

    def forehead(self, above: float, x: float) -> Floats:
        """A place on the forehead above the brows, at ``x`` from the midline."""
        return self._finder.front(x, float(self.over(above)[1]), "head")

    def _beside(self, place: Floats, length: float) -> Floats:
        """Along the skin from the midline to the left, square to the midline's way."""
        if not length:
            return place
        outwards = place - self.centre
        outwards[0] = 0
        ring = self._finder.skin.ring(self.centre, outwards, LEFT, "skull", steps=720)
        way = ring.points[(ring.angle > 0) & (ring.angle < 0.75 * np.pi)]
        way = np.concatenate([place[None], way])
        walked = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
        return np.array([np.interp(length, walked, column) for column in way.T])

    def curve(self, word: str, start: Floats, end: Floats) -> Floats:
        """A curve along the hairline: around the ear, or down the temple."""
        ear = self._finder["ear-apex"]
        if word == "temple-hairline":
            bend = np.array([0.0, (start[1] + end[1]) / 2 - 0.10, max(start[2], end[2]) + 0.02])
        elif start[1] > end[1]:  # GB9 to GB12
            bend = np.array([0.0, start[1] - 0.30, min(start[2], end[2]) - 0.32])
        else:  # TE17 to TE20
            bend = np.array([0.0, (start[1] + end[1]) / 2 + 0.05, min(ear[2], start[2]) - 0.30])
        share = np.linspace(0, 1, 60)[:, None]
        bend[0] = max(start[0], end[0])
        line = (1 - share) ** 2 * start + 2 * share * (1 - share) * bend + share**2 * end
        places = [self.onto(place) for place in line]
        return np.array([start, *places[1:-1], end])

    def onto(self, place: Floats) -> Floats:
        """The skin of the head in the direction of a place, seen from the middle line of the head."""
        inner = np.array([0.0, place[1], 0.6 * place[2] + 0.4 * self.centre[2]])
        try:
            return self._finder.skin.hit(inner, place - inner, "skull")
        except Missed:  # under the ear
            return self._finder.skin.hit(inner, place - inner, "head")

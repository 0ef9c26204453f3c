"""The steps of finding a point that run along a cun scale, lengthwise or from the midline outwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guide.atlas.cun import Levels, Scaled, Site
from guide.atlas.scales import SCALES, Scale, on_ruler
from guide.atlas.words import Words, count

_SIDEWAYS = {
    "vertebra": "back-width",
    "sacrum": "back-width",
    "neck": "trunk-width",
    "chest": "trunk-width",
    "abdomen": "trunk-width",
    "thigh": "trunk-width",
    "head": "scalp-width",
}
"""The rulers from side to side by the scale of the height."""
_UNITS = {
    "arm:acromion": "arm",
    "shoulder:axilla-back": "arm",
    "ear:hairline": "head",
    "hip:ASIS": "abdomen-down",
    "leg:fibula-head": "leg-lateral",
}
"""Places beside a ruler whose cun they are counted in."""
_BESIDE = frozenset({"arm:olecranon", "forearm:olecranon", "leg:knee"})
"""Anchors that are level with an end of their ruler without being that end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what a drawing needs to show it.

    ``ruler`` names a scale of ``SCALES`` or is empty. ``span`` says which part of it the step walks,
    in cun from the ruler's start; it may lie beyond the ends. ``cun`` is its length. ``landmarks``
    are landmarks of the plates and codes of other points.
    """

    words: str
    ruler: str = ""
    landmarks: tuple[str, ...] = ()
    span: tuple[float, float] | None = None

    @property
    def cun(self) -> float | None:
        return abs(self.span[1] - self.span[0]) if self.span else None


class Rulers:
    """Tells the steps along scales for a point on one ``surface`` of the body."""

    def __init__(self, words: Words, surface: str) -> None:
        self._words, self._surface = words, surface

    def walk(self, place: Scaled) -> Iterator[Step]:
        """From an anchor so many cun on, with the ruler that tells how long a cun is there."""
        own = self._words.own(place)
        if own:
            yield Step(own)
            return
        scale = self._scale(place)
        if scale is None:
            yield self._unit(place)
            yield Step(self._go(place))
            return
        start, at = span(place, scale)
        other = (
            ""
            if _name(place) in _BESIDE
            else {0.0: scale.end, scale.cun: scale.start}.get(start, "")
        )
        yield self.whole(scale, other)
        reached = {0.0: scale.start, scale.cun: scale.end}.get(at, "")
        words = self._go(place, reached if reached == other else "")
        yield Step(words, scale.ruler, span=(start, at))

    def whole(self, scale: Scale, other: str = "") -> Step:
        """How many cun a scale has; ``other`` is the end that faces the place where one stands."""
        if other:
            end = self._words.landmark(other)
            words = self._words.say("ruler", end=end, cun=count(scale.cun))
        else:
            words = self._between_ends("ruler-between", scale)
        return Step(words, scale.ruler, (scale.start, scale.end), (0.0, scale.cun))

    def sideways(self, site: Site, lateral: float) -> Step:
        """From the midline so many cun outwards."""
        if lateral == 0:
            return Step(self._words.say("midline"))
        scale = _side_scale(site)
        if scale is None:
            return Step(self._words.say("beside", cun=count(lateral)))
        half = scale.cun / 2
        end = self._words.landmark(scale.end)
        told = {"cun": count(lateral), "half": count(half), "end": end}
        words = self._words.say("beside-ruler", **told)
        return Step(words, scale.ruler, (scale.end,), (half, half + lateral))

    def _scale(self, place: Scaled) -> Scale | None:
        found = on_ruler(place)
        if found is None:
            return None
        if found[0].ruler == "thigh-trochanter" and self._surface == "back":
            return SCALES["thigh-gluteal"]  # behind, the same crease is counted from the buttock
        return found[0]

    def _go(self, place: Scaled, to: str = "") -> str:
        way, cun = self._words.way(place), count(place.offset)
        if to:
            return self._words.say("go-to", way=way, cun=cun, end=self._words.landmark(to))
        return self._words.say("go", way=way, cun=cun)

    def _unit(self, place: Scaled) -> Step:
        ruler = _UNITS.get(_name(place))
        if ruler is None:
            return Step(self._words.say("thumb"))
        scale = SCALES[ruler]
        ends = (scale.start, scale.end)
        return Step(self._between_ends("unit", scale), ruler, ends, (0.0, scale.cun))

    def _between_ends(self, sentence: str, scale: Scale) -> str:
        start, end = self._words.landmark(scale.start), self._words.landmark(scale.end)
        return self._words.say(sentence, start=start, end=end, cun=count(scale.cun))


def span(place: Scaled, scale: Scale) -> tuple[float, float]:
    """From the anchor of a place to the place, in cun from the start of the scale.

    ``scale`` is the place's own, or another that ends where that one ends.
    """
    own, at = on_ruler(place) or (scale, 0.0)
    start = (
        0.0 if place.scale == "abdomen" else (on_ruler(replace(place, offset=0.0)) or (0, 0.0))[1]
    )
    shift = scale.cun - own.cun
    return start + shift, at + shift


def _side_scale(site: Site) -> Scale | None:
    if not isinstance(site, Scaled):
        return SCALES["back-width"] if isinstance(site, Levels) else None
    ruler = _SIDEWAYS.get(site.scale)
    if ruler == "scalp-width" and site.anchor != "front":
        ruler = "nape-width"
    return SCALES[ruler] if ruler else None


def _name(place: Scaled) -> str:
    return f"{place.scale}:{place.anchor}"

"""How a point is found: the steps from landmarks that a hand can feel to the point itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guide.atlas.cun import Across, Along, Between, Levels, Ref, Scaled, Site, parse, parse_across
from guide.atlas.scales import SCALES, Scale, landmark_of, on_ruler
from guide.atlas.tables import Point
from guide.atlas.words import Words, count, known_words, nearest

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
    ("arm", "acromion"): "arm",
    ("shoulder", "axilla-back"): "arm",
    ("ear", "hairline"): "head",
    ("hip", "ASIS"): "abdomen-down",
    ("leg", "fibula-head"): "leg-lateral",
}
"""Places beside a ruler whose cun they are counted in."""
_HEIGHTS = frozenset(
    ["vertebra", "sacrum", "abdomen", "chest", "head", "neck", "arm", "forearm", "wrist", "thigh"]
)
_HEIGHT_ANCHORS = frozenset(
    ["elbow:crease", "knee:popliteal", "leg:knee", "leg:popliteal", "leg:lateral", "leg:medial"]
)
"""Scales and anchors that tell how high a point lies and not how far across."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what a drawing needs to show it.

    ``ruler`` names a scale of ``SCALES`` or is empty. ``span`` says which part of it the step walks,
    in cun from the ruler's start; it may lie beyond the ends. ``cun`` is its length. ``landmarks``
    are ends of scales and codes of other points.
    """

    words: str
    ruler: str = ""
    landmarks: tuple[str, ...] = ()
    span: tuple[float, float] | None = None

    @property
    def cun(self) -> float | None:
        return abs(self.span[1] - self.span[0]) if self.span else None


def steps(point: Point, points: Mapping[str, Point]) -> tuple[Step, ...]:
    """How ``point`` is found; ``points`` holds by code those that it is measured from."""
    finder = _Finder(point, points, known_words())
    return tuple(finder.steps())


def is_estimate(point: Point) -> bool:
    """Whether the place across is drawn by estimate, because the sources give no distance."""
    sites = parse(point.level)
    named = bool(point.across) and isinstance(parse_across(point.across), Along)
    return named and point.lateral is None and any(_is_height(site) for site in sites)


def _is_height(site: Site) -> bool:
    if not isinstance(site, Scaled):
        return False
    return site.scale in _HEIGHTS or f"{site.scale}:{site.anchor}" in _HEIGHT_ANCHORS


class _Finder:
    def __init__(self, point: Point, points: Mapping[str, Point], words: Words) -> None:
        self._point, self._points, self._words = point, points, words

    def steps(self) -> Iterator[Step]:
        sites = parse(self._point.level)
        across = parse_across(self._point.across) if self._point.across else None
        if len(sites) > 1:
            yield from self._group(sites, across)
            return
        yield from self._site(sites[0])
        yield from self._sideways(sites[0])
        if across is not None:
            yield self._across(across, "there")

    def _site(self, site: Site) -> Iterator[Step]:
        if isinstance(site, Levels):
            yield from self._levels(site)
        elif isinstance(site, Between):
            yield from self._between(site)
        elif site.scale == "vertebra":
            yield from self._vertebra(site)
        else:
            yield self._found(site)
            if site.offset:
                yield from self._walk(site)

    def _found(self, place: Scaled) -> Step:
        name, helping = self._words.anchor(place, self._point.surface)
        words = self._words.say("find", place=name)
        return Step(f"{words} {helping}".rstrip(), landmarks=self._landmark(place))

    def _landmark(self, place: Scaled) -> tuple[str, ...]:
        name = landmark_of(place, self._point.surface)
        return (name,) if name else ()

    def _walk(self, place: Scaled) -> Iterator[Step]:
        """From an anchor so many cun on, with the ruler that tells how long a cun is there."""
        own = self._words.own(place)
        if own:
            yield Step(own)
            return
        measured = self._measured(place)
        if measured is None:
            yield self._unit(place)
            yield Step(self._go(place))
            return
        scale, at, start = measured
        other = "" if _beside_ruler(place) else _other_end(scale, start)
        yield self._ruler(scale, other)
        reached = {0.0: scale.start, scale.cun: scale.end}.get(at, "")
        words = self._go(place, reached if reached == other else "")
        yield Step(words, scale.ruler, span=(start, at))

    def _measured(self, place: Scaled) -> tuple[Scale, float, float] | None:
        """The scale of a place, its cun from the scale's start, and those of its anchor."""
        found = on_ruler(place)
        if found is None:
            return None
        scale, at = found
        way = at - place.offset if place.anchor == "front" else at + place.offset
        start = 0.0 if place.scale == "abdomen" else way
        if scale.ruler == "thigh-trochanter" and self._point.surface == "back":
            back = SCALES["thigh-gluteal"]  # behind, the same crease is counted from the buttock
            return back, back.cun - place.offset, back.cun
        return scale, at, start

    def _go(self, place: Scaled, to: str = "") -> str:
        way, cun = self._words.way(place), count(place.offset)
        if to:
            return self._words.say("go-to", way=way, cun=cun, end=self._words.landmark(to))
        return self._words.say("go", way=way, cun=cun)

    def _ruler(self, scale: Scale, other: str) -> Step:
        ends = {end: self._words.landmark(end) for end in (scale.start, scale.end)}
        if other:
            words = self._words.say("ruler", end=ends[other], cun=count(scale.cun))
        else:
            words = self._between_ends("ruler-between", scale)
        return Step(words, scale.ruler, tuple(ends), (0.0, scale.cun))

    def _between_ends(self, sentence: str, scale: Scale) -> str:
        start, end = self._words.landmark(scale.start), self._words.landmark(scale.end)
        return self._words.say(sentence, start=start, end=end, cun=count(scale.cun))

    def _unit(self, place: Scaled) -> Step:
        ruler = _UNITS.get((place.scale, place.anchor))
        if ruler is None:
            return Step(self._words.say("thumb"))
        scale = SCALES[ruler]
        ends = (scale.start, scale.end)
        return Step(self._between_ends("unit", scale), ruler, ends, (0.0, scale.cun))

    def _vertebra(self, place: Scaled) -> Iterator[Step]:
        yield from self._bone(place.anchor)
        yield Step(self._words.say("border", part=self._words.border(place.part)))
        if place.offset:
            yield from self._walk(place)

    def _bone(self, bone: str) -> Iterator[Step]:
        name, down = nearest(bone, self._words.seen())
        words = self._words.say("find", place=self._words.bone(name))
        seen = self._landmark(Scaled("vertebra", name))
        yield Step(f"{words} {self._words.seen()[name]}", landmarks=seen)
        if down:
            up_or_down = self._words.way(Scaled("vertebra", bone, -down))
            counted = self._words.bumps(abs(down))
            words = self._words.say(
                "count", count=counted, way=up_or_down, bone=self._words.bone(bone)
            )
            yield Step(words)

    def _levels(self, site: Levels) -> Iterator[Step]:
        yield from self._vertebra(Scaled("vertebra", site.first, part="low"))
        last, number = self._words.bone(site.last), len(site.bones)
        yield Step(self._words.say("levels", bone=last, count=number))

    def _between(self, site: Between) -> Iterator[Step]:
        for end in (site.start, site.end):
            yield self._reference(end)
        share = self._words.share(site.share)
        codes = tuple(end for end in (site.start, site.end) if isinstance(end, str))
        if site.kind == "on":
            yield Step(self._words.say("straight", share=share), landmarks=codes)
        else:
            along = self._words.curve(self._point.across)
            yield Step(self._words.say("curved", share=share, along=along), landmarks=codes)

    def _reference(self, ref: Ref) -> Step:
        if isinstance(ref, str):
            known = self._points[ref]
            told = {"code": ref, "pinyin": known.pinyin, "location": known.location}
            return Step(self._words.say("find-point", **told), landmarks=(ref,))
        return self._found(ref)

    def _sideways(self, site: Site) -> Iterator[Step]:
        lateral = self._lateral(site)
        if lateral is None:
            return
        if lateral == 0:
            yield Step(self._words.say("midline"))
            return
        scale = self._side_scale(site)
        if scale is None:
            yield Step(self._words.say("beside", cun=count(lateral)))
            return
        half = scale.cun / 2
        words = self._words.say(
            "beside-ruler",
            cun=count(lateral),
            half=count(half),
            end=self._words.landmark(scale.end),
        )
        yield Step(words, scale.ruler, (scale.end,), (half, half + lateral))

    def _side_scale(self, site: Site) -> Scale | None:
        if not isinstance(site, Scaled):
            return SCALES["back-width"] if isinstance(site, Levels) else None
        ruler = _SIDEWAYS.get(site.scale)
        if ruler == "scalp-width" and site.anchor != "front":
            ruler = "nape-width"
        return SCALES[ruler] if ruler else None

    def _across(self, across: Across, sentence: str) -> Step:
        if isinstance(across, Along):
            return Step(self._words.say(sentence, across=self._words.across(across)))
        start, end = (self._line_end(name) for name in (across.start, across.end))
        words = self._words.say("line", start=start, end=end)
        codes = tuple(name for name in (across.start, across.end) if name in self._points)
        return Step(self._words.say(sentence, across=words), landmarks=codes)

    def _line_end(self, name: str) -> str:
        known = self._points.get(name)
        return f"{name} ({known.pinyin})" if known else self._words.line_end(name)

    def _group(self, sites: tuple[Site, ...], across: Across | None) -> Iterator[Step]:
        yield Step(self._how_many(sites))
        scales = {found[0].ruler for site in sites if (found := _counted(site))}
        for ruler in sorted(scales):
            yield self._ruler(SCALES[ruler], "")
        for number, site in enumerate(sites, start=1):
            yield from self._member(number, site)
        if across is not None:
            yield self._across(across, "each")

    def _how_many(self, sites: tuple[Site, ...]) -> str:
        """All places where some lie on the midline, else those of one side."""
        across = [self._lateral(site) for site in sites]
        if 0 not in across:
            return self._words.say("group-each-side", count=self._words.number(len(sites)))
        number = sum(1 if lateral == 0 else 2 for lateral in across)
        return self._words.say("group", count=self._words.number(number))

    def _lateral(self, site: Site) -> float | None:
        return site.lateral if site.lateral is not None else self._point.lateral

    def _member(self, number: int, site: Site) -> Iterator[Step]:
        if not isinstance(site, Scaled):
            yield from self._site(site)
            return
        lateral = self._lateral(site)
        sentence = "member" if lateral is None else "member-beside" if lateral else "member-midline"
        told = {"nth": self._words.ordinal(number), "place": self._place(site)}
        words = self._words.say(sentence, **told, cun=count(lateral or 0))
        found = _counted(site)
        yield Step(words, found[0].ruler if found else "", span=_span(site))

    def _place(self, place: Scaled) -> str:
        name, _helping = self._words.anchor(place, self._point.surface)
        if not place.offset:
            return name
        way, cun = self._words.way(place), count(place.offset)
        return self._words.say("offset", cun=cun, way=way, place=name)


def _counted(site: Site) -> tuple[Scale, float] | None:
    """The ruler of a site that is counted on one."""
    return on_ruler(site) if isinstance(site, Scaled) and site.offset else None


def _span(site: Scaled) -> tuple[float, float] | None:
    here, anchor = _counted(site), on_ruler(replace(site, offset=0.0))
    return (anchor[1], here[1]) if here and anchor else None


def _other_end(scale: Scale, at: float) -> str:
    """The end of a scale that faces the end at which one stands; empty in between."""
    return {0.0: scale.end, scale.cun: scale.start}.get(at, "")


def _beside_ruler(place: Scaled) -> bool:
    """Whether the anchor is level with an end of its ruler without being that end."""
    return place.anchor == "olecranon" or (place.scale, place.anchor) == ("leg", "knee")

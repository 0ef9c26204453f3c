"""How a point is found: the steps from landmarks that a hand can feel to the point itself."""

from collections.abc import Iterator, Mapping

from guide.atlas.cun import Across, Along, Between, Levels, Ref, Scaled, Site, parse, parse_across
from guide.atlas.rulers import Rulers, Step, span
from guide.atlas.scales import Scale, landmark_of, on_ruler
from guide.atlas.tables import Point
from guide.atlas.words import Words, count, known_words, nearest

__all__ = ["Step", "is_estimate", "steps"]

_HEIGHTS = frozenset(
    ["vertebra", "sacrum", "abdomen", "chest", "head", "neck", "arm", "forearm", "wrist", "thigh"]
)
_HEIGHT_ANCHORS = frozenset(
    ["elbow:crease", "knee:popliteal", "leg:knee", "leg:popliteal", "leg:lateral", "leg:medial"]
)
"""Scales and anchors that tell how high a point lies and not how far across."""


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
        self._rulers = Rulers(words, point.surface)

    def steps(self) -> Iterator[Step]:
        sites = parse(self._point.level)
        across = parse_across(self._point.across) if self._point.across else None
        if len(sites) > 1:
            yield from self._group(sites, across)
            return
        yield from self._site(sites[0])
        lateral = self._lateral(sites[0])
        if lateral is not None:
            yield self._rulers.sideways(sites[0], lateral)
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
                yield from self._rulers.walk(site)

    def _found(self, place: Scaled) -> Step:
        name, helping = self._words.anchor(place, self._point.surface)
        words = self._words.say("find", place=name)
        return Step(f"{words} {helping}".rstrip(), landmarks=self._landmark(place))

    def _landmark(self, place: Scaled) -> tuple[str, ...]:
        name = landmark_of(place, self._point.surface)
        return (name,) if name else ()

    def _vertebra(self, place: Scaled) -> Iterator[Step]:
        yield from self._bone(place.anchor)
        yield Step(self._words.say("border", part=self._words.border(place.part)))
        if place.offset:
            yield from self._rulers.walk(place)

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
        for scale in dict.fromkeys(map(_ruler_of, sites)):
            if scale is not None:
                yield self._rulers.whole(scale)
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
        scale = _ruler_of(site)
        if scale is None:
            yield Step(words)
        else:
            yield Step(words, scale.ruler, span=span(site, scale))

    def _place(self, place: Scaled) -> str:
        name, _helping = self._words.anchor(place, self._point.surface)
        if not place.offset:
            return name
        way, cun = self._words.way(place), count(place.offset)
        return self._words.say("offset", cun=cun, way=way, place=name)


def _ruler_of(site: Site) -> Scale | None:
    """The ruler of a site that is counted on one."""
    found = on_ruler(site) if isinstance(site, Scaled) and site.offset else None
    return found[0] if found else None

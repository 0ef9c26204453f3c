"""What the plate says in words: the names of its targets, and the lines under it."""

from collections.abc import Mapping

from guide.atlas.figures import Request
from guide.atlas.names import known_points, meridian_title, organ_of, point_title
from guide.atlas.plates import EVERYWHERE
from guide.atlas.regions import known_regions
from guide.i18n import _, ngettext
from guide.ui.body.targets import Name, Target
from guide.ui.body.views import in_words

_MOST = 5  # regions that are counted up under a plate


class Telling:
    """Speaks of one figure in one view. ``counts`` are therapies by the key of a region."""

    def __init__(self, view: str, request: Request, counts: Mapping[str, int]) -> None:
        self._view, self._request, self._counts = view, request, counts

    def names(self, targets: tuple[Target, ...]) -> dict[Name, str]:
        """“BL13 Fèishū, lung, back of the body, left side, in this article” for each target."""
        return {target.name: self._name(target) for target in targets}

    def line(self, key: str) -> str:
        """What stands under the plate while something is pointed at."""
        facts = ", ".join(self._facts(key))
        return f"{_title(key)}: {facts}" if facts else _title(key)

    def summary(self) -> str:
        """What stands there otherwise: what is shown, and what can be done."""
        shown = [*self._regions(), *self._points(), *self._meridians()]
        if not shown:
            return _("This page names no part of the body. Choose one to see what is used there.")
        words = _("Shown: {things}. Choose a part or a point to read about it.")
        return words.format(things=", ".join(shown))

    def _name(self, target: Target) -> str:
        sides = {"left": _("left side"), "right": _("right side")}
        parts = [_title(target.key), *self._facts(target.key), in_words(self._view)]
        if target.side:
            parts.append(sides[target.side])
        if self._is_asked(target.key):
            parts.append(_("in this article"))
        return ", ".join(parts)

    def _facts(self, key: str) -> list[str]:
        kind, _slash, code = key.partition("/")
        if kind == "point":
            point = known_points().get(code)
            organ = organ_of(point) if point is not None else ""
            return [organ] if organ else []
        if key not in self._counts:
            return []
        words = ngettext("{count} therapy", "{count} therapies", self._counts[key])
        return [words.format(count=self._counts[key])]

    def _is_asked(self, key: str) -> bool:
        kind, _slash, slug = key.partition("/")
        asked = {
            "region": self._request.regions,
            "point": self._request.points,
            "meridian": self._request.meridians,
        }[kind]
        return slug in asked or (kind == "region" and set(asked) == {EVERYWHERE})

    def _regions(self) -> list[str]:
        known = known_regions()
        names = [known[slug].name for slug in self._request.regions if slug in known]
        if len(names) > _MOST:
            return [
                ngettext("{count} region", "{count} regions", len(names)).format(count=len(names))
            ]
        return [name.lower() if number else name for number, name in enumerate(names)]

    def _points(self) -> list[str]:
        points = self._request.points
        if len(points) == 1:
            return [point_title(points[0])]
        count = len(points)
        return (
            [ngettext("{count} point", "{count} points", count).format(count=count)]
            if count
            else []
        )

    def _meridians(self) -> list[str]:
        if "all" in self._request.meridians:
            return [_("all meridians")]
        return [meridian_title(code) for code in self._request.meridians]


def _title(key: str) -> str:
    """“BL13 Fèishū”, “Neck”; a fine region with the one that holds it: “Nape (neck)”."""
    kind, _slash, slug = key.partition("/")
    if kind == "point":
        return point_title(slug)
    if kind == "meridian":
        return meridian_title(slug)
    region = known_regions()[slug]
    whole = known_regions().get(region.parent)
    return f"{region.name} ({whole.name.lower()})" if whole is not None else region.name

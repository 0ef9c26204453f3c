"""Where links may lead: to entries of the library, to places of the page, to https and mail."""

import re
from dataclasses import dataclass

from guide.i18n import _
from guide.markup.gate import ANCHOR, HTTPS, KEY, MAIL
from guide.markup.values import Context, Rule

_KEY = re.compile(KEY)
_ANCHOR = re.compile(ANCHOR)
_EXTERNAL = re.compile(f"{HTTPS}|{MAIL}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLATE = re.compile(r"plate:(?P<view>[a-z][a-z0-9-]*)(?:\?(?P<query>[^#\s]*))?")
_PLATE_FIELDS = {"regions": "region", "points": "point", "meridian": "meridian", "ruler": "point"}
"""What a plate may be asked to show, and the kind of entry that each value names."""
PLATE_LABELS = ("code", "name", "organ", "none")
"""What ``labels`` may ask to be written beside a point."""
ALL = "all"
"""A value of ``meridian`` that is no entry."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads. ``key`` is empty for places outside the library."""

    href: str
    key: str = ""
    anchor: str = ""

    @property
    def look(self) -> str:
        """The class of the link."""
        if not self.key:
            return "" if self.href.startswith("#") else "external"
        return "point" if self.key.startswith("point/") else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an address leads nowhere."""

    rule: Rule
    message: str


class Addresses:
    """Judges addresses of one text; asks the library once for each name."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, str | None] = {}

    def resolve(self, name: str) -> str | None:
        """The key of the entry with this name, or None."""
        if name not in self._known:
            key = self._context.resolve(name)
            self._known[name] = key if key and _KEY.fullmatch(key) else None
        return self._known[name]

    def entry(self, target: str) -> Address | Problem:
        """What ``[[target]]`` leads to; ``#anchor`` alone is a place on the same page."""
        name, mark, anchor = target.strip().partition("#")
        if mark and not _ANCHOR.fullmatch(anchor):
            return Problem(Rule.BROKEN_LINK, _("“#{}” is not the name of a place.").format(anchor))
        if mark and not name:
            return Address(f"#{anchor}", anchor=anchor)
        key = self.resolve(name.strip())
        if key is None:
            message = _("Nothing in the library is called “{}”.").format(name.strip())
            return Problem(Rule.BROKEN_LINK, message)
        return Address(f"{key}#{anchor}" if anchor else key, key, anchor)

    def any(self, href: str) -> Address | Problem:
        """What an ordinary Markdown link leads to."""
        if _EXTERNAL.fullmatch(href):
            return Address(href)
        if _SCHEME.match(href) or href[:1] in {"/", "\\", "."}:
            message = _("Links lead to entries, https and mailto only, not to “{}”.")
            return Problem(Rule.UNSAFE_LINK, message.format(href[:80]))
        return self.entry(href)

    def plate(self, source: str) -> str | Problem:
        """A picture's address, once every region, point and meridian of it is known."""
        found = _PLATE.fullmatch(source)
        if found is None:
            message = _("A picture is a plate such as plate:back?points=BL13, not “{}”.")
            return self._bad(message, source[:80])
        seen = set[str]()
        for part in (found["query"] or "").split("&") if found["query"] else ():
            field, _mark, values = part.partition("=")
            if field in seen:
                return self._bad(_("“{}” stands twice in the address of a plate."), field[:80])
            seen.add(field)
            problem = self._plate_field(field, values.split(","))
            if problem:
                return problem
        return source

    def _plate_field(self, field: str, values: list[str]) -> Problem | None:
        if field == "labels":
            unknown = [value for value in values if value not in PLATE_LABELS] or values[1:]
            if unknown:
                message = _("Labels of a plate are one of {}, not “{}”.")
                return self._bad(message, ", ".join(PLATE_LABELS), unknown[0][:80])
            return None
        kind = _PLATE_FIELDS.get(field)
        if kind is None:
            message = _("A plate knows {} and labels, not “{}”.")
            return self._bad(message, ", ".join(_PLATE_FIELDS), field[:80])
        for value in values:
            if self.resolve(f"{kind}/{value}") is None and (field, value) != ("meridian", ALL):
                return self._bad(_("The atlas does not know the {} “{}”."), kind, value[:80])
        return None

    @staticmethod
    def _bad(message: str, *words: str) -> Problem:
        return Problem(Rule.BAD_PLATE_REFERENCE, message.format(*words))

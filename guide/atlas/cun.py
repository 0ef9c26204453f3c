"""The grammar of ``level``: where a point lies on any body, in proportional cun.

A cun is no fixed length. A stretch of the body between two landmarks is divided into a number of
equal parts, and one part is one cun *there*: the numbers of one scale mean nothing on another.

    level    = site { ";" site }                 several sites are a group of points
    site     = ( scaled | levels | between ) [ "@" number ]
    scaled   = scale ":" [ anchor ] [ ( "+" | "-" ) number ]
    levels   = "vertebra:" bone ".." bone        every level from the first to the last
    between  = ( "on" | "curve" ) "(" ref "," ref "," whole "/" whole ")"
    ref      = code of another point | scaled
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal

from guide.atlas.anchors import (
    ACROSS,
    ANCHORS,
    LINE_ENDS,
    POINT_CODE,
    VERTEBRA_PARTS,
    VERTEBRAE,
)
from guide.i18n import _

ABDOMEN = (-5.0, 8.0)
"""How far down and up the belly is measured from the navel, in cun."""
FARTHEST_ACROSS = 6.0
"""From the midline to the side: half the width of the shoulders, in cun."""


class CunError(ValueError):
    """A place that the grammar cannot read; ``str()`` is one clause for a reader, without an end."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A place so many cun from an anchor: up and towards the trunk is positive.

    ``anchor`` is a word of ``ANCHORS`` without its part where the scale is ``vertebra``: then
    ``part`` is ``low``, ``top`` or ``tip``. ``lateral`` is the site's own cun from the midline.
    """

    scale: str
    anchor: str
    offset: float = 0.0
    lateral: float | None = None
    part: str = ""


Ref = str | Scaled
"""Another point by its code, or a place."""


@dataclass(frozen=True, slots=True)
class Between:
    """A part of the way from one place to another: straight, or along hairline or ear (``curve``)."""

    kind: Literal["on", "curve"]
    start: Ref
    end: Ref
    share: Fraction
    lateral: float | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """The lower borders of every vertebra from the first to the last, both among ``VERTEBRAE``."""

    first: str
    last: str
    lateral: float | None = None

    @property
    def bones(self) -> tuple[str, ...]:
        return VERTEBRAE[VERTEBRAE.index(self.first) : VERTEBRAE.index(self.last) + 1]


Site = Scaled | Between | Levels


@dataclass(frozen=True, slots=True)
class Along:
    """A place across that is told by a tendon, edge or line; ``farther`` is in cun, outwards."""

    word: str
    farther: float = 0.0


@dataclass(frozen=True, slots=True)
class Straight:
    """A place across on the straight line between two points or anchors of ``LINE_ENDS``."""

    start: str
    end: str


Across = Along | Straight

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_SCALED = re.compile(rf"(?P<scale>[a-z]+):(?P<anchor>[^+:]*?)(?P<offset>[+-]{_NUMBER})?")
_LEVELS = re.compile(r"vertebra:(?P<first>[^.@]+)\.\.(?P<last>[^.@]+)")
_BETWEEN = re.compile(r"(?P<kind>on|curve)\((?P<inner>.*)\)")
_SHARE = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_FARTHER = re.compile(rf"(?P<word>.+)\+(?P<cun>{_NUMBER})")


def parse(level: str) -> tuple[Site, ...]:
    """The sites that a ``level`` names, in its order; ``CunError`` where it cannot be read."""
    if not level.strip():
        raise CunError(_("it is empty"))
    return tuple(_site(text) for text in level.split(";"))


def parse_across(across: str) -> Across:
    """The place across that ``across`` names; ``CunError`` where no such word is known."""
    if across.startswith("line:"):
        return _straight(across)
    if across in ACROSS:
        return Along(across)
    found = _FARTHER.fullmatch(across)
    if found and found["word"] in ACROSS:
        return Along(found["word"], float(found["cun"]))
    near = get_close_matches(across, ACROSS, 1)
    sentence = _("“{}” is no place across that is known").format(across)
    raise CunError(sentence + (_("; did you mean “{}”?").format(near[0]) if near else ""))


def codes_in(sites: tuple[Site, ...], across: Across | None = None) -> Iterator[str]:
    """The codes of other points that a place refers to."""
    for site in sites:
        if isinstance(site, Between):
            yield from (ref for ref in (site.start, site.end) if isinstance(ref, str))
    if isinstance(across, Straight):
        yield from (end for end in (across.start, across.end) if end not in LINE_ENDS)


# ---- reading


def _site(text: str) -> Site:
    place, at, lateral = text.strip().partition("@")
    site = _place(place)
    return replace(site, lateral=_cun_across(lateral)) if at else site


def _place(text: str) -> Site:
    if found := _LEVELS.fullmatch(text):
        return _levels(found["first"], found["last"])
    if found := _BETWEEN.fullmatch(text):
        return _between("on" if found["kind"] == "on" else "curve", text, found["inner"])
    return _scaled(text)


def _scaled(text: str) -> Scaled:
    found = _SCALED.fullmatch(text)
    if found is None:
        raise CunError(_("“{}” is no place of the form scale:anchor+cun").format(text))
    scale, anchor, offset = found["scale"], found["anchor"], found["offset"]
    if scale not in ANCHORS:
        raise CunError(
            _("“{}” has no scale “{}”; there are: {}").format(text, scale, ", ".join(ANCHORS))
        )
    if anchor not in ANCHORS[scale]:
        raise CunError(_no_anchor(text, scale, anchor))
    if scale == "abdomen":
        _check_abdomen(text, offset)
    cun = float(offset or 0)
    if scale != "vertebra":
        return Scaled(scale, anchor, cun)
    bone, _dot, part = anchor.partition(".")
    return Scaled(scale, bone, cun, part=part or VERTEBRA_PARTS[0])


def _no_anchor(text: str, scale: str, anchor: str) -> str:
    known = ANCHORS[scale]
    if known == ("",):
        return _("“{}” names an anchor “{}”, and the navel needs none").format(text, anchor)
    named = ", ".join(known) if len(known) <= 30 else f"{', '.join(known[:6])} … {known[-1]}"
    return _("“{}” has no anchor “{}”; there are: {}").format(text, anchor, named)


def _check_abdomen(text: str, offset: str | None) -> None:
    if offset is None:
        raise CunError(_("“{}” needs a sign and a number, such as abdomen:+0").format(text))
    if not ABDOMEN[0] <= float(offset) <= ABDOMEN[1]:
        raise CunError(_("“{}” lies beyond {:+g} or {:+g} cun").format(text, *ABDOMEN))


def _levels(first: str, last: str) -> Levels:
    for bone in (first, last):
        if bone not in VERTEBRAE:
            raise CunError(_("“{}” is no vertebra from C2 to L5").format(bone))
    if VERTEBRAE.index(first) >= VERTEBRAE.index(last):
        raise CunError(_("the range “{}..{}” must run downwards").format(first, last))
    return Levels(first, last)


def _between(kind: Literal["on", "curve"], text: str, inner: str) -> Between:
    parts = inner.split(",")
    if len(parts) != 3:
        raise CunError(_("“{}” needs two places and a share, such as 1/3").format(text))
    return Between(kind, _ref(parts[0]), _ref(parts[1]), _share(parts[2]))


def _ref(text: str) -> Ref:
    return text if POINT_CODE.fullmatch(text) else _scaled(text)


def _share(text: str) -> Fraction:
    found = _SHARE.fullmatch(text)
    part, whole = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < part < whole:
        raise CunError(_("“{}” is no share between 0 and 1, such as 1/3").format(text))
    return Fraction(part, whole)


def _cun_across(text: str) -> float:
    if not re.fullmatch(_NUMBER, text):
        raise CunError(_("“@{}” is no number of cun from the midline").format(text))
    if float(text) > FARTHEST_ACROSS:
        raise CunError(_("“@{}” is more than {:g} cun").format(text, FARTHEST_ACROSS))
    return float(text)


def _straight(across: str) -> Straight:
    ends = across.removeprefix("line:")
    for at in (place for place, sign in enumerate(ends) if sign == "-"):
        start, end = ends[:at], ends[at + 1 :]
        if start != end and _ends_line(start) and _ends_line(end):
            return Straight(start, end)
    sentence = _("“{}” needs two points or two of {} with a hyphen between them")
    raise CunError(sentence.format(across, ", ".join(sorted(LINE_ENDS))))


def _ends_line(text: str) -> bool:
    return text in LINE_ENDS or POINT_CODE.fullmatch(text) is not None

"""What points and meridians are called on a drawing: code, name, and the organ that tradition names."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from guide import paths
from guide.atlas.tables import Meridian, Point, read_meridians, read_points
from guide.i18n import _


@lru_cache(maxsize=1)
def known_points() -> Mapping[str, Point]:
    """The points that come with the program by code, in the order of the table."""
    rows = read_points(paths.resources() / "atlas" / "points.tsv")
    return MappingProxyType({point.code: point for point in rows})


@lru_cache(maxsize=1)
def known_meridians() -> Mapping[str, Meridian]:
    """The meridians that come with the program by code, in the order of the table."""
    rows = read_meridians(paths.resources() / "atlas" / "meridians.tsv")
    return MappingProxyType({meridian.code: meridian for meridian in rows})


def organ_of(point: Point) -> str:
    """The organ whose back-shu or front-mu point this is, in the reader's words; empty for others."""
    for special in point.special:
        kind, _colon, organ = special.partition(":")
        if kind in {"back-shu", "front-mu"} and organ in _organs():
            return _organs()[organ]
    return _("diaphragm") if point.english == "Diaphragm Shu" else ""


def point_title(code: str) -> str:
    """“BL13 Fèishū”; the code alone where the table does not know it."""
    point = known_points().get(code)
    return code if point is None else f"{code} {point.pinyin}"


def meridian_title(code: str) -> str:
    """“Foot-Taiyang Bladder Meridian”; the code where the table does not know it."""
    meridian = known_meridians().get(code)
    return code if meridian is None else meridian.english


def _organs() -> dict[str, str]:
    return {
        "Lung": _("lung"),
        "Pericardium": _("pericardium"),
        "Heart": _("heart"),
        "Liver": _("liver"),
        "Gallbladder": _("gallbladder"),
        "Spleen": _("spleen"),
        "Stomach": _("stomach"),
        "Triple Energizer": _("triple energizer"),
        "Kidney": _("kidney"),
        "Large Intestine": _("large intestine"),
        "Small Intestine": _("small intestine"),
        "Bladder": _("bladder"),
    }

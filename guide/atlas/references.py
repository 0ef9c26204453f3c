"""The address of a drawing in a text: ``plate:back?regions=lower-back&points=BL13&labels=organ``."""

import re
from dataclasses import dataclass

from guide.atlas.figures import LABELS, Request
from guide.atlas.plates import TURNS, VIEWS

AUTO = "auto"
"""In place of a view: whichever shows best what is asked for."""
REFERENCE_VIEWS = (AUTO, *VIEWS, *(view for view in TURNS if view not in VIEWS))
_ADDRESS = re.compile(r"plate:(?P<view>[a-z][a-z0-9-]*)(?:\?(?P<query>[A-Za-z0-9=,&-]*))?")
_LISTS = ("regions", "points", "meridian")
_WORDS = ("labels", "ruler")


@dataclass(frozen=True, slots=True)
class Reference:
    """What an address asks for. ``view`` is one of ``REFERENCE_VIEWS``."""

    view: str
    request: Request


def read_reference(address: str) -> Reference | None:
    """What ``address`` asks for; None where it is no such address.

    Whether there are such regions, points and meridians is not looked at: what a plate lacks, a
    drawing passes over.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or found["view"] not in REFERENCE_VIEWS:
        return None
    fields: dict[str, str] = {}
    for part in (found["query"] or "").split("&"):
        field, _mark, value = part.partition("=")
        if part and (field in fields or field not in (*_LISTS, *_WORDS)):
            return None
        fields[field] = value
    regions, points, meridians = (
        tuple(value for value in fields.get(name, "").split(",") if value) for name in _LISTS
    )
    labels = fields.get("labels") or "code"
    if labels not in LABELS:
        return None
    request = Request(regions, points, meridians, labels=labels, ruler=fields.get("ruler", ""))
    return Reference(found["view"], request)

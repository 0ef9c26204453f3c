"""Which plates show a point, and what is said where a plate does not."""

from collections.abc import Iterable

from guide.atlas.choosing import summaries
from guide.atlas.plates import Plate
from guide.atlas.words import known_words
from guide.i18n import _


def unseen(plate: Plate, points: Iterable[str]) -> list[str]:
    """A sentence for each of ``points`` that ``plate`` does not show."""
    shown = {point.code for point in plate.points}
    return [not_seen(code, plate.view) for code in dict.fromkeys(points) if code not in shown]


def not_seen(code: str, view: str) -> str:
    """Why a view does not show a point, and which views do."""
    hidden = known_words().not_drawn(code)
    if hidden:
        return _("{} is not drawn. {}").format(code, hidden)
    views = views_of(code)
    if not views:
        return _("No plate shows {}.").format(code)
    return _("The plate “{}” does not show {}; these do: {}.").format(view, code, ", ".join(views))


def views_of(code: str) -> tuple[str, ...]:
    """The named views that show a point, in their order."""
    return tuple(one.view for one in summaries() if code in one.points)

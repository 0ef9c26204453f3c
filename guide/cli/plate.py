"""``therapy-guide plate``: a drawing of the body as SVG, with regions, points and meridians."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from guide import files, streams
from guide.atlas.choosing import best_view, summaries
from guide.atlas.figures import LABELS, Request, figure
from guide.atlas.names import known_meridians, known_points
from guide.atlas.plates import EVERYWHERE, TURN_STEP, TURNS, VIEWS, Plate, load_plate
from guide.atlas.references import AUTO, REFERENCE_VIEWS
from guide.atlas.regions import known_regions
from guide.atlas.sight import unseen
from guide.atlas.svg import to_svg
from guide.cli import output
from guide.content.names import tight
from guide.errors import GuideError, UsageError, shown
from guide.i18n import _

_SVG = re.compile(rb"\s*(?:(?:<\?xml|<!DOCTYPE svg)[^>]*>\s*|<!--.*?-->\s*)*<svg\b", re.DOTALL)
_HEAD = 10_000  # bytes in which a drawing shows that it is one
_ALL = "all"
_FEW = 30  # names that are listed where one is not known; of more only those that are near
_SEVERAL = ("region", "point", "meridian")


def add_arguments(parser: ArgumentParser) -> None:
    """What the command understands."""
    parser.add_argument(
        "view",
        metavar="VIEW",
        nargs="?",
        help=_("the side of the body: {}, or {} for the one that shows most").format(
            ", ".join((*VIEWS, _turns())), AUTO
        ),
    )
    for name, words in (
        ("region", _("regions to tint, such as lower-back")),
        ("point", _("points to show, such as BL13")),
        ("meridian", _("meridians to draw, such as BL; all for all")),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=name[0].upper(),
            nargs="+",
            action="extend",
            default=[],
            help=words,
        )
    parser.add_argument(
        "--labels", choices=LABELS, default="code", help=_("what stands beside a point (code)")
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=streams.file_path,
        default="-",
        help=_("where to write; - for the terminal"),
    )


def run(options: Namespace) -> int:
    """Write the plate; a ``GuideError`` says what was wrong."""
    asked = _asked(options)
    request = _known(asked)
    view = best_view(summaries(), request) if asked.view == AUTO else asked.view
    plate = load_plate(view)
    _check_shown(plate, request)
    svg = to_svg(figure(plate, request), title=_title(view, request))
    if options.output != Path("-"):
        _write(svg, options.output)
    elif not options.json:
        sys.stdout.write(svg)
    if options.json:
        output.write_json(
            {
                "view": view,
                "regions": request.regions,
                "points": request.points,
                "meridians": request.meridians,
                "labels": request.labels,
                "svg": svg,
            }
        )
    return 0


# ---- what was asked for


@dataclass(frozen=True, slots=True)
class _Asked:
    view: str
    request: Request


def _asked(options: Namespace) -> _Asked:
    """What to draw. ``--region leg back`` takes the view along; ``ear`` stays the region there."""
    named = {
        name: [part for word in getattr(options, name) for part in word.split(",") if part]
        for name in _SEVERAL
    }
    view = options.view or _taken_along(named)
    if view not in REFERENCE_VIEWS:
        raise UsageError(_unknown(_("plate"), view, (*VIEWS, _turns(), AUTO)))
    regions, points, meridians = (tuple(dict.fromkeys(named[name])) for name in _SEVERAL)
    return _Asked(view, Request(regions, points, meridians, labels=options.labels))


def _taken_along(named: dict[str, list[str]]) -> str:
    for words in named.values():
        for word in words:
            if word in REFERENCE_VIEWS and word not in known_regions():
                words.remove(word)
                return word
    views = ", ".join((*VIEWS, _turns(), AUTO))
    raise UsageError(_("Name the side of the body: {}.").format(views))


def _turns() -> str:
    return f"{TURNS[1]} … {TURNS[-1]}"


def _known(asked: _Asked) -> Request:
    """The request by the names that the tables have; an unknown one is wrong usage."""
    request = asked.request
    points = {
        tight(name): point.code
        for point in known_points().values()
        for name in (point.hanzi_trad, point.hanzi, point.pinyin, point.code)
    }
    meridians = {tight(code): code for code in known_meridians()} | {_ALL: _ALL}
    regions = {slug: slug for slug in known_regions()}
    return replace(
        request,
        regions=_named(_("region"), request.regions, regions, str),
        points=_named(_("point"), request.points, points, tight),
        meridians=_named(_("meridian"), request.meridians, meridians, tight),
    )


def _named(
    kind: str, words: tuple[str, ...], known: dict[str, str], form: Callable[[str], str]
) -> tuple[str, ...]:
    for word in words:
        if form(word) not in known:
            raise UsageError(_unknown(kind, word, list(dict.fromkeys(known.values()))))
    return tuple(dict.fromkeys(known[form(word)] for word in words))


def _unknown(kind: str, word: str, known: Collection[str]) -> str:
    if len(known) <= _FEW:
        message = _("There is no {} “{}”; choose from: {}.")
        return message.format(kind, shown(word), ", ".join(known))
    # Only for a mistake; what is found does without it.
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(word, known, 3) or get_close_matches(word.upper(), known, 3)
    if near:
        message = _("There is no {} “{}”; did you mean {}?")
        return message.format(kind, shown(word), ", ".join(near))
    message = _("There is no {} “{}”; “therapy-guide list --kind {}” shows what there is.")
    return message.format(kind, shown(word), kind)


# ---- what the plate shows


def _check_shown(plate: Plate, request: Request) -> None:
    """Refuse what the plate would leave out in silence."""
    drawn = {path.region for path in plate.regions} | {EVERYWHERE}
    for region in request.regions:
        if region not in drawn:
            views = [one.view for one in summaries() if region in one.regions]
            raise UsageError(_not_there(_("region"), region, plate.view, views))
    for sentence in unseen(plate, request.points):
        raise GuideError(sentence)
    lines = {course.code for course in plate.meridians} | {_ALL}
    for code in request.meridians:
        if code not in lines:
            views = [one.view for one in summaries() if code in one.meridians]
            raise GuideError(_not_there(_("meridian"), code, plate.view, views))


def _not_there(kind: str, name: str, view: str, views: list[str]) -> str:
    if not views:
        return _("No plate shows the {} {}.").format(kind, name)
    message = _("The plate “{}” does not show the {} {}; these do: {}.")
    return message.format(view, kind, name, ", ".join(views))


def _title(view: str, request: Request) -> str:
    names = [known_regions()[slug].name for slug in request.regions]
    names += [*request.points, *request.meridians]
    title = _view_words(view)
    return f"{title}: {', '.join(names)}" if names else title


def _view_words(view: str) -> str:
    if view in TURNS and view not in VIEWS:
        return _("The body turned by {} degrees").format(TURNS.index(view) * TURN_STEP)
    return {
        "front": _("The body from the front"),
        "back": _("The body from the back"),
        "left": _("The body from its left"),
        "right": _("The body from its right"),
        "head-front": _("The head from the front"),
        "head-left": _("The head from its left"),
        "head-back": _("The head from the back"),
        "head-top": _("The head from above"),
        "ear": _("The ear"),
        "hand-palm": _("The palm of the hand"),
        "hand-back": _("The back of the hand"),
        "foot-top": _("The top of the foot"),
        "foot-sole": _("The sole of the foot"),
        "foot-inside": _("The inner side of the foot"),
        "foot-outside": _("The outer side of the foot"),
    }[view]


def _write(svg: str, out: Path) -> None:
    """Write the file; only a drawing may be in its place."""
    files.check_place(out)
    try:
        with out.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise files.refusal(out, error.strerror or str(error)) from error
    if head and not _SVG.match(head):
        raise files.refusal(out, _("it is there already and is no SVG drawing"))
    files.write_whole(svg.encode("ascii"), out)

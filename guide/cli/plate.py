"""``therapy-guide plate``: a drawing of the body as SVG, with regions tinted."""

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from guide import files, streams
from guide.atlas.plates import EVERYWHERE, VIEWS, figure_scene, load_plate
from guide.atlas.regions import known_regions
from guide.atlas.svg import to_svg
from guide.cli import output
from guide.errors import UsageError
from guide.i18n import _

_SVG = re.compile(rb"\s*(?:(?:<\?xml|<!DOCTYPE svg)[^>]*>\s*|<!--.*?-->\s*)*<svg\b", re.DOTALL)
_HEAD = 10_000  # bytes in which a drawing shows that it is one


def add_arguments(parser: ArgumentParser) -> None:
    """What the command understands."""
    parser.add_argument(
        "view", metavar="VIEW", nargs="?", help=_("the side of the body: ") + ", ".join(VIEWS)
    )
    parser.add_argument(
        "--region",
        metavar="R",
        nargs="+",
        action="extend",
        default=[],
        help=_("regions to tint, such as lower-back"),
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
    view, regions = _view_and_regions(options)
    names = known_regions()
    plate = load_plate(view)
    drawn = {path.region for path in plate.regions} | {EVERYWHERE}
    for region in regions:
        if region not in names:
            message = _("There is no region “{}”; choose from: {}.")
            raise UsageError(message.format(region, ", ".join(names)))
        if region not in drawn:
            message = _("The {} plate does not show “{}”; it shows: {}.")
            shown = ", ".join(slug for slug in names if slug in drawn)
            raise UsageError(message.format(view, region, shown))
    title = _("The body from the {}").format(view)
    if regions:
        title += ": " + ", ".join(names[region].name for region in regions)
    svg = to_svg(figure_scene(plate, regions), title=title)
    if options.output != Path("-"):
        _write(svg, options.output)
    elif not options.json:
        sys.stdout.write(svg)
    if options.json:
        output.write_json({"view": view, "regions": regions, "svg": svg})
    return 0


def _view_and_regions(options: Namespace) -> tuple[str, list[str]]:
    """What to draw. ``--region leg back`` takes the view along: no region has a view's name."""
    regions = [part for word in options.region for part in word.split(",") if part]
    view = options.view
    if view is None:
        view = next((word for word in regions if word in VIEWS), None)
        if view is None:
            raise UsageError(_("Name the side of the body: {}.").format(", ".join(VIEWS)))
        regions.remove(view)
    if view not in VIEWS:
        message = _("There is no plate “{}”; choose one of: {}.")
        raise UsageError(message.format(view, ", ".join(VIEWS)))
    return view, regions


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

"""``therapy-guide plate``: a drawing of the body as SVG, with regions tinted."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from guide.atlas.plates import EVERYWHERE, VIEWS, figure_scene, load_plate
from guide.atlas.regions import known_regions
from guide.atlas.svg import to_svg
from guide.errors import GuideError, UsageError
from guide.i18n import _


def add_arguments(parser: ArgumentParser) -> None:
    """What the command understands."""
    parser.add_argument("view", metavar="VIEW", help=_("the side of the body: ") + ", ".join(VIEWS))
    parser.add_argument(
        "--region",
        metavar="R",
        nargs="+",
        action="extend",
        default=[],
        help=_("regions to tint, such as lower-back"),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help=_("where to write; - for the terminal")
    )


def run(options: Namespace) -> int:
    """Write the plate; a ``GuideError`` says what was wrong."""
    if options.view not in VIEWS:
        message = _("There is no plate “{}”; choose one of: {}.")
        raise UsageError(message.format(options.view, ", ".join(VIEWS)))
    names = known_regions()
    plate = load_plate(options.view)
    drawn = {path.region for path in plate.regions} | {EVERYWHERE}
    for region in options.region:
        if region not in names:
            message = _("There is no region “{}”; choose from: {}.")
            raise UsageError(message.format(region, ", ".join(names)))
        if region not in drawn:
            message = _("The {} plate does not show “{}”; it shows: {}.")
            shown = ", ".join(slug for slug in names if slug in drawn)
            raise UsageError(message.format(options.view, region, shown))
    title = _("The body from the {}").format(options.view)
    if options.region:
        title += ": " + ", ".join(names[region].name for region in options.region)
    _write(to_svg(figure_scene(plate, options.region), title=title), options.output)
    return 0


def _write(text: str, output: str) -> None:
    if output == "-":
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="ascii")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = _("The plate cannot be written to {}: {}; choose another place with -o.")
        raise GuideError(message.format(output, reason)) from error

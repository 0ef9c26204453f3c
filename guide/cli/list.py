"""``list``: every entry of the library, a line each; or the situations that ``--with`` knows."""

import argparse
from contextlib import closing

from guide.cli import cautions, output
from guide.cli import options as common_options
from guide.content.library import Library
from guide.content.model import Entry, Kind
from guide.content.verdicts import Situation, SituationGroup
from guide.errors import UsageError
from guide.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``[--kind K] [--with SITUATION]…`` or ``--situations``."""
    parser.add_argument(
        "--kind", choices=[str(kind) for kind in Kind], help=_("only entries of this kind")
    )
    cautions.add_with(parser)
    parser.add_argument(
        "--situations",
        dest="list_situations",
        action="store_true",
        help=_("list what --with knows instead"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the entries in reading order."""
    if options.list_situations and (options.kind or options.situations):
        raise UsageError(_("--situations is a list of its own; leave --kind and --with out."))
    kind = Kind(options.kind) if options.kind else None
    with closing(Library.open(common_options.library_file(options))) as library:
        if options.list_situations:
            _print_situations(library.situations(), as_json=options.json)
            return 0
        entries = library.entries(kind)
        verdicts = cautions.asked(library, options)
        told = {entry.key: verdicts.of(entry.key) if verdicts else None for entry in entries}
    if options.json:
        more = {key: cautions.as_json(one) if verdicts else {} for key, one in told.items()}
        output.write_json([_as_json(entry) | more[entry.key] for entry in entries])
        return 0
    columns = [[entry.key for entry in entries]]
    if verdicts:
        columns.append([cautions.words(told[entry.key]) for entry in entries])
    _print_columns([*columns, [entry.title for entry in entries]])
    return 0


def _print_columns(columns: list[list[str]]) -> None:
    *before, last = columns
    widths = [max(map(len, column), default=0) for column in before]
    for *cells, end in zip(*before, last, strict=True):
        padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        print("  ".join([*padded, end]))


def _print_situations(groups: tuple[SituationGroup, ...], *, as_json: bool) -> None:
    if as_json:
        output.write_json(
            [
                {"title": group.title, "situations": [_situation(one) for one in group.situations]}
                for group in groups
            ]
        )
        return
    listed = [one for group in groups for one in group.situations]
    width = max((len(one.id) for one in listed), default=0)
    for group in groups:
        print(group.title)
        for one in group.situations:
            print(f"  {one.id:<{width}}  {one.title}")


def _situation(one: Situation) -> dict[str, object]:
    return {"id": one.id, "title": one.title, "covers": list(one.covers)}


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "key": entry.key,
        "kind": entry.kind,
        "title": entry.title,
        "group": entry.group,
        "regions": list(entry.regions),
        "evidence": entry.evidence,
    }

"""``list``: every entry of the library, a line each."""

import argparse
from contextlib import closing

from guide.cli import options as common_options
from guide.cli import output
from guide.content.library import Library
from guide.content.model import Entry, Kind
from guide.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``[--kind K]``."""
    parser.add_argument(
        "--kind", choices=[str(kind) for kind in Kind], help=_("only entries of this kind")
    )


def run(options: argparse.Namespace) -> int:
    """Print the entries in reading order."""
    kind = Kind(options.kind) if options.kind else None
    with closing(Library.open(common_options.library_file(options))) as library:
        entries = library.entries(kind)
    if options.json:
        output.write_json([_as_json(entry) for entry in entries])
    else:
        width = max((len(entry.key) for entry in entries), default=0)
        for entry in entries:
            print(f"{entry.key:<{width}}  {entry.title}")
    return 0


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "key": entry.key,
        "kind": entry.kind,
        "title": entry.title,
        "group": entry.group,
        "regions": list(entry.regions),
        "evidence": entry.evidence,
    }

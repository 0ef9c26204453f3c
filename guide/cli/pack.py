"""``pack``: build a pack from a folder, look into one, verify every byte of one."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from guide import paths
from guide.cli import output
from guide.cli.progress import ProgressBar
from guide.content.library import Library
from guide.content.model import Kind
from guide.content.pack import Pack, verify
from guide.i18n import _, ngettext

if TYPE_CHECKING:
    from guide.content.compile import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``build FOLDER -o FILE``, ``info FILE`` and ``verify FILE``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="build|info|verify")
    build = actions.add_parser("build", help=_("articles into a pack"), allow_abbrev=False)
    build.add_argument(
        "folder", metavar="FOLDER", type=folder_named, help=_("the folder of articles")
    )
    build.add_argument("-o", "--out", metavar="FILE", type=Path, required=True)
    build.add_argument(
        "--atlas",
        metavar="DIR",
        type=folder_named,
        help=_("the tables of the body (those of the program)"),
    )
    for name, words in (
        ("info", _("what a pack holds")),
        ("verify", _("is every byte of a pack as it was built?")),
    ):
        action = actions.add_parser(name, help=words, allow_abbrev=False)
        action.add_argument("file", metavar="FILE", type=Path)


def folder_named(word: str) -> Path:
    """The folder that ``word`` names; the empty word names none, not the one we are in."""
    if not word:
        raise argparse.ArgumentTypeError(_("the name of the folder is empty"))
    return Path(word)


def run(options: argparse.Namespace) -> int:
    """Carry out what was asked for."""
    if options.action == "build":
        return _build(options)
    if options.action == "info":
        return _info(options)
    verify(options.file)
    if options.json:
        output.write_json({"file": str(options.file), "intact": True})
    else:
        print(_("{} is intact.").format(options.file))
    return 0


def _build(options: argparse.Namespace) -> int:
    # Only building needs Markdown, YAML and pydantic; looking into a pack must not load them.
    from guide.cli.check import as_json, print_findings  # noqa: PLC0415
    from guide.content.compile import build  # noqa: PLC0415
    from guide.content.findings import Refused  # noqa: PLC0415

    atlas = options.atlas or paths.resources() / "atlas"
    try:
        with ProgressBar(_("Compiling")) as progress:
            report = build(options.folder, atlas, options.out, progress)
    except Refused as refused:
        if options.json:
            output.write_json(as_json(refused.findings))
        else:
            print_findings(refused.findings)
        return 1
    if options.json:
        output.write_json(_as_json(report))
    else:
        _print_report(report)
    return 0


def _as_json(report: "Report") -> dict[str, object]:
    return {
        "file": str(report.out),
        "entries": report.entries,
        "articles": report.articles,
        "rendered": report.rendered,
        "bytes": report.bytes,
        "seconds": round(report.seconds, 3),
        "warnings": [str(one) for one in report.warnings],
    }


def _print_report(report: "Report") -> None:
    for warning in report.warnings:
        print(warning)
    print(
        _("{}: {} entries, {} of {} articles rendered anew, {:.0f} kB, {:.1f} s").format(
            report.out,
            report.entries,
            report.rendered,
            report.articles,
            report.bytes / 1000,
            report.seconds,
        )
    )


def _info(options: argparse.Namespace) -> int:
    with closing(Library([Pack(options.file)])) as library:
        pack = library.packs[0]
        counts = {kind: len(library.entries(kind)) for kind in Kind}
        facts = {
            "file": str(options.file),
            **pack.meta,
            "bytes": options.file.stat().st_size,
            "entries": sum(counts.values()),
            "kinds": {str(kind): count for kind, count in counts.items() if count},
        }
    if options.json:
        output.write_json(facts)
        return 0
    for name, value in facts.items():
        if isinstance(value, dict):
            for kind, count in value.items():
                print(f"  {kind}: {ngettext('{} entry', '{} entries', count).format(count)}")
        else:
            print(f"{name}: {value}")
    return 0

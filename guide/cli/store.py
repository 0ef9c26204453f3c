"""``store check``, ``store backup`` and ``store restore``: the file that holds the reader's own data."""

import argparse
import sys
from pathlib import Path

from guide.cli import options as common_options
from guide.cli import output
from guide.errors import GuideError, UsageError
from guide.i18n import _, ngettext
from guide.paths import Home
from guide.services.annotating import now
from guide.store import backups, checking, rescue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``check``, ``backup [-o FILE]`` and ``restore FILE | --empty``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="check|backup|restore")
    actions.add_parser("check", help=_("whether every row is what was saved"), allow_abbrev=False)
    backup = actions.add_parser("backup", help=_("write a verified copy"), allow_abbrev=False)
    backup.add_argument("-o", dest="output", metavar="FILE", type=Path, help=_("where to"))
    restore = actions.add_parser(
        "restore", help=_("go back to a backup; what is there now is kept"), allow_abbrev=False
    )
    restore.add_argument("file", metavar="FILE", type=Path, nargs="?", help=_("the backup"))
    restore.add_argument("--empty", action="store_true", help=_("start anew, without any notes"))


def run(options: argparse.Namespace) -> int:
    """Carry out what was asked for."""
    home = common_options.home_of(options)
    if options.action == "check":
        return _check(home, options.json)
    if options.action == "backup":
        return _backup(home, options)
    return _restore(home, options)


def _check(home: Home, as_json: bool) -> int:
    report = checking.check(home.store_file, home.backups)
    if as_json:
        output.write_json(_as_json(report))
    else:
        print("\n".join(_lines(report)))
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0


def _lines(report: checking.Report) -> list[str]:
    if not report.revision and not report.problems:
        return [_("There are no notes yet: {file} does not exist.").format(file=report.file)]
    lines = [str(report.file)]
    if report.revision:
        words = _(
            "schema {revision}: {notes} notes ({trash} of them in the trash), {bookmarks} bookmarks"
        )
        lines.append(words.format(revision=report.revision, trash=report.trash, **_counts(report)))
    lines.append(_("sound") if not report.problems else _("not sound"))
    lines.append(_backup_line(report.backup))
    return lines


def _backup_line(backup: backups.Backup | None) -> str:
    if backup is None:
        return _("no verified backup")
    words = ngettext(
        "last verified backup: {made:%Y-%m-%d %H:%M} UTC, {count} note: {file}",
        "last verified backup: {made:%Y-%m-%d %H:%M} UTC, {count} notes: {file}",
        backup.notes,
    )
    return words.format(made=backup.made, count=backup.notes, file=backup.file)


def _counts(report: checking.Report) -> dict[str, int]:
    return {table: rows for table, rows in report.rows.items() if table != "alembic_version"}


def _as_json(report: checking.Report) -> dict[str, object]:
    backup = report.backup
    return {
        "file": str(report.file),
        "exists": report.file.exists(),
        "sound": not report.problems,
        "problems": list(report.problems),
        "schema": report.revision,
        "rows": _counts(report),
        "trash": report.trash,
        "backup": None
        if backup is None
        else {
            "file": str(backup.file),
            "made": backup.made.isoformat(),
            "notes": backup.notes,
        },
    }


def _backup(home: Home, options: argparse.Namespace) -> int:
    if not home.store_file.exists():
        raise GuideError(
            _("There is nothing to back up: {file} does not exist.").format(file=home.store_file)
        )
    target: Path | None = options.output
    if target is None:
        made = backups.make(home.store_file, home.backups, now())
    elif target.exists():
        raise GuideError(_("{file} exists already; name another file.").format(file=target))
    else:
        made = backups.write(home.store_file, target, now())
    for row in made.broken:
        print(row, file=sys.stderr)
    if options.json:
        output.write_json({"file": str(made.file), "notes": made.notes})
    else:
        words = _("Backed up {count} notes to {file}.")
        print(words.format(count=made.notes, file=made.file))
    return 1 if made.broken else 0


def _restore(home: Home, options: argparse.Namespace) -> int:
    if options.empty == (options.file is not None):
        raise UsageError(_("Name one backup to restore, or --empty to start anew."))
    words, count = _("Started anew in {file}."), 0
    if options.empty:
        kept = rescue.start_anew(home.store_file, now())
    else:
        made, kept = rescue.restore(home.store_file, options.file, now())
        words, count = _("Restored {count} notes to {file}."), made.notes
    if options.json:
        document = {"file": str(home.store_file), "notes": count}
        output.write_json(document | {"kept": None if kept is None else str(kept)})
        return 0
    print(words.format(file=home.store_file, count=count))
    if kept is not None:
        print(_("What was there is kept as {kept}.").format(kept=kept), file=sys.stderr)
    return 0

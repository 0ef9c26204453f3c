"""``store check``, ``store backup`` and ``store restore``: the file that holds the reader's own data."""

import argparse
import os
import sys
from pathlib import Path

from guide.cli import options as common_options
from guide.cli import output
from guide.errors import GuideError, UsageError, shown
from guide.i18n import _, ngettext
from guide.paths import Home
from guide.services.annotating import now
from guide.store import backups, checking, rescue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``check``, ``backup [-o FILE]`` and ``restore FILE | --empty``."""
    parser.epilog = _(
        "Once a day the window makes a backup by itself if your notes or bookmarks changed; backups "
        "of the last days, weeks and months are kept. A note that was deleted more than 30 days ago "
        "is then only in the backups."
    )
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
        output.write_json(_as_json(report, home))
    else:
        print("\n".join([*_lines(report), *_folder_lines(home)]))
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0


def _lines(report: checking.Report) -> list[str]:
    if not report.revision and not report.problems:
        words = _("There are no notes yet: {file} does not exist.")
        return [words.format(file=shown(report.file))]
    lines = [shown(report.file)]
    if report.revision:
        words = _(
            "schema {revision}: {notes} notes ({trash} of them in the trash), {bookmarks} bookmarks"
        )
        lines.append(words.format(revision=report.revision, trash=report.trash, **_counts(report)))
    lines.append(_verdict(report))
    lines.append(_backup_line(report.backup))
    return lines


def _verdict(report: checking.Report) -> str:
    if not report.problems:
        return _("sound")
    return _("not sound") if os.path.lexists(report.file) else _("not usable")


def _backup_line(backup: backups.Backup | None) -> str:
    if backup is None:
        return _("no verified backup")
    words = ngettext(
        "last verified backup: {made:%Y-%m-%d %H:%M} UTC, {count} note: {file}",
        "last verified backup: {made:%Y-%m-%d %H:%M} UTC, {count} notes: {file}",
        backup.notes,
    )
    return words.format(made=backup.made, count=backup.notes, file=shown(backup.file))


def _folders(home: Home) -> dict[str, Path]:
    return {
        "settings": home.settings,
        "data": home.data,
        "backups": home.backups,
        "cache": home.cache,
        "logs": home.logs,
    }


def _folder_lines(home: Home) -> list[str]:
    names = {
        "settings": _("settings"),
        "data": _("your data"),
        "backups": _("backups"),
        "cache": _("cache"),
        "logs": _("logs"),
    }
    folders = _folders(home).items()
    words = _("{name}: {folder}")
    return [words.format(name=names[key], folder=shown(folder)) for key, folder in folders]


def _counts(report: checking.Report) -> dict[str, int]:
    return {table: rows for table, rows in report.rows.items() if table != "alembic_version"}


def _as_json(report: checking.Report, home: Home) -> dict[str, object]:
    backup = report.backup
    return {
        "file": str(report.file),
        "exists": os.path.lexists(report.file),
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
        "folders": {name: str(folder) for name, folder in _folders(home).items()},
    }


def _backup(home: Home, options: argparse.Namespace) -> int:
    if not os.path.lexists(home.store_file) and not rescue.remains(home.store_file, home.backups):
        words = _("There is nothing to back up: {file} does not exist.")
        raise GuideError(words.format(file=shown(home.store_file)))
    made = rescue.back_up(home.store_file, home.backups, now(), options.output)
    for row in made.broken:
        print(row, file=sys.stderr)
    if options.json:
        output.write_json({"file": str(made.file), "notes": made.notes})
    else:
        words = ngettext(
            "Backed up {count} note to {file}.", "Backed up {count} notes to {file}.", made.notes
        )
        print(words.format(count=made.notes, file=shown(made.file)))
    return 1 if made.broken else 0


def _restore(home: Home, options: argparse.Namespace) -> int:
    if options.empty == (options.file is not None):
        raise UsageError(_("Name one backup to restore, or --empty to start anew."))
    words, count = _("Started anew in {file}."), 0
    if options.empty:
        kept = rescue.start_anew(home.store_file, now())
    else:
        made, kept = rescue.restore(home.store_file, options.file, now())
        count = made.notes
        words = ngettext(
            "Restored {count} note to {file}.", "Restored {count} notes to {file}.", count
        )
    if options.json:
        document = {"file": str(home.store_file), "notes": count}
        output.write_json(document | {"kept": None if kept is None else str(kept)})
        return 0
    print(words.format(file=shown(home.store_file), count=count))
    if kept is not None:
        print(_("What was there is kept as {kept}.").format(kept=shown(kept)), file=sys.stderr)
    return 0

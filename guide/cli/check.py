"""``check``: every mistake in a folder of articles as ``file:line: rule: sentence``."""

import argparse

from guide import paths
from guide.cli import output
from guide.cli.pack import folder_named
from guide.content.check import check
from guide.content.findings import Finding, Findings
from guide.i18n import _, ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``[FOLDER] [--atlas DIR]``."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=folder_named,
        help=_("the articles (the core library)"),
    )
    parser.add_argument(
        "--atlas",
        metavar="DIR",
        type=folder_named,
        help=_("the tables of the body (those of the program)"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 where one of them is an error."""
    folder = options.folder or paths.resources() / "library"
    atlas = options.atlas or paths.resources() / "atlas"
    findings = check(folder, atlas)
    if options.json:
        output.write_json(as_json(findings))
    else:
        print_findings(findings)
    return 1 if findings.errors else 0


def print_findings(findings: Findings) -> None:
    """The findings, and how many there are."""
    for finding in findings.found:
        print(finding)
    errors, warnings = len(findings.errors), len(findings.warnings)
    parts = (
        ngettext("{} entry", "{} entries", findings.entries).format(findings.entries),
        ngettext("{} error", "{} errors", errors).format(errors),
        ngettext("{} warning", "{} warnings", warnings).format(warnings),
    )
    print(", ".join(parts))


def as_json(findings: Findings) -> dict[str, object]:
    """The findings as the JSON document of the contract."""
    return {
        "entries": findings.entries,
        "errors": len(findings.errors),
        "warnings": len(findings.warnings),
        "findings": [_finding(one) for one in findings.found],
    }


def _finding(one: Finding) -> dict[str, object]:
    return {
        "file": one.file,
        "line": one.line,
        "rule": one.rule,
        "severity": one.severity,
        "sentence": one.sentence,
    }

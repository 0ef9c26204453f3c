"""The command line: one table of commands, each loaded only when it is named.

A command is a module in ``guide.cli`` with ``add_arguments(parser)`` and ``run(options) -> int``.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import guide
from guide.cli import options as common_options
from guide.cli import output
from guide.errors import GuideError, UsageError
from guide.i18n import _

PROGRAM = "therapy-guide"
HELP, VERSION = "--help", "--version"
INTERRUPTED = 130


class Command(NamedTuple):
    """One line of the table. Without a ``module`` the window's own program serves it."""

    name: str
    help: str
    module: str = ""


def _same(text: str) -> str:
    """Mark ``text`` for translation where it is declared; it is translated where it is shown."""
    return text


COMMANDS: tuple[Command, ...] = (
    Command("run", _same("open the window (also without a command; a KEY opens there)")),
    Command("show", _same("an entry as text, HTML or JSON"), "guide.cli.show"),
    Command("search", _same("find entries by their words"), "guide.cli.search"),
    Command("list", _same("every entry of the library"), "guide.cli.list"),
    Command("check", _same("every mistake in a folder of articles"), "guide.cli.check"),
    Command("pack", _same("build and look into packs"), "guide.cli.pack"),
    Command("plate", _same("the body as an SVG picture"), "guide.cli.plate"),
    Command("notes", _same("write and list your notes"), "guide.cli.notes"),
    Command("store", _same("check the file that holds your own data"), "guide.cli.store"),
    Command("picture", _same("a picture of the window at an entry (works without a screen)")),
    Command("handout", _same("an entry as a PDF file")),
    Command("self-test", _same("open every part once and say whether it works")),
)
WINDOW_COMMANDS = frozenset(command.name for command in COMMANDS if not command.module)
_BY_NAME = {command.name: command for command in COMMANDS}


def command_in(words: Sequence[str]) -> str | None:
    """The command that ``words`` name; ``None`` where they ask for the window (perhaps at a KEY).

    ``--help`` and ``--version`` count as commands while no other word stands before them.
    """
    rest = iter(words)
    for word in rest:
        if word in ("-h", HELP):
            return HELP
        if word == VERSION:
            return VERSION
        if word == "--":
            return None
        if word in common_options.WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word if word in _BY_NAME else None
    return None


def main(words: Sequence[str]) -> int:
    """Run the command in ``words``; 0 good, 1 one sentence said why not, 2 wrong usage."""
    output.prepare()
    try:
        code = _run(words)
        sys.stdout.flush()
    except SystemExit as ending:  # argparse has printed help or the mistake
        return ending.code if isinstance(ending.code, int) else 2
    except BrokenPipeError:
        output.forget()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except UsageError as error:
        return _complain(error, 2)
    except GuideError as error:
        return _complain(error, 1)
    except OSError as error:
        output.forget()  # a full disk under standard output would complain again at exit
        return _complain(_sentence(error), 1)
    return code


def _run(words: Sequence[str]) -> int:
    name = command_in(words)
    if name == HELP:
        _program_parser().print_help()
        return 0
    if name == VERSION:
        print(f"{PROGRAM} {guide.__version__}")
        return 0
    if name is None or not _BY_NAME[name].module:
        raise UsageError(_("Name a command; “therapy-guide --help” lists them."))
    return _run_command(_BY_NAME[name], words)


def _run_command(command: Command, words: Sequence[str]) -> int:
    chosen, rest = common_options.take_common(words)
    rest.remove(command.name)
    module = import_module(command.module)
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {command.name}", description=_(command.help), allow_abbrev=False
    )
    module.add_arguments(parser)
    common_options.common(parser)  # taken out before; here they make the help complete
    return int(module.run(parser.parse_args(rest, namespace=chosen)))


def _program_parser() -> argparse.ArgumentParser:
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{width}}  {_(command.help)}" for command in COMMANDS]
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=_("therapy-guide [KEY] | therapy-guide COMMAND …"),
        description=_("An offline guide to therapies."),
        epilog=_("commands (each with its own --help):") + "\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(VERSION, action="store_true", help=_("print the version"))
    parser.add_argument(
        "--startup-report",
        action="store_true",
        help=_("open the window, print how long it took as JSON, and quit"),
    )
    common_options.common(parser)
    return parser


def _complain(problem: object, code: int) -> int:
    print(problem, file=sys.stderr)
    return code


def _sentence(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename is not None else ""
    return where + (error.strerror or str(error))

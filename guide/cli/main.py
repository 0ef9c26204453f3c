"""The command line: one table of commands, each loaded only when it is named.

A command is a module in ``guide.cli`` with ``add_arguments(parser)`` and ``run(options) -> int``.
"""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import guide
from guide import streams
from guide.cli import options as common_options
from guide.errors import UsageError
from guide.i18n import _

PROGRAM = common_options.PROGRAM
HELP, VERSION = "--help", "--version"


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

    ``--help`` and ``--version`` count as commands while no other word stands before them; ``help``
    is another name of the first.
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
            return HELP if word == "help" else word if word in _BY_NAME else None
    return None


def for_window(words: Sequence[str]) -> bool:
    """Whether the window's own program serves ``words``; a KEY for it stands alone."""
    command = command_in(words)
    return command in WINDOW_COMMANDS or (command is None and len(_plain(words)) < 2)


def main(words: Sequence[str]) -> int:
    """Run the command in ``words``; 0 good, 1 one sentence said why not, 2 wrong usage."""
    return streams.run(_run, words)


def _run(words: Sequence[str]) -> int:
    name = command_in(words)
    if name == HELP:
        _program_parser().print_help()
        return 0
    if name == VERSION:
        print(f"{PROGRAM} {guide.__version__}")
        return 0
    if name is None and len(plain := _plain(words)) > 1:
        raise UsageError(_no_command(plain[0]))
    if name is None or not _BY_NAME[name].module:
        raise UsageError(_("Name a command; “therapy-guide --help” lists them."))
    return _run_command(_BY_NAME[name], words)


def _run_command(command: Command, words: Sequence[str]) -> int:
    program = f"{PROGRAM} {command.name}"
    chosen, rest = common_options.take_common(words, program)
    rest.remove(command.name)
    module = import_module(command.module)
    parser = streams.Parser(prog=program, description=_(command.help), allow_abbrev=False)
    module.add_arguments(parser)
    common_options.common(parser)  # taken out before; here they make the help complete
    return int(module.run(parser.parse_args(rest, namespace=chosen)))


def _plain(words: Sequence[str]) -> list[str]:
    """The words that are neither common options nor what belongs to them."""
    plain: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*plain, *rest]
        if word in common_options.WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            plain.append(word)
    return plain


def _no_command(word: str) -> str:
    # Only for a mistake; the start of the program does without it.
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(word.lower(), _BY_NAME, 1)
    if near:
        return _("There is no command “{}”; did you mean “{}”?").format(word, near[0])
    return _("There is no command “{}”; “therapy-guide --help” lists them.").format(word)


def _program_parser() -> argparse.ArgumentParser:
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{width}}  {_(command.help)}" for command in COMMANDS]
    parser = streams.Parser(
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

"""The options that every command takes: ``--home``, ``--library`` and ``--json``, before or after it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from guide import paths, streams
from guide.i18n import _

WITH_VALUE = frozenset({"--home", "--library"})
"""Common options that take the next word along."""
PROGRAM = "therapy-guide"


def common(parser: argparse.ArgumentParser) -> None:
    """Add the common options to ``parser``. Unset ones are ``None`` (``json``: ``False``)."""
    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "--home",
        metavar="DIR",
        type=streams.file_name,
        help=_("keep settings, store, packs, cache and logs in this one folder"),
    )
    group.add_argument(
        "--library",
        metavar="FILE",
        type=streams.file_path,
        help=_("open this pack alone, not the core library"),
    )
    group.add_argument("--json", action="store_true", help=_("print one JSON document"))


def take_common(
    words: Sequence[str], program: str = PROGRAM
) -> tuple[argparse.Namespace, list[str]]:
    """The common options found anywhere in ``words``, and the words that are left.

    They are taken out first so that ``pack build --home X`` works although ``build`` is a parser of
    its own. What follows ``--`` is left alone. A mistake is told in the name of ``program``.
    """
    parser = argparse.ArgumentParser(prog=program, add_help=False, allow_abbrev=False)
    common(parser)
    end = words.index("--") if "--" in words else len(words)
    options, rest = parser.parse_known_args(list(words[:end]))
    return options, [*rest, *words[end:]]


def home_of(options: argparse.Namespace) -> paths.Home:
    """The reader's folders that ``options`` ask for."""
    return paths.home(options.home)


def library_file(options: argparse.Namespace) -> Path:
    """The pack that ``options`` ask for: ``--library``, else the one that comes with the program."""
    chosen: Path | None = options.library
    return chosen if chosen is not None else paths.core_library()

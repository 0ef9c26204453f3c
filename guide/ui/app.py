"""The program with a window: reads its command line, checks that it can run, and starts.

Nothing of Qt is loaded here: a wrong word, an unfit Qt or a missing screen is said in one sentence
before that.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from guide import streams
from guide.content.levels import Level
from guide.errors import GuideError
from guide.i18n import _

_COMMANDS = ("run", "picture", "handout", "self-test")
_THEMES = ("system", "light", "dark", "sepia", "high-contrast")
_BAD_QT = (6, 12)  # takes references off None on CPython before 3.12 until the interpreter aborts
_NEEDED_PYTHON = (3, 12)


def main(words: Sequence[str]) -> int:
    """Run what ``words`` ask for; 0 good, 1 one sentence said why not, 2 wrong usage."""
    return streams.run(_main, words)


def check_qt(found: str) -> None:
    """Refuse the one pair of Qt and Python that is known to crash at random."""
    numbers = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
    unfit = sys.version_info[:2] < _NEEDED_PYTHON and sys.implementation.name == "cpython"
    if numbers >= _BAD_QT and unfit:
        words = _(
            "PySide6 {0} crashes on Python {1}: install “PySide6-Essentials<6.12”, "
            "or use Python 3.12 or later."
        )
        raise GuideError(words.format(found, ".".join(map(str, sys.version_info[:3]))))


def check_display() -> None:
    """Refuse to open a window where there is no screen at all, before Qt is loaded.

    One that does not answer is found out by Qt itself (see ``guide.ui.shell.program``).
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted not in {"", "xcb", "wayland"} or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not _x_server(os.environ.get("DISPLAY", "")):
        raise GuideError(
            _(
                "There is no display to open a window on; “therapy-guide picture KEY -o FILE.png” "
                "draws it into a file, and “therapy-guide show KEY” reads in the terminal."
            )
        )


def _x_server(display: str) -> bool:
    """May somebody be at ``display``? Only a local one can be judged without asking it."""
    host, _colon, rest = display.partition(":")
    if not display or host not in {"", "unix"}:
        return bool(display)
    return Path(f"/tmp/.X11-unix/X{rest.partition('.')[0]}").exists()  # noqa: S108 - X11's own place


def _main(words: list[str]) -> int:
    options = _parse(words)
    check_qt(_load("PySide6").__version__)
    if options.command == "run":
        check_display()
        gc.disable()  # nothing is to be collected before the first paint; then see ui.collector
    return int(_load("guide.ui.shell.program").COMMANDS[options.command](options))


def _load(module: str) -> Any:
    """Import what needs Qt; here, so that everything before it can be said without Qt."""
    try:
        return import_module(module)
    except ImportError as error:
        words = _(
            "Qt cannot be loaded ({0}); on Debian and Ubuntu “apt install libegl1 libxkbcommon0 "
            "libdbus-1-3 libfontconfig1 libxcb-cursor0” brings what it needs."
        )
        raise GuideError(words.format(error)) from error


def _parse(words: list[str]) -> argparse.Namespace:
    command = "run"
    for place, word in enumerate(words):
        if word in _COMMANDS and not _is_value(words, place):
            command = words.pop(place)
            break
    parser = _PARSERS[command]()
    parser.add_argument(
        "--home",
        metavar="DIR",
        type=streams.file_name,
        help=_("keep everything in this one folder"),
    )
    parser.add_argument(
        "--library", metavar="FILE", type=streams.file_path, help=_("open this pack alone")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    return parser.parse_args(words, argparse.Namespace(command=command))


def _is_value(words: list[str], place: int) -> bool:
    """Does the word belong to the option before it (``--home run``)?"""
    return place > 0 and words[place - 1] in {"--home", "--library", "-o"}


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    return streams.Parser(
        prog=f"therapy-guide {command}".strip(), description=description, allow_abbrev=False
    )


def _run_parser() -> argparse.ArgumentParser:
    parser = _parser("run", _("Open the window."))
    parser.add_argument("key", nargs="?", default="", metavar="KEY", help=_("open this entry"))
    parser.add_argument(
        "--startup-report",
        action="store_true",
        help=_("print milliseconds since the process began and memory as JSON, and quit"),
    )
    return parser


def _picture_parser() -> argparse.ArgumentParser:
    parser = _parser("picture", _("Draw the window at an entry into a file; needs no screen."))
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("-o", "--output", metavar="FILE.png", type=_png, required=True)
    parser.add_argument("--size", default=(1440, 900), type=_size, metavar="WIDTHxHEIGHT")
    parser.add_argument("--theme", default="light", choices=_THEMES)
    parser.add_argument("--scale", default=1.0, type=_scale, metavar="1.0", help=_("text size"))
    _add_level(parser)
    return parser


def _handout_parser() -> argparse.ArgumentParser:
    parser = _parser("handout", _("Save an entry as a PDF file; needs no screen."))
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("-o", "--output", metavar="FILE.pdf", type=streams.file_path, required=True)
    _add_level(parser)
    return parser


def _add_level(parser: argparse.ArgumentParser) -> None:
    levels, usual = tuple(map(str, Level)), str(Level.STUDENT)
    parser.add_argument("--level", default=usual, choices=levels, help=_("for which reader"))


def _self_test_parser() -> argparse.ArgumentParser:
    return _parser("self-test", _("Open every part once; exits 0 where all of them work."))


_PARSERS = {
    "run": _run_parser,
    "picture": _picture_parser,
    "handout": _handout_parser,
    "self-test": _self_test_parser,
}


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.partition("x")
    sides = [int(side) for side in (width, height) if side.isdecimal() and len(side) < 6]
    if len(sides) != 2 or not all(200 <= side <= 8000 for side in sides):
        words = _("“{}” is no size such as 1440x900; each side may have 200 to 8000 pixels.")
        raise argparse.ArgumentTypeError(words.format(text))
    return sides[0], sides[1]


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 3.0:
        words = _("“{}” is no text size from 0.5 to 3.")
        raise argparse.ArgumentTypeError(words.format(text))
    return scale


def _png(text: str) -> Path:
    file = streams.file_path(text)
    if file.suffix.lower() != ".png":
        words = _("“{}” does not end in .png, the only kind of picture that is drawn.")
        raise argparse.ArgumentTypeError(words.format(text))
    return file

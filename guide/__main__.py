"""The door: a command goes to the command line, anything else opens the window."""

import sys
from collections.abc import Sequence
from importlib import import_module

from guide.cli import main as command_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code (0 good, 1 one sentence said why, 2 wrong usage)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if command_line.for_window(words):
        # Qt is loaded only when a window or a page is drawn.
        return int(import_module("guide.ui.app").main(words))
    return command_line.main(words)


if __name__ == "__main__":
    sys.exit(main())

"""The way in and out of every command: words as they were typed, streams that take every letter.

Whatever goes wrong on the way is one sentence on standard error and an exit code, never a traceback.
"""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from guide.errors import GuideError, UsageError
from guide.i18n import _

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

INTERRUPTED = 130
_LAST_STREAM = 2  # standard error


class Parser(argparse.ArgumentParser):
    """A parser that does not keep to itself that its help could not be written."""

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Print the help; OSError where the stream does not take it."""
        (file or sys.stdout).write(self.format_help())


def run(work: Callable[[list[str]], int], words: Sequence[str]) -> int:
    """Do ``work`` with the decoded ``words``; 0 good, 1 one sentence said why not, 2 wrong usage."""
    prepare()
    code = _attempt(lambda: work([_decoded(word) for word in words]))
    return _attempt(lambda: _flushed(code))


def prepare() -> None:
    """Let the standard streams take every character; one that they cannot write becomes ``?``.

    A stream that was closed (``>&-``), or that a program without a console never had, leads nowhere.
    """
    _replace_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def forget(stream: TextIO) -> None:
    """Nobody reads ``stream`` any more: what is still held back goes nowhere, without a message."""
    # A stream without a file descriptor (a test's) has nothing that could fail at exit.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def complain(problem: object, code: int = 1) -> int:
    """Say ``problem`` on standard error, if that still can be; hands ``code`` back."""
    try:
        sys.stderr.write(f"{problem}\n")
        sys.stderr.flush()
    except OSError:
        forget(sys.stderr)  # else Python would end with a code of its own
    return code


def code_of(error: GuideError) -> int:
    """The exit code that tells a slip of the one who typed from a problem of the data."""
    return 2 if isinstance(error, UsageError) else 1


def file_name(word: str) -> str:
    """The decoded ``word`` as this system spells a file of that name."""
    try:
        os.fsencode(word)
    except UnicodeEncodeError:  # the locale has no such letters; on the disk they are UTF-8
        return os.fsdecode(word.encode("utf-8"))
    return word


def file_path(word: str) -> Path:
    """The path that ``word`` names, as ``file_name`` spells it."""
    return Path(file_name(word))


def _attempt(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as ending:  # argparse has printed help or the mistake
        return ending.code if isinstance(ending.code, int) else 2
    except BrokenPipeError:
        forget(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except GuideError as error:
        return complain(error, code_of(error))
    except OSError as error:
        forget(sys.stdout)  # a full disk under standard output would complain again at exit
        return complain(_sentence(error))
    except UnicodeEncodeError as error:
        if sys.getfilesystemencoding() == "utf-8":
            raise
        words = _("This locale cannot name the file “{}”; set LC_ALL=C.UTF-8.")
        return complain(words.format(error.object))


def _flushed(code: int) -> int:
    try:
        sys.stderr.flush()
    except OSError:
        forget(sys.stderr)
    sys.stdout.flush()
    return code


def _decoded(word: str) -> str:
    """``word`` as it was typed: in UTF-8, whatever the locale made of it."""
    with contextlib.suppress(UnicodeError):
        return os.fsencode(word).decode("utf-8")
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        shown = word.encode("utf-8", "replace").decode("utf-8")
        raise UsageError(_("The word “{}” is no UTF-8 text; type it anew.").format(shown)) from None
    return word  # the locale has an encoding of its own, and the word is good in it


def _replace_closed() -> None:
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    if not closed:
        return
    # The numbers of the standard streams must not go to a file that is opened later: a library
    # that prints a warning would write it into the reader's own data.
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(number)
    for name in closed:
        mode = "r" if name == "stdin" else "w"
        stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - until the end
        setattr(sys, name, stream)


def _sentence(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename is not None else ""
    return where + (error.strerror or str(error))

"""The commands that a sentence for the reader advises."""

import os
import shlex
from pathlib import Path

from guide import paths

_UNQUOTABLE = frozenset('"$`\\!')  # these mean something to a shell even inside double quotes


def command(file: Path, words: str, argument: Path | None = None) -> str:
    """``therapy-guide WORDS ARGUMENT`` for the notes in ``file``; works as it is written.

    It names ``--home`` wherever the file does not lie in the system's own folders.
    """
    parts = ["therapy-guide", *_home(file), words]
    return " ".join([*parts, _quoted(argument)] if argument is not None else parts)


def _home(file: Path) -> list[str]:
    home = file.absolute().parent.parent
    if paths.home(home).store_file != file.absolute():
        return []  # not a file that a home could hold
    if not os.environ.get(paths.HOME_VARIABLE) and paths.home().store_file == file:
        return []
    return ["--home", _quoted(home)]


def _quoted(file: Path) -> str:
    text = str(file)
    if not text.isprintable():
        # The one quoting in which bash, ksh and zsh read an escaped character.
        return "$'" + "".join(_escaped(byte) for byte in os.fsencode(text)) + "'"
    if os.name == "nt" or not _UNQUOTABLE & set(text):
        return f'"{text}"'
    return shlex.quote(text)


def _escaped(byte: int) -> str:
    sign = chr(byte)
    return sign if sign.isascii() and sign.isprintable() and sign not in "'\\" else f"\\x{byte:02x}"

"""Names in sentences for the reader, and the commands that a sentence advises."""

import os
import shlex
from pathlib import Path

from guide import paths

_HEAD, _TAIL = 100, 120  # of a name that is too long to be read
_UNQUOTABLE = frozenset('"$`\\!')  # these mean something to a shell even inside double quotes


def shown(name: object) -> str:
    """``name`` on one line: what cannot be printed is escaped, and a very long middle left out."""
    text = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in str(name)
    )
    return text if len(text) <= _HEAD + _TAIL + 1 else f"{text[:_HEAD]}…{text[-_TAIL:]}"


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

"""How commands print: whatever the terminal's encoding, and quietly when nobody reads on."""

import contextlib
import io
import json
import os
import sys


def prepare() -> None:
    """Let the standard streams take every character; one that they cannot write becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def write_json(document: object) -> None:
    """Print ``document`` as one JSON document; escaped where the stream could not write it."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    plain = not encoding.startswith("utf")
    print(json.dumps(document, ensure_ascii=plain, indent=2))


def forget() -> None:
    """Nobody reads the output any more: what is still held back goes nowhere, without a message."""
    # A stream without a file descriptor (a test's) has nothing that could fail at exit.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

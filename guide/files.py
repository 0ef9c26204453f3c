"""Puts a whole file where the reader asked for one, or says why it cannot be there."""

import os
import tempfile
from pathlib import Path

from guide.errors import GuideError
from guide.i18n import _


def check_place(out: Path) -> None:
    """Refuse a place where no file can be put, before the work on it begins."""
    try:
        if not out.parent.is_dir():
            raise refusal(out, _("there is no folder {}").format(out.parent))
        if out.is_dir():
            raise refusal(out, _("it is a folder"))
        if out.exists() and not out.is_file():
            raise refusal(out, _("it is no regular file"))
    except OSError as error:
        raise refusal(out, error.strerror or str(error)) from error


def write_whole(data: bytes, out: Path) -> None:
    """Write ``out`` completely or leave what lay there; a link stays one."""
    check_place(out)
    try:
        # Put in place by renaming, which would take the place of the link itself.
        target = Path(os.path.realpath(out))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    except OSError as error:
        raise refusal(out, error.strerror or str(error)) from error
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(0o644)
        made.replace(target)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise refusal(out, error.strerror or str(error)) from error


def refusal(out: Path, reason: str) -> GuideError:
    """The sentence about a file that cannot be written."""
    text = _("The file {file} cannot be written ({reason}); choose another place.")
    return GuideError(text.format(file=out, reason=reason))

"""What every part of the running program is given: one value, built once, passed down.

Nothing here loads SQLAlchemy: the window paints its first article before the reader's store opens.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guide import paths
from guide.content.library import Library
from guide.settings import SettingsFile

if TYPE_CHECKING:
    from guide.services.annotating import Annotations


@dataclass(frozen=True, slots=True)
class Context:
    """The opened library, and where the reader's own files lie."""

    home: paths.Home
    library: Library
    settings_file: SettingsFile


def open_context(home: paths.Home, library: Path | None = None) -> Context:
    """The context for ``home`` with the pack ``library`` (else the core library); PackError."""
    opened = Library.open(library if library is not None else paths.core_library())
    return Context(home, opened, SettingsFile(home.settings_file))


def open_annotations(context: Context) -> "Annotations":
    """The reader's marks in the home of ``context``; kinds of StoreError. Run it on a worker."""
    # Not before it is asked for: the first paint comes first.
    from guide.services.annotating import annotations_in  # noqa: PLC0415

    return annotations_in(context.home)

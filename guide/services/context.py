"""What every part of the running program is given: one value, built once, passed down.

Nothing here loads SQLAlchemy: the window paints its first article before the reader's store opens.
"""

from dataclasses import dataclass
from pathlib import Path

from guide import paths
from guide.content.library import Library
from guide.search.finder import Finder
from guide.services.annotating import Annotations, annotations_in
from guide.settings import SettingsFile


@dataclass(frozen=True, slots=True)
class Context:
    """The opened library, what finds things in it, and where the reader's own files lie."""

    home: paths.Home
    library: Library
    finder: Finder
    settings_file: SettingsFile


def open_context(home: paths.Home, library: Path | None = None) -> Context:
    """The context for ``home`` with the pack ``library`` (else the core library); PackError."""
    opened = Library.open(library if library is not None else paths.core_library())
    return Context(home, opened, Finder(opened), SettingsFile(home.settings_file))


def open_annotations(context: Context) -> Annotations:
    """The reader's marks in the home of ``context``; kinds of StoreError. Run it on a worker."""
    return annotations_in(context.home)

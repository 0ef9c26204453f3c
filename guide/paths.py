"""Where everything lies: what comes with the program, and what belongs to the reader.

The only module that knows whether it runs from a source tree, a wheel or a frozen build.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from guide.errors import GuideError, UsageError

HOME_VARIABLE = "THERAPY_GUIDE_HOME"
LIBRARY_FILE = "library.tgpack"
_NO_NAME = "The home has an empty name; name a folder after --home."


def resources() -> Path:
    """The folder with themes, icons, atlas data and locale."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "guide" / "_resources"
    package = Path(__file__).resolve().parent
    packed = package / "_resources"
    return packed if packed.is_dir() else package.parent / "resources"


def core_library() -> Path:
    """The compiled library that comes with the program (in a source tree: what the set-up built)."""
    beside = resources() / LIBRARY_FILE
    return beside if beside.is_file() else resources().parent / "build" / LIBRARY_FILE


@dataclass(frozen=True, slots=True)
class Home:
    """The reader's folders. Nothing is created before it is needed."""

    settings: Path
    data: Path
    cache: Path
    logs: Path

    @property
    def settings_file(self) -> Path:
        return self.settings / "settings.toml"

    @property
    def store_file(self) -> Path:
        return self.data / "store.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"


def home(folder: str | Path | None = None) -> Home:
    """The reader's folders: all inside ``folder`` or ``$THERAPY_GUIDE_HOME``, else the system's own."""
    if folder is not None and not str(folder):
        raise UsageError(_NO_NAME)
    chosen = folder or os.environ.get(HOME_VARIABLE)
    if chosen:
        try:
            root = Path(chosen).expanduser().absolute()
        except RuntimeError:  # ~somebody
            raise GuideError(f"The home {chosen} belongs to nobody here; name a folder.") from None
        if root.exists() and not root.is_dir():
            raise GuideError(f"The home {root} is a file; name a folder instead.")
        return Home(root / "settings", root / "data", root / "cache", root / "logs")
    # Only without a home: saves its import on the start path.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    system = PlatformDirs("therapy-guide", appauthor=False)
    return Home(
        system.user_config_path,
        system.user_data_path,
        system.user_cache_path,
        system.user_log_path,
    )

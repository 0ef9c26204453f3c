"""The wheel's own step: compile the library, and lay what the program draws with beside the code."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("atlas", "icons", "locale", "themes")
INSIDE = "guide/_resources"


class LibraryHook(BuildHookInterface[Any]):
    """Puts the compiled library and the folders of ``resources`` into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; an editable install reads them in the source tree instead."""
        if version == "editable":
            return
        source = Path(self.root)
        included: dict[str, str] = build_data["force_include"]
        included[str(self._compiled(source))] = f"{INSIDE}/library.tgpack"
        for name in FOLDERS:
            if (source / "resources" / name).is_dir():
                included[str(source / "resources" / name)] = f"{INSIDE}/{name}"

    def _compiled(self, source: Path) -> Path:
        """The library, compiled by the program itself in a process of its own."""
        pack = source / "build" / "library.tgpack"
        pack.parent.mkdir(exist_ok=True)
        articles = source / "resources" / "library"
        command = ["-m", "guide", "pack", "build", str(articles), "-o", str(pack)]
        # The parent's search path is where the build's own requirements lie.
        places = os.pathsep.join(filter(None, sys.path))
        environment = os.environ | {"PYTHONPATH": places}
        subprocess.run([sys.executable, *command], cwd=source, env=environment, check=True)
        return pack

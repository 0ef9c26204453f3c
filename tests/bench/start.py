"""How long until the first page is painted, and what that weighs, against a bare window."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from guide import paths
from guide.content.library import Library
from tests.bench.figure import Figure

KEY = "therapy/back-stepping"
SOURCE = Path(__file__).parents[2]
AIMS = {"first_paint_ms": "≤ 1.8 ×", "rss_mb": "≤ 1.6 ×", "wall_ms": ""}
NAMES = {
    "first_paint_ms": ("first paint, since the process began", "ms"),
    "rss_mb": ("memory then", "MB"),
    "wall_ms": ("from the call to the report, seen from outside", "ms"),
}


def starting(runs: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Both programs ``runs`` times in turn, so that a slow moment of the machine meets both."""
    say(f"starting {runs} times in turn with a bare window")
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "page.html"
        with closing(Library.open(paths.core_library())) as library:
            page.write_text(library.page(KEY).html, encoding="utf-8")
        home = str(Path(name) / "home")
        ours = [sys.executable, "-m", "guide", "run", KEY, "--startup-report", "--home", home]
        bare = [sys.executable, "-m", "tests.bench.bare", str(page)]
        for command in (ours, bare):  # the first of each fills the system's caches
            _report(command)
        pairs = [(_report(ours), _report(bare)) for _run in range(runs)]
    for figure, (words, unit) in NAMES.items():
        guide, plain = (median(pair[place][figure] for pair in pairs) for place in (0, 1))
        yield Figure("start", f"{words}: Therapy Guide", guide, unit)
        yield Figure("start", f"{words}: bare QTextBrowser", plain, unit)
        yield Figure("start", f"{words}: ratio", guide / plain, "×", AIMS[figure])


def _report(command: Sequence[str]) -> dict[str, float]:
    begin = perf_counter()
    done = subprocess.run(
        command,
        cwd=SOURCE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return report | {"wall_ms": (perf_counter() - begin) * 1000}

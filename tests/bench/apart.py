"""Runs a measuring module in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).parents[2]


def measured(module: str, *arguments: str) -> dict[str, list[float]]:
    """What ``python -m MODULE HOME ARGUMENTS`` prints last, with a home that is deleted after it."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", module, home, *arguments],
            cwd=SOURCE,
            env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found

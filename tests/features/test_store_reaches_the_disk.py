"""A power cut takes no note that was told to be saved: each was flushed to the disk before."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_SAVES = 200
_PROGRAM = """
import sys
from pathlib import Path
from tests.features.store_writer import add
add(sys.argv[1], 0, int(sys.argv[2]))
"""
_CALL = re.compile(r"\b(write|fsync|fdatasync)\((\d+)")


def _can_trace() -> bool:
    tool = shutil.which("strace")
    if tool is None:
        return False
    tried = subprocess.run([tool, "-o", "/dev/null", "true"], check=False, capture_output=True)
    return tried.returncode == 0


@pytest.mark.skipif(not _can_trace(), reason="strace is missing or may not trace here")
def test_every_save_is_flushed_before_it_is_acknowledged(tmp_path: Path) -> None:
    """Kills cannot show a missing flush, so the system calls are counted: one at least each."""
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=write,fsync,fdatasync", "-o", str(trace)]
    command += [sys.executable, "-c", _PROGRAM, str(tmp_path / "store.db"), str(_SAVES)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.count('"done"') == _SAVES

    flushes, acknowledged = 0, []
    for line in trace.read_text().splitlines():
        call = _CALL.search(line)
        if call is None:
            continue
        if call[1] != "write":
            flushes += 1
        elif call[2] == "1":
            acknowledged.append(flushes)
            flushes = 0
    assert len(acknowledged) == _SAVES
    assert min(acknowledged) >= 1

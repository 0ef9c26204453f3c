"""A full disk and a read-only one: told in words, nothing lost, and it goes on when it can."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.features.disk_cases import CASES

_ROOT = Path(__file__).resolve().parents[2]
_MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'


def _on_a_small_disk(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs ``command`` where ``folder`` is a disk of 2 MB that only it sees and that ends with it."""
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", _MOUNT, str(folder), *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )


@pytest.fixture(scope="module")
def may_mount(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where no disk can be mounted (mostly: not root)."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("only Linux lends a process a disk of its own")
    if _on_a_small_disk(tmp_path_factory.mktemp("disk"), "true").returncode != 0:
        pytest.skip("mounting a small disk is not allowed here; run as root")


@pytest.mark.usefixtures("may_mount")
@pytest.mark.parametrize("case", CASES)
def test_on_a_small_disk(case: str, tmp_path: Path) -> None:
    """See ``disk_cases`` for what each of them expects."""
    program = str(Path(__file__).with_name("disk_cases.py"))
    done = _on_a_small_disk(tmp_path, sys.executable, "-W", "error", program, case, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""

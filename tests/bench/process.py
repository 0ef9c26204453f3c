"""How old this process is and what it weighs."""

import os
import resource
import sys
import time
from pathlib import Path

_STAT, _STATUS = Path("/proc/self/stat"), Path("/proc/self/status")


def age_ms() -> float:
    """Milliseconds since this process was made (to 10 ms); elsewhere than on Linux, of its work."""
    if not _STAT.exists():
        return time.process_time() * 1000
    ticks = int(_STAT.read_text(encoding="utf-8").rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000


def rss_mb() -> float:
    """The memory that this process has in use."""
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e6

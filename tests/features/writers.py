"""How tests start, hear and kill the writers of ``store_writer``."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_LONG = 60.0  # seconds without a word after which a writer counts as hung


class Writers:
    """A started ``store_writer``. One writer at a time; ``run`` hears it until it is dead."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("store_writer.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._output, selectors.EVENT_READ)
        self._rest = b""

    def run(self, kill: tuple[int, float] | None = None, **task: Any) -> list[dict[str, Any]]:
        """All that the writer said, in order.

        With ``kill`` it is killed so many seconds after so many acknowledgements (0: its start).
        """
        self._input.write((json.dumps(task) + "\n").encode())
        self._input.flush()
        heard: list[dict[str, Any]] = []
        for fact in self._lines(kill):
            heard.append(fact)
            if fact.get("event") == "dead":
                return heard
        raise AssertionError("the writer's program ended")

    def close(self) -> None:
        """Ends the program."""
        self._selector.close()
        self._input.close()
        self._output.close()
        assert self._process.wait(_LONG) == 0

    def _lines(self, kill: tuple[int, float] | None) -> Iterator[dict[str, Any]]:
        kill_at: float | None = None
        pid = acknowledged = 0
        while True:
            while b"\n" in self._rest:
                line, self._rest = self._rest.split(b"\n", 1)
                fact = json.loads(line)
                if fact.get("event") == "alive":
                    pid = fact["pid"]
                elif fact.get("event") == "done":
                    acknowledged += 1
                if kill is not None and pid and acknowledged >= kill[0]:
                    kill_at, kill = time.monotonic() + kill[1], None
                yield fact
            left = _LONG if kill_at is None else max(0.0, kill_at - time.monotonic())
            if self._selector.select(left):
                data = os.read(self._output.fileno(), 1 << 16)
                if not data:
                    return
                self._rest += data
            elif kill_at is None:
                raise AssertionError("the writer hangs")
            else:
                os.kill(pid, signal.SIGKILL)  # not reaped yet: its parent says "dead" after that
                kill_at = None

"""How settings files of earlier versions come forward: numbered steps that are never edited."""

from collections.abc import Callable
from typing import Any

Tree = dict[str, Any]
Step = Callable[[Tree], None]

STEPS: tuple[Step, ...] = ()
"""Step ``n`` (from 0) brings a file of version ``n + 1`` to ``n + 2``: version 1 is the first."""

CURRENT = 1 + len(STEPS)


def bring_forward(tree: Tree, version: int, steps: tuple[Step, ...] = STEPS) -> None:
    """Change ``tree``, written as ``version``, in place into what is read today."""
    for step in steps[version - 1 :]:
        step(tree)

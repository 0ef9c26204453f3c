"""A finder that answers when a test lets it: a lock for every question, no time."""

import threading
from collections.abc import Sequence

from guide.content.model import Entry, Hit, Kind
from guide.search.values import Choice, Facet, Found, Marks, Narrowing


class HeldFinder:
    """Finds one entry that is called as what was asked; what is ``held`` waits for ``let``."""

    def __init__(self) -> None:
        self._gates: dict[str, threading.Event] = {}
        self.begun: list[str] = []
        self.ended: list[str] = []

    def hold(self, *words: str) -> None:
        """Let questions for these words wait."""
        for word in words:
            self._gates[word] = threading.Event()

    def let(self, word: str) -> None:
        """Answer."""
        self._gates[word].set()

    def let_all(self) -> None:
        """Answer everything, so that the threads can end."""
        for gate in self._gates.values():
            gate.set()

    def suggest(
        self, text: str, limit: int = 12, own: Sequence[tuple[str, str]] = ()
    ) -> tuple[Hit, ...]:
        """The entry called ``text``."""
        self._wait(text)
        return (_hit(text),)

    def find(
        self,
        words: str,
        narrowing: Narrowing = Narrowing(),  # noqa: B008 - frozen
        limit: int = 50,
        own: Sequence[tuple[str, str]] = (),
        marks: Marks | None = None,
    ) -> Found:
        """The same, and two ways to narrow it."""
        self._wait(words)
        choices = (
            Choice(Facet.KIND, "therapy", "Therapies", 1),
            Choice(Facet.KIND, "point", "Points", 0),
        )
        return Found((_hit(words),), 1, choices)

    def _wait(self, words: str) -> None:
        self.begun.append(words)
        gate = self._gates.get(words)
        if gate is not None:
            assert gate.wait(30)
        self.ended.append(words)


def _hit(words: str) -> Hit:
    entry = Entry(f"therapy/{words}", Kind.THERAPY, words)
    return Hit(entry, words, 99.0, f"All about {words}.", ((10, 10 + len(words)),), ((0, 1),))

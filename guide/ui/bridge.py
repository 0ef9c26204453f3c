"""The way from everywhere to whoever listens: words for the reader, and what a write changed."""

from PySide6.QtCore import QObject, Signal

from guide.store.values import Changes


class Bridge(QObject):
    """Words that are said before a window listens wait for it.

    Signals:
        said: a sentence for the reader.
        changed: a write changed something (``Changes``); views decide what to reload.
    """

    said = Signal(str)
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[str] | None = []

    def say(self, text: str) -> None:
        """Tell the reader ``text``, now or as soon as a window listens."""
        if self._waiting is None:
            self.said.emit(text)
        else:
            self._waiting.append(text)

    def listening(self) -> None:
        """A window is connected to ``said``: what was said too early arrives now."""
        waiting, self._waiting = self._waiting or [], None
        for text in waiting:
            self.said.emit(text)

    def tell(self, changes: Changes) -> None:
        """Pass on what a write changed."""
        if changes:
            self.changed.emit(changes)

"""The caution filter: for whom the guide is read now. The one place that views ask."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from guide.content.library import Library
from guide.content.model import Page

if TYPE_CHECKING:  # most starts tick nothing
    from guide.content.verdicts import Situation, SituationGroup, Verdict, Verdicts


class Watch(QObject):
    """The situations that are ticked, and what the library says about them.

    Nothing of it is stored, unless ``keep`` is on: then ``kept`` is for the session.

    Signals:
        changed: other situations are ticked, or they are to be kept now, or no longer.
    """

    changed = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._verdicts: Verdicts | None = None
        self.keep = False

    @property
    def groups(self) -> "tuple[SituationGroup, ...]":
        """The questionnaire."""
        return self._library.situations()

    @property
    def situations(self) -> "tuple[Situation, ...]":
        """Those that are ticked, in the order of the questionnaire."""
        return self._verdicts.chosen if self._verdicts is not None else ()

    def of(self, key: str) -> "Verdict | None":
        """What an entry says about them; None where nothing is ticked, or nothing is to be said."""
        return self._verdicts.of(key) if self._verdicts is not None else None

    def mark(self, key: str) -> tuple[str, str] | None:
        """The words of that and the role of their colour, for a line beside an entry."""
        verdict = self.of(key)
        if verdict is None:
            return None
        from guide.ui.widgets.verdicts import ink, label  # noqa: PLC0415 - off the start path

        return label(verdict)[0], ink(verdict)

    def dressed(self, page: Page) -> Page:
        """``page`` with what it says about them."""
        if self._verdicts is None:
            return page
        from guide.content.verdict_pages import with_verdicts  # noqa: PLC0415 - likewise

        return with_verdicts(page, self._verdicts)

    def choose(self, ids: Iterable[str]) -> None:
        """Tick just these; what this library does not know is left out."""
        wanted = set(ids)
        known = [one.id for group in self.groups for one in group.situations if one.id in wanted]
        if known != [one.id for one in self.situations]:
            self._verdicts = self._library.verdicts(known) if known else None
            self.changed.emit()

    def tick(self, name: str, on: bool) -> None:
        """Tick one more, or one less."""
        ids = {one.id for one in self.situations}
        self.choose(ids | {name} if on else ids - {name})

    @Slot()
    def clear(self) -> None:
        """Tick nothing, and keep nothing."""
        self.keep = False
        self.choose(())

    @Slot(bool)
    def set_keep(self, keep: bool) -> None:
        """Keep what is ticked for the next start, or no longer."""
        if keep != self.keep:
            self.keep = keep
            self.changed.emit()

    def kept(self) -> str:
        """What a session is to hold: nothing, unless the reader asked for it."""
        return " ".join(one.id for one in self.situations) if self.keep else ""

    def restore(self, words: str) -> None:
        """Take up what a session kept."""
        if words:
            self.keep = True
            self.choose(words.split())

"""How the window looks: theme, text size, reading width, previews. Applied at once, kept a little later."""

from dataclasses import asdict, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from guide.errors import GuideError
from guide.settings import SettingsFile
from guide.settings.values import (
    LARGEST_TEXT,
    NARROWEST_LINE,
    SMALLEST_TEXT,
    WIDEST_LINE,
    Appearance,
)
from guide.ui import theme as themes
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme

STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0)
"""The text sizes that a reader goes through."""
_INTERFACE = (0.8, 2.0)  # the interface follows the text so far
_PAUSE = 600  # ms before a change is kept: Ctrl+wheel makes many


class Look(QObject):
    """The appearance in force.

    Signals:
        changed: one of them is another one now.
    """

    changed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        settings: SettingsFile,
        jobs: Jobs,
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._jobs, self._bridge = settings, jobs, bridge
        self._appearance = appearance
        self._kept = appearance
        self.theme: Theme = themes.resolve(appearance.theme, *themes.system_look())
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_PAUSE)
        self._keeping.timeout.connect(self.keep)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)

    @property
    def appearance(self) -> Appearance:
        """All of it, as the settings hold it."""
        return self._appearance

    @property
    def choice(self) -> str:
        """The theme as chosen; ``system`` follows the desktop."""
        return self._appearance.theme

    @property
    def text_scale(self) -> float:
        """The size of the article's text; 1.0 is 100 %."""
        return self._appearance.text_scale

    @property
    def interface_scale(self) -> float:
        """The size of the interface: as the text, within what a screen can hold."""
        least, most = _INTERFACE
        return min(max(self.text_scale, least), most)

    @property
    def reading_width(self) -> int:
        """The longest line of an article in characters."""
        return self._appearance.reading_width

    def apply(self) -> None:
        """Dress the application."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, self.theme, self.interface_scale)

    def set_theme(self, name: str) -> None:
        """Another theme, by its name in the settings."""
        self._change(theme=name)

    def set_text_scale(self, scale: float) -> None:
        """Another text size."""
        self._change(text_scale=min(max(scale, SMALLEST_TEXT), LARGEST_TEXT))

    def set_reading_width(self, characters: int) -> None:
        """Another longest line."""
        self._change(reading_width=min(max(characters, NARROWEST_LINE), WIDEST_LINE))

    @Slot(bool)
    def set_previews(self, on: bool) -> None:
        """Show cards beside links, or none."""
        self._change(previews=on)

    @Slot(int)
    def zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.text_scale
        if by > 0:
            self.set_text_scale(next((s for s in STEPS if s > now + 0.001), LARGEST_TEXT))
        else:
            smaller = [s for s in STEPS if s < now - 0.001]
            self.set_text_scale(smaller[-1] if smaller else SMALLEST_TEXT)

    @Slot()
    def larger(self) -> None:
        """One step larger."""
        self.zoom(1)

    @Slot()
    def smaller(self) -> None:
        """One step smaller."""
        self.zoom(-1)

    @Slot()
    def normal(self) -> None:
        """Back to 100 %."""
        self.set_text_scale(1.0)

    @Slot()
    def keep(self) -> None:
        """Write what changed into the settings file, on the writer."""
        self._keeping.stop()
        if self._appearance == self._kept:
            return
        self._kept = kept = self._appearance
        work = partial(self._settings.change, "appearance", **asdict(kept))
        self._jobs.write(work, _kept, self, self._failed)

    def _change(self, **values: object) -> None:
        # It checks the values itself.
        changed = replace(self._appearance, **values)  # type: ignore[arg-type]
        if changed == self._appearance:
            return
        self._appearance = changed
        self._refresh()
        self._keeping.start()

    def _refresh(self) -> None:
        self.theme = themes.resolve(self.choice, *themes.system_look())
        self.apply()
        self.changed.emit()

    @Slot()
    def _on_system(self) -> None:
        if self.choice == "system":
            self._refresh()

    def _failed(self, error: GuideError) -> None:
        self._bridge.say(str(error))


def _kept(_settings: object) -> None:
    """Nobody waits for it."""

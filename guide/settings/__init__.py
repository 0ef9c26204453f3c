"""What a reader can set: declared once, typed and bounded, kept in one TOML file."""

from guide.settings.file import SettingsFile
from guide.settings.values import Appearance, Settings

__all__ = ["Appearance", "Settings", "SettingsFile"]

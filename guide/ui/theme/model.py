"""Themes: colours have names, roles point to names, and the code asks for roles only."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from guide.errors import ContentError
from guide.i18n import _
from guide.ui import resources

NAMES = ("light", "dark", "sepia", "high-contrast")
"""The themes that a reader may choose (besides ``system``), in the order of the menu."""

PRINT = "print"
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Theme:
    """One look. ``contrast`` is what its text reaches on its grounds at least."""

    name: str
    dark: bool
    contrast: float
    colours: dict[str, str]
    """Role → ``#rrggbb``."""

    def colour(self, role: str) -> str:
        """The colour of a role as ``#rrggbb``; KeyError for a role that no theme has."""
        return self.colours[role]


@cache
def theme(name: str) -> Theme:
    """The theme ``name``; ContentError where its file is wrong."""
    file = f"{name}.toml"
    try:
        found: dict[str, Any] = tomllib.loads(resources.text("themes", file))
    except OSError as error:
        raise ContentError(f"The theme “{name}” cannot be read.") from error
    named: dict[str, str] = found["colours"]
    for colour, value in named.items():
        if not _COLOUR.match(value):
            raise ContentError(f"{file}: the colour “{colour}” is not of the form #rrggbb.")
    roles: dict[str, str] = found["roles"]
    unknown = sorted(set(roles.values()) - set(named))
    if unknown:
        raise ContentError(f"{file}: a role points to the unknown colour “{unknown[0]}”.")
    values = {role: named[colour] for role, colour in roles.items()}
    return Theme(name, bool(found["dark"]), float(found["contrast"]), values)


def themes() -> dict[str, Theme]:
    """Every theme that a reader may choose, by name."""
    return {name: theme(name) for name in NAMES}


def title(name: str) -> str:
    """What a menu calls a theme (``system`` too)."""
    return {
        "system": _("Follow the system"),
        "light": _("Light"),
        "dark": _("Dark"),
        "sepia": _("Sepia"),
        "high-contrast": _("High contrast"),
    }[name]


def resolve(name: str, dark_system: bool, high_contrast_system: bool) -> Theme:
    """The theme meant by a setting: ``system`` follows what the desktop asks for."""
    if name != "system":
        return theme(name if name in NAMES else "light")
    if high_contrast_system:
        return theme("high-contrast")
    return theme("dark" if dark_system else "light")

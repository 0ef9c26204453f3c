"""Every setting with its bounds and its default. The file, the form and the manual follow from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from guide.errors import SettingsError
from guide.i18n import _

Theme = Literal["system", "light", "dark", "sepia", "high-contrast"]
SMALLEST_TEXT, LARGEST_TEXT = 0.5, 3.0
NARROWEST_LINE, WIDEST_LINE = 50, 110


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window looks."""

    theme: Theme = "system"
    text_scale: float = 1.0
    """1.0 is the system's own text size."""
    reading_width: int = 72
    """The longest line of an article, in characters."""
    previews: bool = True
    """Does a link show a card about where it leads, before it is followed?"""

    def __post_init__(self) -> None:
        _check_types(self)
        _check_bounds("text_scale", self.text_scale, SMALLEST_TEXT, LARGEST_TEXT)
        _check_bounds("reading_width", self.reading_width, NARROWEST_LINE, WIDEST_LINE)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, by section."""

    appearance: Appearance = field(default_factory=Appearance)


SECTIONS: dict[str, type[Appearance]] = {"appearance": Appearance}
"""The sections of the file: a new one joins here and in ``Settings``."""


def from_tree(tree: Mapping[str, Any]) -> Settings:
    """The settings that ``tree`` holds; what it leaves out has its default.

    An unknown name, a wrong type and a value out of bounds are a ``SettingsError`` that begins with
    the dotted name of the culprit.
    """
    for name in tree:
        if name not in SECTIONS:
            raise SettingsError(_("{name}: there is no such section.").format(name=name))
    return Settings(**{name: _section(name, values) for name, values in tree.items()})


def _section(name: str, values: object) -> Appearance:
    kind = SECTIONS[name]
    if not isinstance(values, dict):
        raise SettingsError(_("{name}: write [{name}] and its values below.").format(name=name))
    known = {each.name for each in fields(kind)}
    for key in values:
        if key not in known:
            raise SettingsError(_("{name}: there is no such setting.").format(name=f"{name}.{key}"))
    try:
        return kind(**values)
    except ValueError as error:
        raise SettingsError(f"{name}.{error}") from None


def _check_types(section: Any) -> None:
    for name, wanted in get_type_hints(type(section)).items():
        value = getattr(section, name)
        if get_origin(wanted) is Literal:
            choices = get_args(wanted)
            if value not in choices:
                raise ValueError(
                    _("{name} must be one of {choices}.").format(
                        name=name, choices=", ".join(choices)
                    )
                )
        elif wanted is float and type(value) in (int, float):
            object.__setattr__(section, name, float(value))  # frozen; TOML writes 2 for 2.0
        elif type(value) is not wanted:  # bool is not a number here
            raise ValueError(_("{name} must be {kind}.").format(name=name, kind=_KINDS[wanted]))


_KINDS = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


def _check_bounds(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:  # also false for nan
        raise ValueError(
            _("{name} must lie between {least:g} and {most:g}.").format(
                name=name, least=least, most=most
            )
        )

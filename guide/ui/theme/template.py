"""Fills a style file: ``@role`` is a colour, ``size(8)`` pixels and ``points(10.5)`` type at a scale."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"@([a-z][a-z0-9-]*)|(size|points)\(([0-9.]+)\)")


def fill(template: str, words: Mapping[str, str], scale: float) -> str:
    """The style with every placeholder replaced; KeyError for an unknown ``@role``."""

    def value(match: re.Match[str]) -> str:
        role, unit, number = match.groups()
        if role is not None:
            return words[role]
        if unit == "size":
            return f"{round(float(number) * scale)}px"
        return f"{float(number) * scale:.2f}pt"

    return _PLACE.sub(value, template)


def families(names: tuple[str, ...]) -> str:
    """Font families as a style value."""
    return ", ".join(f"'{name}'" for name in names) or "sans-serif"

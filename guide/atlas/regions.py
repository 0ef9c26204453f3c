"""The parts of the body by name: what therapies are sorted by and what the plates tint."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from guide import paths
from guide.errors import ContentError
from guide.i18n import _


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body, on one of two levels: ``parent`` is the slug of the coarse part that
    holds a fine one, and empty for a coarse one.
    """

    slug: str
    name: str
    zh: str
    everyday: tuple[str, ...]
    parent: str
    summary: str
    paired: bool = False
    """Whether it stands on both sides of the body; all else crosses the midline."""

    @property
    def key(self) -> str:
        return f"region/{self.slug}"


def read_regions(file: Path) -> dict[str, Region]:
    """The regions of the file by slug, in its order."""
    found = {slug: _region(file, slug, facts) for slug, facts in _table(file, "regions").items()}
    for region in found.values():
        if region.parent and region.parent not in found:
            message = _("regions.{}: its parent “{}” is not a region.")
            raise ContentError(message.format(region.slug, region.parent), file)
        if region.parent and found[region.parent].parent:
            message = _("regions.{}: its parent “{}” is itself a part of a region.")
            raise ContentError(message.format(region.slug, region.parent), file)
    return found


def parts_of(regions: Mapping[str, Region], slug: str) -> tuple[Region, ...]:
    """The fine parts of a coarse region, in their order; none where it has none."""
    return tuple(region for region in regions.values() if region.parent == slug)


def read_words(file: Path) -> dict[str, str]:
    """The region words of the point table (``scalp``, ``forearm``) and the slug of each."""
    regions = read_regions(file)
    words = _table(file, "words")
    for word, slug in words.items():
        if slug not in regions:
            message = _("words.{}: “{}” is not a region.")
            raise ContentError(message.format(word, slug), file)
    return words


@lru_cache(maxsize=1)
def known_regions() -> Mapping[str, Region]:
    """The regions that come with the program."""
    return MappingProxyType(read_regions(paths.resources() / "atlas" / "regions.toml"))


def _table(file: Path, name: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get(name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(_("The regions cannot be read: {}.").format(error), file) from error
    if not isinstance(table, dict):
        raise ContentError(_("The table [{}] is missing.").format(name), file)
    return table


def _region(file: Path, slug: str, facts: object) -> Region:
    try:
        if not isinstance(facts, dict):
            raise TypeError("it must be a table")
        region = Region(
            **{"slug": slug, "parent": "", **facts, "everyday": tuple(facts["everyday"])}
        )
    except (KeyError, TypeError) as error:
        raise ContentError(_("regions.{}: {}.").format(slug, error), file) from error
    for field in ("name", "zh", "summary"):
        value = getattr(region, field)
        if not isinstance(value, str) or not value:
            raise ContentError(_("regions.{}: {} must be a text.").format(slug, field), file)
    if not isinstance(region.paired, bool):
        raise ContentError(_("regions.{}: paired must be true or false.").format(slug), file)
    return region

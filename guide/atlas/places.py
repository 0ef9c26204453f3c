"""On which fine regions each point lies, as the builder of the plates found on the body's skin.

The file also has the places themselves in millimetres and how every landmark was found.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from guide import paths
from guide.errors import ContentError
from guide.i18n import _


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[str, ...]]:
    """The slugs of regions by the code of the point; empty where no place was worked out."""
    return MappingProxyType(read_places(paths.resources() / "atlas" / "places.json"))


def read_places(file: Path) -> dict[str, tuple[str, ...]]:
    """The places in a file, none where there is no file; ``ContentError`` where it is no such file."""
    try:
        points = json.loads(file.read_bytes())["points"]
        found = {code: tuple(point["regions"]) for code, point in points.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        message = _("The places of points cannot be read: {}. Install the program again.")
        raise ContentError(message.format(error), file) from error
    if not all(isinstance(slug, str) for slugs in found.values() for slug in slugs):
        raise ContentError(_("The places of points must name regions."), file)
    return found

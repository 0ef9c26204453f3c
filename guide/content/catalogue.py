"""The catalogue of a library: the facts that its articles may not differ from.

It is a second record of what counts most (who must not have it, how certain a claim is, where on the
body), kept apart from the articles, so that a slip of the pen in one of them is found.
"""

import json
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from guide.content.article import Direction, Evidence, Ids, Line, Slug, Slugs, Strict, reason_of
from guide.content.findings import Notes
from guide.content.frontmatter import Unreadable, read_text
from guide.i18n import _

CATALOGUE = "catalogue.json"
_LARGEST = 5_000_000


class KnownClaim(Strict):
    """What is known about one claim: an article may word it, but not grade it, otherwise."""

    about: Line
    evidence: Evidence
    direction: Direction
    basis: Literal["review", "reading", "usual-care"]
    sources: Ids = ()


class KnownCondition(Strict):
    """What the catalogue holds of one condition."""

    regions: Slugs
    red_flags: Ids = Field((), alias="red-flags")
    claims: tuple[KnownClaim, ...] = ()


class KnownTherapy(KnownCondition):
    """What the catalogue holds of one therapy. ``absolute`` is empty where nobody is ruled out."""

    group: Slug
    absolute: Ids = ()
    relative: Ids = ()
    related: Slugs = ()


class Catalogue(Strict):
    """Every therapy and condition that the library must have, by the name of its file."""

    therapies: dict[Slug, KnownTherapy] = Field(default_factory=dict)
    conditions: dict[Slug, KnownCondition] = Field(default_factory=dict)


def read_catalogue(folder: Path, notes: Notes) -> Catalogue | None:
    """The catalogue of ``folder``; None where it has none, or none that can be read (then noted)."""
    file = folder / CATALOGUE
    if not file.exists():
        return None
    try:
        return Catalogue.model_validate(json.loads(read_text(file, _LARGEST)))
    except Unreadable as error:
        notes.add("unreadable", file, error.line or 1, error.message)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        notes.add("unreadable", file, line, _("is not JSON: {}.").format(error))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            place = ".".join(map(str, one["loc"]))
            notes.add("bad-value", file, 1, f"{place}: {reason_of(one)}.")
    return None

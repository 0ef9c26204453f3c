"""The front matter of an article, as pydantic checks it. Ids are checked later, against the library."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationError,
    field_validator,
)

from guide.content.findings import Notes
from guide.content.frontmatter import Parts, Tree, Unreadable, read_text, split
from guide.content.model import Kind
from guide.i18n import _

FOLDERS = {
    "therapies": Kind.THERAPY,
    "conditions": Kind.CONDITION,
    "pages": Kind.PAGE,
    "glossary": Kind.TERM,
}
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_SUMMARY = 200
_NO_MAPPING = frozenset({"model_type", "model_attributes_type", "dict_type"})


class Evidence(StrEnum):
    """How certain the knowledge about a claim is; the best first. ``usual-care`` is not a grade."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    USUAL_CARE = "usual-care"
    NONE = "none"
    AGAINST = "against"


class Direction(StrEnum):
    """Which way the effect points."""

    FAVOURS = "favours"
    NO_DIFFERENCE = "no-difference"
    UNCLEAR = "unclear"
    HARM = "harm"


def as_tuple(value: Any) -> Any:
    """A list of YAML as the tuple that a frozen model holds."""
    return tuple(value) if isinstance(value, list) else value


def _as_pair(value: Any) -> Any:
    return (value, value) if isinstance(value, int) else as_tuple(value)


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\n]*$"),
]
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=80)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/-]*$", max_length=120)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple), Field(max_length=200)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_tuple), Field(max_length=200)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(as_tuple), Field(max_length=100)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=1440)]
MinutesRange = Annotated[tuple[Minutes, Minutes], BeforeValidator(_as_pair)]


class Strict(BaseModel):
    """A mapping in which every unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(Strict):
    """The other names of an entry."""

    zh: Line | None = None
    zh_alt: Lines = Field((), alias="zh-alt")
    pinyin: Line | None = None
    also: Lines = ()

    def in_order(self) -> tuple[str, ...]:
        """Every name, the Chinese first."""
        first = tuple(name for name in (self.zh, *self.zh_alt, self.pinyin) if name)
        return (*first, *self.also)


class SessionFacts(Strict):
    """What a session is like. ``minutes`` are from and to."""

    position: Line | None = None
    minutes: MinutesRange | None = None
    pressure: Line | None = None
    who: Line | None = None
    frequency: Line | None = None


def _as_caution(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class Caution(Strict):
    """A caution or a set of them by id, perhaps with the article's own reason."""

    id: Id
    why: Line | None = None
    sources: Ids = ()


CautionList = Annotated[
    tuple[Annotated[Caution, BeforeValidator(_as_caution)], ...],
    BeforeValidator(as_tuple),
    Field(max_length=200),
]


class Cautions(Strict):
    """Who must not have it, who only with care, and what to look out for."""

    none_known: Line | None = Field(None, alias="none-known")
    """Instead of ``absolute``: the sentence of an article that knows nobody who must not have it."""
    absolute: CautionList = ()
    relative: CautionList = ()
    red_flags: Ids = Field((), alias="red-flags")


class Claim(Strict):
    """One thing that is claimed, and what is known about it."""

    says: Line
    tradition: StrictBool = False
    evidence: Evidence | None = None
    direction: Direction | None = None
    basis: Literal["review", "reading", "usual-care"] | None = None
    sources: Ids = ()
    note: Line | None = None


class FrontMatter(Strict):
    """All that an article says about itself."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    kind: Literal["therapy", "condition", "page", "term"]
    group: Slug
    names: Names = Field(default_factory=lambda: Names.model_validate({}))
    summary: Line
    regions: Slugs = ()
    meridians: Ids = ()
    points: Ids = ()
    techniques: Slugs = ()
    session: SessionFacts | None = None
    cautions: Cautions | None = None
    claims: Annotated[tuple[Claim, ...], BeforeValidator(as_tuple)] = ()
    related: Ids = ()
    previous: Id | None = None
    next: Id | None = None
    order: Annotated[int, Field(strict=True)] | None = None
    sources: Ids = ()
    reviewed: datetime.date

    @field_validator("reviewed", mode="before")
    @classmethod
    def _written_as_date(cls, value: Any) -> Any:
        if not isinstance(value, datetime.date):
            raise ValueError(_("write a date as 2026-11-22"))
        return value


@dataclass(frozen=True, slots=True)
class Article:
    """An article file that was read. ``file`` is told as the reader named the folder."""

    key: str
    kind: Kind
    file: Path
    front: FrontMatter
    body: str
    body_line: int
    head: Tree

    def line(self, *where: str | int) -> int:
        """The line of a front-matter value."""
        return self.head.line(where)


def read_article(file: Path, folder: Path, notes: Notes) -> Article | None:
    """The article in ``file`` of ``folder``; what is wrong with it goes to ``notes``."""
    kind = FOLDERS[file.relative_to(folder).parts[0]]
    if not re.fullmatch(SLUG, file.stem):
        sentence = _(
            "name the file with small letters, digits and hyphens, such as “foot-bath.md”."
        )
        notes.add("file-name", file, 1, sentence)
    try:
        parts = split(read_text(file), file)
    except Unreadable as error:
        notes.add("unreadable", file, error.line or 1, error.message)
        return None
    front = _front(parts, file, notes)
    if front is None:
        return None
    if front.kind != kind:
        sentence = _("“{}” does not fit the folder {}; articles there are of the kind “{}”.")
        line = parts.head.line(("kind",))
        notes.add("bad-value", file, line, sentence.format(front.kind, file.parent.name, kind))
        return None
    return Article(
        key=f"{kind}/{file.stem}",
        kind=kind,
        file=file,
        front=front,
        body=parts.body,
        body_line=parts.body_line,
        head=parts.head,
    )


def _front(parts: Parts, file: Path, notes: Notes) -> FrontMatter | None:
    if not isinstance(parts.head.data, dict):
        notes.add("bad-value", file, 2, _("the front matter must hold “field: value” lines."))
        return None
    return validated(FrontMatter, parts.head, file, notes)


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], tree: Tree, file: Path, notes: Notes) -> Model | None:
    """``tree`` as ``model``; every mistake goes to ``notes`` with its line, and None is returned."""
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        for rule, line, sentence in sorted(_mistakes(error, tree)):
            notes.add(rule, file, line, sentence)
    return None


def _mistakes(error: ValidationError, tree: Tree) -> set[tuple[str, int, str]]:
    found = set()
    for one in error.errors(include_url=False, include_context=False):
        where = _known_steps(one["loc"], tree)
        field = ".".join(str(step) for step in where)
        line = tree.line(where)
        if one["type"] == "extra_forbidden":
            found.add(("unknown-field", line, _("there is no field “{}”.").format(field)))
        else:
            missing = one["type"] == "missing"
            name = ".".join(str(step) for step in one["loc"]) if missing else field
            reason = reason_of(one)
            found.add(("bad-value", line, f"{name}: {reason}." if name else f"{reason}."))
    return found


def reason_of(mistake: Mapping[str, Any]) -> str:
    """What pydantic holds against a value, without the names of our classes."""
    if mistake["type"] in _NO_MAPPING:
        return _("must hold “field: value” pairs")
    reason = str(mistake["msg"]).removeprefix("Value error, ")
    return f"{reason[:1].lower()}{reason[1:]}"


def _known_steps(where: tuple[str | int, ...], tree: Tree) -> tuple[str | int, ...]:
    at: tuple[str | int, ...] = ()
    for step in where:
        if (*at, step) in tree.lines:
            at = (*at, step)
    return at

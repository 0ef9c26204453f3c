"""What articles name by id: cautions and their sets, red flags, sources, groups."""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from guide.content.article import Ids, Line, Slug, Strict, as_tuple, reason_of, validated
from guide.content.findings import Notes
from guide.content.frontmatter import Tree, Unreadable, read_text, read_yaml
from guide.i18n import _

CAUTIONS = "cautions.yaml"
SOURCES = "sources.json"
LIBRARY = "library.yaml"
_LARGEST = 20_000_000


class CautionWord(Strict):
    """A situation in which something must not be done, or only with care."""

    name: Line


class CautionSet(Strict):
    """A list of cautions that many articles share."""

    name: Line
    items: Ids
    sources: Ids = ()


class RedFlag(Strict):
    """Signs that need a doctor or an ambulance."""

    area: Line
    signs: Line
    sources: Ids = ()


class SituationWords(Strict):
    """What a person may have or be, in a client's words, and the cautions that it means.

    The first of ``covers`` is what the title says.
    """

    id: Slug
    title: Line
    covers: Ids


class SituationGroup(Strict):
    """A heading of the health questionnaire with its situations in their order."""

    title: Line
    situations: Annotated[tuple[SituationWords, ...], BeforeValidator(as_tuple)]


class CautionWords(Strict):
    """The whole file of cautions."""

    cautions: dict[str, CautionWord] = Field(default_factory=dict)
    sets: dict[str, CautionSet] = Field(default_factory=dict)
    red_flags: dict[str, RedFlag] = Field(default_factory=dict, alias="red-flags")
    situations: Annotated[tuple[SituationGroup, ...], BeforeValidator(as_tuple)] = ()


class Source(BaseModel):
    """Where something is known from. ``seen`` is the address that was read, ``says_basis`` how."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    type: Line
    authors: str | None = None
    title: Line
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    address: str | None = None
    says: str = ""
    seen: str | None = None
    says_basis: str = ""


class GroupWords(Strict):
    """A heading of the sidebar."""

    title: Line
    sentence: str = ""


class LibraryWords(Strict):
    """What the library says about itself."""

    id: Slug
    title: Line
    version: Annotated[str, BeforeValidator(str)]
    language: Slug = "en"
    groups: dict[str, GroupWords]


class Vocabulary:
    """All words that articles may name, as one folder holds them."""

    def __init__(self, folder: Path, notes: Notes) -> None:
        self._folder = folder
        cautions, tree = _yaml(folder / CAUTIONS, CautionWords, notes)
        self.cautions: CautionWords = cautions or CautionWords.model_validate({})
        self.library: LibraryWords | None = _yaml(folder / LIBRARY, LibraryWords, notes)[0]
        self.missing = frozenset(
            name for name in (CAUTIONS, SOURCES, LIBRARY) if not (folder / name).exists()
        )
        """The files that are not there; a folder of a clinic's own may name nothing from them."""
        if LIBRARY in self.missing:
            sentence = _("is missing; it gives the library its id, title, version and groups.")
            notes.add("unreadable", folder / LIBRARY, 1, sentence)
        sources = _sources(folder / SOURCES, notes)
        self.sources = sources or {}
        read = {CAUTIONS: cautions, SOURCES: sources, LIBRARY: self.library}
        self.broken = any(
            value is None and name not in self.missing for name, value in read.items()
        )
        """Whether a file is there that cannot be used, so that nothing can be said of articles."""
        if tree is not None and not self.broken:
            self._check_cautions(folder / CAUTIONS, tree, notes)

    def note_missing(self, name: str, notes: Notes) -> None:
        """Note, once, that the file ``name`` is missed by those who name something from it."""
        sentence = _("is missing; it lists what the articles name.")
        notes.add("unreadable", self._folder / name, 1, sentence)

    def _check_cautions(self, file: Path, tree: Tree, notes: Notes) -> None:
        """A set or a red flag may name only what there is, and no name may stand for two things."""
        words = self.cautions
        kinds: dict[str, dict[str, Any]] = {
            "cautions": words.cautions,
            "sets": words.sets,
            "red-flags": words.red_flags,
        }
        seen: set[str] = set()
        for kind, listed in kinds.items():
            for name in listed.keys() & seen:
                sentence = _("“{}” stands for two things.").format(name)
                notes.add("duplicate-name", file, tree.line((kind, name)), sentence)
            seen |= listed.keys()
        for name, one in words.sets.items():
            for nth, item in enumerate(one.items):
                if item not in words.cautions:
                    line = tree.line(("sets", name, "items", nth))
                    sentence = _("the caution “{}” is not listed.").format(item)
                    notes.add("unknown-id", file, line, sentence)
        _check_situations(words, file, tree, notes)
        self._check_sources(file, tree, notes, {"sets": words.sets, "red-flags": words.red_flags})

    def _check_sources(
        self, file: Path, tree: Tree, notes: Notes, kinds: dict[str, dict[str, Any]]
    ) -> None:
        for kind, listed in kinds.items():
            for name, listed_one in listed.items():
                for nth, source in enumerate(getattr(listed_one, "sources", ())):
                    if SOURCES in self.missing:
                        self.note_missing(SOURCES, notes)
                    elif source not in self.sources:
                        line = tree.line((kind, name, "sources", nth))
                        sentence = _("the source “{}” is not listed.").format(source)
                        notes.add("unknown-id", file, line, sentence)


def _check_situations(words: CautionWords, file: Path, tree: Tree, notes: Notes) -> None:
    """A situation covers cautions that are listed, and no id or title stands for two of them."""
    seen: set[str] = set()

    def once(name: str, *where: str | int) -> None:
        if name in seen:
            line = tree.line(("situations", *where))
            notes.add("duplicate-name", file, line, _("“{}” stands for two things.").format(name))
        seen.add(name)

    for nth, group in enumerate(words.situations):
        once(group.title, nth, "title")
        if not group.situations:
            sentence = _("the group “{}” holds no situation.").format(group.title)
            notes.add("bad-value", file, tree.line(("situations", nth, "situations")), sentence)
        for number, one in enumerate(group.situations):
            once(one.id, nth, "situations", number, "id")
            once(one.title, nth, "situations", number, "title")
            where = ("situations", nth, "situations", number, "covers")
            _check_covered(one, words, (file, tree, notes), where)


def _check_covered(
    one: SituationWords,
    words: CautionWords,
    into: tuple[Path, Tree, Notes],
    where: tuple[str | int, ...],
) -> None:
    file, tree, notes = into
    if not one.covers:
        sentence = _("the situation “{}” covers no caution.").format(one.id)
        notes.add("bad-value", file, tree.line(where), sentence)
    for nth, item in enumerate(one.covers):
        line = tree.line((*where, nth))
        if item not in words.cautions:
            sentence = _("the caution “{}” is not listed.").format(item)
            notes.add("unknown-id", file, line, sentence)
        elif item in one.covers[:nth]:
            sentence = _("“{}” is covered twice.").format(item)
            notes.add("duplicate-name", file, line, sentence)


def _yaml(file: Path, model: Any, notes: Notes) -> tuple[Any, Tree | None]:
    """The file as ``model`` and its tree, or None; a folder of a clinic's own may lack it."""
    if not file.exists():
        return None, None
    try:
        tree = read_yaml(read_text(file, _LARGEST), file)
    except Unreadable as error:
        notes.add("unreadable", file, error.line or 1, error.message)
        return None, None
    return validated(model, tree, file, notes), tree


def _sources(file: Path, notes: Notes) -> dict[str, Source] | None:
    """The sources by id; None where they cannot be read."""
    if not file.exists():
        return {}
    try:
        data = json.loads(read_text(file, _LARGEST))
    except Unreadable as error:
        notes.add("unreadable", file, error.line or 1, error.message)
        return None
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        notes.add("unreadable", file, line, _("is not JSON: {}.").format(error))
        return None
    try:
        listed = TypeAdapter(list[Source]).validate_python(data)
    except ValidationError as error:
        _tell_sources(error, file, notes)
        return None
    found: dict[str, Source] = {}
    for source in listed:
        if source.id in found:
            sentence = _("the source “{}” is listed twice.").format(source.id)
            notes.add("duplicate-name", file, 1, sentence)
        found[source.id] = source
    return found


def _tell_sources(error: ValidationError, file: Path, notes: Notes) -> None:
    for one in error.errors(include_url=False, include_context=False):
        place = ".".join(map(str, one["loc"]))
        extra = one["type"] == "extra_forbidden"
        rule = "unknown-field" if extra else "bad-value"
        reason = reason_of(one)
        notes.add(rule, file, 1, f"{place}: {reason}." if place else f"{reason}.")

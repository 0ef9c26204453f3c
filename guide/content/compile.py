"""A folder of Markdown into a pack.

Only what changed is rendered again, the same input gives the same bytes, and a folder with mistakes
gives findings and leaves the old pack as it was.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from guide.content import schema
from guide.content.article_page import Body, article_page
from guide.content.atlas_pages import atlas_pages
from guide.content.bodies import render_all
from guide.content.cache import Cache
from guide.content.caution_pages import CautionPages
from guide.content.check import check_folder
from guide.content.citations import source_words
from guide.content.contents_page import contents_page
from guide.content.directory import CONTENTS, Directory
from guide.content.draft import Draft
from guide.content.findings import Finding, Findings, Notes, Refused
from guide.content.folder import MEDIA, Folder, read_folder
from guide.content.model import Kind
from guide.content.noting import noted
from guide.content.packing import Contents, GroupRow, check_target, write_pack
from guide.content.source_pages import source_page

Progress = Callable[[int, int], None]

_POINT_GROUP_SENTENCE = "Points outside the meridians."


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    out: Path
    entries: int
    rendered: int
    """Articles whose Markdown was rendered in this build; the others came from the cache."""
    articles: int
    bytes: int
    seconds: float
    warnings: tuple[Finding, ...]


def build(
    folder: Path,
    atlas: Path,
    out: Path,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Report:
    """Compile ``folder`` and the tables in ``atlas`` into the pack ``out``.

    Refused where there are mistakes, PackError where ``out`` cannot be written or holds something else
    than a pack; what lay there is then untouched. ``processes`` is how many render at once; None
    chooses.
    """
    started = time.perf_counter()
    check_target(out, folder)
    notes = Notes()
    source = read_folder(folder, atlas, notes)
    directory = Directory(source)
    with Cache.beside(out) as cache:
        rendering = render_all(source, directory, notes, cache, progress, processes)
        check_folder(source, directory, rendering.bodies, notes)
        findings = Findings(len(directory.stubs), notes.sorted())
        if findings.errors:
            raise Refused(findings)
        contents = _contents(folder, source, make_drafts(source, directory, rendering.bodies))
        write_pack(out, contents)
    return Report(
        out=out,
        entries=len(contents.drafts),
        rendered=rendering.rendered,
        articles=len(source.articles),
        bytes=out.stat().st_size,
        seconds=time.perf_counter() - started,
        warnings=findings.warnings,
    )


def _contents(folder: Path, source: Folder, drafts: list[Draft]) -> Contents:
    return Contents(
        meta=_meta(source),
        groups=_groups(source),
        drafts=drafts,
        sources=source_words(source.vocabulary.sources),
        media=_media(folder),
        cautions=noted(source),
    )


def make_drafts(source: Folder, directory: Directory, bodies: dict[str, Body]) -> list[Draft]:
    """Every entry of the library as it goes into the pack, in reading order.

    ``bodies`` is empty afterwards: a large library would else be in memory twice.
    """
    drafts = {
        article.key: article_page(article, bodies.pop(article.key), directory, source.vocabulary)
        for article in source.articles
    }
    uses = _uses(directory, drafts.values())  # before the contents, which lead everywhere
    drafts.update((one.stub.key, one) for one in atlas_pages(source, directory, uses))
    if source.vocabulary.library and CONTENTS not in drafts:  # else it has none, or an own one
        drafts[CONTENTS] = contents_page(directory, source.vocabulary.library)
    drafts.update((one.stub.key, one) for one in CautionPages(source, directory, uses).drafts())
    for one in source.vocabulary.sources.values():
        drafts[f"source/{one.id}"] = source_page(one, directory, uses)
    return [drafts[key] for key in directory.stubs]


def _uses(directory: Directory, drafts: Iterable[Draft]) -> dict[str, list[str]]:
    """For every entry the articles that name it, in reading order."""
    order = {key: number for number, key in enumerate(directory.stubs)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        figure = draft.figure
        named = {
            *draft.links,
            *(f"point/{code}" for code in figure.points),
            *(f"meridian/{code}" for code in figure.meridians),
        }
        for key in named:
            found[key].add(draft.stub.key)
    return {key: sorted(users, key=order.__getitem__) for key, users in found.items()}


def _meta(source: Folder) -> dict[str, str]:
    library = source.vocabulary.library
    return {
        "id": library.id if library else source.path.resolve().name,
        "title": library.title if library else source.path.resolve().name,
        "version": library.version if library else "0",
        "language": library.language if library else "en",
        "format": str(schema.FORMAT),
    }


def _groups(source: Folder) -> list[GroupRow]:
    library = source.vocabulary.library
    rows = []
    for key, group in (library.groups if library else {}).items():
        kinds = sorted({one.kind for one in source.articles if one.front.group == key})
        rows += [GroupRow(kind, key, group.title, group.sentence) for kind in kinds]
    rows += [
        GroupRow(Kind.POINT, one.code, one.english, f"{one.points} points, {one.direction}.")
        for one in source.atlas.meridians.values()
        if one.points
    ]
    rows += [
        GroupRow(Kind.POINT, "EX", "Extra points", _POINT_GROUP_SENTENCE),
        GroupRow(Kind.MERIDIAN, "primary", "Meridians", "The twelve channels of hands and feet."),
        GroupRow(Kind.MERIDIAN, "extraordinary", "Vessels", "The eight extraordinary vessels."),
        GroupRow(Kind.REGION, "region", "Parts of the body", "What works where."),
        *(
            GroupRow(Kind.REGION, one.slug, one.name, one.summary)
            for one in source.atlas.regions.values()
            if not one.parent
        ),
        GroupRow(Kind.CAUTION, "sets", "Shared cautions", "Lists that many articles take over."),
        GroupRow(Kind.CAUTION, "cautions", "Cautions", "For each, what must not be done and why."),
        GroupRow(Kind.RED_FLAG, "red-flags", "Red flags", "Signs that need help at once."),
        GroupRow(Kind.SOURCE, "source", "Sources", "What the articles rest on."),
    ]
    return rows


def _media(folder: Path) -> dict[str, bytes]:
    place = folder / MEDIA
    if not place.is_dir() or place.is_symlink():
        return {}
    files = sorted(file for file in place.iterdir() if file.is_file() and not file.is_symlink())
    return {file.name: file.read_bytes() for file in files}

"""Everything that a library is made from, read once: articles, vocabulary and the atlas tables."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.atlas.agreement import read_tables
from guide.atlas.regions import Region, read_regions, read_words
from guide.atlas.tables import Meridian, Point
from guide.content.article import FOLDERS, Article, read_article
from guide.content.findings import Findings, Notes, Refused
from guide.content.vocabulary import Vocabulary
from guide.errors import ContentError
from guide.i18n import _

MEDIA = "media"
_TABLES = ("points.tsv", "meridians.tsv", "regions.toml")


@dataclass(frozen=True, slots=True)
class Atlas:
    """The tables of the body."""

    points: dict[str, Point]
    meridians: dict[str, Meridian]
    regions: dict[str, Region]
    words: dict[str, str]
    """The finer words of the point table and the region of each."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A library as it lies in a folder. Articles in the order of their keys."""

    path: Path
    vocabulary: Vocabulary
    articles: tuple[Article, ...]
    atlas: Atlas


def read_folder(folder: Path, atlas: Path, notes: Notes) -> Folder:
    """All of ``folder`` and ``atlas``; an article that cannot be read is noted and left out.

    Refused where there is nothing to go on: no article, or a table that articles name things from.
    Every article would seem wrong then, and hide the cause.
    """
    if not folder.is_dir():
        raise ContentError(_("There is no folder {}; name one that holds articles.").format(folder))
    vocabulary, tables = Vocabulary(folder, notes), _read_atlas(atlas, notes)
    if vocabulary.broken or tables is None:
        raise Refused(Findings(0, notes.sorted()))
    files = list(article_files(folder, notes))
    if not files:
        sentence = _("no article found in {}; articles lie in its folders {}.")
        notes.add("no-article", folder, 1, sentence.format(folder, ", ".join(FOLDERS)))
        raise Refused(Findings(0, notes.sorted()))
    read = (read_article(file, folder, notes) for file in files)
    articles = sorted((one for one in read if one is not None), key=lambda one: one.key)
    return Folder(folder, vocabulary, tuple(articles), tables)


def article_files(folder: Path, notes: Notes) -> Iterator[Path]:
    """The article files of ``folder``; links and strays are noted, never followed."""
    _note_strange_folders(folder, notes)
    for name in FOLDERS:
        place = folder / name
        if place.is_symlink():
            notes.add("outside", place, 1, _("is a link; articles must lie in the folder itself."))
            continue
        if not place.is_dir():
            continue
        for found in sorted(os.scandir(place), key=lambda one: one.name):
            file = place / found.name
            if found.name.startswith("."):
                continue
            if found.is_symlink():
                notes.add("outside", file, 1, _("is a link; put the file itself here."))
            elif not found.is_file(follow_symlinks=False) or file.suffix != ".md":
                notes.add("outside", file, 1, _("is not an article; only “.md” files belong here."))
            else:
                yield file


def _note_strange_folders(folder: Path, notes: Notes) -> None:
    """A folder of articles by another name (``therapy``) would be passed over in silence."""
    for place in sorted(folder.iterdir()):
        if place.name in (*FOLDERS, MEDIA) or place.name.startswith(".") or not place.is_dir():
            continue
        if any(file.suffix.casefold() == ".md" for file in place.glob("*.*")):
            sentence = _("holds articles that are not read; their folder must be one of {}.")
            notes.add("outside", place, 1, sentence.format(", ".join(FOLDERS)))


def _read_atlas(folder: Path, notes: Notes) -> Atlas | None:
    if not folder.is_dir():
        sentence = _("there is no such folder; name one that holds {}.")
        notes.add("atlas", folder, 1, sentence.format(", ".join(_TABLES)))
        return None
    points, meridians, regions = (folder / name for name in _TABLES)
    missing = [file for file in (points, meridians, regions) if not file.is_file()]
    for file in missing:
        notes.add("atlas", file, 1, _("is missing or no regular file."))
    if missing:
        return None
    told: list[ContentError] = []
    try:
        words, known = read_words(regions), read_regions(regions)
        tables = read_tables(points, meridians, words, told.append)
    except ContentError as error:
        told = [error]
    for mistake in told:
        _note_table(mistake, folder, notes)
    if told:
        return None
    return Atlas(
        {point.code: point for point in tables.points.values()},
        {meridian.code: meridian for meridian in tables.meridians.values()},
        known,
        words,
    )


def _note_table(mistake: ContentError, folder: Path, notes: Notes) -> None:
    message = mistake.message
    if isinstance(mistake.__cause__, OSError):
        message = _("cannot be read: {}.").format(mistake.__cause__.strerror)
    notes.add("atlas", mistake.file or folder, mistake.line or 1, message)

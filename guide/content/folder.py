"""Everything that a library is made from, read once: articles, vocabulary and the atlas tables."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.atlas.regions import Region, read_regions, read_words
from guide.atlas.tables import Meridian, Point, read_meridians, read_points
from guide.content.article import FOLDERS, Article, read_article
from guide.content.findings import Notes
from guide.content.vocabulary import Vocabulary
from guide.errors import ContentError
from guide.i18n import _

MEDIA = "media"


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
    """All of ``folder`` and ``atlas``; what cannot be read goes to ``notes`` and is left out."""
    if not folder.is_dir():
        raise ContentError(_("There is no folder {}; name one that holds articles.").format(folder))
    vocabulary = Vocabulary(folder, notes)
    read = (read_article(file, folder, notes) for file in article_files(folder, notes))
    articles = sorted((one for one in read if one is not None), key=lambda one: one.key)
    return Folder(folder, vocabulary, tuple(articles), _read_atlas(atlas, notes))


def article_files(folder: Path, notes: Notes) -> Iterator[Path]:
    """The article files of ``folder``; links and strays are noted, never followed."""
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


def _read_atlas(folder: Path, notes: Notes) -> Atlas:
    try:
        return Atlas(
            {point.code: point for point in read_points(folder / "points.tsv")},
            {meridian.code: meridian for meridian in read_meridians(folder / "meridians.tsv")},
            read_regions(folder / "regions.toml"),
            read_words(folder / "regions.toml"),
        )
    except ContentError as error:
        notes.add("atlas", error.file or folder, error.line or 1, error.message)
        return Atlas({}, {}, {}, {})

"""Every mistake in a folder of articles, with file, line, rule and a sentence."""

from pathlib import Path

from guide.content.article_page import Body
from guide.content.bodies import render_all
from guide.content.directory import Directory
from guide.content.findings import Findings, Notes, Refused
from guide.content.folder import Folder, read_folder
from guide.content.rules_catalogue import check_catalogue
from guide.content.rules_ids import IdRules
from guide.content.rules_links import check_anchors, check_figures, check_orphans
from guide.content.rules_names import check_names
from guide.content.rules_safety import (
    check_cautions,
    check_claims,
    check_reviewed,
    check_summary,
)
from guide.content.vocabulary import SOURCES


def check(folder: Path, atlas: Path) -> Findings:
    """Read ``folder`` and the tables in ``atlas`` and tell what is wrong with them."""
    notes = Notes()
    try:
        source = read_folder(folder, atlas, notes)
    except Refused as refused:
        return refused.findings
    directory = Directory(source)
    rendering = render_all(source, directory, notes)
    check_folder(source, directory, rendering.bodies, notes)
    return Findings(len(directory.stubs), notes.sorted())


def check_folder(
    source: Folder,
    directory: Directory,
    bodies: dict[str, Body],
    notes: Notes,
) -> None:
    """The rules that need the whole library at once."""
    if SOURCES in source.vocabulary.missing and notes.forget("unknown-source"):
        source.vocabulary.note_missing(SOURCES, notes)
    ids = IdRules(source, directory, notes)
    for article in source.articles:
        ids.check(article)
        check_cautions(article, notes)
        check_claims(article, source.vocabulary.sources, notes)
        check_summary(article, notes)
        check_reviewed(article, notes)
        check_figures(article, bodies[article.key], notes)
        check_anchors(article, bodies, directory, notes)
    check_names(source, directory, notes)
    check_catalogue(source, bodies, notes)
    check_orphans(source, directory, bodies, notes)

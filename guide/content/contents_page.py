"""The contents of a library as a page: its groups with their sentences, and what stands in each."""

from collections.abc import Iterable

from guide.content.article_page import best_label, write_head
from guide.content.directory import CONTENTS, Directory
from guide.content.draft import Draft, Stub, Writer, paragraph, table, text
from guide.content.model import Kind
from guide.content.vocabulary import LibraryWords

_IN_ROWS = (Kind.THERAPY, Kind.CONDITION)
_IN_LINES = (Kind.TERM,)


def contents_page(directory: Directory, words: LibraryWords) -> Draft:
    """Therapies and conditions with their summaries, terms in a line for each group."""
    writer = Writer()
    write_head(writer, directory.stubs[CONTENTS])
    for kind in (*_IN_ROWS, *_IN_LINES):
        for key, group in words.groups.items():
            members = [one for one in directory.of_kind(kind) if one.group == key]
            if not members:
                continue
            writer.heading(f"group-{key}", group.title)
            writer.add(paragraph(text(group.sentence)))
            if kind in _IN_ROWS:
                _write_rows(writer, kind, members)
            else:
                names = " · ".join(writer.link(one.key, one.title) for one in members)
                writer.add(paragraph(names), searched=False)
    before, after = directory.neighbours[CONTENTS]
    return Draft(
        stub=directory.stubs[CONTENTS],
        html=writer.html,
        sections=writer.sections,
        links=frozenset(writer.links),
        searched=writer.searched,
        previous=before,
        next=after,
    )


def _write_rows(writer: Writer, kind: Kind, members: Iterable[Stub]) -> None:
    head = ("Therapy" if kind is Kind.THERAPY else "Condition", "In a sentence")
    rows = [(writer.link(one.key, one.title) + _grade(one), text(one.summary)) for one in members]
    writer.add(table("data", head, rows), searched=False)


def _grade(stub: Stub) -> str:
    """The best grade of a therapy; of a condition it would be taken for a grade of the illness."""
    label = best_label(stub.evidence) if stub.kind is Kind.THERAPY else ""
    return f"<br/>{label}" if label else ""

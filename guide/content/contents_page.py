"""The contents of a library as a page: its groups with their sentences, and what stands in each."""

from collections.abc import Iterable

from guide.content.article_page import best_label, write_head
from guide.content.directory import CONTENTS, Directory
from guide.content.draft import Draft, Stub, Writer, paragraph, shown, text
from guide.content.model import Kind
from guide.content.vocabulary import LibraryWords

_IN_FULL = (Kind.THERAPY, Kind.CONDITION)
_IN_LINES = (Kind.TERM,)


def contents_page(directory: Directory, words: LibraryWords) -> Draft:
    """Therapies and conditions with their summaries, terms in a line for each group."""
    writer = Writer()
    write_head(writer, directory.stubs[CONTENTS])
    for kind in (*_IN_FULL, *_IN_LINES):
        for key, group in words.groups.items():
            members = [one for one in directory.of_kind(kind) if one.group == key]
            if not members:
                continue
            writer.heading(f"group-{key}", group.title)
            writer.add(paragraph(text(group.sentence)))
            listed = shown(members)
            if kind in _IN_FULL:
                _write_lines(writer, listed)
            else:
                names = " · ".join(writer.link(one.key, one.title) for one in listed)
                writer.add(paragraph(names), searched=False)
            writer.add_more(len(members), "in the list of the library")
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


def _write_lines(writer: Writer, members: Iterable[Stub]) -> None:
    """A paragraph each: a table of so many rows takes twice as long to lay out."""
    for one in members:
        name = f"<strong>{writer.link(one.key, one.title)}</strong>{_grade(one)}"
        writer.add(paragraph(f"{name}<br/>{text(one.summary)}"), searched=False)


def _grade(stub: Stub) -> str:
    """The best grade of a therapy; of a condition it would be taken for a grade of the illness."""
    label = best_label(stub.evidence) if stub.kind is Kind.THERAPY else ""
    return f" {label}" if label else ""

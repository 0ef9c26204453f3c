"""Sources as pages: what each says, how it was seen, and which articles rest on it."""

from collections.abc import Iterable, Mapping

from guide.content.article_page import write_head
from guide.content.atlas_parts import MOST_RELATED
from guide.content.citations import origin
from guide.content.directory import Directory
from guide.content.draft import Draft, Writer, address, bullets, paragraph, shown, text
from guide.content.labels import seen_words
from guide.content.vocabulary import Source


def source_page(source: Source, directory: Directory, uses: Mapping[str, Iterable[str]]) -> Draft:
    """The page of one source."""
    stub = directory.stubs[f"source/{source.id}"]
    writer = Writer()
    write_head(writer, stub)
    writer.add(paragraph(". ".join(origin(source)) + "."))
    if source.says:
        writer.heading("says", "What it says")
        writer.add(paragraph(text(source.says)))
    writer.heading("seen", "How it was seen")
    writer.add(paragraph(text(_seen(source))))
    for label, value in (("DOI", source.doi), ("PubMed", source.pmid)):
        if value:
            writer.add(paragraph(f"{label}: {text(value)}"))
    for where in dict.fromkeys(filter(None, (source.address, source.seen))):
        writer.add(paragraph(address(where)), searched=False)
    used = [directory.stubs[key] for key in uses.get(stub.key, ())]
    if used:
        writer.heading("used", "Articles that rest on it")
        links = (writer.link(one.key, one.title) for one in shown(used))
        writer.add(bullets(links), searched=False)
        writer.add_more(len(used), "which name it in their own lists")
    return Draft(
        stub=stub,
        html=writer.html,
        sections=writer.sections,
        related=tuple(one.key for one in used[:MOST_RELATED]),
        links=frozenset(writer.links),
        searched=writer.searched,
    )


def _seen(source: Source) -> str:
    if not source.says_basis:
        return "Not told."
    return f"{seen_words(source.says_basis)}."

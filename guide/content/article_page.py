"""An article as a page: head, cautions, body, claims, sources, in this order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guide.content.article import Article, Claim
from guide.content.caution_box import REASONS, write_cautions, write_reasons
from guide.content.citations import Citations, write_sources
from guide.content.directory import Directory
from guide.content.draft import Draft, Stub, Writer, box, paragraph, table, text
from guide.content.labels import BASIS, DIRECTION, EVIDENCE, best_words
from guide.content.levels import WORDS, Level, only_for, switch
from guide.content.model import Figure, Kind, Section
from guide.content.vocabulary import Vocabulary

CLAIMS = "What is claimed, and what is known"
RESERVED = frozenset({"cautions", "red-flags", REASONS, "claims", "sources"})
"""Anchors of the page around the body; no heading of an author gets one of them."""


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link of a body to another entry, perhaps to a place in it."""

    target: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown part of an article as it was rendered."""

    html: str
    sections: tuple[Section, ...] = ()
    links: tuple[BodyLink, ...] = ()
    images: tuple[tuple[str, int], ...] = ()
    """The figures: reference and line."""
    cited: tuple[str, ...] = ()
    """The sources that the body cites, in its order."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What the article says to one level alone, by the level."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels at which the article can be read."""
        return tuple(one for one in Level if one is Level.STUDENT or one in self.beside)


def front_citations(article: Article, vocabulary: Vocabulary) -> Citations:
    """The numbers that the caution box gives out before the body begins to cite."""
    citations = Citations(vocabulary.sources)
    write_cautions(Writer(), article, vocabulary.cautions, citations)
    return citations


def article_page(
    article: Article, body: Body, directory: Directory, vocabulary: Vocabulary
) -> Draft:
    """The page of ``article`` with its rendered ``body``."""
    front, stub = article.front, directory.stubs[article.key]
    writer, citations = Writer(), Citations(vocabulary.sources)
    writer.reserve(section.anchor for section in body.sections)
    write_head(writer, stub)
    if body.beside:
        writer.add(switch(body.levels), searched=False)
    if article.kind is Kind.TERM:  # its definition; the text goes on from there
        writer.add(paragraph(text(front.summary), "definition"), searched=False)
    write_facts(writer, article, directory, vocabulary)
    cautions = write_cautions(writer, article, vocabulary.cautions, citations)
    for source in body.cited:
        citations.number(source)
    write_body(writer, body)
    for section in body.sections:
        writer.section(section)
    writer.links.update(one.target for one in body.links)
    write_reasons(writer, article, vocabulary.cautions, citations)
    write_claims(writer, front.claims, citations)
    for source in front.sources:
        citations.number(source)
    write_sources(writer, citations)
    related = [directory.target(one, article.kind) for one in front.related]
    before, after = directory.neighbours[article.key]
    return Draft(
        stub=stub,
        html=writer.html,
        sections=writer.sections,
        figure=Figure(front.regions, front.meridians, front.points),
        cautions=cautions,
        previous=directory.target(front.previous, article.kind) if front.previous else before,
        next=directory.target(front.next, article.kind) if front.next else after,
        related=tuple(key for key in related if key is not None),
        links=frozenset(writer.links),
        searched=writer.searched,
    )


def write_head(writer: Writer, stub: Stub) -> None:
    """Title and other names."""
    writer.add(f"<h1>{text(stub.title)}</h1>", searched=False)
    if stub.other_names:
        writer.add(paragraph(text(" · ".join(stub.other_names)), "names"), searched=False)


def write_body(writer: Writer, body: Body) -> None:
    """The text, and what the article says to one level alone before it."""
    client = body.beside.get(Level.CLIENT, "")
    if client:
        title = f'<h2><a name="{Level.CLIENT}"></a>{WORDS[Level.CLIENT]}</h2>'
        writer.add(only_for([Level.CLIENT], title + client))
    inner = body.beside.get(Level.PROFESSIONAL, "")
    if inner:
        inner = paragraph(WORDS[Level.PROFESSIONAL], "callout-title") + inner
        writer.add(only_for([Level.PROFESSIONAL], box("callout-professional", inner)))
    others = [level for level in Level if level is not Level.CLIENT]
    writer.add(only_for(others, body.html) if client else body.html)


def write_facts(
    writer: Writer, article: Article, directory: Directory, vocabulary: Vocabulary
) -> None:
    """The fact strips: short facts in the first, longer ones in the second."""
    front, session = article.front, article.front.session
    groups = vocabulary.library.groups if vocabulary.library else {}
    group = groups[front.group].title if front.group in groups else front.group
    regions = [directory.stubs.get(f"region/{region}") for region in front.regions]
    short = {
        "Group": text(group) if article.kind != "page" else "",
        "Position": text((session and session.position) or ""),
        "Session": text(_minutes(session.minutes) if session and session.minutes else ""),
        "Regions": ", ".join(writer.link(one.key, one.title) for one in regions if one),
        "Best evidence": best_label(directory.stubs[article.key].evidence),
    }
    longer = {
        "Pressure": text((session and session.pressure) or ""),
        "Who": text((session and session.who) or ""),
        "How often": text((session and session.frequency) or ""),
    }
    for facts in (short, longer):
        told = {label: value for label, value in facts.items() if value}
        if told:
            writer.add(table("facts", told.keys(), [told.values()]), searched=False)


def _minutes(minutes: tuple[int, int]) -> str:
    shortest, longest = minutes
    return f"{shortest} minutes" if shortest == longest else f"{shortest}–{longest} minutes"


def best_label(evidence: str) -> str:
    """The best grade of an article as HTML; nothing without claims."""
    if not evidence:
        return ""
    return f'<span class="grade-{evidence}">{text(best_words(evidence))}</span>'


def write_claims(writer: Writer, claims: tuple[Claim, ...], citations: Citations) -> None:
    """The claims, each with its label in words; nothing where there are none."""
    if not claims:
        return
    writer.heading("claims", CLAIMS)
    rows = [(_said(claim), _known(claim, citations)) for claim in claims]
    writer.add(table("claims", ("Claim", "What is known"), rows), searched=False)
    for claim in claims:
        writer.find_by(f"{claim.says}. {claim.note or ''}")


def _said(claim: Claim) -> str:
    label = '<br/><span class="tradition">tradition</span>' if claim.tradition else ""
    return text(claim.says) + label


def _known(claim: Claim, citations: Citations) -> str:
    labels = []
    if claim.evidence:
        words = EVIDENCE[claim.evidence]
        labels.append(f'<span class="grade-{claim.evidence}">{text(words)}</span>')
    if claim.direction:
        words = DIRECTION[claim.direction]
        labels.append(f'<span class="direction-{claim.direction}">{text(words)}</span>')
    label = " · ".join(labels)
    basis = f" ({text(BASIS[claim.basis])})" if claim.basis else ""
    note = f"<br/>{text(claim.note)}" if claim.note else ""
    return f"{label}{basis}{citations.cite(claim.sources)}{note}"

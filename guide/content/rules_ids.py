"""Every id that an article names must be listed somewhere."""

from collections.abc import Collection

from guide.content.article import Article
from guide.content.directory import Directory
from guide.content.findings import Notes
from guide.content.folder import Folder
from guide.content.vocabulary import CAUTIONS, SOURCES
from guide.i18n import _


class IdRules:
    """The rule ``unknown-id`` for one library."""

    def __init__(self, source: Folder, directory: Directory, notes: Notes) -> None:
        self._notes, self._directory = notes, directory
        words = self._words = source.vocabulary
        self._groups = words.library.groups if words.library else None
        self._sources = words.sources
        self._cautions = words.cautions.cautions.keys() | words.cautions.sets.keys()
        self._red_flags = words.cautions.red_flags
        self._atlas = source.atlas

    def check(self, article: Article) -> None:
        """Note every id in the front matter of ``article`` that is not known."""
        front = article.front
        if self._groups is not None and front.group not in self._groups:
            self._unknown(article, "group", _("group"), front.group, self._groups)
        for field, word, values, known in (
            ("regions", _("region"), front.regions, self._atlas.regions),
            ("meridians", _("meridian"), front.meridians, self._atlas.meridians),
            ("points", _("point"), front.points, self._atlas.points),
            ("sources", _("source"), front.sources, self._sources),
        ):
            self._listed(article, (field,), word, values, known)
        self._in_cautions(article)
        for nth, claim in enumerate(front.claims):
            self._listed(
                article, ("claims", nth, "sources"), _("source"), claim.sources, self._sources
            )
        self._neighbours(article)

    def _in_cautions(self, article: Article) -> None:
        cautions = article.front.cautions
        if cautions is None:
            return
        for field in ("absolute", "relative"):
            for nth, caution in enumerate(getattr(cautions, field)):
                at = ("cautions", field, nth)
                if caution.id not in self._cautions:
                    self._unknown(article, at, _("caution"), caution.id, self._cautions)
                where = (*at, "sources")
                self._listed(article, where, _("source"), caution.sources, self._sources)
        self._listed(
            article, ("cautions", "red-flags"), _("red flag"), cautions.red_flags, self._red_flags
        )

    def _neighbours(self, article: Article) -> None:
        front = article.front
        named: list[tuple[tuple[str | int, ...], str | None]] = [
            (("previous",), front.previous),
            (("next",), front.next),
        ]
        named += [(("related", nth), one) for nth, one in enumerate(front.related)]
        for where, reference in named:
            if reference is None:
                continue
            key = self._directory.target(reference, article.kind)
            if key is None:
                self._unknown(article, where, _("entry"), reference, ())
            elif key == article.key:
                sentence = _("the article names itself.")
                self._notes.add("bad-value", article.file, article.line(*where), sentence)

    def _listed(
        self,
        article: Article,
        where: tuple[str | int, ...],
        word: str,
        values: tuple[str, ...],
        known: Collection[str],
    ) -> None:
        for nth, value in enumerate(values):
            if value not in known:
                self._unknown(article, (*where, nth), word, value, known)
            elif value in values[:nth]:
                line = article.line(*where, nth)
                sentence = _("the {} “{}” is named twice.").format(word, value)
                self._notes.add("duplicate-name", article.file, line, sentence, warning=True)

    def _unknown(
        self,
        article: Article,
        where: str | tuple[str | int, ...],
        word: str,
        value: str,
        known: Collection[str],
    ) -> None:
        lacking = self._lacking(known)
        if lacking is not None:
            self._words.note_missing(lacking, self._notes)
            return
        place = (where,) if isinstance(where, str) else where
        sentence = _("there is no {} “{}”").format(word, value)
        few = sorted(known) if len(known) <= 20 else []
        sentence += _("; known are {}.").format(", ".join(few)) if few else "."
        self._notes.add("unknown-id", article.file, article.line(*place), sentence)

    def _lacking(self, known: Collection[str]) -> str | None:
        """The file that would list what ``known`` holds, where it is not there at all."""
        file = SOURCES if known is self._sources else None
        if known is self._cautions or known is self._red_flags:
            file = CAUTIONS
        return file if file in self._words.missing else None

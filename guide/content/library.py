"""The open library: what the program reads from its packs. Cheap to open, safe from every thread."""

import json
import re
import threading
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from guide.content.levels import Level, all_levels, at_level
from guide.content.model import Entry, Figure, Group, Kind, Page, Section
from guide.content.names import tight
from guide.content.pack import Pack, damaged
from guide.content.schema import PIECES_END, PIECES_START
from guide.content.spellings import old_codes
from guide.errors import UnknownKey
from guide.markup.plain import plain_text

if TYPE_CHECKING:
    from guide.content.questionnaire import Entries
    from guide.content.verdicts import SituationGroup, Verdicts

ENTRY_COLUMNS = (
    "entry.key, entry.kind, entry.title, entry.grp, entry.summary, entry.names, entry.regions,"
    " entry.evidence, entry.sheet, entry.start, entry.length"
)
ENTRY = f"SELECT {ENTRY_COLUMNS} FROM entry"
"""The question whose rows ``entry_of`` reads; conditions follow it."""
ENTRY_WITH_PAGE = (
    f"SELECT {ENTRY_COLUMNS}, substr(sheet.pages, entry.start, entry.length), entry.id"
    " FROM entry JOIN sheet ON sheet.id = entry.sheet"
)
"""The same with the packed page, which ``html_in`` reads, and the id."""
_KINDS = frozenset(Kind)
_HEADING = re.compile(r'<h([2-4])[^>]*><a name="([^"]+)"></a>(.*?)</h\1>', re.DOTALL)
_SMALL = re.compile("<sup>.*?</sup>", re.DOTALL)
_TAG = re.compile("<[^>]+>")
_CELL = re.compile("</t[dh]><t[dh][^>]*>")
_BLOCK = re.compile("</(?:p|h[1-6]|li|dt|dd|tr|pre|blockquote)>|<br>")
_LONG = 100_000
_PIECES_START, _PIECES_END = PIECES_START.encode(), PIECES_END.encode()
_SOURCES = re.compile(f"{PIECES_START}([^{PIECES_END}]*){PIECES_END}")


class Library:
    """One or several packs read as one; where two hold the same key, the later pack counts."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs = tuple(packs)
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        self._lists: dict[Kind | None, tuple[Entry, ...]] = {}
        self._noted: tuple[tuple[SituationGroup, ...], Entries] | None = None

    @classmethod
    def open(cls, *files: Path) -> Self:
        """Open ``files``; PackError says in one sentence which of them cannot be read and why."""
        packs: list[Pack] = []
        try:
            packs.extend(map(Pack, files))  # lazily, so that those already open are closed again
        except BaseException:
            for pack in packs:
                pack.close()
            raise
        return cls(packs)

    @property
    def packs(self) -> tuple[Pack, ...]:
        return self._packs

    @property
    def title(self) -> str:
        return self._packs[0].title if self._packs else ""

    @property
    def version(self) -> str:
        return self._packs[0].version if self._packs else ""

    def entries(self, kind: Kind | None = None) -> tuple[Entry, ...]:
        """All entries, or those of one kind, in reading order."""
        with self._lock:
            known = self._lists.get(kind)
        if known is not None:
            return known
        where, values = (" WHERE kind = ?", (str(kind),)) if kind else ("", ())
        question = ENTRY + where + " ORDER BY id"
        found: dict[str, Entry] = {}
        for pack in self._packs:
            found.update((row[0], entry_of(pack, row)) for row in pack.rows(question, values))
        listed = tuple(found.values())
        with self._lock:
            self._lists[kind] = listed
        return listed

    def groups(self, kind: Kind) -> tuple[Group, ...]:
        """The entries of one kind under their headings, both in reading order."""
        titles: dict[str, tuple[str, str]] = {}
        for pack in self._packs:
            question = "SELECT key, title, summary FROM grp WHERE kind = ? ORDER BY id"
            titles.update((key, (title, said)) for key, title, said in pack.rows(question, (kind,)))
        members: dict[str, list[Entry]] = {key: [] for key in titles}
        for entry in self.entries(kind):
            members.setdefault(entry.group, []).append(entry)
        return tuple(
            Group(key, *titles.get(key, (key, "")), tuple(entries))
            for key, entries in members.items()
            if entries
        )

    def entry(self, key: str) -> Entry:
        """The entry of ``key``; UnknownKey where there is none."""
        with self._lock:
            known = self._entries.get(key)
        if known is not None:
            return known
        entry = entry_of(*self._row(key))
        with self._lock:
            self._entries[key] = entry
        return entry

    def page(self, key: str, level: Level = Level.STUDENT, switch: bool = False) -> Page:
        """The entry of ``key`` as it is read at ``level``; UnknownKey where there is none.

        ``switch`` adds the line that leads to the other levels, where the entry has any.
        """
        pack, row = self._row(key)
        facts, html = _unpacked(pack, row)
        html = at_level(html, level, switch)
        try:
            drawn = facts.get("figure", {})
            figure = Figure(**{name: tuple(slugs) for name, slugs in drawn.items()})
        except (AttributeError, TypeError) as error:
            raise damaged(pack.file) from error
        return Page(
            entry=entry_of(pack, row),
            html=_whole(pack, html),
            sections=sections_of(html),
            figure=figure,
            cautions=tuple(facts.get("cautions", ())),
            previous=self._neighbour(facts.get("previous")),
            next=self._neighbour(facts.get("next")),
            related=self._known(facts.get("related", ())),
        )

    def text(self, key: str, level: Level = Level.STUDENT) -> str:
        """The entry of ``key`` as plain text, a line for every block; UnknownKey likewise."""
        pack, row = self._row(key)
        return plain_text(_whole(pack, at_level(_unpacked(pack, row)[1], level)))

    def resolve(self, name: str) -> str | None:
        """The key that ``name`` means: a key, a slug, a code, a title or any other whole name.

        A title counts before other names, and the kinds in the order of ``Kind``.
        """
        wanted = name.strip()
        kind, slash, rest = wanted.partition("/")
        if not slash:
            kind, rest = "", wanted
        kinds = (kind.casefold(),) if kind else tuple(Kind)
        for key in (f"{kind}/{rest}" for kind in kinds):
            if self._has(key):
                return key
        if not set(kinds) <= _KINDS:
            return None
        return self._named(rest, kinds) or self._by_old_code(rest, kinds)

    def at_region(self, region: str) -> tuple[Entry, ...]:
        """Every entry that says it lies in or works on ``region`` (a slug), in reading order."""
        found: dict[str, Entry] = {}
        question = ENTRY + " JOIN place ON place.entry = id WHERE place.region = ? ORDER BY id"
        for pack in self._packs:
            rows = pack.rows(question, (region,))
            found.update((row[0], entry_of(pack, row)) for row in rows)
        return tuple(found.values())

    def situations(self) -> "tuple[SituationGroup, ...]":
        """The questionnaire: what a person may have or be, under its headings, in its order."""
        return self._questionnaire()[0]

    def verdicts(self, ids: Iterable[str]) -> "Verdicts":
        """What every entry says about the situations ``ids``; GuideError where one is not known."""
        # Off the start path: most readers tick nothing.
        from guide.content.verdicts import Verdicts, find  # noqa: PLC0415

        groups, entries = self._questionnaire()
        return Verdicts(find(groups, ids), entries, self._therapies_at)

    def media(self, name: str) -> bytes | None:
        """The picture called ``name``, or None."""
        for pack in reversed(self._packs):
            found = pack.rows("SELECT data FROM media WHERE name = ?", (name,))
            if found:
                return bytes(found[0][0])
        return None

    def close(self) -> None:
        for pack in self._packs:
            pack.close()

    def _questionnaire(self) -> "tuple[tuple[SituationGroup, ...], Entries]":
        with self._lock:
            known = self._noted
        if known is None:
            from guide.content.questionnaire import joined, read_part  # noqa: PLC0415 - likewise

            known = joined(map(read_part, self._packs))
            with self._lock:
                self._noted = known
        return known

    def _therapies_at(self, key: str) -> tuple[str, ...]:
        """The therapies of a region's page: those that name it, what holds it, or a part of it."""
        kin = {key.partition("/")[2]}
        for region in self.entries(Kind.REGION):
            slug = region.key.partition("/")[2]
            if region.key == key:
                kin.add(region.group)
            elif f"region/{region.group}" == key:
                kin.add(slug)
        return tuple(one.key for one in self.entries(Kind.THERAPY) if kin & set(one.regions))

    def _row(self, key: str) -> tuple[Pack, tuple[Any, ...]]:
        for pack in reversed(self._packs):
            found = pack.rows(ENTRY + " WHERE key = ?", (key,))
            if found:
                return pack, found[0]
        raise UnknownKey(key)

    def _has(self, key: str) -> bool:
        try:
            self.entry(key)
        except UnknownKey:
            return False
        return True

    def _named(self, name: str, kinds: Sequence[str]) -> str | None:
        question = (
            "SELECT name.nth, entry.kind, entry.key FROM name JOIN entry ON entry.id = name.entry"
            " WHERE name.tight = ?"
        )
        found = [
            (nth, kinds.index(kind), key)
            for pack in self._packs
            for nth, kind, key in pack.rows(question, (tight(name),))
            if kind in kinds
        ]
        return min(found)[2] if found else None

    def _by_old_code(self, name: str, kinds: Sequence[str]) -> str | None:
        keys = (f"{Kind.POINT}/{code}" for code, _old in old_codes(name) if Kind.POINT in kinds)
        return next(filter(self._has, keys), None)

    def _neighbour(self, key: str | None) -> Entry | None:
        known = self._known((key,) if key else ())
        return known[0] if known else None

    def _known(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        found = []
        for key in keys:
            try:
                found.append(self.entry(key))
            except UnknownKey:
                continue  # another pack that held it is not open
        return tuple(found)


def entry_of(pack: Pack, row: tuple[Any, ...]) -> Entry:
    """The entry in a row with which ``pack`` answers ENTRY; PackError where it cannot be one."""
    key, kind, title, group, summary, names, regions, evidence = row[:8]
    if not all(isinstance(value, str) for value in row[:8]):
        raise damaged(pack.file)
    if kind not in _KINDS or not key.startswith(f"{kind}/"):
        raise damaged(pack.file)
    return Entry(
        key=key,
        kind=Kind(kind),
        title=title,
        group=group,
        summary=summary,
        names=names,
        regions=tuple(regions.split()),
        evidence=evidence,
    )


def html_in(pack: Pack, packed: bytes) -> bytes:
    """A page as it is kept, with the signs of its levels, but without sources; cut where it is long.

    Only lists of what uses an entry are so long, and their words are not its own.
    """
    html = pack.unpack(packed).partition(b"\n")[2][:_LONG]
    start = html.find(_PIECES_START)
    if start < 0:
        return html
    return html[:start] + html[start:].partition(_PIECES_END)[2]


def words_in(html: str) -> str:
    """The words of a piece of a page, for snippets; blanks are not tidied.

    Much quicker than ``plain_text``, which also keeps the layout.
    """
    html = _SMALL.sub("", all_levels(html))
    words = _TAG.sub("", _CELL.sub(" · ", _BLOCK.sub("\n", html)))
    return unescape(words) if "&" in words else words


def sections_of(html: str) -> tuple[Section, ...]:
    """The outline of a page: its headings that links can lead to."""
    return tuple(
        Section(anchor, unescape(_TAG.sub("", _SMALL.sub("", title))), int(level))
        for level, anchor, title in _HEADING.findall(html)
    )


def _unpacked(pack: Pack, row: tuple[Any, ...]) -> tuple[dict[str, Any], str]:
    """The facts beside a page, and its HTML with its sources not written out."""
    try:
        told, _, html = pack.unpack(pack.page(*row[8:11])).decode().partition("\n")
        facts = json.loads(told)
    except ValueError as error:  # no UTF-8 or no JSON
        raise damaged(pack.file) from error
    if not isinstance(facts, dict):
        raise damaged(pack.file)
    return facts, html


def _whole(pack: Pack, html: str) -> str:
    def listed(found: re.Match[str]) -> str:
        return "\n".join(
            f'<p class="source"><a name="source-{name}"></a>{number}. {pack.source(name)}</p>'
            for number, name in enumerate(found[1].split(), start=1)
        )

    return _SOURCES.sub(listed, html)

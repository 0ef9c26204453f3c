"""The rows of the palette: entries, actions and settings in one order; without Qt, on any thread."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Protocol

from guide.content.model import Entry, Hit, Kind
from guide.i18n import _
from guide.search.values import Found, Marks, Narrowing
from guide.services.uses import Uses
from guide.ui.palette.matching import Fit, Offer, Ranges, fitting
from guide.ui.widgets.kinds import kind_word

ALONE = ">"
"""At the beginning of what is typed: actions and settings alone."""
ALL_KEYS = "Shift+Return"
"""From the field to all results."""
_ROWS, _OFFERS = 12, 6  # rows at most, and how many of them are offers
_SOURCES = 3  # titles of papers hold every word
_FEW = 6  # where fewer entries are called so, those follow that only say so
_RECENT, _USED = 8, 4
_USUAL = ("notes.write", "article.bookmark", "article.find", "program.keys")
_NO_USES, _LONG_AGO = Uses(), datetime.min.replace(tzinfo=UTC)
_WHOLE, _BEGINS, _WORDS = 88.0, 72.0, 58.0  # what names score that fit so, the minor ones too


class Finds(Protocol):
    """Who finds: ``guide.search.finder.Finder``, or another one in a test."""

    def suggest(self, text: str, limit: int, own: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Entries by their names."""

    def find(
        self,
        words: str,
        narrowing: Narrowing,
        limit: int,
        own: Sequence[tuple[str, str]],
        marks: Marks,
    ) -> Found:
        """Entries by all their words."""


class Sort(Enum):
    """What a row does."""

    ENTRY = auto()
    OFFER = auto()
    ALL = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``id`` is an entry's key or an offer's id; a heading has none."""

    sort: Sort
    id: str
    title: str
    kind: str = ""
    beside: str = ""
    keys: str = ""
    letters: Ranges = ()
    beside_letters: Ranges = ()
    score: float = 0.0

    def in_words(self) -> str:
        """All of it, for assistive technology."""
        return ", ".join(word for word in (self.title, self.beside, self.kind, self.keys) if word)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, and all that the answer depends on besides the library."""

    text: str
    offers: tuple[Offer, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    uses: Uses = _NO_USES
    now: datetime = _LONG_AGO

    @property
    def words(self) -> str:
        """What is typed, without the sign that asks for actions alone."""
        return self.text.strip().removeprefix(ALONE).strip()

    @property
    def offers_alone(self) -> bool:
        """Does the reader want actions and settings alone?"""
        return self.text.lstrip().startswith(ALONE)


def rows_at_rest(recent: Iterable[Entry], asked: Asked) -> tuple[Row, ...]:
    """For an empty field: the pages that were open last, and what is done most."""
    pages = [_entry_row(entry) for entry in recent][:_RECENT]
    by_id = {offer.id: offer for offer in asked.offers}
    used = asked.uses.most(by_id, asked.now)
    chosen = dict.fromkeys([*used, *(one for one in _USUAL if one in by_id)])
    deeds = [_offer_row(Fit(by_id[one], 0.0)) for one in list(chosen)[:_USED]]
    return (*_headed(_("Recent"), pages), *_headed(_("Actions"), deeds))


def rows_for(finder: Finds, asked: Asked) -> tuple[Row, ...]:
    """For what is typed: entries, actions and settings mixed, and last the way to all results."""
    if asked.offers_alone:
        fits = fitting(asked.offers, asked.words)
        if not asked.words:
            fits = [Fit(offer, 0.0) for offer in asked.offers]
        return by_use(map(_offer_row, fits), asked.uses, asked.now)
    hits = _some_sources(finder.suggest(asked.words, 2 * _ROWS, asked.own))[:_ROWS]
    entries = by_use(map(_hit_row, hits), asked.uses, asked.now)
    offered = by_use(map(_offer_row, fitting(asked.offers, asked.words)), asked.uses, asked.now)[
        :_OFFERS
    ]
    mixed = by_use((*entries, *offered), asked.uses, asked.now)[:_ROWS]
    said = _said(finder, asked, {row.id for row in mixed}) if len(mixed) < _FEW else ()
    return (*mixed, *_headed(_("In the text"), said), row_for_all(asked.words))


def _some_sources(hits: Iterable[Hit]) -> list[Hit]:
    found: list[Hit] = []
    sources = 0
    for hit in hits:
        sources += hit.entry.kind is Kind.SOURCE
        if hit.entry.kind is not Kind.SOURCE or sources <= _SOURCES:
            found.append(hit)
    return found


def _said(finder: Finds, asked: Asked, listed: Set[str]) -> list[Row]:
    """Entries that hold the words somewhere in their text."""
    found = finder.find(asked.words, Narrowing(), _FEW + len(listed), asked.own, {})
    hits = [hit for hit in _some_sources(found.hits) if hit.entry.key not in listed]
    return [_entry_row(hit.entry) for hit in hits[:_FEW]]


def row_for_all(words: str) -> Row:
    """The last row: it leads to every result."""
    return Row(Sort.ALL, "", _("All results for “{0}”").format(words), keys=ALL_KEYS)


def by_use(rows: Iterable[Row], uses: Uses, now: datetime) -> tuple[Row, ...]:
    """The best first; of those that fit alike, what was chosen often and lately; then as they came."""
    return tuple(sorted(rows, key=lambda row: (-_tier(row.score), -uses.weight(row.id, now))))


def _tier(score: float) -> int:
    """How well a name fits: as a whole, from its beginning, by its words, or with slips."""
    return sum(score >= least for least in (_WHOLE, _BEGINS, _WORDS))


def _headed(heading: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    return (Row(Sort.HEADING, "", heading), *rows) if rows else ()


def _entry_row(entry: Entry) -> Row:
    return Row(Sort.ENTRY, entry.key, entry.title, kind_word(entry.kind), entry.names)


def _hit_row(hit: Hit) -> Row:
    entry = hit.entry
    in_title = not hit.matched or hit.matched == entry.title
    return Row(
        Sort.ENTRY,
        entry.key,
        entry.title,
        kind_word(entry.kind),
        entry.names if in_title else hit.matched,
        letters=hit.letters if in_title else (),
        beside_letters=() if in_title else hit.letters,
        score=hit.score,
    )


def _offer_row(fit: Fit) -> Row:
    offer = fit.offer
    return Row(
        Sort.OFFER,
        offer.id,
        offer.text,
        offer.kind,
        offer.state,
        offer.keys,
        fit.letters,
        score=fit.score,
    )

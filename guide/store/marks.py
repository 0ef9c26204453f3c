"""Bookmarks, reading history and the session in a unit of work."""

import json
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from guide.errors import StoreDamaged, StoreError
from guide.i18n import _
from guide.store.peek import decode_session
from guide.store.seal import storable
from guide.store.tables import BookmarkRow, SessionRow, TabRow, VisitRow
from guide.store.values import Bookmark, Session, Visit

VISITS_KEPT = 5_000
_SESSION = 1


class Bookmarks:
    """The bookmarks as seen inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, the newest first."""
        rows = self._transaction.scalars(
            select(BookmarkRow)
            .where(BookmarkRow.removed.is_(None))
            .order_by(BookmarkRow.created.desc(), BookmarkRow.id.desc())
        )
        return tuple(_bookmark(row) for row in rows)

    def keys(self) -> frozenset[str]:
        """The keys that have a bookmark."""
        query = select(BookmarkRow.key).where(BookmarkRow.removed.is_(None)).distinct()
        return frozenset(self._transaction.scalars(query))

    def add(self, key: str, section: str, title: str, now: datetime) -> tuple[Bookmark, bool]:
        """The bookmark at this place, and whether it is new: a place has one at most."""
        key, section, title = storable(key), storable(section), storable(title)
        present = self._at(key, section)
        if present is not None:
            return _bookmark(present), False
        row = BookmarkRow(key=key, section=section, title=title, created=now)
        self._transaction.add(row)
        self._transaction.flush()
        return _bookmark(row), True

    def remove(self, bookmark: int, now: datetime) -> bool:
        """Takes the bookmark away, so that ``restore`` can bring it back; False where it is gone."""
        row = self._row(bookmark)
        if row.removed is not None:
            return False
        row.removed = now
        return True

    def restore(self, bookmark: int) -> bool:
        """Brings it back; False where it is there or its place was marked again meanwhile."""
        row = self._row(bookmark)
        if row.removed is None or self._at(row.key, row.section) is not None:
            return False
        row.removed = None
        return True

    def _at(self, key: str, section: str) -> BookmarkRow | None:
        return self._transaction.scalars(
            select(BookmarkRow).where(
                BookmarkRow.key == key,
                BookmarkRow.section == section,
                BookmarkRow.removed.is_(None),
            )
        ).first()

    def _row(self, bookmark: int) -> BookmarkRow:
        row = self._transaction.get(BookmarkRow, bookmark)
        if row is None:
            words = _("There is no bookmark {bookmark}; list the bookmarks again.")
            raise StoreError(words.format(bookmark=bookmark))
        return row


class Visits:
    """The reading history as seen inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, key: str, now: datetime) -> None:
        """One more opening; beyond ``VISITS_KEPT`` the oldest go."""
        row = VisitRow(key=storable(key), at=now)
        self._transaction.add(row)
        self._transaction.flush()
        self._transaction.execute(delete(VisitRow).where(VisitRow.id <= row.id - VISITS_KEPT))

    def last(self, limit: int) -> tuple[Visit, ...]:
        """The newest openings, the newest first."""
        rows = self._transaction.scalars(select(VisitRow).order_by(VisitRow.id.desc()).limit(limit))
        return tuple(Visit(row.key, row.at) for row in rows)


class Sessions:
    """What was open last, as seen inside one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def save(self, session: Session) -> None:
        """Replaces what was kept before."""
        self._transaction.execute(delete(TabRow))
        facts = json.dumps({storable(k): storable(v) for k, v in session.state.items()})
        self._transaction.merge(SessionRow(id=_SESSION, current=session.current, state=facts))
        self._transaction.flush()
        self._transaction.add_all(
            TabRow(
                session_id=_SESSION,
                position=position,
                history=json.dumps([storable(key) for key in tab.history]),
                place=tab.place,
                scroll=tab.scroll,
                offset=tab.offset,
            )
            for position, tab in enumerate(session.tabs)
        )

    def last(self) -> Session | None:
        """What was kept, or None where nothing was."""
        row = self._transaction.get(SessionRow, _SESSION)
        if row is None:
            return None
        tabs = self._transaction.execute(
            select(TabRow.history, TabRow.place, TabRow.scroll, TabRow.offset)
            .where(TabRow.session_id == _SESSION)
            .order_by(TabRow.position, TabRow.id)
        )
        try:
            return decode_session(row.current, row.state, [tuple(tab) for tab in tabs])
        except (TypeError, ValueError) as damage:
            raise StoreDamaged(_("The tabs of the last time are damaged.")) from damage


def _bookmark(row: BookmarkRow) -> Bookmark:
    return Bookmark(row.id, row.key, row.section, row.title, row.created)

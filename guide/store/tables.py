"""The tables of the newest schema. Migrations never import this file: they are frozen, it is not."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from guide.store.seal import moment_text, read_moment


class Moment(TypeDecorator[datetime]):
    """A time in UTC as sortable text; damage gives the year 1, never an exception."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the file."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From the file."""
        return None if value is None else read_moment(value)


class Base(DeclarativeBase):
    """Every constraint has a name from the first table on, or no later migration could drop it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {str: Text, bytes: LargeBinary, datetime: Moment}


class BookmarkRow(Base):
    """A marked place; ``removed`` is set instead of deleting, so that undo is possible."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        Index(
            "uq_bookmarks_place",
            "key",
            "section",
            unique=True,
            sqlite_where=text("removed IS NULL"),
        ),
        {"sqlite_autoincrement": True},  # an id never means another bookmark later
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    section: Mapped[str]
    title: Mapped[str]
    created: Mapped[datetime]
    removed: Mapped[datetime | None]


class NoteRow(Base):
    """A note with its checksum over everything but the id."""

    __tablename__ = "notes"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    created: Mapped[datetime]
    changed: Mapped[datetime]
    removed: Mapped[datetime | None]
    seal: Mapped[bytes]


class RevisionRow(Base):
    """An earlier text of a note, as it stood from ``at`` on."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    seal: Mapped[bytes]


class VisitRow(Base):
    """One opening of an entry."""

    __tablename__ = "visits"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]


class SessionRow(Base):
    """What was open last: one row, number 1. ``state`` is a JSON object of strings."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    current: Mapped[int]
    state: Mapped[str]


class TabRow(Base):
    """One open tab of the session. ``history`` is a JSON list of keys."""

    __tablename__ = "tabs"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    history: Mapped[str]
    place: Mapped[int]
    scroll: Mapped[int]
    offset: Mapped[int]

"""Drafts into a pack file. The same drafts give the same bytes: rows are sorted, nothing tells a time."""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from guide.content import schema
from guide.content.draft import Draft, Name
from guide.content.frequent import frequent
from guide.content.model import Kind
from guide.content.names import indexed, is_ideograph, tight
from guide.content.pack import is_pack
from guide.content.press import Press, pack_runs, samples
from guide.errors import GuideError, PackError
from guide.files import check_place, refusal, write_whole
from guide.i18n import _
from guide.markup.plain import plain_text

_AUTHORED = frozenset({Kind.THERAPY, Kind.CONDITION, Kind.PAGE})
SPELLING = 5
"""The ``nth`` of names that no author wrote."""
_SHEET = 40_000  # bytes of pages in one row: read in a moment, and little waste at its end


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading of the sidebar."""

    kind: str
    key: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that goes into a pack; ``sources`` are HTML, ``cautions`` JSON."""

    meta: Mapping[str, str]
    groups: Sequence[GroupRow]
    drafts: Sequence[Draft]
    sources: Mapping[str, str]
    media: Mapping[str, bytes]
    cautions: str


def write_pack(out: Path, contents: Contents) -> None:
    """Write the pack to ``out`` whole or not at all; what lay there before stays until the end."""
    try:
        with tempfile.TemporaryDirectory(prefix="therapy-guide-") as place:
            draft_file = Path(place) / "pack"
            _fill(draft_file, contents)
            content = _sealed(draft_file.read_bytes(), out)
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(content, out)
        _sync_folder(Path(os.path.realpath(out)).parent)
    except sqlite3.Error as error:
        raise _unwritable(out, str(error)) from error
    except OSError as error:
        raise _unwritable(out, error.strerror or str(error)) from error
    except PackError:
        raise
    except GuideError as error:
        raise PackError(str(error)) from error


def check_target(out: Path, folder: Path) -> None:
    """PackError where a pack of ``folder`` must not be put: it would destroy what is no pack."""
    try:
        target, articles = Path(os.path.realpath(out)), Path(os.path.realpath(folder))
        if target.is_relative_to(articles):
            raise refusal(out, _("it lies among the articles that the pack is made from"))
        if not _can_be_made(out.parent):
            check_place(out)
        if target.is_file() and not is_pack(target):
            raise refusal(out, _("the file there is not a pack"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unwritable(out, getattr(error, "strerror", None) or str(error)) from error
    except GuideError as error:
        raise PackError(str(error)) from error


def _can_be_made(folder: Path) -> bool:
    """Whether ``folder`` is missing and nothing but a folder is in its way."""
    if os.path.lexists(folder):
        return False
    return next(one for one in folder.absolute().parents if os.path.lexists(one)).is_dir()


def _unwritable(out: Path, reason: str) -> PackError:
    return PackError(_("The pack {} cannot be written: {}.").format(out, reason))


def _fill(file: Path, contents: Contents) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        _begin(base)
        base.execute("BEGIN")
        base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(contents.meta.items()))
        rows = [(group.kind, group.key, group.title, group.summary) for group in contents.groups]
        base.executemany("INSERT INTO grp (kind, key, title, summary) VALUES (?, ?, ?, ?)", rows)
        base.executemany("INSERT INTO media VALUES (?, ?)", sorted(contents.media.items()))
        told: list[Draft | str] = [*contents.drafts, *contents.sources.values()]
        press = Press(map(_sample, samples(told)))
        packed = [
            (name, press.pack(words.encode())) for name, words in sorted(contents.sources.items())
        ]
        base.executemany("INSERT INTO source VALUES (?, ?)", packed)
        _add_entries(base, contents.drafts, press)
        _add_names(base, contents.drafts)
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        vocabulary = _add_frequent(base, len(contents.drafts))
        parts = [
            ("seal", schema.SEAL + bytes(schema.SEAL_LENGTH)),
            ("words", press.words),
            (schema.CAUTIONS, press.pack(contents.cautions.encode())),
            (schema.VOCABULARY, press.pack(vocabulary.encode())),
        ]
        base.executemany("INSERT INTO part VALUES (?, ?)", parts)
        base.execute("COMMIT")
        base.execute("VACUUM")


def _begin(base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
    # A file that is not finished is thrown away, so nothing needs a journal.
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {schema.FORMAT}")
    for statement in schema.TABLES.values():
        base.execute(statement)
    base.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (schema.WEIGHTS,))


def _add_entries(base: sqlite3.Connection, drafts: Sequence[Draft], press: Press) -> None:
    sheet = bytearray()
    sheets = 1
    for number, draft in enumerate(drafts, start=1):
        stub = draft.stub
        page = press.pack(page_of(draft))
        others = " · ".join(stub.other_names)
        base.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, stub.key, stub.kind, stub.title, stub.group, stub.summary, others,
             " ".join(stub.regions), stub.evidence, sheets, len(sheet) + 1, len(page)),
        )  # fmt: skip
        sheet += page
        if len(sheet) >= _SHEET or number == len(drafts):
            base.execute("INSERT INTO sheet VALUES (?, ?)", (sheets, bytes(sheet)))
            sheet.clear()
            sheets += 1
        base.execute(
            "INSERT INTO words (rowid, body, title, names, headings, summary)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, *map(indexed, _columns(draft))),
        )


def _add_frequent(base: sqlite3.Connection, entries: int) -> str:
    """Keep ready where frequent words stand.

    Returns every word of the index that is written in letters, and in how many entries it stands.
    """
    base.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
    rows = base.execute("SELECT term, doc FROM temp.vocabulary ORDER BY term").fetchall()
    base.execute("DROP TABLE temp.vocabulary")
    counts = {word: count for word, count in rows if not is_ideograph(word[0])}
    often = ((word, pack_runs(held)) for word, held in frequent(base, counts, entries))
    base.executemany("INSERT INTO frequent VALUES (?, ?)", often)
    return "\n".join(f"{word} {count}" for word, count in counts.items())


def _add_names(base: sqlite3.Connection, drafts: Sequence[Draft]) -> None:
    numbers = {draft.stub.key: number for number, draft in enumerate(drafts, start=1)}
    names: dict[tuple[str, int, str], int] = {}
    links: set[tuple[int, int]] = set()
    places: set[tuple[str, int]] = set()
    for draft in drafts:
        number = numbers[draft.stub.key]
        spellings = (Name(text, SPELLING) for text in draft.stub.spellings)
        for name in (*draft.stub.names, *spellings):
            row = (tight(name.text), number, name.text)
            names[row] = min(name.nth, names.get(row, name.nth))
        places.update((region, number) for region in draft.stub.regions)
        if draft.stub.kind in _AUTHORED:
            # A source tells on its own page who rests on it; a row for each is a tenth of a pack.
            keys = (key for key in draft.links if not key.startswith("source/"))
            links.update((number, numbers[key]) for key in keys if key in numbers)
    rows = sorted((*row, nth) for row, nth in names.items() if row[0])
    base.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)
    base.executemany("INSERT INTO link VALUES (?, ?)", sorted(links))
    base.executemany("INSERT INTO place VALUES (?, ?)", sorted(places))


def _columns(draft: Draft) -> tuple[str, str, str, str, str]:
    stub = draft.stub
    headings = "\n".join(section.title for section in draft.sections)
    names = "\n".join(stub.other_names)
    return (plain_text(draft.searched), stub.title, names, headings, stub.summary)


def _sample(one: Draft | str) -> bytes:
    return one.encode() if isinstance(one, str) else page_of(one)


def page_of(draft: Draft) -> bytes:
    """One line of JSON with what stands beside the HTML, and the HTML."""
    figure = {name: slugs for name, slugs in asdict(draft.figure).items() if slugs}
    facts = {
        "figure": figure,
        "cautions": draft.cautions,
        "previous": draft.previous,
        "next": draft.next,
        "related": draft.related,
    }
    told = {name: value for name, value in facts.items() if value}
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True)}\n{draft.html}".encode()


def _sealed(content: bytes, out: Path) -> bytes:
    """``content`` with its own SHA-256 in the place kept for it."""
    if content.count(schema.SEAL) != 1:
        raise PackError(_("The pack {} cannot be sealed: its seal stands there twice.").format(out))
    start = content.index(schema.SEAL) + len(schema.SEAL)
    end = start + schema.SEAL_LENGTH
    return content[:start] + hashlib.sha256(content).digest() + content[end:]


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Drafts into a pack file. The same drafts give the same bytes: rows are sorted, nothing tells a time."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from guide.content import schema
from guide.content.draft import Draft
from guide.content.names import spaced, tight
from guide.errors import PackError
from guide.i18n import _
from guide.markup.plain import plain_text

_LEVEL = 9
_SAMPLES = 24
_SAMPLE = 1200
_LARGEST_START = 32_000  # zlib looks no further back than 32 KiB


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading of the sidebar."""

    kind: str
    key: str
    title: str
    summary: str


def write_pack(
    out: Path,
    meta: Mapping[str, str],
    groups: Sequence[GroupRow],
    drafts: Sequence[Draft],
    media: Mapping[str, bytes],
) -> None:
    """Write the pack to ``out`` whole or not at all; what lay there before stays until the end."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    os.close(handle)
    draft_file = Path(name)
    try:
        _fill(draft_file, meta, groups, drafts, media)
        _seal(draft_file)
        draft_file.chmod(0o644)
        draft_file.replace(out)
        _sync_folder(out.parent)
    except sqlite3.Error as error:
        raise PackError(_("The pack {} cannot be written: {}.").format(out, error)) from error
    finally:
        with suppress(FileNotFoundError):
            draft_file.unlink()


def _fill(
    file: Path,
    meta: Mapping[str, str],
    groups: Sequence[GroupRow],
    drafts: Sequence[Draft],
    media: Mapping[str, bytes],
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        base.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
        # A file that is not finished is thrown away, so nothing needs a journal.
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {schema.FORMAT}")
        for statement in (*schema.TABLES.values(), *schema.INDEXES.values()):
            base.execute(statement)
        base.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (schema.WEIGHTS,))
        base.execute("BEGIN")
        base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        base.executemany(
            "INSERT INTO grp (kind, key, title, summary) VALUES (?, ?, ?, ?)",
            [(group.kind, group.key, group.title, group.summary) for group in groups],
        )
        base.executemany("INSERT INTO media VALUES (?, ?)", sorted(media.items()))
        words = _common_words(drafts)
        parts = [("seal", schema.SEAL + bytes(schema.SEAL_LENGTH)), ("words", words)]
        base.executemany("INSERT INTO part VALUES (?, ?)", parts)
        _add_entries(base, drafts, words)
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.execute("COMMIT")
        base.execute("VACUUM")


def _add_entries(base: sqlite3.Connection, drafts: Sequence[Draft], words: bytes) -> None:
    numbers = {draft.stub.key: number for number, draft in enumerate(drafts, start=1)}
    for number, draft in enumerate(drafts, start=1):
        stub = draft.stub
        others = " · ".join(stub.other_names)
        base.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, stub.key, stub.kind, stub.title, stub.group, stub.summary, others,
             " ".join(stub.regions), stub.evidence),
        )  # fmt: skip
        base.execute("INSERT INTO page VALUES (?, ?)", (number, _packed(draft, words)))
        base.executemany(
            "INSERT INTO name (entry, text, tight, nth) VALUES (?, ?, ?, ?)",
            [(number, name.text, tight(name.text), name.nth) for name in stub.names],
        )
        base.executemany(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?)",
            [(number, nth, s.anchor, s.title, s.level) for nth, s in enumerate(draft.sections)],
        )
        targets = sorted(numbers[key] for key in draft.links if key in numbers)
        base.executemany("INSERT INTO link VALUES (?, ?)", [(number, one) for one in targets])
        places = [(region, number) for region in dict.fromkeys(stub.regions)]
        base.executemany("INSERT INTO place VALUES (?, ?)", places)
        base.execute(
            "INSERT INTO words (rowid, title, names, headings, summary, body)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, *map(spaced, _indexed(draft))),
        )


def _indexed(draft: Draft) -> tuple[str, str, str, str, str]:
    stub = draft.stub
    headings = "\n".join(section.title for section in draft.sections)
    return (
        stub.title,
        "\n".join(stub.other_names),
        headings,
        stub.summary,
        plain_text(draft.searched),
    )


def _plain_page(draft: Draft) -> bytes:
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


def _packed(draft: Draft, words: bytes) -> bytes:
    deflater = zlib.compressobj(_LEVEL, zdict=words)
    return deflater.compress(_plain_page(draft)) + deflater.flush()


def _common_words(drafts: Sequence[Draft]) -> bytes:
    """A text that pages of this library resemble, so that short pages shrink as well as long ones."""
    by_kind: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_kind.setdefault(draft.stub.kind, []).append(draft)
    samples: list[bytes] = []
    for _kind, listed in sorted(by_kind.items(), key=lambda item: item[0] != "source"):
        step = max(1, len(listed) // _SAMPLES)
        samples.extend(_plain_page(draft)[:_SAMPLE] for draft in listed[::step][:_SAMPLES])
    return b"".join(samples)[-_LARGEST_START:]


def _seal(file: Path) -> None:
    """Write the file's own SHA-256 into the place kept for it, and bring all of it to the disk."""
    content = file.read_bytes()
    start = content.index(schema.SEAL) + len(schema.SEAL)
    with file.open("r+b") as stream:
        stream.seek(start)
        stream.write(hashlib.sha256(content).digest())
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

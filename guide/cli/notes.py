"""``notes add`` and ``notes list``: the reader's notes in the terminal."""

import argparse
import sys
import textwrap
from contextlib import closing
from datetime import datetime
from typing import Any

from guide import streams
from guide.cli import options as common_options
from guide.cli import output
from guide.content.library import Library
from guide.content.model import Kind
from guide.errors import GuideError, PackError, UnknownKey, shown
from guide.i18n import _
from guide.services.annotating import Annotations, annotations_in
from guide.store.values import Note

_FROM_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``add KEY TEXT|-`` and ``list [KEY]``."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="add|list", parser_class=_TextParser
    )
    add = actions.add_parser(
        "add", help=_("write a note on an entry"), allow_abbrev=False, takes_text=True
    )
    add.add_argument("key", metavar="KEY", help=_("the entry, such as therapy/tuina"))
    add.add_argument("text", metavar="TEXT", help=_("the note in Markdown; - reads it from input"))
    listing = actions.add_parser("list", help=_("your notes"), allow_abbrev=False)
    listing.add_argument("key", metavar="KEY", nargs="?", help=_("only the notes on this entry"))


class _TextParser(streams.Parser):
    """A parser whose last word, where it ``takes_text``, may begin with a dash: “-5 °C”, “-hello”.

    Two dashes are taken for a slip in an option, and the way to write them is named.
    """

    def __init__(self, *words: Any, takes_text: bool = False, **options: Any) -> None:
        super().__init__(*words, **options)
        self._takes_text = takes_text

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, with ``--`` before everything where no option can be meant."""
        words = list(args or ())
        if self._takes_text and not {"--", "-h", "--help"} & set(words):
            for word in words:
                if word.startswith("--") and word[2:3].isalpha():
                    told = _("“{word}” looks like an option; write -- before a text that begins so")
                    self.error(told.format(word=shown(word)))
            words.insert(0, "--")
        return super().parse_known_args(words, namespace)


def run(options: argparse.Namespace) -> int:
    """Carry out what was asked for."""
    if options.action == "add":
        return _add(options)
    return _list(options)


def _add(options: argparse.Namespace) -> int:
    text = _text_of(options.text)
    if not text.strip():
        raise GuideError(_("The note is empty, so nothing was saved."))
    key = _key_in_library(options)
    with closing(annotations_in(common_options.home_of(options))) as annotations:
        note, _changes = annotations.add_note(key, text)
    if options.json:
        output.write_json(_as_json(note))
    else:
        print(_("Saved note {note} on {key}.").format(note=note.id, key=note.key))
    return 0


def _list(options: argparse.Namespace) -> int:
    with closing(annotations_in(common_options.home_of(options))) as annotations:
        if annotations.missing:
            raise GuideError(annotations.notice)
        key = None if options.key is None else _key_with_notes(options, annotations)
        notes, troubles = annotations.readable_notes(key)
        for trouble in (*([annotations.notice] if annotations.notice else []), *troubles):
            print(trouble, file=sys.stderr)
    if options.json:
        output.write_json([_as_json(note) for note in notes])
    else:
        for note in notes:
            print(_as_text(note))
    return 1 if troubles else 0


def _text_of(word: str) -> str:
    if word != _FROM_INPUT:
        return word
    if sys.stdin is None:  # it was closed
        raise GuideError(_("There is no input to read the note from, so nothing was saved."))
    try:
        return sys.stdin.buffer.read().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        words = _("The note from input is not UTF-8 text (byte {place}), so nothing was saved.")
        raise GuideError(words.format(place=error.start)) from None


def _key_in_library(options: argparse.Namespace) -> str:
    """The key that the reader named; UnknownKey or PackError where it cannot be known."""
    try:
        library = Library.open(common_options.library_file(options))
    except PackError:
        if options.library is None and _is_whole(options.key):
            return str(options.key)  # a note can be written where no library is installed
        raise
    with closing(library):
        key = library.resolve(options.key)
    if key is None:
        raise UnknownKey(shown(options.key))
    return key


def _key_with_notes(options: argparse.Namespace, annotations: Annotations) -> str:
    """As above; but notes stay reachable when their entry has left the library."""
    if options.key in annotations.keys_with_notes():
        return str(options.key)
    return _key_in_library(options)


def _is_whole(key: str) -> bool:
    """Whether ``key`` names kind and slug, so that no library is needed to know what is meant."""
    kind, _slash, slug = key.partition("/")
    return kind in frozenset(Kind) and bool(slug) and not any(sign.isspace() for sign in slug)


def _as_json(note: Note) -> dict[str, object]:
    return {
        "id": note.id,
        "key": note.key,
        "text": note.text,
        "created": note.created.isoformat(),
        "changed": note.changed.isoformat(),
    }


def _as_text(note: Note) -> str:
    head = f"{note.id}  {note.key}  {_local(note.changed)}"
    return f"{head}\n{textwrap.indent(_printable(note.text), '    ')}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _printable(text: str) -> str:
    """A note without what would command the terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")

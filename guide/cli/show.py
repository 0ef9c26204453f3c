"""``show``: one entry in the terminal, as text, HTML or JSON."""

import argparse
from contextlib import closing
from dataclasses import asdict

from guide.cli import options as common_options
from guide.cli import output
from guide.content.library import Library
from guide.content.model import Page
from guide.errors import GuideError
from guide.i18n import _
from guide.search.finder import Finder

FORMATS = ("text", "html", "json")
_MOST_SUGGESTIONS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``KEY [--format text|html|json]``."""
    parser.add_argument(
        "key",
        metavar="KEY",
        help=_("a key such as therapy/tuina, or any name: ST36, Zusanli, 足三里"),
    )
    parser.add_argument("--format", choices=FORMATS, help=_("how to print it (text)"))


def run(options: argparse.Namespace) -> int:
    """Print the entry that is meant."""
    form = options.format or ("json" if options.json else "text")
    with closing(Library.open(common_options.library_file(options))) as library:
        key = _key(library, options.key)
        if form == "text":
            print(library.text(key))
        elif form == "html":
            print(library.page(key).html)
        else:
            output.write_json(_as_json(library.page(key), library.text(key)))
    return 0


def _key(library: Library, name: str) -> str:
    key = library.resolve(name)
    if key is not None:
        return key
    near = [hit.entry.key for hit in Finder(library).suggest(name, _MOST_SUGGESTIONS)]
    if near:
        sentence = _("There is no entry “{}” in this library; did you mean {}?")
        raise GuideError(sentence.format(name, ", ".join(near)))
    sentence = _(
        "There is no entry “{}” in this library; “therapy-guide list” shows what there is."
    )
    raise GuideError(sentence.format(name))


def _as_json(page: Page, text: str) -> dict[str, object]:
    entry = page.entry
    return {
        **asdict(entry),
        "names": entry.names.split(" · ") if entry.names else [],
        "sections": [asdict(section) for section in page.sections],
        "figure": asdict(page.figure),
        "cautions": list(page.cautions),
        "previous": page.previous.key if page.previous else None,
        "next": page.next.key if page.next else None,
        "related": [one.key for one in page.related],
        "text": text,
        "html": page.html,
    }

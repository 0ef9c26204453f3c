"""``search``: entries that hold the given words, the best first."""

import argparse
from contextlib import closing

from guide.cli import options as common_options
from guide.cli import output
from guide.content.library import Library
from guide.content.model import Hit, Kind
from guide.errors import GuideError, shown
from guide.i18n import _
from guide.search.finder import Finder
from guide.search.values import Narrowing

_LIMIT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``WORDS… [--limit N] [--kind K] [--region R]``."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_("all of them must be found"))
    parser.add_argument(
        "--limit", metavar="N", type=_count, default=_LIMIT, help=_("at most so many hits (20)")
    )
    parser.add_argument(
        "--kind", choices=[str(kind) for kind in Kind], help=_("only entries of this kind")
    )
    parser.add_argument("--region", metavar="R", help=_("only what is about this part of the body"))


def run(options: argparse.Namespace) -> int:
    """Print the hits; 1 where there are none."""
    kind = Kind(options.kind) if options.kind else None
    with closing(Library.open(common_options.library_file(options))) as library:
        if options.region is not None and library.resolve(f"region/{options.region}") is None:
            known = ", ".join(one.key.partition("/")[2] for one in library.entries(Kind.REGION))
            sentence = _("There is no region “{}” in this library; it knows {}.")
            raise GuideError(sentence.format(shown(options.region), known))
        words = " ".join(options.words)
        narrowing = Narrowing(
            kinds=frozenset([kind] if kind else ()),
            regions=frozenset([options.region] if options.region else ()),
        )
        hits = Finder(library).find(words, narrowing, options.limit).hits
    if options.json:
        output.write_json([_as_json(hit) for hit in hits])
    else:
        for hit in hits:
            print(f"{hit.entry.title}  [{hit.entry.key}]\n    {hit.snippet}")
    if not hits and not options.json:
        raise GuideError(_("Nothing was found for “{}”.").format(shown(words)))
    return 0 if hits else 1


def _count(word: str) -> int:
    if not (word.isdecimal() and len(word) < 5 and 1 <= int(word) <= 1000):
        sentence = _("“{}” is no number from 1 to 1000.")
        raise argparse.ArgumentTypeError(sentence.format(shown(word)))
    return int(word)


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "key": hit.entry.key,
        "kind": hit.entry.kind,
        "title": hit.entry.title,
        "matched": hit.matched,
        "score": hit.score,
        "snippet": hit.snippet,
    }

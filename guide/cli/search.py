"""``search``: entries that hold the given words, the best first."""

import argparse
from collections.abc import Iterable, Mapping
from contextlib import closing

from guide.cli import cautions, output
from guide.cli import options as common_options
from guide.content.labels import EVIDENCE
from guide.content.levels import WORDS as LEVELS
from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Hit, Kind
from guide.errors import GuideError, shown
from guide.i18n import _
from guide.search.finder import Finder
from guide.search.values import Facet, Found, Narrowing

_LIMIT = 20
_FACETS = (Facet.KIND, Facet.GROUP, Facet.REGION, Facet.EVIDENCE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``WORDS… [--limit N] [--names] [--facets] [--with S]…`` and what narrows the answer, each more than once."""
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help=_('all of them must be found; “-word” in quotes must not, and “"two words"” together'),
    )
    parser.add_argument(
        "--limit", metavar="N", type=_count, default=_LIMIT, help=_("at most so many hits (20)")
    )
    parser.add_argument(
        "--names", action="store_true", help=_("look through the names only, as while typing")
    )
    parser.add_argument(
        "--facets",
        action="store_true",
        help=_("say also what the hits can be narrowed by, and with --json what else is known"),
    )
    again = _("; may be given more than once")
    _narrowing(parser, "--kind", _("only entries of this kind") + again, list(map(str, Kind)))
    _narrowing(parser, "--group", _("only what stands under this heading") + again)
    _narrowing(parser, "--region", _("only what is about this part of the body") + again)
    _narrowing(parser, "--evidence", _("only what has this grade") + again, list(EVIDENCE))
    cautions.add_with(parser)


def _narrowing(
    parser: argparse.ArgumentParser, name: str, words: str, choices: list[str] | None = None
) -> None:
    letter = None if choices else name[2].upper()
    parser.add_argument(
        name, action="append", default=[], choices=choices, metavar=letter, help=words
    )


def run(options: argparse.Namespace) -> int:
    """Print the hits; 1 where there are none."""
    words = " ".join(options.words)
    with closing(Library.open(common_options.library_file(options))) as library:
        narrowing = _asked(library, options)
        finder = Finder(library)
        if options.names:
            found = _by_names(finder, words, narrowing, options.limit)
        else:
            found = finder.find(words, narrowing, options.limit)
        verdicts = cautions.asked(library, options)
        told = {
            hit.entry.key: verdicts.of(hit.entry.key) if verdicts else None for hit in found.hits
        }
    if options.json:
        more = {key: cautions.as_json(one) if verdicts else {} for key, one in told.items()}
        hits = [_hit(hit) | more[hit.entry.key] for hit in found.hits]
        output.write_json({"hits": hits, **_beside(found)} if options.facets else hits)
    else:
        _print(found, {key: cautions.words(one) for key, one in told.items()}, options.facets)
        if not found.hits:
            raise GuideError(_("Nothing was found for “{}”.").format(shown(words)))
    return 0 if found.hits else 1


def _asked(library: Library, options: argparse.Namespace) -> Narrowing:
    """What the hits must be; GuideError where the library does not know it."""
    regions = [one.key.partition("/")[2] for one in library.entries(Kind.REGION)]
    _check(_("There is no region “{}” in this library; it knows {}."), options.region, regions)
    if options.group:
        groups = [group.key for kind in Kind for group in library.groups(kind)]
        _check(_("There is no group “{}” in this library; it knows {}."), options.group, groups)
    return Narrowing(
        kinds=frozenset(map(Kind, options.kind)),
        groups=frozenset(options.group),
        regions=frozenset(options.region),
        evidence=frozenset(options.evidence),
    )


def _check(sentence: str, asked: Iterable[str], known: Iterable[str]) -> None:
    names = list(dict.fromkeys(known))
    for one in asked:
        if one not in names:
            raise GuideError(sentence.format(shown(one), ", ".join(names)))


def _by_names(finder: Finder, words: str, narrowing: Narrowing, limit: int) -> Found:
    hits = finder.suggest(words, limit, narrowing=narrowing)
    return Found(hits, len(hits))


def _print(found: Found, told: Mapping[str, str], facets: bool) -> None:
    words = dict.fromkeys(word for word, _other in found.instead)
    for word in words:
        others = [f"“{other}”" for one, other in found.instead if one == word]
        print(_("Nothing is spelled “{}”; showing {}.").format(shown(word), ", ".join(others)))
    if found.partly:
        print(_("Few entries hold all of these words; the others hold all but one."))
    for hit in found.hits:
        named = f"  ({hit.matched})" if hit.letters and hit.matched != hit.entry.title else ""
        title = f"{hit.entry.title}{named}  [{hit.entry.key}]  {told[hit.entry.key]}".rstrip()
        level = f"{LEVELS[Level(hit.level)]}: " if hit.level else ""
        print(f"{title}\n    {level}{hit.snippet}")
    for facet in _FACETS if facets else ():
        choices = [one for one in found.choices if one.facet is facet]
        if choices:
            print(f"\n--{facet}")
        for one in choices:
            print(f"    {one.value}  {one.title}: {one.count}")


def _count(word: str) -> int:
    if not (word.isdecimal() and len(word) < 5 and 1 <= int(word) <= 1000):
        sentence = _("“{}” is no number from 1 to 1000.")
        raise argparse.ArgumentTypeError(sentence.format(shown(word)))
    return int(word)


def _beside(found: Found) -> dict[str, object]:
    """What a document holds beside the hits."""
    facets: dict[str, list[dict[str, object]]] = {facet: [] for facet in _FACETS}
    for one in found.choices:
        if one.facet in facets:
            facets[one.facet].append({"value": one.value, "title": one.title, "count": one.count})
    return {
        "total": found.total,
        "instead": [{"typed": typed, "shown": other} for typed, other in found.instead],
        "partly": found.partly,
        "facets": facets,
    }


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "key": hit.entry.key,
        "kind": hit.entry.kind,
        "title": hit.entry.title,
        "matched": hit.matched,
        "letters": hit.letters,
        "score": hit.score,
        "snippet": hit.snippet,
        "marks": hit.marks,
        "level": hit.level,
    }

"""``show``: one entry in the terminal, as text, HTML or JSON."""

import argparse
from contextlib import closing
from dataclasses import asdict

from guide.cli import cautions, output
from guide.cli import options as common_options
from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Kind, Page
from guide.content.names import tight
from guide.content.verdict_pages import about, with_verdicts
from guide.errors import GuideError, UsageError, shown
from guide.i18n import _
from guide.search.finder import Finder

FORMATS = ("text", "html", "json")
_MOST_SUGGESTIONS, _MOST_LOOKED_AT = 3, 30
_LONGEST_NAME = 100
_ARTICLES = frozenset({Kind.THERAPY, Kind.CONDITION, Kind.PAGE})
_ALIKE, _ALIKE_FOR_ARTICLE = 0.6, 0.4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``KEY [--level client|student|professional] [--format text|html|json] [--with SITUATION]…``."""
    parser.add_argument(
        "key",
        metavar="KEY",
        help=_("a key such as therapy/tuina, or any name: ST36, Zusanli, 足三里"),
    )
    parser.add_argument(
        "--level",
        choices=tuple(map(str, Level)),
        default=str(Level.STUDENT),
        help=_("for whom: client, student (the whole text, if nothing is said) or professional"),
    )
    parser.add_argument("--format", choices=FORMATS, help=_("how to print it (text)"))
    cautions.add_with(parser)


def run(options: argparse.Namespace) -> int:
    """Print the entry that is meant."""
    if options.json and options.format not in (None, "json"):
        sentence = _("--json and --format {} ask for two things; leave one of them out.")
        raise UsageError(sentence.format(options.format))
    form = options.format or ("json" if options.json else "text")
    with closing(Library.open(common_options.library_file(options))) as library:
        verdicts = cautions.asked(library, options)
        key, level = _key(library, options.key), Level(options.level)
        if form == "text":
            if verdicts:
                print("\n".join((about(verdicts.chosen), *cautions.lines(verdicts.of(key)), "")))
            print(library.text(key, level))
            return 0
        page = library.page(key, level)
        if form == "html":
            print((with_verdicts(page, verdicts) if verdicts else page).html)
        else:
            more = cautions.as_json(verdicts.of(key)) if verdicts else {}
            output.write_json(more | _as_json(page, library.text(key, level)))
    return 0


def _key(library: Library, name: str) -> str:
    key = library.resolve(name)
    if key is not None:
        return key
    near = _near(library, name)
    if near:
        sentence = _("There is no entry “{}” in this library; did you mean {}?")
        raise GuideError(sentence.format(shown(name), ", ".join(near)))
    sentence = _(
        "There is no entry “{}” in this library; “therapy-guide list” shows what there is."
    )
    raise GuideError(sentence.format(shown(name)))


def _near(library: Library, name: str) -> list[str]:
    """The keys that may have been meant, articles first; none that is far-fetched."""
    if len(name) > _LONGEST_NAME:
        return []
    # Only for a mistake; an entry that is found does without it.
    from difflib import SequenceMatcher  # noqa: PLC0415

    authored: list[str] = []
    others: list[str] = []
    for hit in Finder(library).suggest(name, _MOST_LOOKED_AT):
        alike = SequenceMatcher(None, tight(name), tight(hit.matched)).ratio()
        of_an_article = hit.entry.kind in _ARTICLES
        if alike >= (_ALIKE_FOR_ARTICLE if of_an_article else _ALIKE):
            (authored if of_an_article else others).append(hit.entry.key)
    return [*authored, *others][:_MOST_SUGGESTIONS]


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

"""The option ``--with``: for whom entries are listed, and how a verdict is printed."""

import argparse
from collections.abc import Iterator

from guide.content.library import Library
from guide.content.verdicts import Verdict, Verdicts, summed_up, words_of
from guide.i18n import _


def add_with(parser: argparse.ArgumentParser) -> None:
    """``[--with SITUATION]…``."""
    parser.add_argument(
        "--with",
        dest="situations",
        metavar="SITUATION",
        action="append",
        help=_(
            "say what it means for somebody who is pregnant, takes blood-thinners …;"
            " may be given several times (“therapy-guide list --situations” names them)"
        ),
    )


def asked(library: Library, options: argparse.Namespace) -> Verdicts | None:
    """The verdicts that ``options`` ask for; None without, GuideError for an unknown situation."""
    return library.verdicts(options.situations) if options.situations else None


def words(verdict: Verdict | None) -> str:
    """A verdict in a word, of a region as a sum; nothing where there is none to give."""
    if verdict is None:
        return ""
    return words_of(verdict.level) if verdict.counts is None else summed_up(verdict.counts)


def lines(verdict: Verdict | None) -> Iterator[str]:
    """All that is said, before an entry is printed."""
    if verdict is None:
        yield _("The cautions of a person do not apply to this kind of entry.")
    else:
        yield from verdict.sentences


def as_json(verdict: Verdict | None) -> dict[str, object]:
    """A verdict as a field of a document; ``null`` where there is none to give."""
    if verdict is None:
        return {"verdict": None}
    told: dict[str, object] = {"sentences": list(verdict.sentences)}
    if verdict.counts is None:
        told["level"] = str(verdict.level)
    else:  # a region has no single word that could be taken for an answer
        told["therapies"] = {str(level): count for level, count in verdict.counts.items()}
    return {"verdict": told}

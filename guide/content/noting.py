"""What goes into a pack about cautions: the questionnaire, and what each entry says about whom."""

import json
from collections.abc import Iterator

from guide.atlas.tables import Point
from guide.content.article import Cautions
from guide.content.caution_box import CautionLine, lines
from guide.content.folder import Folder
from guide.content.labels import caution_words
from guide.content.model import Kind
from guide.content.vocabulary import CautionWords

_DO_NOT, _WITH_CARE = 0, 1
_OF_POINTS = {
    "pregnancy:avoid": ("pregnancy", _DO_NOT),
    "pregnancy:care": ("pregnancy", _WITH_CARE),
    "fontanelle:never in infants": ("infants", _DO_NOT),
    "fontanelle:care in infants": ("infants", _WITH_CARE),
}
"""The cautions of the point table that speak of a person; the others speak of what lies beneath."""

_Row = tuple[int, str, str, str]


def noted(source: Folder) -> str:
    """The document that ``questionnaire`` reads back."""
    words = source.vocabulary.cautions
    entries: dict[str, list[_Row]] = {}
    for article in source.articles:
        if article.kind in (Kind.THERAPY, Kind.CONDITION):
            entries[article.key] = list(_of_article(article.front.cautions, words))
    for point in source.atlas.points.values():
        entries[f"point/{point.code}"] = list(_of_point(point))
    document = {
        "situations": [
            [group.title, [[one.id, one.title, list(one.covers)] for one in group.situations]]
            for group in words.situations
        ],
        "names": _names(words, entries),
        "lists": {name: one.name for name, one in words.sets.items()},
        "entries": entries,
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _names(words: CautionWords, entries: dict[str, list[_Row]]) -> dict[str, str]:
    """A library without words for a caution of the point table has its id for them."""
    names = {row[1]: row[1] for rows in entries.values() for row in rows}
    return names | {name: one.name for name, one in words.cautions.items()}


def _of_article(cautions: Cautions | None, words: CautionWords) -> Iterator[_Row]:
    """The stricter first; the milder again only where the article gives a reason of its own."""
    if cautions is None:
        return
    absolute = lines(cautions.absolute, words, set())
    strict = {line.id for line in absolute}
    for line in absolute:
        yield _row(_DO_NOT, line)
    for line in lines(cautions.relative, words, set()):
        if line.id not in strict or line.why:
            yield _row(_WITH_CARE, line)


def _row(strictness: int, line: CautionLine) -> _Row:
    return strictness, line.id, line.why, line.group


def _of_point(point: Point) -> Iterator[_Row]:
    for caution in point.caution:
        if caution in _OF_POINTS:
            name, strictness = _OF_POINTS[caution]
            yield strictness, name, caution_words(caution), ""

"""One name, one entry: what a reader types must not lead to two places."""

from collections import defaultdict

from guide.content.article import Article
from guide.content.directory import Directory
from guide.content.findings import Notes
from guide.content.folder import Folder
from guide.content.model import Kind
from guide.content.names import tight
from guide.i18n import _

_STRICT = 1
"""Titles and Chinese names (``nth`` up to here) belong to one entry alone; others may be shared."""


def check_names(source: Folder, directory: Directory, notes: Notes) -> None:
    """Names that two entries share: an error for a title, a warning for a lesser name."""
    bearers: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for stub in directory.stubs.values():
        if stub.kind is Kind.SOURCE:
            continue
        for name in stub.names:
            if stub.kind is Kind.CAUTION and name.nth:
                continue  # diabetes as a caution is the illness that has an article
            known = bearers[tight(name.text)]
            known[stub.key] = min(name.nth, known.get(stub.key, name.nth))
    for article in source.articles:
        _check_own(article, notes)
        for own in dict.fromkeys(_names(article)):
            _check_shared(article, own, bearers[tight(own)], directory, notes)


def _names(article: Article) -> tuple[str, ...]:
    return (article.front.title, *article.front.names.in_order())


def _check_own(article: Article, notes: Notes) -> None:
    names = _names(article)
    for nth, name in enumerate(names):
        if name in names[:nth]:
            sentence = _("the name “{}” stands there twice.").format(name)
            notes.add("duplicate-name", article.file, _line(article, name), sentence)


def _check_shared(
    article: Article, name: str, bearers: dict[str, int], directory: Directory, notes: Notes
) -> None:
    own = bearers[article.key]
    for key, nth in bearers.items():
        if key == article.key:
            continue
        others = {one.text.casefold() for one in directory.stubs[key].names}
        if own > _STRICT and nth > _STRICT and name.casefold() not in others:
            continue  # jīngxué and jǐngxué are two words; only a search takes them as one
        # A name shared with the atlas (the ear as a region, ear as a word) is no mistake of either.
        both_articles = directory.stubs[key].kind in (
            Kind.THERAPY,
            Kind.CONDITION,
            Kind.PAGE,
            Kind.TERM,
        )
        strict = both_articles and own <= _STRICT and nth <= _STRICT
        sentence = _("the name “{}” also belongs to {}.").format(name, key)
        line = _line(article, name)
        notes.add("duplicate-name", article.file, line, sentence, warning=not strict)


def _line(article: Article, name: str) -> int:
    names = article.front.names
    for field, values in (("zh-alt", names.zh_alt), ("also", names.also)):
        if name in values:
            return article.line("names", field, values.index(name))
    for field in ("zh", "pinyin"):
        if name == getattr(names, field):
            return article.line("names", field)
    return article.line("title")

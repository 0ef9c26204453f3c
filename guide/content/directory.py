"""All entries that a library will have, known before any page is written; links are resolved here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from guide.atlas.places import places
from guide.atlas.tables import Meridian, Point
from guide.atlas.words import known_words
from guide.content.article import Article, Direction, Evidence
from guide.content.draft import Name, Stub
from guide.content.folder import Atlas, Folder
from guide.content.model import Kind
from guide.content.names import is_ideograph, tight
from guide.content.spellings import wade_giles
from guide.content.vocabulary import Source

CONTENTS = "page/contents"
_GRADES = list(Evidence)


class Directory:
    """The stubs of a library by key, and who stands before and after whom."""

    def __init__(self, folder: Folder) -> None:
        stubs = [
            *(article_stub(article) for article in reading_order(folder)),
            *contents_stub(folder),
            *(point_stub(point, folder.atlas) for point in folder.atlas.points.values()),
            *(meridian_stub(meridian) for meridian in folder.atlas.meridians.values()),
            *region_stubs(folder),
            *caution_stubs(folder),
            *(source_stub(source) for source in folder.vocabulary.sources.values()),
        ]
        order = list(Kind)
        stubs.sort(key=lambda stub: order.index(stub.kind))
        self.stubs: dict[str, Stub] = {stub.key: stub for stub in stubs}
        self._meridians = {
            name: f"meridian/{one.code}"
            for one in folder.atlas.meridians.values()
            for name in (one.english, one.hanzi)
        }

    def target(self, reference: str, kind: Kind) -> str | None:
        """The key that ``reference`` means in an article of ``kind``: a full key or a slug of it."""
        key = reference if "/" in reference else f"{kind}/{reference}"
        return key if key in self.stubs else None

    @property
    def meridian_names(self) -> Mapping[str, str]:
        """``{full name: key}`` of the meridians."""
        return self._meridians

    def of_kind(self, kind: Kind) -> list[Stub]:
        return [stub for stub in self.stubs.values() if stub.kind is kind]

    @cached_property
    def neighbours(self) -> dict[str, tuple[str | None, str | None]]:
        """The entries before and after each entry, within its group."""
        groups: defaultdict[tuple[Kind, str], list[str]] = defaultdict(list)
        for stub in self.stubs.values():
            groups[stub.kind, stub.group].append(stub.key)
        found: dict[str, tuple[str | None, str | None]] = {}
        for keys in groups.values():
            for before, key, after in zip([None, *keys], keys, [*keys[1:], None], strict=False):
                found[key] = (before, after)
        return found


def reading_order(folder: Folder) -> list[Article]:
    """The articles by group, then by their own ``order``, then by title."""
    library = folder.vocabulary.library
    groups = list(library.groups) if library else []

    def place(article: Article) -> tuple[int, int, bool, int, str, str]:
        front = article.front
        known = groups.index(front.group) if front.group in groups else len(groups)
        unordered = front.order is None
        return (
            list(Kind).index(article.kind),
            known,
            unordered,
            front.order or 0,
            front.title.casefold(),
            article.key,
        )

    return sorted(folder.articles, key=place)


def best_evidence(article: Article) -> str:
    """The best grade among the claims that the evidence favours; else ``against`` or ``none``.

    Only what favours a claim counts: "low, no difference" must not look like "helps a little".
    """
    claims = [claim for claim in article.front.claims if claim.evidence is not None]
    favoured = [c.evidence for c in claims if c.evidence and c.direction == Direction.FAVOURS]
    if favoured:
        return str(min(favoured, key=_GRADES.index))
    if claims and all(claim.evidence is Evidence.AGAINST for claim in claims):
        return str(Evidence.AGAINST)
    return str(Evidence.NONE) if claims else ""


def article_stub(article: Article) -> Stub:
    """An article as others see it."""
    front = article.front
    names = [Name(front.title, 0)]
    names += [Name(name, 1) for name in (front.names.zh, *front.names.zh_alt) if name]
    names += [Name(name, 2) for name in (front.names.pinyin, *front.names.also) if name]
    return Stub(
        key=article.key,
        kind=article.kind,
        title=front.title,
        group=front.group,
        summary=front.summary,
        names=tuple(names),
        regions=front.regions,
        evidence=best_evidence(article),
        spellings=spellings(_toned(front.names.pinyin, *front.names.also), names),
    )


def spellings(pinyin: Iterable[str], names: Iterable[Name]) -> tuple[str, ...]:
    """Those of ``pinyin`` that are one, as Wade and Giles wrote them.

    A Chinese name tells how many syllables there are; what has none of its length is no pinyin.
    """
    known = {tight(name.text) for name in names}
    lengths = {len(name) for name in known if is_ideograph(name[:1])}
    found = (wade_giles(word, length) for word in pinyin for length in sorted(lengths))
    return tuple(dict.fromkeys(word for word in found if word and tight(word) not in known))


def _toned(first: str | None, *others: str) -> list[str]:
    """The pinyin of an article: what is called so, and other names with the marks of tones."""
    return [first or "", *(name for name in others if not name.isascii())]


def point_stub(point: Point, atlas: Atlas) -> Stub:
    """A point of the table."""
    title = f"{plain_pinyin(point.pinyin)} {point.hanzi}"
    if not point.code.startswith("X-"):  # those have no standard code: their name is their code
        title = f"{point.code} {title}"
    names = (
        Name(title, 0),
        Name(point.code, 0),
        Name(point.hanzi, 1),
        *([Name(point.hanzi_trad, 1)] if point.hanzi_trad != point.hanzi else []),
        Name(point.pinyin, 1),
        Name(point.english, 2),
        *(Name(name, 2) for name in known_words().also(point.code)),
    )
    return Stub(
        key=f"point/{point.code}",
        kind=Kind.POINT,
        title=title,
        group=point.meridian,
        summary=point.location,
        names=names,
        regions=point_regions(point, atlas),
        spellings=spellings((point.pinyin, *known_words().also(point.code)), names),
    )


def point_regions(point: Point, atlas: Atlas) -> tuple[str, ...]:
    """The great region of a point's row, then those on which it lies by its place on the skin."""
    fine = [slug for slug in places().get(point.code, ()) if slug in atlas.regions]
    great = [atlas.regions[slug].parent for slug in fine]
    own = [atlas.words[point.region]] if point.region in atlas.words else []
    return tuple(slug for slug in dict.fromkeys([*own, *great, *fine]) if slug)


def meridian_stub(meridian: Meridian) -> Stub:
    """A meridian of the table."""
    kind = "vessel" if meridian.kind == "extraordinary" else "meridian"
    facts = [meridian.direction]
    if meridian.points:
        facts.append(f"{meridian.points} points")
    return Stub(
        key=f"meridian/{meridian.code}",
        kind=Kind.MERIDIAN,
        title=meridian.english,
        group=meridian.kind,
        summary=f"{kind.capitalize()}, {', '.join(facts)}.",
        names=(
            Name(meridian.english, 0),
            Name(meridian.code, 0),
            Name(meridian.hanzi, 1),
            *([Name(meridian.hanzi_trad, 1)] if meridian.hanzi_trad != meridian.hanzi else []),
            Name(meridian.pinyin, 1),
        ),
        spellings=spellings((meridian.pinyin,), (Name(meridian.hanzi, 1),)),
    )


def region_stubs(folder: Folder) -> Iterable[Stub]:
    """The parts of the body."""
    for region in folder.atlas.regions.values():
        yield Stub(
            key=f"region/{region.slug}",
            kind=Kind.REGION,
            title=region.name,
            group=region.parent or "region",
            summary=region.summary,
            names=(
                Name(region.name, 0),
                Name(region.zh, 1),
                *(Name(name, 3) for name in region.everyday),
            ),
            regions=(region.slug,),
        )


def contents_stub(folder: Folder) -> Iterable[Stub]:
    """The page of contents, unless the library has an article of that name."""
    known = folder.vocabulary.library
    if known is None or any(article.key == CONTENTS for article in folder.articles):
        return
    yield Stub(
        key=CONTENTS,
        kind=Kind.PAGE,
        title="Contents",
        group="page",
        summary="Every therapy and condition in a sentence, and all words of the glossary.",
        names=(Name("Contents", 0),),
    )


def caution_stubs(folder: Folder) -> Iterable[Stub]:
    """Cautions, their shared lists and the red flags; the lists first."""
    words = folder.vocabulary.cautions
    for name, one in words.sets.items():
        yield Stub(
            key=f"caution/{name}",
            kind=Kind.CAUTION,
            title=one.name,
            group="sets",
            summary=f"A list of {len(one.items)} cautions that many articles share.",
            names=(Name(one.name, 0), Name(name, 1)),
        )
    for name, word in words.cautions.items():
        yield Stub(
            key=f"caution/{name}",
            kind=Kind.CAUTION,
            title=f"Caution: {word.name}",
            group="cautions",
            summary="What must not be done then, what only with care, and why.",
            names=(Name(f"Caution: {word.name}", 0), Name(word.name, 3)),
        )
    for name, flag in words.red_flags.items():
        title = f"Red flags: {flag.area.lower()}"
        yield Stub(
            key=f"red-flag/{name}",
            kind=Kind.RED_FLAG,
            title=title,
            group="red-flags",
            summary="Signs that need a doctor or an ambulance.",
            names=(Name(title, 0), Name(name, 1)),
        )


def source_stub(source: Source) -> Stub:
    """A source, to be found by its title."""
    who = f"{source.authors}, {source.year}" if source.authors and source.year else ""
    return Stub(
        key=f"source/{source.id}",
        kind=Kind.SOURCE,
        title=source.title,
        group="source",
        summary=who or source.authors or source.type,
        names=(Name(source.title, 4), Name(source.id, 4)),
    )


_TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ", "aaaaeeeeiiiioooouuuuüüüüAAAAEEEEOOOO"
)


def plain_pinyin(pinyin: str) -> str:
    """``Fèishū`` without its tones, as the standards print it: ``Feishu``."""
    return pinyin.translate(_TONES)

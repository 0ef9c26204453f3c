"""The part of a pack that holds its situations, and what every entry says about every caution.

One JSON document, because all of it is needed as soon as anything is ticked, and nothing before:
``situations`` are ``[heading, [[id, title, [caution, …]], …]]``, ``names`` and ``lists`` the words
for cautions and shared lists, and ``entries`` by key ``[strictness, caution, reason, list]``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guide.content.pack import Pack, damaged
from guide.content.schema import CAUTIONS
from guide.content.verdicts import Line, Situation, SituationGroup, Strictness
from guide.i18n import _

STRICT = (Strictness.DO_NOT, Strictness.WITH_CARE)
"""What an entry can say, by the number that stands in the part."""

Entries = Mapping[str, tuple[Line, ...]]


def read_part(pack: Pack) -> tuple[tuple[SituationGroup, ...], Entries]:
    """The questionnaire of ``pack``, and what its entries say; PackError where it is damaged."""
    packed = pack.part(CAUTIONS)
    try:
        told = json.loads(pack.unpack(packed))
        groups = tuple(_group(title, rows) for title, rows in told["situations"])
        names, lists = dict(told["names"]), dict(told["lists"])
        entries = {
            str(key): tuple(_line(row, names, lists) for row in rows)
            for key, rows in told["entries"].items()
        }
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise damaged(pack.file) from error
    return groups, entries


def joined(
    parts: Iterable[tuple[tuple[SituationGroup, ...], Entries]],
) -> tuple[tuple[SituationGroup, ...], Entries]:
    """Several packs read as one: later ones add situations, and take the place of entries."""
    groups: dict[str, dict[str, Situation]] = {}
    entries: dict[str, tuple[Line, ...]] = {}
    for more, told in parts:
        entries.update(told)
        for group in more:
            for one in group.situations:
                for listed in groups.values():
                    listed.pop(one.id, None)
                groups.setdefault(group.title, {})[one.id] = one
    found = (SituationGroup(title, tuple(listed.values())) for title, listed in groups.items())
    return tuple(group for group in found if group.situations), entries


def _group(title: str, rows: Iterable[Any]) -> SituationGroup:
    return SituationGroup(str(title), tuple(_situations(rows)))


def _situations(rows: Iterable[Any]) -> Iterator[Situation]:
    for name, title, covers in rows:
        cautions = tuple(map(str, covers))
        yield Situation(str(name), str(title), (cautions[0], *cautions[1:]))


def _line(row: Any, names: Mapping[str, str], lists: Mapping[str, str]) -> Line:
    strictness, caution, why, group = row
    if group and not why:
        why = _("It stands in the shared list “{0}”.").format(lists[group])
    return Line(STRICT[strictness], str(caution), str(names[caution]), str(why))

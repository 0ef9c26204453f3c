"""What the entries of a library say about a person's situation: do not, with care, or no note.

No note is not safe: no word here, and no word made from here, may say so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guide.errors import GuideError, shown
from guide.i18n import _


class Strictness(StrEnum):
    """How an entry puts it, the strictest first."""

    DO_NOT = "do-not"
    WITH_CARE = "with-care"
    NO_NOTE = "no-note"


STRICTEST = tuple(Strictness)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a person may have or be, in a client's words. ``covers`` are the cautions it means."""

    id: str
    title: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SituationGroup:
    """A heading of the questionnaire with its situations in their order."""

    title: str
    situations: tuple[Situation, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One caution of an entry. ``why`` is its own reason, else the shared list it stands in."""

    level: Strictness
    caution: str
    name: str
    why: str

    def about(self, situation: Situation) -> str:
        """``Do not. Blood thinners: Pressure can start a bleed.``

        A caution that is not what the title of the situation says is told by its name.
        """
        told = [self.why or _("The article names it without a reason.")]
        if self.caution != situation.covers[0]:
            told.insert(0, f"{self.name[:1].upper()}{self.name[1:]}.")
        return f"{words_of(self.level)}. {situation.title}: {' '.join(told)}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one entry says about all chosen situations together: the strictest level wins.

    ``sentences`` are all that it says, the strictest first, and last what it says nothing about.
    Of a region, ``counts`` has how many of its therapies say what.
    """

    level: Strictness
    sentences: tuple[str, ...]
    counts: Mapping[Strictness, int] | None = field(default=None, compare=False)

    @property
    def look(self) -> str:
        """The name of its colours and of its drawing: that of the level, else ``several``."""
        return str(self.level) if self.counts is None else "several"


class Verdicts:
    """The verdicts of a library for the chosen situations; each is made when it is first asked for."""

    def __init__(
        self,
        chosen: tuple[Situation, ...],
        lines: Mapping[str, tuple[Line, ...]],
        therapies: Callable[[str], Iterable[str]],
    ) -> None:
        """``lines`` by the key of the entry; ``therapies`` tells those of a region's key."""
        self.chosen = chosen
        self._lines, self._therapies = lines, therapies
        self._known: dict[str, Verdict | None] = {}

    def of(self, key: str) -> Verdict | None:
        """The verdict of an entry; None where it has no cautions by its kind, as a page or a term."""
        if not self.chosen:
            return None
        if key not in self._known:
            self._known[key] = self._judged(key)
        return self._known[key]

    def _judged(self, key: str) -> Verdict | None:
        if key.startswith("region/"):
            return self._summed(key)
        lines = self._lines.get(key)
        if lines is None:
            return None
        return _verdict(lines, self.chosen, _silence_of(key))

    def _summed(self, key: str) -> Verdict | None:
        verdicts = [self.of(one) for one in self._therapies(key)]
        counted = Counter(one.level for one in verdicts if one is not None)
        if not counted:
            return None
        counts = {level: counted[level] for level in STRICTEST}
        strictest = next(level for level in STRICTEST if counts[level])
        told = _("Therapies here: {0}. No note does not mean that it is safe.")
        return Verdict(strictest, (told.format(summed_up(counts)),), counts)


def words_of(level: Strictness) -> str:
    """A level in words: ``Do not``."""
    return {
        Strictness.DO_NOT: _("Do not"),
        Strictness.WITH_CARE: _("With care"),
        Strictness.NO_NOTE: _("No note"),
    }[level]


def summed_up(counts: Mapping[Strictness, int]) -> str:
    """``5 do not, 9 with care, 3 no note``: all three, so that none is taken for an answer."""
    words = {
        Strictness.DO_NOT: _("{0} do not"),
        Strictness.WITH_CARE: _("{0} with care"),
        Strictness.NO_NOTE: _("{0} no note"),
    }
    return ", ".join(words[level].format(counts[level]) for level in STRICTEST)


def find(groups: Iterable[SituationGroup], ids: Iterable[str]) -> tuple[Situation, ...]:
    """The situations called ``ids``, in the order of the questionnaire; GuideError names the known."""
    known = {one.id: one for group in groups for one in group.situations}
    wanted = set(ids)
    for unknown in sorted(wanted - known.keys()):
        sentence = _("There is no situation “{}” in this library; it knows {}.")
        raise GuideError(sentence.format(shown(unknown), ", ".join(known) or _("none")))
    return tuple(one for one in known.values() if one.id in wanted)


def _verdict(lines: tuple[Line, ...], chosen: tuple[Situation, ...], silence: str) -> Verdict:
    said: dict[Strictness, list[str]] = {level: [] for level in STRICTEST}
    silent: list[str] = []
    for situation in chosen:
        found = [line for line in lines if line.caution in situation.covers]
        found.sort(key=lambda line: situation.covers.index(line.caution))
        for line in found:
            said[line.level].append(line.about(situation))
        if not found:
            silent.append(f"“{situation.title}”")
    if silent:
        told = silence.format(", ".join(silent))
        warning = _("That does not mean that it is safe.")
        said[Strictness.NO_NOTE].append(f"{words_of(Strictness.NO_NOTE)}. {told} {warning}")
    level = next(level for level in STRICTEST if said[level])
    return Verdict(level, tuple(one for level in STRICTEST for one in said[level]))


def _silence_of(key: str) -> str:
    if key.startswith("point/"):
        return _("Nothing is noted for this point about {0}.")
    return _("This article says nothing about {0}.")

"""Where the reader is: open tabs, each with its way back and forth, and the place on every page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from guide.store.values import Session, Tab

_LONGEST_WAY = 200  # steps a tab remembers; older ones are forgotten
_LONGEST_KEPT = 50  # of them, how many outlive the program


def split(target: str) -> tuple[str, str]:
    """``therapy/tuina#technique`` → (``therapy/tuina``, ``technique``)."""
    key, _, anchor = target.partition("#")
    return key, anchor


@dataclass(frozen=True, slots=True)
class Step:
    """One page on the way: its key, with ``#anchor`` where one was asked for, and the place on it.

    ``scroll`` is the first visible character, ``offset`` the pixels of its line scrolled away;
    ``left`` says that the reader was there, so that the place counts more than the anchor.
    """

    target: str
    scroll: int = 0
    offset: int = 0
    left: bool = False

    @property
    def key(self) -> str:
        """The key without the anchor."""
        return split(self.target)[0]

    @property
    def anchor(self) -> str:
        """The anchor that was asked for, or an empty string."""
        return split(self.target)[1]


@dataclass(slots=True)
class Way:
    """The history of one tab; never empty."""

    steps: list[Step]
    at: int = 0

    @property
    def step(self) -> Step:
        """Where the tab is."""
        return self.steps[self.at]

    def leave(self, scroll: int, offset: int) -> None:
        """Remember the place on the page that is about to be left."""
        self.steps[self.at] = replace(self.step, scroll=scroll, offset=offset, left=True)

    def go(self, target: str) -> None:
        """Go on to ``target``; what lay ahead is forgotten."""
        del self.steps[self.at + 1 :]
        self.steps.append(Step(target))
        del self.steps[:-_LONGEST_WAY]
        self.at = len(self.steps) - 1

    def can(self, by: int) -> bool:
        """Is there a page ``by`` steps away?"""
        return 0 <= self.at + by < len(self.steps)

    def move(self, by: int) -> None:
        """Go ``by`` steps back (negative) or forward, where that is possible."""
        if self.can(by):
            self.at += by


@dataclass(slots=True)
class Desk:
    """The open tabs; never empty. ``closed`` are the ones that can be reopened, the latest last."""

    ways: list[Way]
    current: int = 0
    closed: list[Way] = field(default_factory=list)

    @classmethod
    def starting_at(cls, target: str) -> "Desk":
        """One tab at ``target``."""
        return cls([Way([Step(target)])])

    @property
    def way(self) -> Way:
        """The tab in front."""
        return self.ways[self.current]

    def open(self, target: str, front: bool = True) -> None:
        """A new tab at ``target``, after the others; in front or behind."""
        self.ways.append(Way([Step(target)]))
        if front:
            self.current = len(self.ways) - 1

    def close(self, index: int) -> None:
        """Close a tab, unless it is the last one."""
        if len(self.ways) == 1:
            return
        self.closed.append(self.ways.pop(index))
        if self.current > index or self.current == len(self.ways):
            self.current -= 1

    def reopen(self) -> bool:
        """Bring back the tab that was closed last, in front; False where there is none."""
        if not self.closed:
            return False
        self.ways.append(self.closed.pop())
        self.current = len(self.ways) - 1
        return True

    def move(self, old: int, new: int) -> None:
        """The reader dragged a tab to another place."""
        front = self.way
        self.ways.insert(new, self.ways.pop(old))
        self.current = next(i for i, way in enumerate(self.ways) if way is front)

    def as_session(self, state: dict[str, str]) -> Session:
        """What is open, to be kept."""
        return Session(tuple(_as_tab(way) for way in self.ways), self.current, dict(state))


def restored(session: Session | None, known: Callable[[str], bool], home: str) -> Desk:
    """The tabs of ``session`` without the pages that are no longer in the library; else ``home``."""
    if session is None:
        return Desk.starting_at(home)
    ways = [_as_way(tab, known) for tab in session.tabs]
    current = sum(1 for way in ways[: max(session.current, 0)] if way is not None)
    kept = [way for way in ways if way is not None]
    if not kept:
        return Desk.starting_at(home)
    return Desk(kept, min(current, len(kept) - 1))


def _as_tab(way: Way) -> Tab:
    first = max(0, way.at - _LONGEST_KEPT)
    history = tuple(step.target for step in way.steps[first : way.at + _LONGEST_KEPT])
    return Tab(history, way.at - first, way.step.scroll, way.step.offset)


def _as_way(tab: Tab, known: Callable[[str], bool]) -> Way | None:
    steps = [Step(target) for target in tab.history]
    if 0 <= tab.place < len(steps):
        steps[tab.place] = replace(
            steps[tab.place], scroll=tab.scroll, offset=tab.offset, left=True
        )
    kept = [step for step in steps if known(step.key)]
    before: Iterable[Step] = steps[: max(tab.place, 0)]
    at = sum(1 for step in before if known(step.key))
    return Way(kept, min(at, len(kept) - 1)) if kept else None

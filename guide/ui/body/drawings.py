"""Plates made ready on a thread: read, made into a scene, its lines laid out."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from guide.atlas.choosing import best_view, summaries
from guide.atlas.figures import Request, figure
from guide.atlas.plates import load_plate
from guide.errors import GuideError
from guide.ui.body.targets import Target, targets_of
from guide.ui.jobs import Jobs
from guide.ui.widgets.scene_painter import ScenePainter

Answer = tuple[int, "Drawn | str"]
"""The number of the question, and the drawing or the sentence that says why there is none."""
_KEPT = 4  # drawings that stay ready, so that going back is quick


@dataclass(frozen=True)
class Drawn:
    """A view of the body with what was asked for."""

    view: str
    request: Request
    painter: ScenePainter
    targets: tuple[Target, ...]


def draw(view: str, request: Request) -> Drawn:
    """Make a view ready, with all that the window would else work out itself; on any thread."""
    scene = figure(load_plate(view), request)
    scene.prepare()
    return Drawn(view, request, ScenePainter(scene), targets_of(scene))


def draw_best(request: Request, now: str) -> Drawn:
    """The same for the view that shows the request best; ``now`` where that is as good."""
    return draw(best_view(summaries(), request, now), request)


class Drawings(QObject):
    """Has the drawing made that was asked for last; answers to earlier questions are dropped.

    Signals:
        ready: what was asked for last (``Drawn``).
        refused: why it cannot be drawn (a sentence).
    """

    ready = Signal(object)
    refused = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._kept: dict[tuple[str, Request], Drawn] = {}
        self._number = 0
        self._running: Future[Answer] | None = None

    @property
    def is_waiting(self) -> bool:
        """Is a drawing still to come?"""
        return self._running is not None

    def ask(self, view: str, request: Request) -> None:
        """Have a view drawn; at once where it is ready."""
        known = self._kept.get((view, request))
        if known is None:
            self._start(partial(draw, view, request))
        else:
            self._forget()
            self._give(known)

    def ask_best(self, request: Request, now: str) -> None:
        """Have the best view drawn; ``now`` is the one in sight."""
        self._start(partial(draw_best, request, now))

    def _forget(self) -> None:
        """No answer to an earlier question is wanted any more."""
        self._number += 1
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _start(self, work: Callable[[], Drawn]) -> None:
        self._forget()
        self._running = self._jobs.read(partial(_answer, self._number, work), self._take, self)

    def _take(self, answer: Answer) -> None:
        number, drawn = answer
        if number != self._number:
            return
        self._running = None
        if isinstance(drawn, str):
            self.refused.emit(drawn)
        else:
            self._give(drawn)

    def _give(self, drawn: Drawn) -> None:
        self._kept.pop((drawn.view, drawn.request), None)
        self._kept[drawn.view, drawn.request] = drawn
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        self.ready.emit(drawn)


def _answer(number: int, work: Callable[[], Drawn]) -> Answer:
    try:
        return number, work()
    except GuideError as error:
        return number, str(error)

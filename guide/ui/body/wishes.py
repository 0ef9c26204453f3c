"""What the body beside an article is to show, as plain values: told here, worked out on a thread."""

from dataclasses import dataclass, replace

from guide.atlas.figures import Request
from guide.atlas.measuring import steps_of
from guide.content.model import Figure
from guide.ui.body.layers import Layers, request_of


@dataclass(frozen=True, slots=True)
class Wish:
    """The figure of the page ``key`` with these layers; of a point's page, one step of finding it."""

    figure: Figure
    key: str
    layers: Layers
    step: int = 0

    def request(self) -> Request:
        """The figure to be drawn."""
        request = request_of(self.figure, self.layers)
        if not self.steps():
            return request
        return replace(request, ruler=self._point(), step=self.step)

    def steps(self) -> tuple[str, ...]:
        """The words of every step by which the page's point is found; none for other pages."""
        return tuple(step.words for step in steps_of(self._point()))

    def _point(self) -> str:
        kind, _slash, code = self.key.partition("/")
        return code if kind == "point" else ""
